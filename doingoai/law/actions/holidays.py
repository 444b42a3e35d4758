"""The tables of days off: brought in, proposed, accepted day by day and year by year; clocks follow at once."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.dates import office
from doingoai.documents.actions import examine
from doingoai.documents.read import refuse_tricks
from doingoai.law.actions.clocks import recompute
from doingoai.law.domain import DayOff, DayState, may_keep_holidays
from doingoai.law.models import CalendarVersion, Holiday, HolidayTable
from doingoai.law.read import HOLIDAYS, days_of_calendar, days_off

SHIPPED = "bảng kèm sản phẩm"


class MayNotKeepHolidays(Exception):
    """Days off are kept by the coordinator or an administrator."""

    def __init__(self) -> None:
        super().__init__("Chỉ điều phối viên hoặc quản trị viên giữ được bảng ngày nghỉ.")


class AlreadyDecided(Exception):
    """Somebody else has decided on the day meanwhile."""

    def __init__(self, holiday: Holiday) -> None:
        who = f"{holiday.decided_by} đã" if holiday.decided_by else "Đã"
        super().__init__(f"{who} quyết định về ngày {office(holiday.day)}. Mở lại trang để xem.")


class AlreadyAccepted(Exception):
    """Somebody else has accepted the table meanwhile."""

    def __init__(self, table: HolidayTable) -> None:
        super().__init__(
            f"{table.accepted_by} đã chấp nhận bảng năm {table.year} theo {table.document}. "
            "Muốn đổi văn bản thì rút việc chấp nhận trước."
        )


class NotAccepted(Exception):
    """Nobody has accepted the table, or its acceptance was taken back meanwhile."""

    def __init__(self, table: HolidayTable) -> None:
        super().__init__(f"Bảng năm {table.year} chưa ai chấp nhận. Mở lại trang để xem.")


class NoDocument(Exception):
    """A table is accepted by a document."""

    def __init__(self) -> None:
        super().__init__("Ghi số văn bản ban hành lịch nghỉ của năm này, ví dụ 6150/TB-BLĐTBXH.")


@dataclass(frozen=True)
class Moved:
    """What a change of days did: how many days it touched, and how many clocks moved."""

    days: int
    clocks: int


@transaction.atomic
def load_holidays(path: Path = HOLIDAYS, *, at: datetime) -> int:
    """Bring the tables up to the file; return how many days it holds.

    Its days count at once in a year whose table nobody has accepted; in an accepted one they are proposals. What a
    person decided on stays as they left it.

    :raises RulesError: if the file cannot be read; then nothing is changed
    """
    told = days_off(path)
    settled = set(HolidayTable.objects.exclude(accepted_at=None).values_list("year", flat=True))
    rows = Holiday.objects.exclude(state=DayState.PROPOSED)
    known = {row.day: row for row in sorted(rows, key=lambda row: row.decided_at is not None)}
    for year in sorted({each.day.year for each in told}):
        HolidayTable.objects.get_or_create(year=year)
    changed = [each.day for each in told if _bring_up(each, known.get(each.day), each.day.year in settled)]
    if changed:
        words = f"{len(told)} ngày"
        record(None, "load_holidays", ("holidays", path.name), at=at, summary=words, after={"days": changed})
        _changed(by=None, at=at)
    return len(told)


def _bring_up(told: DayOff, row: Holiday | None, is_settled: bool) -> bool:
    """Write the day into its row unless a person decided on it; tell whether anything changed."""
    if row is not None and (row.decided_by_id is not None or row.value == told):
        return False
    if is_settled:
        _row, is_new = _propose(told, source=SHIPPED)
        return is_new
    row = row or Holiday(day=told.day)
    row.name, row.is_worked, row.basis, row.document = told.name, told.is_worked, told.basis, told.document
    row.verified, row.state, row.source = told.verified, DayState.ACCEPTED, SHIPPED
    row.save()
    return True


def _propose(told: DayOff, *, source: str) -> tuple[Holiday, bool]:
    return Holiday.objects.get_or_create(
        day=told.day,
        name=told.name,
        is_worked=told.is_worked,
        state=DayState.PROPOSED,
        defaults={"basis": told.basis, "document": told.document, "source": source[:200]},
    )


@transaction.atomic
def propose_days(name: str, data: bytes, *, by: Actor, at: datetime) -> int:
    """Take an .ics calendar in: each day that the tables do not have becomes a proposal; return how many did.

    :raises MayNotKeepHolidays: if they are neither coordinator nor administrator
    :raises RulesError: if it is no calendar, or has no day
    :raises NotReadable: if it is another kind of file as well
    :raises SecrecyMark: if it bears a mark of a secrecy level; nothing of it is kept
    """
    _permit(by)
    refuse_tricks(name, data)
    days, words = days_of_calendar(data)
    examine(f"{name}.txt", words.encode(), by=by.person, at=at)
    known = {
        (row.day, row.is_worked, row.name)
        for row in Holiday.objects.exclude(state=DayState.PROPOSED).filter(day__in=[each.day for each in days])
    }
    off = {day for day, is_worked, _name in known if not is_worked}
    fresh = [each for each in days if (each.day, each.is_worked, each.name) not in known and each.day not in off]
    made = sum(_propose(each, source=name)[1] for each in fresh)
    after = {"days": len(days), "proposed": made}
    record(by.person, "propose_days", ("holidays", name[:120]), at=at, agency=by.agency.slug, after=after)
    return made


@transaction.atomic
def accept_day(holiday: Holiday, *, by: Actor, at: datetime) -> Moved:
    """Let the proposed day count; what the tables said of that day before counts no more.

    :raises MayNotKeepHolidays: if they are neither coordinator nor administrator
    :raises AlreadyDecided: if it is no proposal any more
    """
    _permit(by)
    replaced = _drop(holiday.day, by, at)
    _decide(holiday, DayState.ACCEPTED, by, at)
    return _recorded("accept_day", holiday, by, at, before=replaced)


@transaction.atomic
def refuse_day(holiday: Holiday, *, by: Actor, at: datetime) -> None:
    """Let the proposed day go; it does not come back from the same calendar.

    :raises MayNotKeepHolidays: if they are neither coordinator nor administrator
    :raises AlreadyDecided: if it is no proposal any more
    """
    _permit(by)
    _decide(holiday, DayState.REFUSED, by, at)
    record(by.person, "refuse_day", holiday, at=at, agency=by.agency.slug, summary=_told(holiday))


@transaction.atomic
def set_day(day: date, *, name: str, is_worked: bool, document: str, by: Actor, at: datetime) -> Moved:
    """Write a day off, or a day worked instead, into its year's table.

    :raises MayNotKeepHolidays: if they are neither coordinator nor administrator
    """
    _permit(by)
    replaced = _drop(day, by, at)
    HolidayTable.objects.get_or_create(year=day.year)
    holiday = Holiday.objects.create(
        day=day,
        name=" ".join(name.split())[:120],
        is_worked=is_worked,
        document=document.strip()[:120],
        verified=bool(document.strip()),
        state=DayState.ACCEPTED,
        source="ghi tay",
        decided_by=by.person,
        decided_at=at,
    )
    return _recorded("set_day", holiday, by, at, before=replaced)


@transaction.atomic
def remove_day(holiday: Holiday, *, by: Actor, at: datetime) -> Moved:
    """Let a day that counts count no more; the row stays, so that it does not come back by itself.

    :raises MayNotKeepHolidays: if they are neither coordinator nor administrator
    :raises AlreadyDecided: if it does not count any more
    """
    _permit(by)
    if not _drop(holiday.day, by, at, pk=holiday.pk):
        holiday.refresh_from_db()
        raise AlreadyDecided(holiday)
    return _recorded("remove_day", holiday, by, at, before={"day": holiday.day, "name": holiday.name})


@transaction.atomic
def accept_table(year: int, *, document: str, issued_on: date | None, by: Actor, at: datetime) -> Moved:
    """Vouch for the year's table by its document: clocks of that year are no longer in doubt.

    :raises MayNotKeepHolidays: if they are neither coordinator nor administrator
    :raises NoDocument: if none is named
    :raises AlreadyAccepted: if somebody has done so
    """
    _permit(by)
    if not document.strip():
        raise NoDocument
    HolidayTable.objects.get_or_create(year=year)
    table = HolidayTable.objects.select_for_update().get(year=year)
    if table.is_accepted:
        raise AlreadyAccepted(table)
    table.document, table.issued_on, table.accepted_by, table.accepted_at = document.strip(), issued_on, by.person, at
    table.save()
    return _recorded("accept_table", table, by, at, after={"document": table.document, "issued_on": issued_on})


@transaction.atomic
def reopen_table(table: HolidayTable, *, by: Actor, at: datetime) -> Moved:
    """Take the year's acceptance back: its clocks say again that they may move.

    :raises MayNotKeepHolidays: if they are neither coordinator nor administrator
    :raises NotAccepted: if nobody has accepted it
    """
    _permit(by)
    table = HolidayTable.objects.select_for_update().get(pk=table.pk)
    if not table.is_accepted:
        raise NotAccepted(table)
    before = {"document": table.document, "accepted_by": str(table.accepted_by or "")}
    table.accepted_by = table.accepted_at = None
    table.save()
    return _recorded("reopen_table", table, by, at, before=before)


def _permit(by: Actor) -> None:
    if not may_keep_holidays(by):
        raise MayNotKeepHolidays


def _drop(day: date, by: Actor, at: datetime, *, pk: int | None = None) -> dict[str, object] | None:
    """Let what counts of the day count no more; what it was, None where there was nothing."""
    rows = Holiday.objects.filter(day=day, state=DayState.ACCEPTED)
    row = (rows.filter(pk=pk) if pk is not None else rows).first()
    if row is None:
        return None
    row.state, row.decided_by, row.decided_at = DayState.REFUSED, by.person, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    return {"day": row.day, "name": row.name, "is_worked": row.is_worked}


def _decide(holiday: Holiday, state: DayState, by: Actor, at: datetime) -> None:
    """Decide on a proposal: of two who do so at once, one does."""
    proposals = Holiday.objects.filter(pk=holiday.pk, state=DayState.PROPOSED)
    is_first = proposals.update(state=state, decided_by=by.person, decided_at=at)
    holiday.refresh_from_db()
    if not is_first:
        raise AlreadyDecided(holiday)


def _recorded(
    verb: str,
    row: Holiday | HolidayTable,
    by: Actor,
    at: datetime,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Moved:
    summary = _told(row) if isinstance(row, Holiday) else str(row)
    record(by.person, verb, row, at=at, agency=by.agency.slug, summary=summary, before=before, after=after)
    return Moved(1, _changed(by=by.person, at=at))


def _told(holiday: Holiday) -> str:
    return f"{office(holiday.day)}: {holiday.name}"


def _changed(*, by: Person | None, at: datetime) -> int:
    """Tell every process that the days are others now, and move the clocks; return how many moved."""
    CalendarVersion.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})
    return recompute(by=by, at=at)
