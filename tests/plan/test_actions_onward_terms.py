"""Reports that go on by a rule's day run as terms, until they are frozen or go on no more."""

from datetime import date, datetime

import pytest

from doingoai.audit.models import Entry
from doingoai.law.models import Clock
from doingoai.plan.actions.onward_terms import term_of
from doingoai.plan.actions.periods import add_onward, remove_onward, set_onward
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.models import OnwardDue
from tests.factories import NOW, PROVINCE, coordinator

DEADLINE = "ttdn-bo-bao-cao-3011"


@pytest.fixture
def row(plan):
    return OnwardDue.objects.select_related("period__plan").get(period__plan=plan, rule_code=DEADLINE)


def running():
    return list(Clock.objects.running().select_related("rule"))


def test_the_year_report_s_term_runs_from_adoption_and_explains_itself(row):
    [clock] = running()
    assert (clock.ref, clock.rule.code) == (term_of(row), DEADLINE)
    assert clock.reckoned.last_day == row.due_on == date(2022, 11, 29)
    assert clock.words == "Báo cáo năm 2022 gửi Bộ Thông tin và Truyền thông"
    assert clock.url == "/bao-cao/2022/nam/"
    assert not clock.rule.verified


def kept(row, due_on, at=NOW):
    said = {"addressee": row.addressee, "note": row.note, "verified": False}
    set_onward(row, **said, due_on=due_on, by=coordinator(), at=at)


def test_another_day_than_the_rule_s_is_no_term_of_it_and_its_own_day_is_one_again(row):
    kept(row, date(2022, 11, 15))
    assert running() == []
    assert Entry.objects.filter(verb="drop_clock").count() == 1
    kept(row, date(2022, 11, 29))
    assert [clock.ref for clock in running()] == [term_of(row)]


def test_a_day_that_has_passed_starts_nothing(row):
    kept(row, date(2022, 11, 29), at=datetime(2022, 12, 1, 8, tzinfo=PROVINCE))
    assert running() == []


def test_what_goes_on_no_more_has_no_term(row):
    remove_onward(row, by=coordinator(), at=NOW)
    assert running() == []


def test_a_day_of_the_office_s_own_is_no_term_of_the_law(row):
    add_onward(
        row.period, addressee="Tỉnh ủy", due_on=date(2022, 12, 1), note="", verified=True, by=coordinator(), at=NOW
    )
    assert len(running()) == 1


def test_the_frozen_report_meets_its_term(row):
    freeze_report(row.period.report, reason="thử", by=coordinator(), at=NOW)
    [clock] = Clock.objects.all()
    assert (clock.met_at, clock.was_late) == (NOW, False)
