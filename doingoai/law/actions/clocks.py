"""Clocks are started, met and waived by the rooms whose work they time; a change of days moves those that run."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.jobs.domain import PROVINCE
from doingoai.law.domain import Calendar, NoClock, Reckoned, Ref, Unit, in_words, may_waive, reckon, told
from doingoai.law.models import Clock, LegalRule
from doingoai.law.queries import calendar


class NoRule(Exception):
    """No rule of the matter holds on the day."""

    def __init__(self, matter: str, on: date) -> None:
        super().__init__(f"Không có quy định về {matter} vào ngày {on:%d/%m/%Y}. Nạp quy định hoặc đặt hạn bằng tay.")


class ClockStopped(Exception):
    """The clock runs no more: somebody met or waived it."""

    def __init__(self) -> None:
        super().__init__("Đồng hồ này đã dừng. Mở lại trang để xem ai đã dừng và lúc nào.")


class MayNotWaive(Exception):
    """A clock is waived by the coordinator, or by the head of the agency whose clock it is."""

    def __init__(self) -> None:
        super().__init__("Chỉ điều phối viên hoặc lãnh đạo cơ quan phải làm mới miễn được thời hạn này.")


class NoGround(Exception):
    """A clock is waived for a reason only."""

    def __init__(self) -> None:
        super().__init__("Ghi căn cứ miễn thời hạn: văn bản, điều khoản hoặc lý do.")


@transaction.atomic
def start_clock(
    matter: str,
    ref: Ref,
    *,
    started_at: datetime,
    words: str,
    url: str = "",
    agency: Agency | None = None,
    on: date | None = None,
    by: Person | None,
    at: datetime,
) -> Clock:
    """Set the clock of the matter's rule for an object; one that runs already is set to what is said now.

    The rule is that of the day the term starts, or of the day `on`. The room whose object it is has asked whether
    `by` may.

    :raises NoRule: if none holds then
    :raises NoClock: if the rule counts no term, or its number is not known
    """
    day = on or started_at.astimezone(PROVINCE).date()
    rule = LegalRule.objects.on(day).filter(matter=matter).first()
    if rule is None:
        raise NoRule(matter, day)
    reckoned = reckon(rule.value, started_at, calendar())
    clock = Clock.objects.running().of(ref).filter(rule=rule).select_for_update().first()
    before = _said(clock) if clock else None
    clock = clock or Clock(kind=ref.kind, key=ref.key, rule=rule, opened_at=at)
    clock.started_at, clock.words, clock.url, clock.agency = started_at, words, url, agency
    _set(clock, reckoned)
    clock.save()
    if before != _said(clock):
        record(by, "start_clock", clock, at=at, summary=_summary(clock), before=before, after=_said(clock))
    return clock


@transaction.atomic
def meet_clock(clock: Clock, *, met_at: datetime, by: Person | None, at: datetime) -> None:
    """Write down that what the rule asks was done, in time or late.

    :raises ClockStopped: if it runs no more
    """
    _stop(clock, met_at=met_at)
    record(by, "meet_clock", clock, at=at, summary=_summary(clock), after={"met_at": met_at, "late": clock.was_late})


@transaction.atomic
def drop_clocks(ref: Ref, *, by: Person | None, at: datetime) -> None:
    """What the clocks ran for is no more, or its day is another: those that run are let go, on record."""
    for clock in Clock.objects.running().of(ref).select_related("rule"):
        _drop(clock, by, at)


def _drop(clock: Clock, by: Person | None, at: datetime, *, reason: str = "") -> None:
    record(by, "drop_clock", clock, at=at, summary=_summary(clock), before=_said(clock), reason=reason)
    clock.delete()


@transaction.atomic
def waive_clock(clock: Clock, *, ground: str, by: Actor, at: datetime) -> None:
    """Take the term away for a ground that a named person answers for.

    :raises MayNotWaive: if the clock is not theirs to waive
    :raises NoGround: if none is told
    :raises ClockStopped: if it runs no more
    """
    if not may_waive(by, clock.agency.slug if clock.agency else ""):
        raise MayNotWaive
    said = " ".join(ground.split())[:500]
    if not said:
        raise NoGround
    _stop(clock, waived_at=at, waived_by=by.person, waived_ground=said)
    record(by.person, "waive_clock", clock, at=at, agency=by.agency.slug, summary=_summary(clock), reason=said)


def _stop(clock: Clock, **fields: object) -> None:
    """Write the fields if the clock still runs: of two who stop it at once, one does."""
    if not Clock.objects.running().filter(pk=clock.pk).update(**fields):
        raise ClockStopped
    clock.refresh_from_db()


@transaction.atomic
def recompute(*, rules: Collection[str] | None = None, by: Person | None, at: datetime) -> int:
    """Count the end of every clock that runs anew, or of those by the rules of these codes; return how many ends moved.

    Each move is on record. Clocks of hours run through every day off and are left alone, unless their rule changed.
    A clock whose rule gives no number any more is let go, on record.
    """
    rows = Clock.objects.running().select_related("rule").select_for_update(of=("self",))
    rows = rows.exclude(rule__unit=Unit.CLOCK_HOURS) if rules is None else rows.filter(rule__code__in=rules)
    now = calendar()
    changed = [(clock, before) for clock in rows if (before := _recount(clock, now, by, at)) is not None]
    Clock.objects.bulk_update([clock for clock, _before in changed], ["due_at", "explanation"], batch_size=500)
    moved = [(clock, before) for clock, before in changed if before["due_at"] != clock.due_at]
    for clock, before in moved:
        record(by, "move_clock", clock, at=at, summary=_summary(clock), before=before, after=_said(clock))
    return len(moved)


def _recount(clock: Clock, now: Calendar, by: Person | None, at: datetime) -> dict[str, object] | None:
    """Set the clock to its end as it is counted now; what stood before if anything changed, else None."""
    before, explained = _said(clock), clock.explanation
    try:
        _set(clock, reckon(clock.rule.value, clock.started_at, now))
    except NoClock as lost:
        _drop(clock, by, at, reason=str(lost))
        return None
    return None if clock.explanation == explained else before


def _set(clock: Clock, reckoned: Reckoned) -> None:
    clock.due_at, clock.explanation = reckoned.due_at, told(reckoned)


def _said(clock: Clock) -> dict[str, object]:
    return {"started_at": clock.started_at, "due_at": clock.due_at}


def _summary(clock: Clock) -> str:
    return f"{clock.words}: {in_words(clock.rule.value, clock.reckoned)}"
