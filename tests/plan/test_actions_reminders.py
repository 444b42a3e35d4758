"""Nobody is reminded outside working hours, on a day off, twice of one step, or twice on one day."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.dates import Hours, parse_hours
from doingoai.law.domain import calendar_of
from doingoai.law.read import days_off
from doingoai.mail.actions import choose_mail, claim_letter
from doingoai.mail.models import Letter, Notice
from doingoai.plan.actions import links
from doingoai.plan.actions.reminders import remind_of
from doingoai.plan.domain.reminders import Item, Recipient, step_of
from doingoai.plan.models import Part, Reminder, ReminderDigest, Task
from doingoai.plan.queries.reminders import due
from doingoai.plan.tasks import remind
from tests.factories import PROVINCE, actor, coordinator

HOURS = Hours(parse_hours("8:00-11:30, 13:30-17:00"), calendar_of(days_off()).holidays)
# The half-year's parts are due on Tuesday 14 June 2022.
WEEK_BEFORE = datetime(2022, 6, 7, 9, 0, tzinfo=PROVINCE)


def clock(day, hour=9, minute=0):
    return datetime.combine(day, datetime.min.time(), tzinfo=PROVINCE).replace(hour=hour, minute=minute)


@pytest.fixture
def editor(plan):
    return actor("so-ngv", Role.EDITOR).person


def test_an_open_part_is_told_a_week_before_by_name_day_and_place(editor):
    remind(WEEK_BEFORE)
    letter, notice = Letter.objects.get(to=editor.email), Notice.objects.get(person=editor)
    assert letter.subject == "Nhắc việc: Phần báo cáo 6 tháng đầu năm 2022 của Sở Ngoại vụ: hạn 14/6/2022, còn 7 ngày"
    assert "/bao-cao/2022/6-thang/phan/so-ngv/" in letter.body_text
    assert letter.in_hours
    assert notice.url == "/bao-cao/2022/6-thang/phan/so-ngv/"


def test_each_step_is_told_once_and_a_day_off_moves_it_to_the_next_working_day(editor):
    day = date(2022, 6, 1)
    while day < date(2022, 7, 10):
        for hour in (3, 8, 10, 12, 14, 16, 20):
            remind(clock(day, hour, 5))
        day += timedelta(days=1)
    told = [(r.digest.day, r.step) for r in Reminder.objects.order_by("digest__day")]
    # The 12th of June, two days before, is a Sunday.
    assert told == [
        (date(2022, 6, 7), -7),
        (date(2022, 6, 13), -2),
        (date(2022, 6, 14), 0),
        (date(2022, 6, 15), 1),
        (date(2022, 6, 21), 7),
    ]
    assert "hôm nay là hạn" in Reminder.objects.get(step=0).words
    assert "quá hạn 1 ngày" in Reminder.objects.get(step=1).words


def test_what_is_handed_in_is_not_told_of(editor):
    Part.objects.filter(agency__slug="so-ngv").update(state="excused")
    remind(WEEK_BEFORE)
    assert not Reminder.objects.exists()


def test_who_wants_no_mail_still_finds_the_notice(client, editor):
    client.force_login(editor)
    assert "nhiều nhất một thư" in client.get("/thong-bao/").content.decode()
    client.post("/thong-bao/qua-thu/", {"wants": "0"})
    remind(WEEK_BEFORE)
    assert not Letter.objects.exists()
    assert Notice.objects.filter(person=editor).count() == 1
    choose_mail(editor, wants=True, at=WEEK_BEFORE)
    remind(WEEK_BEFORE + timedelta(days=6))
    assert Letter.objects.filter(to=editor.email).count() == 1


def test_several_things_are_one_letter(plan, editor):
    task = plan.tasks.get(number="II.2.3")
    Task.objects.filter(pk=task.pk).update(due_before=date(2022, 6, 14))
    remind(WEEK_BEFORE)
    letter = Letter.objects.get(to=editor.email)
    assert letter.subject == "Nhắc việc: 2 việc đến hạn"
    assert "Nhiệm vụ II.2.3" in letter.body_text
    assert "hạn 13/6/2022, còn 6 ngày" in letter.body_text


def test_a_letter_that_belongs_in_working_hours_waits_for_them_however_often_it_is_tried(editor):
    remind(WEEK_BEFORE)
    for hour, minute in ((7, 59), (11, 30), (12, 0), (17, 0), (23, 0)):
        assert claim_letter(worker="w", at=clock(date(2022, 6, 7), hour, minute)) is None
    assert claim_letter(worker="w", at=clock(date(2022, 6, 11), 9)) is None, "a Saturday"
    assert claim_letter(worker="w", at=clock(date(2022, 6, 8), 8)) is not None


def test_who_was_asked_by_link_and_has_not_answered_is_told_by_address_without_the_key(client, plan):
    asked = links.Asked(
        Agency.objects.get(slug="so-ngv"),
        "ghi kết quả nhiệm vụ II.2.3",
        "Lý Thị Mỷ",
        "Chuyên viên",
        "my@laocai.gov.vn",
        "0214",
        date(2022, 6, 20),
        due_on=date(2022, 6, 14),
        task=plan.tasks.get(number="II.2.3"),
    )
    made = links.make_link(asked, by=coordinator(), at=WEEK_BEFORE)
    remind(WEEK_BEFORE)
    letter = Letter.objects.get(key__startswith="reminders:")
    assert letter.to == "my@laocai.gov.vn"
    assert "Ghi kết quả nhiệm vụ II.2.3: hạn 14/6/2022, còn 7 ngày" in letter.body_text
    assert made.key.secret not in letter.body_text.replace("-", "")
    made.link.uses.create(act="record", at=WEEK_BEFORE)
    remind(WEEK_BEFORE + timedelta(days=6))
    assert Letter.objects.filter(key__startswith="reminders:").count() == 1


MOMENTS = st.datetimes(datetime(2022, 4, 20), datetime(2022, 7, 5)).map(lambda at: at.replace(tzinfo=PROVINCE))
SWEEPS = st.lists(st.tuples(MOMENTS, st.integers(0, 4)), min_size=1, max_size=25)
ITEMS = [Item("part:1", "Phần A", date(2022, 5, 4)), Item("task:2", "Nhiệm vụ B", date(2022, 6, 14))]
PEOPLE = [Recipient(f"mail:{n}@x.vn", email=f"{n}@x.vn") for n in "abc"]


class Killed(Exception):
    """The worker's end."""


def swept(at, stop):
    """A sweep that is killed: before the recipient of that number, or in the middle of their transaction."""
    for index, recipient in enumerate(PEOPLE):
        if index == stop:
            with transaction.atomic():
                remind_of(recipient, ITEMS, at=at)
                raise Killed
        remind_of(recipient, ITEMS, at=at)


@hypothesis(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sweeps=SWEEPS)
def test_whatever_is_swept_when_and_killed_where_nothing_is_told_outside_hours_or_twice(db, sweeps):
    Reminder.objects.all().delete()
    ReminderDigest.objects.all().delete()
    Letter.objects.all().delete()
    for at, stop in sorted(sweeps):
        with suppress(Killed):
            swept(at, stop)
    digests = list(ReminderDigest.objects.prefetch_related("reminders"))
    assert all(HOURS.are_open(digest.at.astimezone(PROVINCE)) for digest in digests)
    assert all(digest.reminders.all() for digest in digests)
    assert len({(digest.to, digest.day) for digest in digests}) == len(digests)
    assert Letter.objects.count() == len(digests)
    told = list(Reminder.objects.values_list("to", "what", "due_on", "step"))
    assert len(set(told)) == len(told)
    for reminder in Reminder.objects.select_related("digest"):
        assert reminder.step == step_of(reminder.due_on, reminder.digest.day)
    # What no kill cut off was told: the last recipients of a whole sweep in working hours.
    for at, stop in sweeps:
        if stop >= len(PEOPLE) and HOURS.are_open(at) and any(step_of(i.due_on, at.date()) is not None for i in ITEMS):
            assert all(any(d.to == person.to and d.day <= at.date() for d in digests) for person in PEOPLE)


@given(at=MOMENTS)
def test_the_next_working_moment_is_one_and_none_comes_before_it(at):
    opens = HOURS.next_open(at)
    assert HOURS.are_open(opens)
    assert opens >= at
    steps = int((opens - at).total_seconds() // 1800)
    assert not any(HOURS.are_open(at + timedelta(minutes=30 * n)) for n in range(steps)) or opens == at


def test_the_days_off_of_the_years_are_known():
    for day in (date(2022, 2, 1), date(2022, 4, 11), date(2022, 5, 3), date(2027, 2, 8), date(2031, 9, 2)):
        assert not HOURS.are_open(clock(day)), day
    assert HOURS.are_open(clock(date(2026, 8, 22))), "a Saturday that is worked"


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_for_what_is_due_asks_as_often_for_one_agency_as_for_many(plan, django_assert_num_queries, rows):
    for slug in ("so-ngv", "so-ct", "bao-laocai")[:rows]:
        actor(slug, Role.EDITOR)
    with django_assert_num_queries(4):
        assert len(due(WEEK_BEFORE)) == rows
