"""Reporting periods take their days and addressees from the rules; the coordinator sets what goes on."""

from datetime import date

import pytest

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.audit.models import Entry
from doingoai.law.models import LegalRule
from doingoai.plan.actions.periods import (
    AlreadyListed,
    NotAPeriod,
    add_onward,
    change_period,
    make_periods,
    remove_onward,
    set_onward,
)
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import OnwardDue, Plan
from doingoai.plan.queries.periods import data_rule, onward_of, standing_on
from tests.factories import NOW, actor, coordinator

ICT, CULTURE = "Bộ Thông tin và Truyền thông", "Bộ Văn hóa, Thể thao và Du lịch"
DEADLINE = "ttdn-bo-bao-cao-3011"


def year_of(plan, code="nam"):
    return plan.periods.select_related("plan", "report").get(code=code)


def ministry(plan, code="nam"):
    return OnwardDue.objects.select_related("period__plan").get(period__plan=plan, period__code=code, order=1)


def another(year, deadlines=()):
    """The same issuer's plan of another year, with the days before which agencies must report."""
    reading = {"deadlines": [{"before": day} for day in deadlines]}
    issuer = Agency.objects.get(slug="ubnd-tinh")
    plan = Plan.objects.create(year=year, title="Kế hoạch", issuer=issuer, adopted_at=NOW, reading=reading)
    return plan, make_periods(plan)


def test_the_year_report_goes_to_the_ministry_by_the_day_the_rule_means(plan):
    row = ministry(plan)
    assert (row.addressee, row.due_on, row.rule_code) == (ICT, date(2022, 11, 29), DEADLINE)
    assert row.note == "Hạn đặt cho bộ, ngành; tạm dùng cho tỉnh vì chưa tìm thấy hạn của tỉnh."
    assert not row.verified


def test_the_half_year_report_cites_the_duty_and_has_no_day(plan):
    row = ministry(plan, "6-thang")
    assert (row.addressee, row.due_on, row.rule_code) == (ICT, None, "ttdn-so-ket-tong-ket")
    assert [o.addressee for o in year_of(plan).onward.all()] == [plan.issuer.name, ICT]


@pytest.mark.parametrize(
    ("year", "half", "whole"), [(2024, ICT, ICT), (2025, CULTURE, CULTURE), (2026, CULTURE, CULTURE)]
)
def test_the_ministry_is_the_one_of_the_report_s_own_day(plan, year, half, whole):
    made, _ = another(year)
    assert (ministry(made, "6-thang").addressee, ministry(made).addressee) == (half, whole)
    assert ministry(made).due_on == date(year, 11, 29)


def test_rules_of_either_set_rule_the_reports_of_their_days(plan):
    made, _ = another(2026)
    assert ministry(made, "6-thang").rule_code == "ttdn-so-ket-tong-ket-2025"
    LegalRule.objects.filter(code=f"{DEADLINE}-2025").delete()
    later, _ = another(2027)
    assert (ministry(later).rule_code, ministry(later).due_on) == ("ttdn-so-ket-tong-ket-2026", None)


def test_days_of_data_come_from_the_rule_and_not_from_the_code(plan):
    LegalRule.objects.filter(matter="cdbc-so-lieu-nam").update(amount="12-01..11-30")
    _, (half, whole) = another(2023)
    assert (half.starts_on, half.ends_on) == (date(2022, 12, 15), date(2023, 6, 14))
    assert (whole.starts_on, whole.ends_on) == (date(2022, 12, 1), date(2023, 11, 30))


def test_without_a_rule_the_calendar_s_days_are_taken_and_nobody_is_named(plan):
    made, (half, whole) = another(2014)
    assert (half.starts_on, half.ends_on) == (date(2014, 1, 1), date(2014, 6, 30))
    assert (whole.starts_on, whole.ends_on) == (date(2014, 1, 1), date(2014, 12, 31))
    assert [o.addressee for o in OnwardDue.objects.filter(period__plan=made)] == [made.issuer.name] * 2
    assert data_rule(whole) is None


def test_a_rule_that_gives_no_day_gives_none_to_the_report(plan):
    LegalRule.objects.filter(code=DEADLINE).update(amount=None)
    LegalRule.objects.filter(matter="cdbc-so-lieu-6-thang").update(amount=None)
    made, (half, _) = another(2023)
    assert ministry(made).due_on is None
    assert half.ends_on == date(2023, 6, 30)


def test_a_deadline_at_the_end_of_a_month_is_printed_as_the_plan_says_it(plan):
    _, (half, whole) = another(2023, ["2023-06-01", "2023-12-01"])
    assert (half.agencies_due, half.due_printed) == (date(2023, 5, 31), "trước ngày 1/6")
    assert (whole.agencies_due, whole.due_printed) == (date(2023, 11, 30), "trước ngày 1/12")


def test_the_row_shows_the_rule_as_its_ground_only_while_it_keeps_the_rule_s_day(plan):
    issuer, ict = onward_of(year_of(plan))
    assert (issuer.rule, issuer.citation) == (None, "")
    assert (ict.citation, ict.is_ruled) == ("khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT", True)
    said = {"addressee": ICT, "note": "", "verified": True}
    set_onward(ministry(plan), due_on=date(2022, 12, 5), **said, by=coordinator(), at=NOW)
    assert not onward_of(year_of(plan))[1].is_ruled
    assert not onward_of(year_of(plan, "6-thang"))[1].is_ruled


def test_what_stands_on_a_rule_is_found_and_what_was_set_otherwise_is_not(plan):
    codes = ["cdbc-chot-so-lieu-nam", DEADLINE, "pn2017-hop-bao-3-thang"]
    assert [(s.rule, s.period.code, s.onward is None) for s in standing_on(codes)] == [
        ("cdbc-chot-so-lieu-nam", "nam", True),
        (DEADLINE, "nam", False),
    ]
    period = year_of(plan)
    assert data_rule(period).code == "cdbc-chot-so-lieu-nam"
    days = {"starts_on": date(2022, 1, 1), "ends_on": period.ends_on, "agencies_due": period.agencies_due}
    change_period(period, **days, data_close=period.data_close, by=coordinator(), at=NOW)
    assert data_rule(period) is None
    assert [s.rule for s in standing_on(codes)] == [DEADLINE]


def test_what_was_set_is_kept_and_on_record(plan):
    row = ministry(plan)
    said = {"addressee": f" {CULTURE} ", "due_on": date(2022, 12, 5), "note": "Công văn\n 5406", "verified": True}
    set_onward(row, **said, by=coordinator(), at=NOW)
    row.refresh_from_db()
    assert (row.addressee, row.due_on, row.note, row.verified) == (CULTURE, date(2022, 12, 5), "Công văn 5406", True)
    entry = Entry.objects.get(verb="set_onward")
    assert (entry.before["addressee"], entry.before["due_on"]) == (ICT, "2022-11-29")
    assert entry.after == {"addressee": CULTURE, "due_on": "2022-12-05", "note": "Công văn 5406", "verified": True}


def test_an_addressee_is_added_last_and_taken_away_and_the_record_keeps_both(plan):
    said = {"addressee": "Ban Tuyên giáo", "due_on": None, "note": "", "verified": False}
    row = add_onward(year_of(plan), **said, by=coordinator(), at=NOW)
    assert [o.addressee for o in year_of(plan).onward.all()][-1] == "Ban Tuyên giáo"
    remove_onward(row, by=coordinator(), at=NOW)
    assert year_of(plan).onward.count() == 2
    added, removed = Entry.objects.filter(verb__in=["add_onward", "remove_onward"]).order_by("pk")
    assert added.after == removed.before == said


def test_one_addressee_stands_once(plan):
    said = {"addressee": ICT, "due_on": None, "note": "", "verified": False}
    with pytest.raises(AlreadyListed, match=f"Đã có {ICT}"):
        add_onward(year_of(plan), **said, by=coordinator(), at=NOW)
    with pytest.raises(AlreadyListed):
        set_onward(year_of(plan).onward.get(order=0), **said, by=coordinator(), at=NOW)
    add_onward(year_of(plan, "6-thang"), **said | {"addressee": CULTURE}, by=coordinator(), at=NOW)


def test_only_the_coordinator_sets_days_and_addressees(plan):
    head, said = actor("so-ngv", Role.HEAD), {"addressee": "X", "due_on": None, "note": "", "verified": True}
    for act in (
        lambda: add_onward(year_of(plan), **said, by=head, at=NOW),
        lambda: set_onward(ministry(plan), **said, by=head, at=NOW),
        lambda: remove_onward(ministry(plan), by=head, at=NOW),
    ):
        with pytest.raises(NotAllowed, match="Chỉ điều phối viên"):
            act()
    assert not Entry.objects.filter(object_kind="plan.onwarddue").exists()
    assert OnwardDue.objects.filter(period__plan=plan).count() == 4


def test_days_that_do_not_follow_each_other_are_refused_and_so_are_those_of_a_frozen_report(plan):
    period = year_of(plan, "6-thang")
    days = {"starts_on": period.starts_on, "ends_on": period.ends_on, "agencies_due": period.agencies_due}
    with pytest.raises(NotAPeriod, match="trong kỳ"):
        change_period(period, **days, data_close=date(2022, 6, 15), by=coordinator(), at=NOW)
    with pytest.raises(NotAllowed):
        change_period(period, **days, data_close=period.data_close, by=actor("so-ngv", Role.HEAD), at=NOW)
    freeze_report(period.report, reason="Hạn gửi.", by=coordinator(), at=NOW)
    with pytest.raises(NotAPeriod, match="bản chốt"):
        change_period(period, **days, data_close=period.data_close, by=coordinator(), at=NOW)
