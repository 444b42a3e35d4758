"""The numbers of a report as one value: shown live, frozen as text, shown again from that text alone."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from doingoai.plan.domain.money.sums import Money
from doingoai.plan.domain.states import HANDED_IN, SETTLED, PartState

VERSION = 3
# The fields that came with a later version.
SINCE = {
    "version": 2,
    "effects": 2,
    "measures": 2,
    "places": 2,
    "money": 3,
}


@dataclass(frozen=True)
class Source:
    """One piece of evidence behind a number; `column` is the index of the column it counts in."""

    id: int
    task: str
    measure: str
    title: str
    done_on: date
    quantity: Decimal
    agency: str
    agency_name: str
    column: int
    link: str = ""
    place: str = ""
    is_demo: bool = False
    kind: str = ""
    is_partnered: bool = False


@dataclass(frozen=True)
class AgencyShare:
    """What one agency did for a line, under its name; `part` is the agency whose part counts it, where another's."""

    agency: str
    name: str
    quantity: Decimal
    part: str = ""
    part_name: str = ""


@dataclass(frozen=True)
class PartShare:
    """What one part counts for a line: in all, and of that what bodies did that have gone over into its agency."""

    agency: str
    name: str
    quantity: Decimal
    within: tuple[AgencyShare, ...] = ()


@dataclass(frozen=True)
class FigureLine:
    """One task under one measure. Numbers without a source say why in `same_period_source`; None means not known."""

    task: str
    title: str
    measure: str
    measure_name: str
    unit: str
    by_column: tuple[Decimal, ...]
    total: Decimal
    shares: tuple[AgencyShare, ...]
    records: int
    target: Decimal | None = None
    estimate: Decimal | None = None
    same_period: Decimal | None = None
    same_period_source: str = ""
    state: int = 0
    silent: tuple[str, ...] = ()

    @property
    def by_part(self) -> tuple[PartShare, ...]:
        """The shares by the parts that count them, the largest first."""
        names = {share.part or share.agency: share.part_name or share.name for share in self.shares}
        found = []
        for agency, name in names.items():
            mine = [share for share in self.shares if (share.part or share.agency) == agency]
            within = tuple(share for share in mine if share.part)
            found.append(PartShare(agency, name, sum((share.quantity for share in mine), Decimal(0)), within))
        return tuple(sorted(found, key=lambda share: (-share.quantity, share.agency)))


@dataclass(frozen=True)
class FigureSection:
    """The lines under one heading of the plan, and how many of its tasks have evidence."""

    number: str
    title: str
    lines: tuple[FigureLine, ...]
    tasks: int
    tasks_with_evidence: int


@dataclass(frozen=True)
class AgencyMonths:
    """How many pieces of evidence an agency recorded in each month of the report: records, not measures."""

    agency: str
    name: str
    short: str
    by_month: tuple[int, ...]

    @property
    def records(self) -> int:
        """All of its records."""
        return sum(self.by_month)


@dataclass(frozen=True)
class PartSummary:
    """What an agency sent, as the merged report shows it; `mark` says how it came where nobody has signed it.

    `paper` is the number and date of the signed paper that was returned, `paper_file` the key of its file.
    """

    agency: str
    name: str
    short: str
    state: str
    narrative: str = ""
    difficulties: str = ""
    proposals: str = ""
    signed_by: str = ""
    submitted_on: date | None = None
    mark: str = ""
    paper: str = ""
    paper_file: int | None = None

    @property
    def is_in(self) -> bool:
        """Whether it has come in, signed or through a key link."""
        return self.state in HANDED_IN


@dataclass(frozen=True)
class EffectLine:
    """What changed, as an agency states it, with its source and its limits; levels are the source's own words."""

    id: int
    agency: str
    agency_name: str
    what: str
    baseline: str
    value: str
    source: str
    source_on: date | None
    link: str
    limits: str
    task: str = ""


@dataclass(frozen=True)
class MeasureMonths:
    """How much was done under a measure in each month of the report."""

    measure: str
    name: str
    unit: str
    by_month: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """All months."""
        return sum(self.by_month, Decimal(0))

    @property
    def tallest(self) -> Decimal:
        """The highest month: the measure's own scale, since measures share no unit."""
        return max(self.by_month, default=Decimal(0)) or Decimal(1)


@dataclass(frozen=True)
class PlaceLine:
    """What was done at a place under a measure; `code` is empty where the place is words only."""

    code: str
    name: str
    measure: str
    measure_name: str
    unit: str
    total: Decimal
    records: int


@dataclass(frozen=True)
class Figures:
    """A whole report: columns with their labels and days, sections with lines, and the agencies' parts.

    `version` tells which fields the text holds: a report frozen under an older one keeps its text to the byte.
    `money` is that of all agencies: asked for to the last day, allocated and spent in the days of the report.
    """

    period: str
    year: int
    starts_on: date
    ends_on: date
    data_close: date
    columns: tuple[str, ...]
    column_days: tuple[tuple[date, date], ...]
    sections: tuple[FigureSection, ...]
    parts: tuple[PartSummary, ...] = ()
    months: tuple[str, ...] = ()
    agencies: tuple[AgencyMonths, ...] = ()
    has_estimate: bool = False
    has_demo: bool = False
    words: dict[str, str] = field(default_factory=dict)
    version: int = VERSION
    effects: tuple[EffectLine, ...] = ()
    measures: tuple[MeasureMonths, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    money: Money | None = None

    @property
    def lines(self) -> tuple[FigureLine, ...]:
        """All lines, in the order of the plan."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def missing(self) -> tuple[PartSummary, ...]:
        """The parts that have not come in."""
        return tuple(part for part in self.parts if part.state not in SETTLED)

    @property
    def asked(self) -> tuple[PartSummary, ...]:
        """The parts that are asked for, come in or not."""
        return tuple(part for part in self.parts if part.state != PartState.EXCUSED)

    @property
    def unknown(self) -> tuple[FigureLine, ...]:
        """The lines without a result of which agencies have not sent their part: their nought says nothing yet."""
        waiting = {part.agency for part in self.missing}
        return tuple(line for line in self.lines if not line.total and waiting.intersection(line.silent))


def to_text(figures: Figures) -> str:
    """The one text of these figures: canonical JSON, so that equal figures are equal to the byte."""
    plain = _plain(figures)
    return _text({name: value for name, value in plain.items() if SINCE.get(name, 1) <= figures.version})


def sources_to_text(sources: Iterable[Source]) -> str:
    """The evidence behind the figures, one canonical JSON line each."""
    return "".join(_canonical(source) + "\n" for source in sources)


def sources_from_text(text: str) -> Iterator[Source]:
    """The evidence that the text holds."""
    for line in text.splitlines():
        raw = json.loads(line)
        yield Source(**{**raw, **_dates(raw, "done_on"), "quantity": Decimal(raw["quantity"])})


def _canonical(value: object) -> str:
    return _text(_plain(value))


def _text(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(text: str) -> str:
    """The SHA-256 of the text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_text(text: str) -> Figures:
    """The figures that the text holds."""
    raw = json.loads(text)
    return Figures(
        **{
            **raw,
            **_dates(raw, "starts_on", "ends_on", "data_close"),
            "columns": tuple(raw["columns"]),
            "column_days": tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in raw["column_days"]),
            "sections": tuple(_section(s) for s in raw["sections"]),
            "parts": tuple(_part(p) for p in raw["parts"]),
            "months": tuple(raw["months"]),
            "agencies": tuple(AgencyMonths(**{**a, "by_month": tuple(a["by_month"])}) for a in raw["agencies"]),
            "version": raw.get("version", 1),
            "effects": tuple(EffectLine(**{**e, **_dates(e, "source_on")}) for e in raw.get("effects", ())),
            "measures": tuple(_measure(m) for m in raw.get("measures", ())),
            "places": tuple(PlaceLine(**{**p, "total": Decimal(p["total"])}) for p in raw.get("places", ())),
            "money": Money(**raw["money"]) if raw.get("money") else None,
        }
    )


def _plain(value: object) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return number_text(value)
    return value.isoformat() if isinstance(value, date) else value


def number_text(value: Decimal) -> str:
    """A quantity without superfluous zeros: equal numbers have one text."""
    return f"{value.normalize():f}"


def _dates(raw: dict[str, Any], *names: str) -> dict[str, date | None]:
    return {name: date.fromisoformat(raw[name]) if raw[name] else None for name in names}


def _numbers(raw: dict[str, Any], *names: str) -> dict[str, Decimal | None]:
    return {name: None if raw[name] is None else Decimal(raw[name]) for name in names}


def _section(raw: dict[str, Any]) -> FigureSection:
    return FigureSection(**{**raw, "lines": tuple(_line(line) for line in raw["lines"])})


def _line(raw: dict[str, Any]) -> FigureLine:
    return FigureLine(
        **{
            **raw,
            **_numbers(raw, "total", "target", "estimate", "same_period"),
            "by_column": tuple(Decimal(n) for n in raw["by_column"]),
            "shares": tuple(AgencyShare(**{**s, "quantity": Decimal(s["quantity"])}) for s in raw["shares"]),
            "silent": tuple(raw["silent"]),
        }
    )


def _measure(raw: dict[str, Any]) -> MeasureMonths:
    return MeasureMonths(**{**raw, "by_month": tuple(Decimal(n) for n in raw["by_month"])})


def _part(raw: dict[str, Any]) -> PartSummary:
    return PartSummary(**{**raw, **_dates(raw, "submitted_on")})
