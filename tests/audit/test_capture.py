"""Whatever is written to a table under watch stands on the record, whoever writes it and however."""

import sqlite3
from contextlib import closing

import pytest
from django.db import IntegrityError, connection, models, transaction

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.audit.actions import record
from doingoai.audit.domain.chain import read
from doingoai.audit.models import Link, Value
from doingoai.audit.triggers.whose import acting
from tests.audit.writing import agencies, captured, settled, sql

pytestmark = pytest.mark.django_db
AGENCY = "agencies.agency"


def lines(link):
    return {line.column: (line.old, line.new) for line in read(Value.objects.get(pk=link.pk).body)}


def test_of_eleven_thousand_writes_in_bulk_in_raw_sql_and_one_by_one_all_are_captured():
    Agency.objects.bulk_create(agencies(5000))
    assert Agency.objects.filter(slug__startswith="mau-").update(kind="sở") == 5000
    for agency in Agency.objects.filter(slug__startswith="mau-")[:500]:
        agency.short = f"{agency.short}!"
        agency.save()
    some = "SELECT id FROM agencies_agency ORDER BY id LIMIT 500"
    assert sql(f"UPDATE agencies_agency SET source = 'tay' WHERE id IN ({some})") == 500
    settled()
    by_op = dict(Link.objects.filter(kind=AGENCY).values_list("op").annotate(models.Count("pk")))
    assert by_op == {"i": 5000, "u": 6000}


def test_a_change_tells_the_table_the_key_the_columns_and_both_values():
    agency = Agency.objects.create(slug="so-mau", name="Sở Mẫu", short="Mẫu", kind="sở")
    Agency.objects.filter(pk=agency.pk).update(name="Sở Mẫu mới", short="Mẫu")
    settled()
    made, changed = captured(kind=AGENCY).order_by("pk")
    assert (made.op, made.key, changed.op, changed.key) == ("i", str(agency.pk), "u", str(agency.pk))
    assert lines(made)["name"] == (None, "Sở Mẫu")
    assert lines(changed) == {"name": ("Sở Mẫu", "Sở Mẫu mới")}
    agency.delete()
    gone = captured(kind=AGENCY).latest("pk")
    assert (gone.op, lines(gone)["name"]) == ("d", ("Sở Mẫu mới", None))


def test_a_write_that_changes_nothing_leaves_no_trace():
    agency = Agency.objects.create(slug="so-mau", name="Sở Mẫu", short="Mẫu", kind="sở")
    agency.save()
    assert captured(kind=AGENCY).count() == 1


def test_what_is_undone_is_not_on_record():
    with transaction.atomic():
        Agency.objects.bulk_create(agencies(3))
        transaction.set_rollback(True)
    assert not captured(kind=AGENCY).exists()


def test_a_row_that_is_replaced_counts_as_deleted_and_made_again():
    if connection.vendor == "sqlite":
        Agency.objects.create(slug="so-mau", name="Sở Mẫu", short="Mẫu", kind="sở")
        sql("INSERT OR REPLACE INTO agencies_agency SELECT * FROM agencies_agency")
        assert [link.op for link in captured(kind=AGENCY).order_by("pk")] == ["i", "d", "i"]


def test_who_acts_from_where_by_which_request_is_written_beside(client):
    person = Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình")
    with acting(source="web", person=person.pk, agency="so-ngv", address="10.9.8.7", request="r1"):
        Agency.objects.create(slug="so-mau", name="Sở Mẫu", short="Mẫu", kind="sở")
        settled()
    link = captured(kind=AGENCY).get()
    assert (link.source, link.person, link.agency, link.request_id) == ("web", person, "so-ngv", "r1")
    assert lines(link)["@address"] == (None, "10.9.8.7")


def test_a_write_of_no_door_is_marked_as_one_from_outside():
    Agency.objects.create(slug="so-mau", name="Sở Mẫu", short="Mẫu", kind="sở")
    assert captured(kind=AGENCY).get().source == "outside"


@pytest.mark.django_db(transaction=True)
def test_a_program_that_is_not_the_product_is_refused_or_marked_as_one_from_outside():
    Agency.objects.create(slug="so-mau", name="Sở Mẫu", short="Mẫu", kind="sở")
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as foreign:
            for statement in ("UPDATE agencies_agency SET name = 'x'", "DELETE FROM agencies_agency"):
                with pytest.raises(sqlite3.OperationalError, match="no such function: audit_"):
                    foreign.execute(statement)
        return
    with acting(person=7), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        connection.connection.execute("UPDATE agencies_agency SET name = 'x'")
    assert captured(kind=AGENCY, op="u").get().person_id is None


@pytest.mark.django_db(transaction=True)
def test_on_postgresql_nobody_is_taken_for_another_after_a_rollback():
    for number, is_undone in enumerate((True, False, True, False), start=1):
        with acting(person=number, source="web"), transaction.atomic():
            Agency.objects.create(slug=f"so-{number}", name="Sở", short="S", kind="sở")
            with transaction.atomic(), acting(person=99):
                sql("UPDATE agencies_agency SET short = 'M'")
                transaction.set_rollback(True)
            transaction.set_rollback(is_undone)
    assert list(captured(kind=AGENCY, op="i").order_by("pk").values_list("person_id", flat=True)) == [2, 4]


def test_a_password_is_never_on_record_only_that_it_was_changed():
    person = Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình", password="first")
    Person.objects.update(password="second", last_login="2022-06-02T08:00:00Z")
    changed = captured(kind="accounts.person").latest("pk")
    assert changed.key == str(person.pk)
    assert lines(changed) == {"password": ("•", "•")}
    assert not Value.objects.filter(body__contains="second").exists()


def test_a_very_long_text_is_kept_by_its_hash_and_length():
    agency = Agency.objects.create(slug="so-mau", name="Sở", short="Mẫu", kind="sở")
    sql("UPDATE agencies_agency SET source = %s", "dài" * (100 if connection.vendor == "postgresql" else 5000))
    [(_, new)] = lines(captured(kind=AGENCY, key=str(agency.pk)).latest("pk")).values()
    assert connection.vendor == "postgresql" or new["length"] == 15000


def test_acts_are_links_of_the_same_chain(at):
    entry = record(None, "release", ("plan.task", "7"), at=at, reason="theo kế hoạch")
    link = captured(kind="audit.entry").get()
    assert (link.key, lines(link)["reason"]) == (str(entry.pk), (None, "theo kế hoạch"))


@pytest.mark.parametrize("table", ["audit_link", "audit_value", "audit_access", "audit_entry"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_no_table_of_the_record_can_be_changed(table, act, at):
    record(None, "release", ("plan.task", "7"), at=at)
    settled()
    if table == "audit_access":
        sql("INSERT INTO audit_access (act, person_name, page, path, at) VALUES ('in', '', '', '', %s)", at)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        sql(act.format(table))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["audit_link", "audit_value", "agencies_agency"])
def test_on_postgresql_no_table_under_watch_can_be_emptied_at_one_stroke(table):
    with pytest.raises(IntegrityError, match="append-only"):
        sql(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db(transaction=True)
def test_what_is_said_of_a_request_ends_with_it(client):
    person = Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình")
    client.force_login(person)
    client.post("/tai-khoan/nen/", {"theme": "dark"})
    Agency.objects.create(slug="so-mau", name="Sở Mẫu", short="Mẫu", kind="sở")
    settled()
    changed, made = captured(kind="accounts.person", op="u").get(), captured(kind=AGENCY).get()
    assert (changed.person, changed.source, len(changed.request_id)) == (person, "web", 16)
    assert (made.person, made.source, made.request_id) == (None, "outside", "")
