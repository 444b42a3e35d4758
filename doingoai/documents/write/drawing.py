"""Charts as SVG of a given width: rectangles, lines, words; strips short enough to stand on any page.

The shapes are those of the screen (shell.domain.shapes). 96 pixels to the inch, so a chart keeps its size on paper.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import resvg_py

from doingoai.documents.domain.charts import Bars, Chart, Multiples, Shares, Spans, Stairs, Steps, said
from doingoai.documents.domain.letters import printable
from doingoai.documents.write.faces import Face
from doingoai.documents.write.layout import Look
from doingoai.documents.write.measure import width_of, wrapped
from doingoai.shell.domain.shapes import Drawing, share, small_bars, stairs, steps
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
FILLS = {
    **{"soil": WASH, "bed": "#e9ebe8", "v": SERIES, "o": FIRM},
    **{"s1": FIRM, "s2": "#b9800c", "s3": "#3c9159", "s4": "#1f6b3c"},
}
BAR_ROWS, BAR_PITCH, BAR_TALL, BAR_NAMES = 12, 24, 14, 0.42
ACROSS, GAP, SMALL_ROWS = 3, 18, 3
LINE_TALL = 16
STAIR_NAMES, STAIR_ROWS, LEAST_COLUMNS = 0.55, 8, 8
SPAN_NAMES, SPAN_ROWS = 0.36, 14
SLACK = 1.1  # faces without the measure of Times run wider


@dataclass(frozen=True)
class Picture:
    """A strip of a chart: its drawing, its size in pixels, its figures in words."""

    svg: str
    width: float
    height: float
    words: str


def drawn(chart: Chart, width: float) -> list[Picture]:
    """The chart over the width given in millimetres, in strips from top to bottom."""
    return list(WAYS[type(chart)](chart, width / PIXEL))


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


def _steps(chart: Steps, width: float) -> Iterator[Picture]:
    longest = max((width_of(label, WORDS) for label in chart.labels), default=0) / PIXEL
    every = max(1, -int(-longest * SLACK // (width / max(len(chart.values), 1))))
    drawing = steps([float(value) for value in chart.values], list(chart.labels), height=190, every=every)
    yield _picture([*_shapes(drawing, 0, 0, width)], width, drawing.height, said(chart.labels, chart.values))


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
    shared = max((float(value) for _, values in chart.rows for value in values), default=0)
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
                heights = [float(value) for value in values]
                most = max(heights, default=0) if chart.own_scale else shared
                parts += _shapes(small_bars(heights, most), left, top + head, cell)
                if chart.labels:
                    parts.append(_words(left, top + head + 60, chart.labels[0], fill=QUIET))
                    parts.append(_words(left + cell, top + head + 60, chart.labels[-1], anchor="end", fill=QUIET))
            top += head + 76
        words = " | ".join(f"{name}: {said(chart.labels, values)}" for name, values in rows)
        yield _picture(parts, width, top, words)


def _stairs(chart: Stairs, width: float) -> Iterator[Picture]:
    columns = max((len(states) for _, states, _ in chart.rows), default=1)
    names = width * STAIR_NAMES
    room = width - names - 10
    for start in range(0, len(chart.rows), STAIR_ROWS):
        parts: list[str] = []
        top = 0.0
        for name, states, words in chart.rows[start : start + STAIR_ROWS]:
            told = [*_fitted(name, names, 2), *_fitted(words, names, 2)]
            drawing = stairs(states, max(columns, LEAST_COLUMNS))
            tall = max(len(told) * LINE_TALL, drawing.height) + 10
            for line, text in enumerate(told):
                fill = INK if line < len(_fitted(name, names, 2)) else QUIET
                parts.append(_words(0, top + (line + 1) * LINE_TALL - 3, text, fill=fill))
            parts += _shapes(drawing, names + 10, top + tall - drawing.height - 8, room)
            top += tall
        said_words = "; ".join(f"{name}: {words}" for name, _, words in chart.rows[start : start + STAIR_ROWS])
        yield _picture(parts, width, top, said_words)


def _shares(chart: Shares, width: float) -> Iterator[Picture]:
    most = max((planned for _, _, planned in chart.rows), default=1)
    names, told = width * BAR_NAMES, 48
    room = width - names - told - 20
    for start in range(0, len(chart.rows), BAR_ROWS):
        rows = chart.rows[start : start + BAR_ROWS]
        parts: list[str] = []
        for index, (name, done, planned) in enumerate(rows):
            y = index * BAR_PITCH + 5
            parts.append(_words(names, y + 11, _fitted(name, names, 1)[0], anchor="end"))
            parts += _shapes(share(done, planned, most, height=BAR_TALL), names + 10, y, room)
            parts.append(_words(width, y + 11, f"{done}/{planned}", anchor="end"))
        words = "; ".join(f"{name}: {done}/{planned}" for name, done, planned in rows)
        yield _picture(parts, width, len(rows) * BAR_PITCH, words)


def _spans(chart: Spans, width: float) -> Iterator[Picture]:
    names = width * SPAN_NAMES
    room, count = width - names - 10, max(len(chart.labels), 1)
    for start in range(0, len(chart.rows), SPAN_ROWS):
        rows = chart.rows[start : start + SPAN_ROWS]
        told = [_fitted(row.name, names, 2) for row in rows]
        tops = [LINE_TALL + 8.0]
        for lines in told:
            tops.append(tops[-1] + len(lines) * LINE_TALL + 6)
        left = names + 10
        parts = [
            _words(left + (n + 0.5) * room / count, LINE_TALL - 4, label, anchor="middle", fill=QUIET)
            for n, label in enumerate(chart.labels)
        ]
        for n in range(count + 1):
            x = left + n * room / count
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{LINE_TALL}" y2="{tops[-1]:.1f}" {STROKES["grid"]}/>')
        for row, lines, top in zip(rows, told, tops, strict=False):
            parts += [_words(0, top + (n + 1) * LINE_TALL - 4, text) for n, text in enumerate(lines)]
            y = top + len(lines) * LINE_TALL / 2 - 6
            if row.first is not None:
                place = f'x="{left + row.first * room / 100:.1f}" width="{max(row.width * room / 100, 3):.1f}"'
                parts.append(f'<rect {place} y="{y:.1f}" height="12" fill="{SERIES}"/>')
            else:
                parts.append(_words(left + 6, y + 10, row.when, fill=QUIET))
            if row.due is not None:
                x = left + row.due * room / 100
                parts.append(f'<rect x="{x - 1.5:.1f}" width="3" y="{y - 4:.1f}" height="20" fill="{INK}"/>')
        yield _picture(parts, width, tops[-1], "; ".join(f"{row.name}: {row.when}" for row in rows))


WAYS: dict[type, Callable[[Any, float], Iterator[Picture]]] = {
    Bars: _bars,
    Steps: _steps,
    Multiples: _multiples,
    Stairs: _stairs,
    Shares: _shares,
    Spans: _spans,
}
