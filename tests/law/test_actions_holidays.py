"""Days off come in as proposals, count once a named person accepts them, and move the clocks that run, on record."""

from datetime import date, timedelta

import pytest

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from doingoai.audit.models import Entry
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.law.actions import holidays, load_holidays, load_rules
from doingoai.law.actions.clocks import start_clock
from doingoai.law.actions.holidays import AlreadyAccepted, AlreadyDecided, MayNotKeepHolidays, NoDocument, NotAccepted
from doingoai.law.domain import DayState, Ref
from doingoai.law.models import CalendarVersion, Clock, Holiday, HolidayTable
from doingoai.law.queries import calendar, office_hours
from doingoai.law.read import RulesError, days_of_calendar, days_off
from tests.law.builders import moment
from tests.ops.builders import agency, person

pytestmark = pytest.mark.django_db

MONDAY = date(2022, 6, 6)
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:{start}
DTEND;VALUE=DATE:{end}
SUMMARY:{name}
END:VEVENT
END:VCALENDAR
"""


def ics(start="20280126", end="20280128", name="Tết Nguyên đán"):
    return ICS.format(start=start, end=end, name=name).replace("\n", "\r\n").encode()


@pytest.fixture
def tables(at):
    load_rules(at=at)
    load_holidays(at=at)


@pytest.fixture
def keeper(tables):
    return Actor(person(Role.COORDINATOR), agency(), frozenset({Role.COORDINATOR}))


def clock(at, matter="nn-hoat-dong-tai-tinh", key="1", start=MONDAY):
    return start_clock(matter, Ref("test.file", key), started_at=moment(start), words=f"Hồ sơ {key}", by=None, at=at)


def test_the_shipped_days_are_in_the_tables_and_loading_again_changes_nothing(at):
    assert load_holidays(at=at) == Holiday.objects.count() == len(days_off())
    token, entries = CalendarVersion.objects.get().token, Entry.objects.count()
    load_holidays(at=at)
    assert (CalendarVersion.objects.get().token, Entry.objects.count()) == (token, entries)
    assert set(HolidayTable.objects.values_list("year", flat=True)) == set(range(2020, 2028))
    assert not HolidayTable.objects.exclude(accepted_at=None).exists()


def test_what_the_tables_say_is_what_the_clocks_go_by(tables):
    assert calendar().days == days_off()
    assert calendar().holidays.why_off(date(2022, 2, 1)) == "Tết Nguyên đán"


def test_where_nothing_was_loaded_the_law_alone_counts(db):
    off = calendar().holidays
    assert [off.why_off(date(2031, month, day)) is None for month, day in ((9, 2), (1, 23), (4, 1), (9, 4))] == [
        False,
        False,
        False,
        True,
    ]


def test_asking_for_the_days_off_again_is_one_query(tables, django_assert_num_queries):
    calendar()
    with django_assert_num_queries(1):
        calendar()
    with django_assert_num_queries(1):
        office_hours("8:00-11:30, 13:30-17:00")


def test_a_change_that_another_process_made_is_seen_at_once(tables):
    day = date(2022, 6, 8)
    assert calendar().holidays.why_off(day) is None
    # As another process does it: rows and token, nothing of this one's memory.
    Holiday.objects.create(day=day, name="Nghỉ", state=DayState.ACCEPTED)
    CalendarVersion.objects.update(token="another")
    assert calendar().holidays.why_off(day) == "Nghỉ"


def test_a_new_day_off_moves_every_clock_of_working_days_on_record_and_leaves_hours_alone(keeper, at):
    days, hours, far = clock(at), clock(at, "pn-dot-xuat", "2"), clock(at, key="3", start=MONDAY + timedelta(days=30))
    before = {each.pk: each.due_at for each in Clock.objects.all()}
    moved = holidays.set_day(date(2022, 6, 8), name="Nghỉ", is_worked=False, document="1/TB", by=keeper, at=at)
    assert (moved.days, moved.clocks) == (1, 1)
    after = {each.pk: each.due_at for each in Clock.objects.all()}
    assert after[days.pk] == before[days.pk] + timedelta(days=1)
    assert (after[hours.pk], after[far.pk]) == (before[hours.pk], before[far.pk])
    [entry] = Entry.objects.filter(verb="move_clock")
    assert (entry.object_key, entry.person) == (str(days.pk), keeper.person)
    assert entry.before["due_at"] != entry.after["due_at"]
    assert "hết ngày 14/6/2022" in entry.summary


def test_a_clock_that_was_met_stays_where_it_ended(keeper, at):
    days = clock(at)
    Clock.objects.update(met_at=at)
    assert holidays.set_day(date(2022, 6, 8), name="Nghỉ", is_worked=False, document="", by=keeper, at=at).clocks == 0
    days.refresh_from_db()
    assert days.reckoned.last_day == date(2022, 6, 13)


def test_a_saturday_that_is_worked_brings_the_end_forward(keeper, at):
    days = clock(at)
    holidays.set_day(date(2022, 6, 11), name="Làm bù", is_worked=True, document="1/TB", by=keeper, at=at)
    days.refresh_from_db()
    assert days.reckoned.last_day == date(2022, 6, 11)


def test_a_day_taken_out_moves_the_clocks_back_and_does_not_return_from_the_file(keeper, at):
    days = clock(at, start=date(2022, 4, 28))
    first = days.reckoned.last_day
    row = Holiday.objects.get(day=date(2022, 5, 3))
    holidays.remove_day(row, by=keeper, at=at)
    days.refresh_from_db()
    assert days.reckoned.last_day < first
    load_holidays(at=at)
    row.refresh_from_db()
    assert (row.state, row.decided_by) == (DayState.REFUSED, keeper.person)
    assert calendar().holidays.why_off(row.day) is None
    with pytest.raises(AlreadyDecided, match="đã quyết định về ngày 03/5/2022"):
        holidays.remove_day(row, by=keeper, at=at)


def test_an_imported_calendar_only_proposes(keeper, at):
    days = clock(at)
    made = holidays.propose_days("le.ics", ics("20220607", "20220609", "Nghỉ thử"), by=keeper, at=at)
    assert made == 2
    days.refresh_from_db()
    assert days.reckoned.last_day == date(2022, 6, 13)
    assert calendar().holidays.why_off(date(2022, 6, 7)) is None
    first, second = Holiday.objects.filter(state=DayState.PROPOSED)
    assert holidays.accept_day(first, by=keeper, at=at).clocks == 1
    holidays.refuse_day(second, by=keeper, at=at)
    days.refresh_from_db()
    assert days.reckoned.last_day == date(2022, 6, 14)
    assert (first.decided_by, first.decided_at, first.source) == (keeper.person, at, "le.ics")
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-4:]
    assert verbs == ["propose_days", "accept_day", "move_clock", "refuse_day"]


def test_the_same_calendar_again_proposes_nothing_that_was_decided(keeper, at):
    data = ics("20220607", "20220609", "Nghỉ thử")
    holidays.propose_days("le.ics", data, by=keeper, at=at)
    first, second = Holiday.objects.filter(state=DayState.PROPOSED)
    holidays.accept_day(first, by=keeper, at=at)
    holidays.refuse_day(second, by=keeper, at=at)
    assert holidays.propose_days("le.ics", data, by=keeper, at=at) == 0
    assert holidays.propose_days("khac.ics", ics("20220201", "20220202"), by=keeper, at=at) == 0


@pytest.mark.parametrize("act", [holidays.accept_day, holidays.refuse_day])
def test_of_two_who_decide_at_once_one_does_and_the_other_is_told(keeper, at, act):
    holidays.propose_days("le.ics", ics("20220607", "20220608"), by=keeper, at=at)
    [mine] = Holiday.objects.filter(state=DayState.PROPOSED)
    theirs = Holiday.objects.get(pk=mine.pk)
    holidays.accept_day(theirs, by=keeper, at=at)
    with pytest.raises(AlreadyDecided, match=f"{keeper.person} đã quyết định"):
        act(mine, by=keeper, at=at)
    assert Holiday.objects.filter(day=date(2022, 6, 7), state=DayState.ACCEPTED).count() == 1


def test_a_year_without_an_accepted_table_says_so_on_every_clock_it_touches_until_it_is(keeper, at):
    days = clock(at)
    assert days.reckoned.unsettled == (2022,)
    assert holidays.accept_table(2022, document="6150/TB", issued_on=None, by=keeper, at=at).clocks == 0
    days.refresh_from_db()
    assert days.reckoned.unsettled == ()
    table = HolidayTable.objects.get(year=2022)
    assert (table.accepted_by, table.document) == (keeper.person, "6150/TB")
    holidays.reopen_table(table, by=keeper, at=at)
    days.refresh_from_db()
    assert days.reckoned.unsettled == (2022,)
    with pytest.raises(NotAccepted, match="Bảng năm 2022 chưa ai chấp nhận"):
        holidays.reopen_table(table, by=keeper, at=at)
    assert Entry.objects.filter(verb="reopen_table").count() == 1


def test_of_two_who_accept_a_table_one_does_and_the_other_sees_who(keeper, at):
    holidays.accept_table(2022, document="6150/TB", issued_on=None, by=keeper, at=at)
    with pytest.raises(AlreadyAccepted, match=f"{keeper.person} đã chấp nhận bảng năm 2022 theo 6150/TB"):
        holidays.accept_table(2022, document="7/TB", issued_on=None, by=keeper, at=at)
    assert HolidayTable.objects.get(year=2022).document == "6150/TB"


def test_a_table_is_accepted_by_a_document_only(keeper, at):
    with pytest.raises(NoDocument, match="Ghi số văn bản"):
        holidays.accept_table(2022, document="  ", issued_on=None, by=keeper, at=at)


def test_new_days_of_the_file_are_proposals_in_a_year_that_was_accepted(keeper, at, tmp_path):
    holidays.accept_table(2022, document="6150/TB", issued_on=None, by=keeper, at=at)
    file = tmp_path / "holidays.yaml"
    file.write_text(
        '- {day: 2022-06-08, name: "Nghỉ", verified: false}\n- {day: 2023-06-08, name: "Nghỉ", verified: false}'
    )
    load_holidays(file, at=at)
    states = dict(Holiday.objects.filter(name="Nghỉ").values_list("day", "state"))
    assert states == {date(2022, 6, 8): DayState.PROPOSED, date(2023, 6, 8): DayState.ACCEPTED}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.ADMINISTRATOR}))
def test_nobody_else_keeps_the_days_off(tables, at, role):
    by = Actor(person(role), agency(), frozenset({role}))
    row, table = Holiday.objects.first(), HolidayTable.objects.first()
    acts = (
        lambda: holidays.set_day(MONDAY, name="Nghỉ", is_worked=False, document="", by=by, at=at),
        lambda: holidays.remove_day(row, by=by, at=at),
        lambda: holidays.accept_day(row, by=by, at=at),
        lambda: holidays.refuse_day(row, by=by, at=at),
        lambda: holidays.propose_days("le.ics", ics(), by=by, at=at),
        lambda: holidays.accept_table(2022, document="1", issued_on=None, by=by, at=at),
        lambda: holidays.reopen_table(table, by=by, at=at),
    )
    for act in acts:
        with pytest.raises(MayNotKeepHolidays, match="Chỉ điều phối viên hoặc quản trị viên"):
            act()
    assert not Entry.objects.filter(person=by.person).exists()


def test_a_calendar_with_a_secrecy_mark_is_refused_and_nothing_of_it_is_kept(keeper, at):
    before = Holiday.objects.count()
    with pytest.raises(SecrecyMark):
        holidays.propose_days("le.ics", ics(name="TUYỆT MẬT"), by=keeper, at=at)
    assert Holiday.objects.count() == before


def test_days_of_a_calendar_end_before_their_last_midnight_and_worked_days_are_known_by_name():
    days, _words = days_of_calendar(ics("20280126", "20280129"))
    assert [each.day for each in days] == [date(2028, 1, 26), date(2028, 1, 27), date(2028, 1, 28)]
    days, _words = days_of_calendar(ics("20280205", "20280206", "Làm bù cho 31/1"))
    assert [each.is_worked for each in days] == [True]


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"khong phai lich", "Không đọc được tệp lịch|có 0 ngày"),
        (b"\xff\xfe\x00", "Không đọc được tệp lịch|có 0 ngày"),
        (ics().replace(b"20280126", b"khongngay"), "Không đọc được tệp lịch|có 0 ngày"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n", "có 0 ngày"),
        (ics("20200101", "20300101"), "có 401 ngày"),
        (b"x" * 1_000_001, "lớn hơn 1 MB"),
    ],
)
def test_what_is_no_calendar_is_refused_in_words(data, because):
    with pytest.raises(RulesError, match=because):
        days_of_calendar(data)
