"""Charts as rectangles, lines and words: x in per cent of the width, y in pixels, so that text never scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from doingoai.text import number

TICKS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000)
STEPS = 4  # of the stairs
LINES = 3.4  # at most so many hairlines above the floor


@dataclass(frozen=True)
class Rect:
    """A bar: left and width in per cent, top and height in pixels."""

    kind: str
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True)
class Line:
    """A straight line: ends in per cent across and pixels down."""

    kind: str
    x1: float
    x2: float
    y1: float
    y2: float


@dataclass(frozen=True)
class Label:
    """Words at a place."""

    kind: str
    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Drawing:
    """All shapes of a chart, and its height in pixels."""

    height: int
    rects: tuple[Rect, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]


def tick_of(highest: float) -> int:
    """The distance between hairlines for values up to the highest."""
    return next((tick for tick in TICKS if highest / tick <= LINES), TICKS[-1])


def steps(values: Sequence[float], labels: Sequence[str], *, height: int = 150, every: int = 1) -> Drawing:
    """Counts as steps from zero: a wash under them, a firm floor, values at the left, the highest one named."""
    top, bottom = 24, 22
    high = max([*values, 1])
    tick = tick_of(high)
    ceiling = ceil(high / tick) * tick
    room = height - top - bottom

    def y(value: float) -> float:
        return round(top + room - room * value / ceiling, 1)

    width = 100 / max(len(values), 1)
    grid = [Line("floor" if n == 0 else "grid", 0, 100, y(n), y(n)) for n in range(0, ceiling + 1, tick)]
    rects = [Rect("soil", round(i * width, 3), round(width, 3), y(v), y(0) - y(v)) for i, v in enumerate(values)]
    seen = [Line("seen", i * width, (i + 1) * width, y(v), y(v)) for i, v in enumerate(values)]
    rises = [
        Line("seen", (i + 1) * width, (i + 1) * width, y(a), y(b))
        for i, (a, b) in enumerate(pairwise(values))
        if a != b
    ]
    words = [Label("halo", 0, y(n) - 4, number(n)) for n in range(tick, ceiling + 1, tick)]
    words += [
        Label("", (i + 0.5) * width, height - 5, text, "middle")
        for i, text in enumerate(labels)
        if text and i % every == 0
    ]
    if values and max(values) > 0:
        best = max(range(len(values)), key=lambda i: values[i])
        # Above the first step stand the axis's own words: its name goes to its right end.
        place, anchor = (
            ((best + 1) * width + 1, "start") if best == 0 < len(values) - 1 else ((best + 0.5) * width, "middle")
        )
        words.append(Label("v halo", place, y(values[best]) - 7, number(values[best]), anchor))
    return Drawing(height, tuple(rects), (*grid, *seen, *rises), tuple(words))


def small_bars(values: Sequence[float], highest: float, *, height: int = 46) -> Drawing:
    """A small multiple: one bar a value on the scale given; nothing is a grey tick."""
    floor = height - 2
    width = 100 / max(len(values), 1)
    scale = highest or 1
    rects = []
    for index, value in enumerate(values):
        tall = max(1.5, floor * value / scale)
        rects.append(Rect("v" if value else "o", round(index * width + 1, 2), round(width - 2, 2), floor - tall, tall))
    return Drawing(height, tuple(rects), (Line("floor", 0, 100, height - 1, height - 1),), ())


def stairs(states: Sequence[int], columns: int, *, height: int = 34) -> Drawing:
    """Things on the stairs, 0 to 4: each as many steps high as it has come; nothing begun is a grey tick.

    `columns` is how many the longest of several drawings has, so that a thing is as wide in each.
    """
    floor, width = height - 2, 100 / max(columns, 1)
    rects = []
    for index, state in enumerate(states):
        x, wide = round(index * width + width * 0.12, 2), round(width * 0.76, 2)
        rects += [
            Rect(f"s{state}", x, wide, round(floor - floor * step / STEPS + 1, 1), round(floor / STEPS - 1, 1))
            for step in range(1, state + 1)
        ]
        if not state:
            rects.append(Rect("o", x, wide, floor - 1.5, 1.5))
    return Drawing(height, tuple(rects), (Line("floor", 0, 100, height - 1, height - 1),), ())


def share(done: int, planned: int, most: int, *, height: int = 12) -> Drawing:
    """So many of so many, on the scale of the largest plan: what is done fills what is planned from the left."""
    per = 100 / max(most, 1)
    bed = Rect("bed", 0, round(planned * per, 2), 1, height - 2)
    full = [Rect("v", 0, round(done * per, 2), 1, height - 2)] if done else []
    return Drawing(height, (bed, *full), (), ())


def twelve_months(counts: Sequence[int], until: int) -> tuple[Rect, ...]:
    """Twelve small bars in 130 × 20 pixels: bars on the row's own scale, ticks for none, dots for months to come."""
    highest = max([*counts, 1])
    rects = []
    for month in range(12):
        value = counts[month] if month < len(counts) else 0
        if month >= until and not value:
            rects.append(Rect("x", month * 11, 9, 18, 0))
        else:
            tall = max(4, round(20 * value / highest)) if value else 2
            rects.append(Rect("v" if value else "o", month * 11, 9, 20 - tall, tall))
    return tuple(rects)
