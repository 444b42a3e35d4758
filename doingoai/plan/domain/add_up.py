"""How what was done becomes a number: a work counts once, measures never mix, parts make the whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from doingoai.dates import Period
from doingoai.plan.domain.states import Mode

ZERO = Decimal(0)


@dataclass(frozen=True)
class Record:
    """One piece of evidence as a value; `task`, `agency` and `measure` are their stable codes."""

    id: int
    task: str
    measure: str
    mode: Mode
    quantity: Decimal
    done_on: date
    agency: str
    work: str


@dataclass(frozen=True)
class LineKey:
    """A line of the report: one task under one measure."""

    task: str
    measure: str


@dataclass(frozen=True)
class ReportLine:
    """What was done for one task under one measure: in each column, by each agency, and in all."""

    key: LineKey
    by_column: tuple[Decimal, ...]
    by_agency: tuple[tuple[str, Decimal], ...]
    total: Decimal
    records: tuple[int, ...]


def credit(records: Iterable[Record]) -> list[Record]:
    """Keep what counts: where a measure counts works, only the first record of each work, whoever else wrote it down.

    The first is the one done earliest, then the one recorded earliest, so that the same evidence always gives the same
    number and each work belongs to one agency, one task and one day.
    """
    kept: list[Record] = []
    seen: set[tuple[str, str]] = set()
    for record in sorted(records, key=lambda r: (r.done_on, r.id)):
        if record.mode is Mode.WORKS:
            if (record.measure, record.work) in seen:
                continue
            seen.add((record.measure, record.work))
        kept.append(record)
    return kept


def add_up(keys: Iterable[LineKey], credited: Iterable[Record], columns: Sequence[Period]) -> list[ReportLine]:
    """Count the credited records that fall in the columns, line by line, in the order of the keys.

    The columns must not overlap; what falls in none of them waits for another report. Keys without a record make a
    line of zeros, and records whose key was not asked for add no line.
    """
    wanted = list(dict.fromkeys(keys))
    grouped: dict[LineKey, list[tuple[int, Record]]] = {key: [] for key in wanted}
    for record in credited:
        key = LineKey(record.task, record.measure)
        column = next((i for i, period in enumerate(columns) if record.done_on in period), None)
        if column is not None and key in grouped:
            grouped[key].append((column, record))
    return [_line(key, grouped[key], len(columns)) for key in wanted]


def _line(key: LineKey, placed: list[tuple[int, Record]], width: int) -> ReportLine:
    by_column = [ZERO] * width
    by_agency: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for column, record in placed:
        by_column[column] += record.quantity
        by_agency[record.agency] += record.quantity
    return ReportLine(
        key=key,
        by_column=tuple(by_column),
        by_agency=tuple(sorted(by_agency.items(), key=lambda item: (-item[1], item[0]))),
        total=sum(by_column, ZERO),
        records=tuple(record.id for _, record in placed),
    )


def of_agency(credited: Iterable[Record], agency: str) -> list[Record]:
    """The records that count for one agency: its part of the report."""
    return [record for record in credited if record.agency == agency]


def silent(
    assigned: Mapping[str, Collection[str]], credited: Iterable[Record], within: Sequence[Period]
) -> dict[str, tuple[str, ...]]:
    """For each task, the assigned agencies that recorded nothing in the period, in alphabetical order."""
    heard: dict[str, set[str]] = defaultdict(set)
    for record in credited:
        if any(record.done_on in period for period in within):
            heard[record.task].add(record.agency)
    return {task: tuple(sorted(set(agencies) - heard[task])) for task, agencies in assigned.items()}
