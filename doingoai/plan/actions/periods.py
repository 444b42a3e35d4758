"""The periods that a plan's reports cover."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from doingoai.agencies.models import Agency, holding
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.law.domain import Rule, meant
from doingoai.law.queries import rule_for
from doingoai.plan.actions.onward_terms import forget_onward, time_onward
from doingoai.plan.domain import rights
from doingoai.plan.domain.periods import (
    ADDRESSEE_MATTER,
    DEADLINE_MATTER,
    HALF,
    WHOLE,
    PlannedPeriod,
    calendar_days,
    planned,
)
from doingoai.plan.models import OnwardDue, Part, Period, Plan, Report, Tracking
from doingoai.plan.queries.periods import days_of_data


class NotAPeriod(Exception):
    """Days that cannot make a period; the message says in Vietnamese what is wrong."""


class AlreadyListed(Exception):
    """The report already goes on to this addressee."""


def make_periods(plan: Plan) -> list[Period]:
    """Write the half-year and the year report of a newly adopted plan, with a part for each agency that has a share.

    Days of data and the ministry come from the rules of the plan's year; what a plan prints of its own goes before.
    """
    deadlines = [date.fromisoformat(d["before"]) for d in plan.reading["deadlines"] if d["before"]]
    half, whole = (days_of_data(plan.year, code) for code in (HALF, WHOLE))
    proposals = planned(plan.year, deadlines, half=half, whole=whole)
    return [_make(plan, proposal, deadlines, order) for order, proposal in enumerate(proposals)]


def _make(plan: Plan, proposal: PlannedPeriod, deadlines: list[date], order: int) -> Period:
    day = proposal.agencies_due + timedelta(days=1)
    period = Period.objects.create(
        plan=plan,
        code=proposal.code,
        name=proposal.name,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        data_close=proposal.data_close,
        agencies_due=proposal.agencies_due,
        due_printed=f"trước ngày {day.day}/{day.month}" if day in deadlines else "",
        order=order,
    )
    _onward(period)
    open_parts(Report.objects.create(period=period))
    return period


def _onward(period: Period) -> None:
    """To whom the report goes on: the issuer, and the ministry that the rules of the period name, if they name one.

    No plan prints these days, and the ministry's is set for ministries: both wait for a person to vouch for them.
    """
    province = OnwardDue(period=period, addressee=period.plan.issuer.name, note="Kế hoạch không ghi hạn.", order=0)
    rows, day = [province], calendar_days(period.plan.year, period.code).end
    duty = rule_for(ADDRESSEE_MATTER, on=day)
    if duty is not None and duty.addressee:
        deadline = rule_for(DEADLINE_MATTER, on=day) if period.code == WHOLE else None
        rows.append(_to_ministry(period, duty, deadline))
    OnwardDue.objects.bulk_create(rows)


def _to_ministry(period: Period, duty: Rule, deadline: Rule | None) -> OnwardDue:
    rule = deadline or duty
    last = meant(rule, period.plan.year)
    return OnwardDue(
        period=period,
        addressee=duty.addressee,
        due_on=last if isinstance(last, date) else None,
        rule_code=rule.code,
        note=rule.note,
        order=1,
    )


def open_parts(report: Report) -> None:
    """Make a part for each agency that has a share, and lives, when the period ends; existing ones stay."""
    period = report.period
    mine = Q(party__task__plan=period.plan) | Q(party__assignment__plan=period.plan)
    shares = Tracking.objects.filter(mine, holding(period.ends_on))
    alive = Agency.objects.filter(holding(period.ends_on), pk__in=shares.values("agency"))
    Part.objects.bulk_create([Part(report=report, agency=agency) for agency in alive], ignore_conflicts=True)


@transaction.atomic
def change_period(
    period: Period, *, starts_on: date, ends_on: date, data_close: date, agencies_due: date, by: Actor, at: datetime
) -> None:
    """Set the days of a period.

    :raises NotAllowed: if the person is no coordinator
    :raises NotAPeriod: if the days do not follow each other, or a report of the period is already frozen
    """
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên đặt được kỳ báo cáo.")
    if period.report.snapshots.exists():
        raise NotAPeriod("Kỳ này đã có bản chốt, không đổi ngày được nữa.")
    if not starts_on <= data_close <= ends_on:
        raise NotAPeriod("Ngày chốt số liệu phải nằm trong kỳ, từ ngày đầu đến ngày cuối.")
    names = ("starts_on", "ends_on", "data_close", "agencies_due")
    before = {name: getattr(period, name).isoformat() for name in names}
    for name, value in zip(names, (starts_on, ends_on, data_close, agencies_due), strict=True):
        setattr(period, name, value)
    period.save(update_fields=list(names))
    after = {name: getattr(period, name).isoformat() for name in names}
    record(by.person, "change_period", period, at=at, agency=by.agency.slug, before=before, after=after)


@transaction.atomic
def set_onward(
    onward: OnwardDue, *, addressee: str, due_on: date | None, note: str, verified: bool, by: Actor, at: datetime
) -> None:
    """Set to whom a report goes on, the last day for it, and whether a person vouches for both.

    :raises NotAllowed: if the person is no coordinator
    :raises AlreadyListed: if another row names this addressee
    """
    _may_set(onward.period, addressee, by, but=onward)
    before = _said(onward)
    onward.addressee, onward.due_on, onward.note, onward.verified = addressee.strip(), due_on, _line(note), verified
    onward.save(update_fields=["addressee", "due_on", "note", "verified"])
    time_onward([onward], by=by.person, at=at)
    record(by.person, "set_onward", onward, at=at, agency=by.agency.slug, before=before, after=_said(onward))


@transaction.atomic
def add_onward(
    period: Period, *, addressee: str, due_on: date | None, note: str, verified: bool, by: Actor, at: datetime
) -> OnwardDue:
    """Add somebody to whom the report goes on.

    :raises NotAllowed: if the person is no coordinator
    :raises AlreadyListed: if the report already goes on to them
    """
    _may_set(period, addressee, by)
    last = period.onward.order_by("-order").first()
    onward = OnwardDue.objects.create(
        period=period,
        addressee=addressee.strip(),
        due_on=due_on,
        note=_line(note),
        verified=verified,
        order=last.order + 1 if last else 0,
    )
    record(by.person, "add_onward", onward, at=at, agency=by.agency.slug, after=_said(onward))
    return onward


@transaction.atomic
def remove_onward(onward: OnwardDue, *, by: Actor, at: datetime) -> None:
    """Take away somebody to whom the report went on; the record keeps what was set.

    :raises NotAllowed: if the person is no coordinator
    """
    _may_set(onward.period, onward.addressee, by, but=onward)
    forget_onward([onward], by=by.person, at=at)
    record(by.person, "remove_onward", onward, at=at, agency=by.agency.slug, before=_said(onward))
    onward.delete()


def _may_set(period: Period, addressee: str, by: Actor, but: OnwardDue | None = None) -> None:
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên đặt được nơi nhận và hạn gửi.")
    others = period.onward.exclude(pk=but.pk) if but else period.onward.all()
    if others.filter(addressee=addressee.strip()).exists():
        raise AlreadyListed(f"Đã có {addressee.strip()} trong danh sách. Sửa dòng đó.")


def _line(text: str) -> str:
    return " ".join(text.split())


def _said(onward: OnwardDue) -> dict[str, Any]:
    due_on = onward.due_on.isoformat() if onward.due_on else None
    return {"addressee": onward.addressee, "due_on": due_on, "note": onward.note, "verified": onward.verified}
