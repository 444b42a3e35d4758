"""Charts as SVG of a given width: rectangles, lines, words; strips short enough to stand on any page.

The shapes are those of the screen (shell.domain.shapes). 96 pixels to the inch, so a chart keeps its size on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import resvg_py

from doingoai.documents.domain.charts import Bars, Multiples, Steps, said
from doingoai.documents.domain.letters import printable
from doingoai.documents.write.faces import Face
from doingoai.documents.write.layout import Look
from doingoai.documents.write.measure import width_of, wrapped
from doingoai.shell.domain.shapes import Drawing, small_bars, steps
from doingoai.text import number

PIXEL = 25.4 / 96  # millimetres
SHARP = 3.125  # pixels of the picture for one of the drawing: 300 to the inch
INK, QUIET, HAIR, FIRM, SERIES, WASH = "#171c30", "#434a5f", "#d7dad8", "#7b8494", "#2b3a8c", "#e8ebf7"
WORDS = Look(10)  # points; 13.3 pixels
SIZE = 13.3
STROKES = {
    "grid": f'stroke="{HAIR}"',
    "floor": f'stroke="{FIRM}" stroke-width="1.5"',
    "seen": f'stroke="{SERIES}" stroke-width="2"',
}
FILLS = {"soil": WASH, "v": SERIES, "o": FIRM}
BAR_ROWS, BAR_PITCH, BAR_TALL, BAR_NAMES = 12, 24, 14, 0.42
ACROSS, GAP, SMALL_ROWS = 3, 18, 3
LINE_TALL = 16
SLACK = 1.1  # faces without the measure of Times run wider


@dataclass(frozen=True)
class Picture:
    """A strip of a chart: its drawing, its size in pixels, its figures in words."""

    svg: str
    width: float
    height: float
    words: str


def drawn(chart: Bars | Steps | Multiples, width: float) -> list[Picture]:
    """The chart over the width given in millimetres, in strips from top to bottom."""
    across = width / PIXEL
    if isinstance(chart, Bars):
        return list(_bars(chart, across))
    if isinstance(chart, Steps):
        return [_steps(chart, across)]
    return list(_multiples(chart, across))


def png(picture: Picture, face: Face) -> bytes:
    """The picture in points of ink, 300 to the inch, with the words in the face."""
    return resvg_py.svg_to_bytes(
        svg_string=picture.svg.replace("FACE", face.families[0]),
        zoom=SHARP,
        background="white",
        skip_system_fonts=True,
        font_files=face.files,
        font_family=face.families[0],
    )


def _picture(parts: Sequence[str], width: float, height: float, words: str) -> Picture:
    size = f'width="{width:.1f}" height="{height:.1f}" viewBox="0 0 {width:.1f} {height:.1f}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="FACE">{"".join(parts)}</svg>'
    return Picture(svg, width, height, words)


def _words(x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{SIZE}" fill="{fill}"'
    return f"<text {place}{weight}>{escape(printable(text))}</text>"


def _shapes(drawing: Drawing, left: float, top: float, width: float) -> Iterator[str]:
    """The shapes of a drawing, per cent turned into pixels of the width."""
    per = width / 100
    for rect in drawing.rects:
        place = f'x="{left + rect.x * per:.1f}" y="{top + rect.y:.1f}"'
        size = f'width="{rect.width * per:.1f}" height="{max(rect.height, 0):.1f}"'
        yield f'<rect {place} {size} fill="{FILLS[rect.kind]}"/>'
    for line in drawing.lines:
        ends = (left + line.x1 * per, left + line.x2 * per, top + line.y1, top + line.y2)
        x1, x2, y1, y2 = (f"{end:.1f}" for end in ends)
        yield f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" {STROKES[line.kind]}/>'
    for label in drawing.labels:
        bold = "v" in label.kind.split()
        yield _words(
            left + label.x * per, top + label.y, label.text, anchor=label.anchor, fill=INK if bold else QUIET, bold=bold
        )


def _steps(chart: Steps, width: float) -> Picture:
    longest = max((width_of(label, WORDS) for label in chart.labels), default=0) / PIXEL
    every = max(1, -int(-longest * SLACK // (width / max(len(chart.values), 1))))
    drawing = steps([float(value) for value in chart.values], list(chart.labels), height=190, every=every)
    return _picture([*_shapes(drawing, 0, 0, width)], width, drawing.height, said(chart.labels, chart.values))


def _fitted(text: str, width: float, rows: int) -> list[str]:
    """The words in at most so many lines, the last one cut where there are more."""
    lines = wrapped(printable(text), WORDS, width * PIXEL / SLACK)
    return lines if len(lines) <= rows else [*lines[: rows - 1], f"{lines[rows - 1]}…"]


def _bars(chart: Bars, width: float) -> Iterator[Picture]:
    names = min(width * BAR_NAMES, max((width_of(name, WORDS) / PIXEL * SLACK for name, _ in chart.rows), default=0))
    most = max([value for _, value in chart.rows] or [0]) or 1
    told = max((width_of(number(value), WORDS) / PIXEL * SLACK for _, value in chart.rows), default=0)
    room = width - names - told - 24
    for start in range(0, len(chart.rows), BAR_ROWS):
        rows = chart.rows[start : start + BAR_ROWS]
        parts = []
        for index, (name, value) in enumerate(rows):
            y, long = index * BAR_PITCH + 5, float(value / most) * room if value else 0
            parts.append(_words(names, y + 11, _fitted(name, names, 1)[0], anchor="end"))
            fill, long = (SERIES, max(long, 1)) if value else (FIRM, 1.5)
            parts.append(f'<rect x="{names + 10:.1f}" y="{y}" width="{long:.1f}" height="{BAR_TALL}" fill="{fill}"/>')
            parts.append(_words(names + 16 + long, y + 11, number(value), bold=value == most))
        tall = len(rows) * BAR_PITCH
        parts.append(f'<line x1="{names + 10:.1f}" x2="{names + 10:.1f}" y1="0" y2="{tall}" {STROKES["floor"]}/>')
        yield _picture(parts, width, tall, said([name for name, _ in rows], [value for _, value in rows]))


def _multiples(chart: Multiples, width: float) -> Iterator[Picture]:
    most = max((float(value) for _, values in chart.rows for value in values), default=0)
    cell = (width - GAP * (ACROSS - 1)) / ACROSS
    strip = ACROSS * SMALL_ROWS
    for start in range(0, len(chart.rows), strip):
        rows = chart.rows[start : start + strip]
        parts: list[str] = []
        top = 0.0
        for first in range(0, len(rows), ACROSS):
            titles = [_fitted(name, cell - 40, 2) for name, _ in rows[first : first + ACROSS]]
            head = max(map(len, titles)) * LINE_TALL
            for index, (_, values) in enumerate(rows[first : first + ACROSS]):
                left = index * (cell + GAP)
                for line, text in enumerate(titles[index]):
                    parts.append(_words(left, top + head - LINE_TALL * (len(titles[index]) - line - 1) - 4, text))
                parts.append(_words(left + cell, top + head - 4, number(sum(values)), anchor="end", bold=True))
                parts += _shapes(small_bars([float(value) for value in values], most), left, top + head, cell)
                if chart.labels:
                    parts.append(_words(left, top + head + 60, chart.labels[0], fill=QUIET))
                    parts.append(_words(left + cell, top + head + 60, chart.labels[-1], anchor="end", fill=QUIET))
            top += head + 76
        words = " | ".join(f"{name}: {said(chart.labels, values)}" for name, values in rows)
        yield _picture(parts, width, top, words)
