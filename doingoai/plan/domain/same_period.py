"""The figures of the same period a year before, as the edition frozen then may tell them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from doingoai.plan.domain.add_up import LineKey
from doingoai.plan.domain.figures import FigureLine, Figures
from doingoai.text import canonical


@dataclass(frozen=True)
class Told:
    """A figure of the year before, and the paper it was read from."""

    quantity: Decimal
    source: str


def proposed(lines: Iterable[FigureLine], earlier: Figures, previous: Mapping[str, str]) -> dict[LineKey, Decimal]:
    """What the earlier figures say for each line: of the task it follows, else of one with its number and its name.

    `previous` gives the earlier number of a task that follows another. A line that had no record then is not
    proposed: nobody knows whether nothing was done or nothing was told.
    """
    told = {(line.task, line.measure): line for line in earlier.lines if line.records}
    found: dict[LineKey, Decimal] = {}
    for line in lines:
        match = told.get((previous.get(line.task, line.task), line.measure))
        if match is not None and (line.task in previous or _words(match.title) == _words(line.title)):
            found[LineKey(line.task, line.measure)] = match.total
    return found


def _words(title: str) -> str:
    return " ".join(canonical(title).casefold().split())
