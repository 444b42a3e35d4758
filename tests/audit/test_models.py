import pytest
from django.db import IntegrityError, connection, transaction

from doingoai.accounts.models import Person
from doingoai.audit.actions import record
from doingoai.audit.models import Entry, EntryIsClosed

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(at):
    return record(None, "release", ("plan.task", "7"), at=at, reason="theo kế hoạch")


def test_an_entry_once_written_cannot_be_written_over(entry):
    entry.reason = "lý do khác"
    with pytest.raises(EntryIsClosed):
        entry.save()
    assert Entry.objects.get().reason == "theo kế hoạch"


@pytest.mark.parametrize(
    "act",
    [
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.update(reason=""),
        lambda entry: Entry.objects.bulk_update([entry], ["reason"]),
    ],
    ids=["delete", "delete all", "update", "bulk update"],
)
def test_the_product_has_no_way_to_change_or_delete_an_entry(entry, act):
    with pytest.raises(EntryIsClosed):
        act(entry)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET reason = ''", "DELETE FROM audit_entry"])
def test_the_database_refuses_even_a_hand_written_change(entry, sql):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.get().reason == "theo kế hoạch"


def test_an_entry_cannot_be_replaced_by_another_under_its_number(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry(pk=entry.pk, verb="release", object_kind="plan.task", object_key="7", at=entry.at).save()
    if connection.vendor == "sqlite":
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry")
    assert Entry.objects.get().reason == "theo kế hoạch"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_the_record_cannot_be_emptied_at_one_stroke(entry):
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")
    assert Entry.objects.count() == 1


def test_a_person_named_in_the_record_cannot_be_deleted(at):
    person = Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình")
    record(person, "release", ("plan.task", "7"), at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        person.delete()


@pytest.mark.django_db(transaction=True)
def test_the_tests_may_empty_their_tables_and_the_record_is_closed_again(entry):
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


def test_an_entry_says_who_did_what_and_when(at):
    person = Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình")
    assert str(record(person, "release", ("plan.task", "7"), at=at)) == (
        "02/06/2022 08:00 Lý Mẫu Bình: release plan.task 7"
    )
    assert "máy" in str(record(None, "remind", ("plan.task", "7"), at=at))
