from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.audit import queries
from doingoai.audit.actions import record
from doingoai.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình")


def test_the_record_keeps_who_did_what_to_which_with_the_reason_and_both_states(person, at):
    entry = record(
        person,
        "set_state",
        ("plan.task", "7"),
        at=at,
        agency="so-ttttt",
        summary="II.3.2 sang đang làm",
        before={"state": 1, "budget": Decimal("1500000")},
        after={"state": 2, "on": date(2022, 6, 2)},
        reason="đã họp giao việc",
        request_id="r1",
    )
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.person, kept.person_name, kept.agency, kept.verb) == (person, "Lý Mẫu Bình", "so-ttttt", "set_state")
    assert kept.before == {"state": 1, "budget": "1500000"}
    assert kept.after == {"state": 2, "on": "2022-06-02"}
    assert (kept.reason, kept.request_id, kept.at) == ("đã họp giao việc", "r1", at)


def test_a_row_is_named_by_its_kind_and_key(person, at):
    entry = record(person, "invite", person, at=at)
    assert (entry.object_kind, entry.object_key) == ("accounts.person", str(person.pk))


def test_the_name_in_the_record_stays_when_the_person_is_renamed(person, at):
    record(person, "release", ("plan.task", "7"), at=at)
    Person.objects.update(name="Lý Mẫu Bình (đã nghỉ)")
    assert Entry.objects.get().person_name == "Lý Mẫu Bình"


def test_an_act_that_is_undone_leaves_no_entry(person, at):
    with transaction.atomic():
        record(person, "release", ("plan.task", "7"), at=at)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_the_history_of_a_task_is_its_own_newest_first(person, at):
    for hours, verb in enumerate(["adopt", "set_state", "set_target"]):
        record(person, verb, ("plan.task", "7"), at=at + timedelta(hours=hours))
    record(person, "set_state", ("plan.task", "8"), at=at)
    assert [e.verb for e in queries.history(("plan.task", "7"))] == ["set_target", "set_state", "adopt"]
    assert queries.history(person).count() == 0


def test_the_record_can_be_narrowed_by_person_verb_object_agency_and_day(person, at):
    record(person, "release", ("plan.task", "7"), at=at, agency="so-ngv")
    record(None, "remind", ("plan.part", "1"), at=at - timedelta(hours=8, seconds=1))
    assert queries.newest().count() == 2
    assert [e.verb for e in queries.newest(person=person)] == ["release"]
    assert [e.verb for e in queries.newest(verb="remind")] == ["remind"]
    assert [e.verb for e in queries.newest(kind="plan.task")] == ["release"]
    assert [e.verb for e in queries.newest(agency="so-ngv")] == ["release"]


def test_a_day_of_the_record_is_a_day_of_the_province(person, at):
    midnight = at.replace(hour=0)
    record(person, "late", ("plan.task", "7"), at=midnight - timedelta(seconds=1))
    record(person, "early", ("plan.task", "7"), at=midnight)
    record(person, "last", ("plan.task", "7"), at=midnight + timedelta(hours=23, minutes=59))
    assert [e.verb for e in queries.newest(on=date(2022, 6, 2))] == ["last", "early"]
