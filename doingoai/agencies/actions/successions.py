"""Write down that bodies merge, split, are renamed or dissolved; let it take effect on its day; undo it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from doingoai.agencies.actions.people import LastKeeper, NotDone
from doingoai.agencies.domain import GRANTERS
from doingoai.agencies.domain.names import FormerName
from doingoai.agencies.domain.succession import Change, Passing, Standing, faults
from doingoai.agencies.models import Agency, Succession, SuccessionSide
from doingoai.agencies.queries import Actor, keepers
from doingoai.agencies.queries.successions import as_it_stands, named_alike
from doingoai.agencies.registry import Moves, followers
from doingoai.audit.actions import record
from doingoai.dates import office
from doingoai.jobs.domain import PROVINCE
from doingoai.text import slug

SPOKEN = {
    Change.MERGE: "sáp nhập",
    Change.SPLIT: "chia tách",
    Change.RENAME: "đổi tên",
    Change.DISSOLVE: "giải thể",
}


class MayNotSucceed(Exception):
    """Successions are written down by the coordinator."""

    def __init__(self) -> None:
        super().__init__("Chỉ điều phối viên ghi và hoàn tác việc sáp nhập, chia tách, đổi tên, giải thể.")


@dataclass(frozen=True)
class NewBody:
    """A body that comes to be with the succession."""

    name: str
    short: str
    kind: str

    @property
    def slug(self) -> str:
        """Its key, told from its short name; another with the same key makes it longer."""
        base = (slug(self.short) or slug(self.name))[:50].strip("-") or "co-quan"
        taken = set(Agency.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 1000))) if key not in taken)


@dataclass(frozen=True)
class Told:
    """What the coordinator tells: bodies, day, decision, and who takes what of a body that is divided."""

    kind: Change
    on: date
    predecessors: tuple[Agency, ...]
    successors: tuple[Agency, ...] = ()
    made: tuple[NewBody, ...] = ()
    new_name: str = ""
    new_short: str = ""
    number: str = ""
    dated_on: date | None = None
    source: str = ""
    main: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def heirs(self) -> tuple[str, ...]:
        """The successors by slug, the one that takes what nobody decided otherwise first."""
        if self.kind is Change.RENAME:
            return tuple(body.slug for body in self.predecessors)
        every = [*(body.slug for body in self.successors), *(body.slug for body in self.made)]
        return tuple(sorted(every, key=lambda key: key != self.main))

    def passing(self, key: int = 0) -> Passing:
        """The succession as those that follow it know it."""
        before = tuple(body.slug for body in self.predecessors)
        return Passing(key, self.kind, self.on, before, self.heirs, dict(self.choices))


def obstacles(told: Told) -> list[str]:
    """What stands against what was told, in Vietnamese; empty where it may be written down."""
    if told.kind is Change.RENAME:
        found = faults(told.kind, told.on, as_it_stands(told.predecessors), ())
        last = told.on - timedelta(days=1)
        if any(former.valid_to == last for body in told.predecessors for former in body.former_names):
            found.append(f"Cơ quan đã đổi tên ngày {office(told.on)}. Hoàn tác việc đó trước.")
    else:
        after = [*as_it_stands(told.successors), *(Standing(body.name) for body in told.made)]
        is_kept = told.kind is Change.SPLIT and set(told.predecessors) <= set(told.successors)
        found = faults(told.kind, told.on, as_it_stands(told.predecessors), after, is_kept=is_kept)
    names = [told.new_name, *(body.name for body in told.made)]
    for name in named_alike([name for name in names if name], told.on, but=told.predecessors):
        found.append(f"Ngày {office(told.on)} đã có cơ quan mang tên {name}. Chọn cơ quan đó, hoặc ghi tên khác.")
    return found


def foresee(told: Told) -> list[Moves]:
    """What would follow, by kind; nothing is written. A body that is only renamed keeps all it has."""
    if told.kind is Change.RENAME:
        return []
    passing = told.passing()
    return [moves for follower in followers().values() for moves in follower.moves(passing)]


@transaction.atomic
def record_succession(told: Told, *, by: Actor, at: datetime) -> Succession:
    """Write the succession down; one whose day has come takes effect at once, with all that follows, or not at all.

    :raises MayNotSucceed: if the person is no coordinator
    :raises NotDone: if something stands against it
    """
    _coordinating(by)
    if found := obstacles(told):
        raise NotDone(" ".join(found))
    row = Succession.objects.create(
        kind=told.kind,
        on=told.on,
        number=told.number.strip(),
        dated_on=told.dated_on,
        source=told.source.strip(),
        new_name=told.new_name.strip(),
        new_short=told.new_short.strip(),
        choices=dict(told.choices),
        recorded_by=by.person,
        recorded_at=at,
    )
    _sides(row, told)
    if row.on <= at.date():
        settle(row, at=at)
    _note(row, "record_succession", by, at)
    return row


def _sides(row: Succession, told: Told) -> None:
    """Write both sides down, and bring the new bodies forth."""
    heirs, made = told.heirs, {body.slug: body for body in told.made}
    for key, body in made.items():
        facts = {"name": body.name, "short": body.short, "kind": body.kind, "valid_from": told.on}
        Agency.objects.create(slug=key, source=told.source[:300], **facts)
    agencies = {a.slug: a for a in Agency.objects.filter(slug__in=heirs)}
    SuccessionSide.objects.bulk_create(
        [
            *(
                SuccessionSide(succession=row, agency=a, is_after=False, order=i)
                for i, a in enumerate(told.predecessors)
            ),
            *(
                SuccessionSide(succession=row, agency=agencies[key], is_after=True, is_made=key in made, order=i)
                for i, key in enumerate(heirs)
            ),
        ]
    )


def settle(row: Succession, *, at: datetime) -> None:
    """Let the succession take effect, and those after it that take over from its successors go on from it."""
    kept = {role for role in GRANTERS if keepers(role).exists()}
    row.memo = _rename(row) if row.kind == Change.RENAME else _hand_over(row.passing())
    if row.kind != Change.RENAME:
        row.memo["followed"] = [entry for one in (row, *_line(row)) for entry in _follow(one, at)]
    row.settled_at = at
    row.save(update_fields=["memo", "settled_at"])
    for role in sorted(kept):
        if not keepers(role).exists():
            raise LastKeeper(role)


def _hand_over(passing: Passing) -> dict[str, Any]:
    """End the predecessors; gives back what was before."""
    main = Agency.objects.filter(slug=passing.main or "").first()
    was = []
    for body in Agency.objects.filter(slug__in=passing.ended).select_related("successor"):
        last = body.valid_to.isoformat() if body.valid_to else None
        was.append([body.slug, last, body.successor.slug if body.successor else None])
        body.valid_to, body.successor = passing.last, main
        body.save(update_fields=["valid_to", "successor"])
    return {"bodies": was}


def _follow(row: Succession, at: datetime) -> list[list[Any]]:
    passing = row.passing()
    return [[row.pk, name, follower.follow(passing, at)] for name, follower in followers().items()]


def _rename(row: Succession) -> dict[str, Any]:
    """Give the body its new name from the day on; a name that it got later stays."""
    last, short = row.on - timedelta(days=1), row.new_short or row.new_name
    for side in row.sides.filter(is_after=False).select_related("agency"):
        body = side.agency
        _call(body, [*_names(body.former_names), [body.name_on(row.on), body.short_on(row.on), last.isoformat()]])
        _name_from(body, row.on, row.new_name, short)
    return {}


def _names(formers: Iterable[FormerName]) -> list[list[str]]:
    return [[former.name, former.short, former.valid_to.isoformat()] for former in formers]


def _call(body: Agency, names: list[list[str]]) -> None:
    body.former = sorted(names, key=lambda row: row[2])
    body.save(update_fields=["former"])


def _name_from(body: Agency, day: date, name: str, short: str) -> None:
    """Call the body so from the day until its next name; for good where none came after."""
    held = next((former for former in body.former_names if former.valid_to >= day), None)
    if held is None:
        body.name, body.short = name, short
        body.save(update_fields=["name", "short"])
        return
    others = [former for former in body.former_names if former != held]
    _call(body, [*_names(others), [name, short, held.valid_to.isoformat()]])


def _later(row: Succession) -> list[Succession]:
    """The successions in effect, from the day on, by which the successors went on into others."""
    if row.kind == Change.RENAME:
        return []
    heirs = row.sides.filter(is_after=True).values("agency")
    found = Succession.objects.settled().exclude(pk=row.pk).exclude(kind=Change.RENAME)
    went_on = found.filter(on__gte=row.on, sides__is_after=False, sides__agency__in=heirs)
    return list(went_on.distinct().order_by("on", "pk"))


def _line(row: Succession) -> Iterator[Succession]:
    """Every succession in effect down the line: what comes to the successors goes on through each, in this order."""
    for later in _later(row):
        yield later
        yield from _line(later)


def follow_again(name: str, *, since: date, at: datetime) -> None:
    """Let what a room has just made follow the successions in effect from the day on, one after the other."""
    rows = Succession.objects.settled().filter(on__gte=since).exclude(kind=Change.RENAME)
    for row in rows.order_by("on", "pk"):
        memo = followers()[name].follow(row.passing(), at)
        row.memo = {**row.memo, "followed": [*row.memo.get("followed", []), [row.pk, name, memo]]}
        row.save(update_fields=["memo"])


def settle_due(*, at: datetime) -> int:
    """Let each succession whose day has come take effect, one after the other, each whole or not at all."""
    due = Succession.objects.pending().filter(on__lte=at.astimezone(PROVINCE).date()).order_by("on", "pk")
    return sum(_settle_one(key, at=at) for key in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _settle_one(key: int, *, at: datetime) -> bool:
    row = Succession.objects.pending().select_for_update().filter(pk=key).first()
    if row is None:
        return False
    settle(row, at=at)
    _note(row, "settle_succession", None, at)
    return True


@transaction.atomic
def undo_succession(row: Succession, *, by: Actor, at: datetime) -> None:
    """Put everything back as it was before, as long as nothing was done under the successors.

    :raises MayNotSucceed: if the person is no coordinator
    :raises NotDone: if it was undone before, or something was done that hangs on it
    """
    _coordinating(by)
    row = Succession.objects.select_for_update().get(pk=row.pk)
    if row.undone_at is not None:
        raise NotDone("Việc này đã được hoàn tác.")
    if row.is_shipped:
        raise NotDone("Việc này do hồ sơ tỉnh ghi. Sửa ở tệp agencies.yaml của hồ sơ.")
    told = _summary(row)
    if row.settled_at is not None:
        _give_back(row, at)
    made = [side.agency for side in row.sides.filter(is_made=True).select_related("agency")]
    row.sides.filter(is_made=True).delete()
    for body in made:
        try:
            body.delete()
        except ProtectedError as error:
            raise NotDone(f"Đã có việc ghi dưới tên {body.name} nên không hoàn tác được nữa.") from error
    row.undone_at, row.undone_by = at, by.person
    row.save(update_fields=["undone_at", "undone_by"])
    record(by.person, "undo_succession", row, at=at, agency=by.agency.slug, summary=told)


def _give_back(row: Succession, at: datetime) -> None:
    if later := _since(row):
        raise NotDone(f"Sau đó còn việc {SPOKEN[Change(later.kind)]} ngày {office(later.on)}. Hoàn tác việc đó trước.")
    if row.kind == Change.RENAME:
        _name_back(row)
        return
    known = followers()
    passings = {one.pk: one.passing() for one in Succession.objects.filter(pk__in=_went_through(row))}
    for key, name, memo in reversed(row.memo.get("followed", [])):
        known[name].undo(passings[key], memo, at)
    for key, last, heir in row.memo.get("bodies", []):
        successor = Agency.objects.filter(slug=heir or "").first()
        valid_to = date.fromisoformat(last) if last else None
        Agency.objects.filter(slug=key).update(valid_to=valid_to, successor=successor)


def _since(row: Succession) -> Succession | None:
    """A succession recorded since that builds on this one: a later name, or one that goes on from or through it."""
    if row.kind != Change.RENAME:
        others = Succession.objects.settled().exclude(pk=row.pk).exclude(kind=Change.RENAME)
        built = (one for one in others.order_by("-settled_at", "-pk") if row.pk in _went_through(one))
        known = _went_through(row)
        return next(built, None) or next((one for one in _later(row) if one.pk not in known), None)
    bodies = row.sides.values("agency")
    names = Succession.objects.settled().filter(kind=Change.RENAME, on__gt=row.on, sides__agency__in=bodies)
    return names.first()


def _went_through(row: Succession) -> set[int]:
    """The successions, itself among them, through which things went on when it took effect."""
    return {key for key, _name, _memo in row.memo.get("followed", [])}


def _name_back(row: Succession) -> None:
    last = row.on - timedelta(days=1)
    for side in row.sides.filter(is_after=False).select_related("agency"):
        body = side.agency
        was = next(former for former in body.former_names if former.valid_to == last)
        _call(body, _names(former for former in body.former_names if former != was))
        _name_from(body, row.on, was.name, was.short)


def _coordinating(by: Actor) -> None:
    if not by.may_succeed:
        raise MayNotSucceed


def _note(row: Succession, verb: str, by: Actor | None, at: datetime) -> None:
    """Put on record what was done, and how many things of each room went."""
    moved = {name: _counts(memo) for key, name, memo in row.memo.get("followed", []) if key == row.pk}
    person, agency = (by.person, by.agency.slug) if by else (None, "")
    after = {"on": row.on.isoformat(), "settled": row.settled_at is not None, "moved": moved}
    record(person, verb, row, at=at, agency=agency, summary=_summary(row), after=after)


def _counts(memo: Mapping[str, Any]) -> dict[str, int]:
    return {name: len(rows) for name, rows in memo.items()}


def _summary(row: Succession) -> str:
    before = _named(side for side in row.sides.select_related("agency") if not side.is_after)
    after = row.new_name or _named(side for side in row.sides.select_related("agency") if side.is_after)
    return f"{SPOKEN[Change(row.kind)].capitalize()} từ {office(row.on)}: {before} → {after or 'không cơ quan kế tục'}"


def _named(sides: Iterable[SuccessionSide]) -> str:
    return ", ".join(_short(side) for side in sides)


def _short(side: SuccessionSide) -> str:
    """The body as it was called on its side of the day."""
    day = side.succession.on
    return side.agency.short_on(day if side.is_after else day - timedelta(days=1))
