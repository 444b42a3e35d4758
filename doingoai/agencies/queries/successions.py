"""What came from what: successions as values, lineages, what bodies were before, what waits for its day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from doingoai.agencies.domain.succession import Change, Stair, Standing, forebears, lineage
from doingoai.agencies.models import Agency, Succession, SuccessionSide, holding
from doingoai.text import canonical


def told() -> QuerySet[Succession]:
    """Every succession that stands, with its bodies and all their names at hand; two queries."""
    sides = SuccessionSide.objects.select_related("agency")
    return Succession.objects.standing().prefetch_related(Prefetch("sides", sides))


def as_it_stands(bodies: Iterable[Agency]) -> list[Standing]:
    """The bodies as a new succession finds them; three queries."""
    rows = Succession.objects.standing().exclude(kind=Change.RENAME).prefetch_related("sides__agency").order_by("on")
    goes_on = {slug: row.on for row in rows for slug in row.passing().ended}
    return [Standing(body.name, body.valid_from, body.valid_to, goes_on.get(body.slug)) for body in bodies]


def named_alike(names: Iterable[str], on: date, *, but: Iterable[Agency]) -> list[str]:
    """Those of the names that another body bears on the day."""
    wanted = {canonical(name).casefold(): name for name in names}
    others = Agency.objects.filter(holding(on)).exclude(pk__in=[body.pk for body in but])
    return [wanted[key] for body in others if (key := canonical(body.name).casefold()) in wanted]


@dataclass(frozen=True)
class Named:
    """A body by the name that it bore on the day told of; `is_now` where one looks from it."""

    slug: str
    name: str
    is_now: bool = False


@dataclass(frozen=True)
class Step:
    """A step of a lineage with its names: what was until the day, what is since."""

    row: Succession
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    is_due: bool


def lineage_of(agency: Agency, rows: Iterable[Succession]) -> list[Step]:
    """How the body came to be and went on, the oldest first."""
    by_key = {row.pk: row for row in rows}
    return [step_of(by_key[stair.key], agency) for stair in lineage(agency.slug, map(_stair, by_key.values()))]


def _stair(row: Succession) -> Stair:
    passing = row.passing()
    is_due = row.settled_at is None
    return Stair(row.pk, passing.kind, row.on, passing.predecessors, passing.successors, is_due)


def step_of(row: Succession, agency: Agency | None = None) -> Step:
    """The succession with its bodies as they were called before and since; `agency` is where one looks from."""
    last, is_due = row.on - timedelta(days=1), row.settled_at is None
    sides = sorted(row.sides.all(), key=lambda side: (side.order, side.pk))
    before = [Named(s.agency.slug, s.agency.name_on(last), s.agency == agency) for s in sides if not s.is_after]
    after = [Named(s.agency.slug, s.agency.name_on(row.on), s.agency == agency) for s in sides if s.is_after]
    if is_due and row.kind == Change.RENAME:
        after = [Named(body.slug, row.new_name, body.is_now) for body in after]
    return Step(row, tuple(before), tuple(after), is_due)


def formerly(rows: Iterable[Succession]) -> dict[str, tuple[str, ...]]:
    """What each body was called before: its own former names, then those of the bodies that went into it."""
    settled = [row for row in rows if row.settled_at is not None]
    bodies = {side.agency.slug: side.agency for row in settled for side in row.sides.all()}
    older = forebears(map(_stair, settled))
    found = {}
    for slug, body in bodies.items():
        own = [former.name for former in reversed(body.former_names)]
        names = [*own, *(name for key in older.get(slug, ()) for name in _all_names(bodies[key]))]
        if names := [name for name in dict.fromkeys(names) if name != body.name]:
            found[slug] = tuple(names)
    return found


def _all_names(body: Agency) -> Sequence[str]:
    return [body.name, *(former.name for former in body.former_names)]


def ancestry(rows: Iterable[Succession]) -> Mapping[str, tuple[str, ...]]:
    """Each body with those that went into it, as the successions in effect say."""
    return forebears(_stair(row) for row in rows if row.settled_at is not None)
