"""What money adds up to: every table is the sum of the same lines, to the đồng."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from doingoai.plan.domain.money.states import Route, Stage, Verdict

# From which stage on the lines of an estimate count as approved.
APPROVED = frozenset({Stage.APPROVED, Stage.ALLOCATED, Stage.SPENDING, Stage.SETTLED})


@dataclass(frozen=True)
class Money:
    """Sums in whole đồng: asked for, agreed to by finance, approved, allocated, spent, settled."""

    estimated: int = 0
    appraised: int = 0
    approved: int = 0
    allocated: int = 0
    spent: int = 0
    settled: int = 0

    def __add__(self, other: "Money") -> "Money":
        return Money(*(getattr(self, name) + getattr(other, name) for name in COLUMNS))


COLUMNS = tuple(field.name for field in fields(Money))


@dataclass(frozen=True)
class MoneyLine:
    """A line of an estimate with its money: whose, for which task, out of which source, by which route."""

    line: int
    estimate: int
    agency: str
    agency_name: str
    task: str
    task_title: str
    source: str
    source_name: str
    route: Route
    stage: Stage
    item: str
    money: Money


def money_of_line(
    stage: Stage, route: Route, amount: int, agreed: int | None, verdict: Verdict, paid: tuple[int, ...]
) -> Money:
    """The money of a line as its estimate stands; `paid` is what was allocated, spent and settled."""
    appraised = (agreed or 0) if verdict is Verdict.AGREED else 0
    approved = appraised if route is Route.APPRAISED and stage in APPROVED else 0
    return Money(0 if stage is Stage.DRAFT else amount, appraised, approved, *paid)


@dataclass(frozen=True)
class MoneyRow:
    """A row of a table: what it is about, and its sums."""

    key: str
    name: str
    money: Money


def total(lines: Iterable[MoneyLine]) -> Money:
    """The sum of the lines."""
    return sum((line.money for line in lines), Money())


def table(lines: Sequence[MoneyLine], of: Callable[[MoneyLine], tuple[str, str]]) -> list[MoneyRow]:
    """The lines added up by what `of` says of each (its key and its name), in the order in which the keys come."""
    sums: dict[tuple[str, str], Money] = {}
    for line in lines:
        sums[of(line)] = sums.get(of(line), Money()) + line.money
    return [MoneyRow(key, name, money) for (key, name), money in sums.items()]


def limit_of(route: Route, amount: int, agreed: int | None) -> int:
    """The most that may be allocated to a line: what finance agreed to; else what was asked for."""
    return (agreed or 0) if route is Route.APPRAISED else amount
