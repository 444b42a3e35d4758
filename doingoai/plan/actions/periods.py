"""The periods that a plan's reports cover."""

from datetime import date, datetime, timedelta

from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.domain import rights
from doingoai.plan.domain.periods import planned
from doingoai.plan.models import OnwardDue, Part, Period, Plan, Report

MINISTRY_RULE = "ttdn-bo-bao-cao-3011"


class NotAPeriod(Exception):
    """Days that cannot make a period; the message says in Vietnamese what is wrong."""


def make_periods(plan: Plan) -> list[Period]:
    """Write the half-year and the year report of a newly adopted plan, with a part for each agency that has a share.

    The onward dates to the province and the ministry are printed in no plan: they are rows that wait to be verified.
    """
    deadlines = [d for d in plan.reading["deadlines"] if d["before"]]
    made: list[Period] = []
    for order, proposal in enumerate(planned(plan.year, [date.fromisoformat(d["before"]) for d in deadlines])):
        printed = [d for d in deadlines if date.fromisoformat(d["before"]) - timedelta(days=1) == proposal.agencies_due]
        period = Period.objects.create(
            plan=plan,
            code=proposal.code,
            name=proposal.name,
            starts_on=proposal.starts_on,
            ends_on=proposal.ends_on,
            data_close=proposal.data_close,
            agencies_due=proposal.agencies_due,
            due_printed=f"trước ngày {proposal.agencies_due.day + 1}/{proposal.agencies_due.month}" if printed else "",
            order=order,
        )
        _onward(period)
        open_parts(Report.objects.create(period=period))
        made.append(period)
    return made


def _onward(period: Period) -> None:
    year = period.plan.year
    ministry = OnwardDue(
        period=period,
        addressee="Bộ Thông tin và Truyền thông",
        due_on=date(year, 11, 29) if period.code == "nam" else None,
        rule_code=MINISTRY_RULE if period.code == "nam" else "",
        note="Thông tư 02/2019/TT-BTTTT định hạn trước 30/11 cho bộ, ngành; chưa tìm thấy hạn của tỉnh."
        if period.code == "nam"
        else "Chưa tìm thấy hạn của tỉnh.",
        order=1,
    )
    province = OnwardDue(period=period, addressee=period.plan.issuer.name, note="Kế hoạch không ghi hạn.", order=0)
    OnwardDue.objects.bulk_create([province, ministry])


def open_parts(report: Report) -> None:
    """Make a part for each agency that has a share in the plan and lives when the period ends; existing ones stay."""
    period = report.period
    shares = Agency.objects.filter(tracking__party__task__plan=period.plan) | Agency.objects.filter(
        tracking__party__assignment__plan=period.plan
    )
    alive = [agency for agency in shares.distinct() if agency.is_alive(period.ends_on)]
    Part.objects.bulk_create([Part(report=report, agency=agency) for agency in alive], ignore_conflicts=True)


@transaction.atomic
def change_period(
    period: Period, *, starts_on: date, ends_on: date, data_close: date, agencies_due: date, by: Actor, at: datetime
) -> None:
    """Set the days of a period.

    :raises NotAllowed: if the person is no coordinator
    :raises NotAPeriod: if the days do not follow each other, or a report of the period is already frozen
    """
    if not rights.may_coordinate(by.roles):
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
def set_onward(onward: OnwardDue, *, due_on: date | None, note: str, verified: bool, by: Actor, at: datetime) -> None:
    """Set the last day of an onward report and whether a person vouches for it.

    :raises NotAllowed: if the person is no coordinator
    """
    if not rights.may_coordinate(by.roles):
        raise rights.NotAllowed("Chỉ điều phối viên đặt được hạn gửi lên.")
    before = {"due_on": onward.due_on and onward.due_on.isoformat(), "verified": onward.verified}
    onward.due_on, onward.note, onward.verified = due_on, note, verified
    onward.save(update_fields=["due_on", "note", "verified"])
    after = {"due_on": due_on and due_on.isoformat(), "verified": verified}
    record(by.person, "set_onward", onward, at=at, agency=by.agency.slug, before=before, after=after)
