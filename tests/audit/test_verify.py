"""Whoever tampers with the record is found, whatever they do and however well they put things back."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.audit.actions import record, watch
from doingoai.audit.actions.access import note
from doingoai.audit.actions.anchor import write_down
from doingoai.audit.actions.erase import NothingToErase, OfColumns, OfText, erase_values
from doingoai.audit.domain.chain import FIRST, chained, digest
from doingoai.audit.models import Access, Entry, Link, Value
from doingoai.audit.queries.verify import head, verify
from doingoai.audit.queries.watch import watch as standing
from tests.audit.writing import agencies, settled, sql, unwatched

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(at):
    """A record of acts and changes, anchored."""
    Agency.objects.bulk_create(agencies(10))
    Agency.objects.update(kind="sở")
    for number in range(3):
        record(None, "release", ("plan.task", str(number)), at=at, reason="theo kế hoạch", after={"số": number})
    note(Access.Act.READ, None, at=at, page="ops:history")
    settled()
    write_down(at=at)
    return at


def faults():
    settled()
    return [(fault.link, fault.words) for fault in verify().faults]


def test_a_record_nobody_touched_is_whole(whole):
    assert faults() == []
    assert (head().count, verify().anchors) == (24, 1)


@pytest.mark.parametrize(
    ("tampering", "link", "words"),
    [
        ("UPDATE audit_link SET person_id = 9 WHERE id = 5", 5, "đã bị sửa"),
        ("UPDATE audit_link SET at = '2020-01-01 00:00:00' WHERE id = 5", 5, "đã bị sửa"),
        ("UPDATE audit_value SET body = replace(body, 'mẫu', 'khác') WHERE id = 11", 11, "giá trị của dòng này đã bị"),
        ("DELETE FROM audit_link WHERE id = 7", 7, "mất dòng này"),
        ("DELETE FROM audit_link WHERE id = 1", 1, "mất dòng này"),
        ("DELETE FROM audit_value WHERE id = 7", 7, "mất phần giá trị"),
        ("UPDATE audit_entry SET reason = 'lý do khác' WHERE object_key = '1'", 22, "audit.entry"),
        ("DELETE FROM audit_entry WHERE object_key = '1'", 22, "audit.entry"),
        ("DELETE FROM audit_access", 24, "audit.access"),
        ("DELETE FROM audit_link WHERE id > 20", 24, "đuôi chuỗi bị cắt"),
    ],
)
def test_it_is_found(whole, tampering, link, words):
    with unwatched():
        assert sql(tampering) > 0
    found = faults()
    assert any(number == link and words in said for number, said in found), found
    if "đuôi" not in words:
        assert min(number for number, _ in found if number) == link


def test_an_act_slipped_in_while_nobody_watched_is_found(whole):
    with unwatched():
        Entry.objects.create(verb="release", object_kind="plan.task", object_key="9", at=whole)
    assert "không có trong chuỗi" in faults()[0][1]


def rewritten(after):
    """Write the whole tail anew, hash by hash, as somebody would who knows how the chain is made."""
    last = Link.objects.get(pk=after).hash if after else FIRST
    fields = ("agency", "request_id", "source", "kind", "key", "op")
    for link in Link.objects.filter(pk__gt=after).order_by("pk"):
        body = Value.objects.get(pk=link.pk).body.replace("mẫu", "khác")
        person = "" if link.person_id is None else str(link.person_id)
        whole, root = digest(body), digest("\n".join(map(digest, body.split("\n"))))
        at = f"{link.at:%Y-%m-%d %H:%M:%S.%f}"
        at = at if connection.vendor == "postgresql" else at[:-3]
        said = [getattr(link, name) for name in fields]
        text = "\x1f".join([str(link.pk), at, person, *said, whole, root])
        last = chained(last, text)
        sql("UPDATE audit_link SET whole = %s, root = %s, hash = %s WHERE id = %s", whole, root, last, link.pk)
        sql("UPDATE audit_value SET body = %s WHERE id = %s", body, link.pk)


def test_a_tail_rewritten_to_the_last_hash_is_found_by_the_anchor_and_by_nothing_else(whole):
    with unwatched():
        rewritten(after=5)
    [(link, words)] = faults()
    assert (link, "viết lại" in words) == (24, True)
    settings.ANCHOR.unlink()
    assert faults() == []


@pytest.mark.parametrize("name", ["audit_watch_agencies_agency", "audit_link"])
def test_a_guard_that_is_dropped_altered_or_switched_off_is_found_and_can_be_set_again(whole, name):
    on_sqlite = connection.vendor == "sqlite"
    guard = f"{name}_u" if on_sqlite and "watch" in name else f"{name}_no_delete" if on_sqlite else name
    guard = guard if on_sqlite or "watch" in name else "audit_link_closed"
    table = "agencies_agency" if "watch" in name else "audit_link"
    sql(f"DROP TRIGGER {guard}" + ("" if on_sqlite else f" ON {table}"))
    assert [words for _, words in faults()] == [f"thiếu hoặc sai chốt canh của cơ sở dữ liệu: {guard}"]
    if on_sqlite:
        sql(f"CREATE TRIGGER {guard} AFTER UPDATE ON {table} BEGIN SELECT 1; END")
        assert standing().wrong == [guard]
    assert watch.restore(at=whole) == [guard]
    assert faults() == []
    assert Entry.objects.get(verb="restore_watch").after == {"guards": [guard]}
    if not on_sqlite:
        sql(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        assert standing().wrong == [guard]


def test_a_strange_guard_on_a_table_of_the_record_is_found(whole):
    if connection.vendor == "sqlite":
        sql("CREATE TRIGGER audit_watch_x AFTER INSERT ON audit_link BEGIN DELETE FROM audit_value; END")
        assert standing().wrong == ["audit_watch_x"]


@pytest.fixture
def by():
    return Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn")


def test_erased_values_are_gone_and_the_record_is_whole(whole, by):
    Person.objects.filter(pk=by.pk).update(email="binh2@example.vn")
    settled()
    links = erase_values(
        OfColumns("accounts.person", str(by.pk), ("email",)), reason="theo yêu cầu của người đó", by=by, at=whole
    )
    assert len(links) == 2
    assert not Value.objects.filter(body__contains="example.vn").exists()
    assert Value.objects.filter(body__contains="ly.mau.binh").exists()
    assert faults() == []
    act = Entry.objects.get(verb="erase_values")
    assert (act.object_kind, act.object_key, act.after["links"]) == ("accounts.person", str(by.pk), links)


def test_a_text_is_erased_wherever_it_stands_acts_included(whole, by):
    words = "Tài liệu “Số 7”\nkhông được có ở đây"
    Agency.objects.filter(slug="mau-1").update(source=words)
    record(by, "release", ("plan.task", "9"), at=whole, summary=f"về {words}", before={"của": words}, reason="khác")
    Agency.objects.filter(slug="mau-1").update(source="")
    erase_values(OfText(words), reason="lọt vào do nhầm", by=by, at=whole)
    entry = Entry.objects.get(object_key="9")
    assert (entry.summary, entry.before, entry.reason) == ("", None, "khác")
    assert "Số 7" not in "".join(Value.objects.values_list("body", flat=True))
    assert faults() == []


def test_values_erased_without_an_act_are_found(whole, by):
    settled()
    with unwatched():
        value = Value.objects.get(pk=11)
        Value.objects.filter(pk=11).update(body=f"#{digest(value.body)} kind", is_erased=True)
    [(link, words)] = faults()
    assert (link, "không có quyết định" in words) == (11, True)


def test_an_erasure_can_take_away_but_not_put_in(whole, by):
    erase_values(OfColumns("agencies.agency", _key(1), ("kind",)), reason="thử", by=by, at=whole)
    assert faults() == []
    link = Link.objects.filter(kind="agencies.agency", key=_key(1), op="i").get().pk
    with unwatched():
        sql("UPDATE audit_value SET body = replace(body, 'Cơ quan', 'Kẻ gian') WHERE id = %s", link)
    assert [number for number, _ in faults()] == [link]


def _key(number):
    return str(Agency.objects.get(slug=f"mau-{number}").pk)


@pytest.mark.parametrize(
    ("what", "reason"), [(OfText("có gì đâu"), "thử"), (OfText("  "), "thử"), (OfText("mẫu"), "  ")]
)
def test_nothing_is_erased_without_a_reason_or_where_nothing_is_found(whole, by, what, reason):
    with pytest.raises(NothingToErase):
        erase_values(what, reason=reason, by=by, at=whole)


def test_the_command_says_whole_or_names_the_first_broken_row(whole, capsys):
    call_command("audit", "verify", "--processes", "1")
    assert "Nhật ký nguyên vẹn: 24 · " in capsys.readouterr().out
    with unwatched():
        sql("UPDATE audit_link SET person_id = 9 WHERE id IN (5, 8)")
    with pytest.raises(CommandError, match="dòng 5: dòng này của chuỗi đã bị sửa") as refused:
        call_command("audit", "verify", "--processes", "1")
    assert refused.value.returncode == 1
