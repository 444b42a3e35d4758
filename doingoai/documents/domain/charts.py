"""Charts of a paper: counts as bars and steps from zero, whole things never joined by a slope."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from doingoai.text import number

Quantity = int | Decimal


@dataclass(frozen=True)
class Bars:
    """Named quantities, a bar each, on one scale."""

    title: str
    rows: tuple[tuple[str, Quantity], ...]
    note: str = ""


@dataclass(frozen=True)
class Steps:
    """One quantity over spans of time, as stairs; a label for each span."""

    title: str
    labels: tuple[str, ...]
    values: tuple[Quantity, ...]
    note: str = ""


@dataclass(frozen=True)
class Multiples:
    """The same spans for several, small and side by side, on one scale that all share.

    Things counted in different units cannot share one: then each has its `own_scale`, and the note says so.
    """

    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Quantity, ...]], ...]
    note: str = ""
    own_scale: bool = False


@dataclass(frozen=True)
class Stairs:
    """Groups of things, each as high as the step of the stairs it stands on, 0 to 4; each group told in words."""

    title: str
    rows: tuple[tuple[str, tuple[int, ...], str], ...]
    note: str = ""


@dataclass(frozen=True)
class Shares:
    """How many of so many, for each name: two numbers, never a percentage, in the order given."""

    title: str
    rows: tuple[tuple[str, int, int], ...]
    note: str = ""


@dataclass(frozen=True)
class SpanRow:
    """A bar across the width, in per cent, and the same in words; `due` is where it ends at the latest."""

    name: str
    when: str
    first: float | None = None
    width: float = 0.0
    due: float | None = None


@dataclass(frozen=True)
class Spans:
    """Things that reach over a time, one under the other; the labels part the width into equal spans."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[SpanRow, ...]
    note: str = ""


Chart = Bars | Steps | Multiples | Stairs | Shares | Spans


def said(names: Sequence[str], values: Sequence[Quantity]) -> str:
    """The figures in words, for readers who do not see the picture: "01: 3; 02: 5"."""
    return "; ".join(f"{name}: {number(value)}" for name, value in zip(names, values, strict=True))
