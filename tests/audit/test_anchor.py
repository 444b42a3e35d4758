"""The head of the record, written down where whoever rewrites the database does not reach."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command

from doingoai.audit.actions import record
from doingoai.audit.actions.anchor import write_down
from doingoai.audit.domain.anchor import Anchored, Head, faults, read
from doingoai.audit.queries.verify import head, read_anchor
from tests.audit.writing import settled

AT = datetime(2022, 6, 2, 1, 0, tzinfo=UTC)


def test_a_line_of_the_anchor_says_when_how_many_and_the_hash():
    told = Anchored(AT, Head(12345, "9f3a77b041cd0e2b" + "0" * 48))
    assert told.line == f"2022-06-02T01:00:00Z 12345 {told.head.hash}\n"
    assert str(told.head) == "12.345 · 9f3a 77b0 41cd 0e2b"
    assert list(read(told.line)) == [told]


def test_a_line_that_a_crash_cut_short_is_passed_over():
    told = Anchored(AT, Head(1, "a" * 64))
    assert list(read(told.line + told.line[:30])) == [told]


def test_the_first_place_that_does_not_agree_is_named():
    told = [Anchored(AT, Head(count, str(count) * 64)) for count in (1, 2, 3)]
    assert list(faults(told, {count: str(count) * 64 for count in (1, 2, 3)})) == []
    [cut] = faults(told, {1: "1" * 64, 2: "2" * 64})
    assert (cut.link, "cắt" in cut.words) == (3, True)
    [other] = faults(told, {1: "1" * 64, 2: "x", 3: "3" * 64})
    assert (other.link, "viết lại" in other.words) == (2, True)


@pytest.mark.django_db
def test_each_new_head_is_written_down_once(at, capsys):
    assert write_down(at=at) is None
    for number in range(2):
        record(None, "release", ("plan.task", "7"), at=at)
        settled()
        assert write_down(at=at + timedelta(minutes=number)).head == head()
        assert write_down(at=at + timedelta(minutes=number)) is None
    assert [told.head.count for told in read_anchor()] == [1, 2]
    assert settings.ANCHOR.read_text().count("\n") == 2
    call_command("audit", "anchor")
    assert "Không có gì mới" in capsys.readouterr().out
