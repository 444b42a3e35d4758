"""Clocks are set by the rule of the day, met, waived for a reason; only the earliest obligation alarms, once a step."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from doingoai.audit.models import Entry
from doingoai.law.actions import (
    ClockStopped,
    MayNotWaive,
    NoRule,
    load_holidays,
    load_rules,
    meet_clock,
    recompute,
    start_clock,
    waive_clock,
)
from doingoai.law.actions.clocks import NoGround
from doingoai.law.domain import NoClock, Ref
from doingoai.law.models import Clock, ClockAlarm, LegalRule
from doingoai.law.queries import as_json, next_alarm, open_clocks
from doingoai.law.tasks import tell_alarms
from doingoai.mail.models import Letter, Notice
from tests.factories import PROVINCE
from tests.law.builders import moment
from tests.ops.builders import agency, person

pytestmark = pytest.mark.django_db

MONDAY = date(2022, 6, 6)
FILE = Ref("test.file", "1")
IN_THE_PROVINCE, URGENT = "nn-hoat-dong-tai-tinh", "pn-dot-xuat"


@pytest.fixture(autouse=True)
def tables(db, at):
    load_rules(at=at)
    load_holidays(at=at)


def started(matter=IN_THE_PROVINCE, ref=FILE, start=None, at=None, **words):
    start = start or moment(MONDAY)
    return start_clock(matter, ref, started_at=start, words="Hồ sơ", by=None, at=at or start, **words)


def acting(*roles, of=None):
    return Actor(person(*roles, username="-".join(roles)), of or agency(), frozenset(roles))


def test_the_rule_is_that_of_the_day_the_term_starts():
    old, new = started(), started(ref=Ref("test.file", "2"), start=moment(date(2026, 7, 1)))
    assert (old.rule.document, new.rule.document) == ("88/2012/NĐ-CP", "262/2026/NĐ-CP")
    assert (old.reckoned.last_day, new.reckoned.last_day) == (date(2022, 6, 13), date(2026, 7, 8))


def test_or_of_the_day_that_is_named():
    assert started(on=date(2026, 7, 1)).rule.document == "262/2026/NĐ-CP"


def test_no_rule_no_clock():
    with pytest.raises(NoRule, match="Không có quy định về pn-du-luan vào ngày 06/06/2022"):
        started("pn-du-luan")


@pytest.mark.parametrize("matter", ["bc-cai-chinh-dien-tu", "ttdn-bao-cao-nam", "bc-phan-hoi", "pn-ky-so-lieu"])
def test_a_rule_without_a_number_never_becomes_a_clock(matter):
    with pytest.raises(NoClock, match="Không chạy đồng hồ"):
        started(matter, start=moment(date(2026, 11, 1)))
    assert not Clock.objects.exists()


def test_setting_it_again_changes_the_one_that_runs():
    first = started()
    assert started().pk == first.pk
    assert Entry.objects.filter(verb="start_clock").count() == 1
    again = started(start=moment(date(2022, 6, 7)))
    assert (again.pk, again.reckoned.last_day) == (first.pk, date(2022, 6, 14))
    entry = Entry.objects.filter(verb="start_clock").order_by("-pk").first()
    assert entry.before["due_at"].startswith("2022-06-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.create(
            kind=FILE.kind, key=FILE.key, rule=first.rule, words="x", opened_at=first.opened_at,
            started_at=first.started_at, due_at=first.due_at, explanation={},
        )  # fmt: skip


def test_what_was_met_says_whether_it_was_late_and_runs_no_more(at):
    one, two = started(), started(ref=Ref("test.file", "2"))
    meet_clock(one, met_at=moment(date(2022, 6, 13), 23), by=None, at=at)
    meet_clock(two, met_at=moment(date(2022, 6, 14), 0), by=None, at=at)
    assert (one.was_late, two.was_late) == (False, True)
    assert open_clocks(FILE) == []
    with pytest.raises(ClockStopped, match="đã dừng"):
        meet_clock(one, met_at=at, by=None, at=at)
    assert [e.after["late"] for e in Entry.objects.filter(verb="meet_clock").order_by("pk")] == [False, True]
    assert started().pk != one.pk


def test_a_term_is_waived_for_a_ground_by_name(at):
    clock, by = started(), acting(Role.COORDINATOR)
    with pytest.raises(NoGround, match="Ghi căn cứ"):
        waive_clock(clock, ground=" ", by=by, at=at)
    waive_clock(clock, ground="Người gửi rút hồ sơ", by=by, at=at)
    assert (clock.waived_by, clock.waived_ground, clock.is_running) == (by.person, "Người gửi rút hồ sơ", False)
    assert Entry.objects.get(verb="waive_clock").reason == "Người gửi rút hồ sơ"
    with pytest.raises(ClockStopped):
        waive_clock(clock, ground="Lần nữa", by=by, at=at)


def test_a_head_waives_the_terms_of_their_own_agency_only(at):
    own = agency()
    mine, others = started(agency=own), started(ref=Ref("test.file", "2"))
    head = acting(Role.HEAD, of=own)
    with pytest.raises(MayNotWaive, match="Chỉ điều phối viên hoặc lãnh đạo"):
        waive_clock(others, ground="x", by=head, at=at)
    waive_clock(mine, ground="x", by=head, at=at)
    assert not mine.is_running


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.HEAD}))
def test_nobody_else_waives(at, role):
    with pytest.raises(MayNotWaive):
        waive_clock(started(agency=agency()), ground="x", by=acting(role), at=at)


def test_a_clock_whose_rule_gives_no_number_any_more_is_let_go_on_record(at):
    clock, kept = started(), started("pn-dot-xuat", ref=Ref("test.file", "2"))
    type(clock.rule).objects.filter(pk=clock.rule_id).update(amount=None)
    recompute(rules=[clock.rule.code, kept.rule.code], by=None, at=at)
    assert [*Clock.objects.all()] == [kept]
    assert "Không chạy đồng hồ" in Entry.objects.get(verb="drop_clock").reason


def test_a_rule_that_is_corrected_moves_its_clocks(at, tmp_path):
    clock = started()
    LegalRule.objects.filter(pk=clock.rule.pk).update(amount="9")
    load_rules(at=at)
    clock.refresh_from_db()
    assert clock.rule.amount == "5"
    assert recompute(by=None, at=at) == 0


def test_counting_again_asks_no_more_for_three_clocks_than_for_one(at, django_assert_num_queries):
    started()
    recompute(by=None, at=at)
    with django_assert_num_queries(2 + 2):
        recompute(by=None, at=at)
    for n in range(2, 5):
        started(ref=Ref("test.file", str(n)))
    with django_assert_num_queries(2 + 2):
        recompute(by=None, at=at)


def test_a_program_reads_the_whole_count():
    said = as_json(started())
    assert said["rule"]["citation"] == "khoản 3 Điều 13 Nghị định 88/2012/NĐ-CP"
    assert said["count"]["last_day"] == "2022-06-13"
    assert [each["why"] for each in said["count"]["skipped"]] == ["thứ Bảy", "Chủ nhật"]


# Alarms.


def alarmed():
    return list(ClockAlarm.objects.order_by("at", "pk").values_list("clock__rule__matter", "step"))


def walked(first, last, minutes=30):
    """The sweep runs at every half hour from one moment to the other."""
    at = first
    while at < last:
        tell_alarms(at)
        at += timedelta(minutes=minutes)


def test_alarms_of_days_come_in_working_hours_only_each_step_once():
    person(Role.COORDINATOR)
    started()
    walked(moment(MONDAY), moment(date(2022, 6, 16)))
    assert [step for _matter, step in alarmed()] == [2, 0, -1]
    told = list(ClockAlarm.objects.order_by("at").values_list("at", flat=True))
    # Two days before Monday the 13th is a Saturday: that step is told on the Friday.
    assert [each.astimezone(PROVINCE).day for each in told] == [10, 13, 14]
    assert all(each.astimezone(PROVINCE).weekday() < 5 for each in told)
    assert all(8 <= each.astimezone(PROVINCE).hour < 17 for each in told)


def test_alarms_of_hours_come_at_any_hour():
    person(Role.COORDINATOR)
    # Saturday evening; the 24 hours run out on Sunday evening.
    started(URGENT, start=moment(date(2022, 6, 4), 20))
    walked(moment(date(2022, 6, 4), 20), moment(date(2022, 6, 6), 6))
    assert [step for _matter, step in alarmed()] == [12, 4, 1, 0]
    letter = Letter.objects.first()
    assert letter is None or not letter.in_hours


def test_only_the_earliest_obligation_of_an_object_alarms_and_the_next_takes_its_turn(at):
    person(Role.COORDINATOR)
    days, hours = started(), started(URGENT)
    walked(moment(MONDAY), moment(date(2022, 6, 7), 8))
    assert {matter for matter, _step in alarmed()} == {URGENT}
    meet_clock(hours, met_at=moment(date(2022, 6, 7)), by=None, at=at)
    walked(moment(date(2022, 6, 7), 9), moment(date(2022, 6, 14), 12))
    assert {matter for matter, _step in alarmed()} == {URGENT, IN_THE_PROVINCE}
    meet_clock(days, met_at=moment(date(2022, 6, 14)), by=None, at=at)
    before = alarmed()
    walked(moment(date(2022, 6, 14), 13), moment(date(2022, 6, 17)))
    assert alarmed() == before, "nothing alarms once it is answered"


def test_what_must_only_be_kept_alarms_nobody():
    person(Role.COORDINATOR)
    started("bc-cai-chinh-dien-tu")
    walked(moment(MONDAY), moment(date(2022, 6, 16)), minutes=240)
    assert alarmed() == []


def test_those_who_record_and_sign_for_the_agency_hear_of_it_and_the_coordinator_where_there_is_nobody():
    coordinator = person(Role.COORDINATOR)
    own = agency()
    editor = person(Role.EDITOR, username="bien-tap")
    started(agency=own, url="/bao-cao/")
    tell_alarms(moment(date(2022, 6, 13)))
    [notice] = Notice.objects.filter(key__startswith="clock:")
    assert notice.person in {editor, coordinator}
    assert notice.subject == "Thời hạn: Hồ sơ: hết ngày 13/6/2022, hôm nay"
    assert notice.url == "/bao-cao/"


def test_the_next_alarm_is_told_in_working_hours():
    started()
    found = next_alarm(FILE, at=moment(MONDAY))
    assert (found.step, found.at) == (2, datetime(2022, 6, 10, 8, tzinfo=PROVINCE))
    assert next_alarm(Ref("test.file", "khac"), at=moment(MONDAY)) is None


def test_the_sweep_asks_no_more_for_three_clocks_than_for_one(django_assert_num_queries):
    started()
    quiet = moment(date(2022, 6, 7))
    tell_alarms(quiet)
    with django_assert_num_queries(3):
        tell_alarms(quiet)
    for n in range(2, 5):
        started(ref=Ref("test.file", str(n)))
    with django_assert_num_queries(3):
        tell_alarms(quiet)


@pytest.mark.parametrize(
    "wrong",
    [
        {"met_at": moment(MONDAY), "waived_at": moment(MONDAY)},
        {"waived_at": moment(MONDAY)},
        {"url": "https://example.org/"},
        {"url": "//example.org/"},
    ],
)
def test_a_wrong_clock_cannot_be_stored(wrong):
    started()
    with pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.update(**wrong)
