"""The rules of a page: straight lines, level and upright, whatever shapes a program drew them as."""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw

from doingoai.documents.read.print_lines import Sheet

THIN, SHORT = 3.0, 4.0  # points: as thick as a rule may be; as long as it must be
SAME, GAP = 1.5, 3.0  # points: rules as near as this are one; a rule with a gap as short as this is whole
MOST_SHAPES, MOST_POINTS = 20_000, 2_000  # a drawing with more holds no table
DEEP = 8
Point = tuple[float, float]


class Rule(NamedTuple):
    """A line at `at` from the top (level) or from the left (upright), between two ends."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The rules of a page, each longest as it goes on."""

    level: list[Rule]
    upright: list[Rule]


def rules_of(page: Any, sheet: Sheet) -> Rules:
    """The rules of a page of PDFium."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for a, b in _lines(page, sheet):
        width, height = abs(a[0] - b[0]), abs(a[1] - b[1])
        if height <= SAME and width >= SHORT:
            level.append(Rule((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
        elif width <= SAME and height >= SHORT:
            upright.append(Rule((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))
    return Rules(_joined(level), _joined(upright))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that lie on one line and touch, as one."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][0].at <= SAME:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return [whole for line in lines for whole in _touching(line)]


def _touching(line: list[Rule]) -> Iterator[Rule]:
    held, *others = sorted(line, key=lambda rule: rule.start)
    for rule in others:
        if rule.start - held.end > GAP:
            yield held
            held = rule
        else:
            held = held._replace(end=max(held.end, rule.end))
    yield held


def _lines(page: Any, sheet: Sheet) -> Iterator[tuple[Point, Point]]:
    """Every straight line that is drawn, and the middle of every thin shape that is filled."""
    shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEEP)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for number, shape in enumerate(shapes):
        if number > MOST_SHAPES:
            return
        raw.FPDFPath_GetDrawMode(shape, fill, stroke)
        for points in _strokes(shape, sheet) if fill.value or stroke.value else ():
            if stroke.value:
                yield from pairwise(points)
            elif line := _thin(points):
                yield line


def _thin(points: list[Point]) -> tuple[Point, Point] | None:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, foot = min(y for _, y in points), max(y for _, y in points)
    if foot - top <= THIN:
        return (left, (top + foot) / 2), (right, (top + foot) / 2)
    return (((left + right) / 2, top), ((left + right) / 2, foot)) if right - left <= THIN else None


def _strokes(shape: Any, sheet: Sheet) -> Iterator[list[Point]]:
    """The points of each stroke of the shape, as they lie on the sheet; a closed one ends where it began."""
    count = raw.FPDFPath_CountSegments(shape)
    matrix = _matrix(shape)
    x, y = ctypes.c_float(), ctypes.c_float()
    held: list[Point] = []
    for index in range(count if count <= MOST_POINTS else 0):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and held:
            yield held
            held = []
        held.append(sheet.place(*matrix.on_point(x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            held.append(held[0])
    if held:
        yield held


def _matrix(shape: Any) -> Any:
    """How the shape's points lie on the page, through all forms that it stands in."""
    matrix = shape.get_matrix()
    while (shape := shape.container) is not None:
        matrix = matrix.multiply(shape.get_matrix())
    return matrix
