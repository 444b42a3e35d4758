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
    """The same spans for several, small and side by side, on one scale that all share."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Quantity, ...]], ...]
    note: str = ""


def said(names: Sequence[str], values: Sequence[Quantity]) -> str:
    """The figures in words, for readers who do not see the picture: "01: 3; 02: 5"."""
    return "; ".join(f"{name}: {number(value)}" for name, value in zip(names, values, strict=True))
