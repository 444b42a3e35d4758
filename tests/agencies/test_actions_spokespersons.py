"""Who speaks for a body: its head, or whom the head has authorised in writing, from day to day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.actions import NotDone
from doingoai.agencies.actions.focal import Contact
from doingoai.agencies.actions.spokespersons import MayNotKeep, SubDelegation, authorise, end_authority
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.spokesperson import Authority, Speaking
from doingoai.agencies.models import Spokesperson
from doingoai.audit.models import Entry
from tests.agencies.builders import actor, agency

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 30)
CHIEF = Contact("Trần Mẫu An", "Giám đốc", phone="0214 3 840 000")
DEPUTY = Contact("Lý Mẫu Bình", "Phó Giám đốc", email="binh@so.vn")
STANDING = Authority(Speaking.STANDING, MAY, None, "12/QĐ-SNV", date(2026, 4, 28))
CASE = Authority(Speaking.CASE, MAY, JUNE, "13/UQ-SNV", date(2026, 4, 29), "sạt lở ở Bát Xát")


@pytest.fixture
def by():
    return actor(Role.EDITOR)


@pytest.fixture
def head(by):
    return authorise(by.agency, CHIEF, Authority(Speaking.HEAD, MARCH), by=by, at=NOW)


@pytest.mark.parametrize("said", [STANDING, CASE])
def test_the_head_authorises_in_writing(by, head, said):
    row = authorise(by.agency, DEPUTY, said, by=by, at=NOW)
    assert (row.authorised_by, row.document_number, row.valid_to) == (head, said.document_number, said.until)
    assert Entry.objects.filter(verb="authorise_spokesperson").count() == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (replace(STANDING, document_number=""), "số và ngày của văn bản"),
        (replace(STANDING, document_date=None), "số và ngày của văn bản"),
        (replace(STANDING, document_date=date(2026, 5, 2)), "sau ngày bắt đầu"),
        (replace(CASE, matter=""), "vụ việc"),
        (replace(CASE, until=None), "có thời hạn"),
        (replace(CASE, until=MARCH), "Ngày cuối không trước ngày đầu"),
        (replace(STANDING, document_date=date(2026, 2, 1)), "Ghi người đứng đầu trước"),
        (Authority(Speaking.HEAD, MARCH), "Đã ghi Trần Mẫu An"),
    ],
)
def test_what_gives_nobody_the_word_is_refused(by, head, said, words):
    with pytest.raises(NotDone, match=words):
        authorise(by.agency, DEPUTY, said, by=by, at=NOW)
    assert Spokesperson.objects.get() == head


def test_without_a_head_nobody_is_authorised(by):
    with pytest.raises(NotDone, match="Chưa ghi người đứng đầu"):
        authorise(by.agency, DEPUTY, STANDING, by=by, at=NOW)


def test_who_is_authorised_authorises_nobody_and_ends_nothing(by, head):
    row = authorise(by.agency, replace(DEPUTY, person=by.person), STANDING, by=by, at=NOW)
    with pytest.raises(SubDelegation):
        authorise(by.agency, CHIEF, CASE, by=by, at=NOW)
    with pytest.raises(SubDelegation):
        end_authority(row, last=JUNE, reason="Thôi việc.", by=by, at=NOW)


def test_a_new_head_ends_the_one_before_with_the_day_before(by, head):
    authorise(by.agency, DEPUTY, Authority(Speaking.HEAD, MAY), by=by, at=NOW)
    head.refresh_from_db()
    assert head.valid_to == MAY - timedelta(days=1)


def test_it_ends_with_a_day_and_stays_on_record(by, head):
    row = authorise(by.agency, DEPUTY, STANDING, by=by, at=NOW)
    end_authority(row, last=JUNE, reason="Nghỉ hưu.", by=by, at=NOW)
    assert Spokesperson.objects.on(date(2026, 7, 1)).get() == head
    assert Entry.objects.get(verb="end_spokesperson").reason == "Nghỉ hưu."
    with pytest.raises(NotDone, match="kết thúc ngày 30/6/2026 rồi"):
        end_authority(row, last=JUNE, reason="Nghỉ hưu.", by=by, at=NOW)


def test_only_the_agency_and_the_coordinator_write_it_down(by):
    other = actor(Role.HEAD, at=agency("so-x", "Sở X"))
    with pytest.raises(MayNotKeep):
        authorise(by.agency, CHIEF, Authority(Speaking.HEAD, MARCH), by=other, at=NOW)


def test_the_database_keeps_nobody_who_speaks_by_nothing(by, head):
    common = {"agency": by.agency, "name": "A", "post": "B", "phone": "1", "valid_from": MAY}
    for wrong in (
        {"kind": "standing"},
        {"kind": "case", "authorised_by": head},
        {"kind": "head", "authorised_by": head},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Spokesperson.objects.create(**common, **wrong)


def test_the_page_lists_writes_and_ends(client, by, head):
    client.force_login(by.person)
    page = f"/co-quan/{by.agency.slug}/phat-ngon/"
    said = {"kind": "case", "name": "Lý Mẫu Bình", "post": "Phó Giám đốc", "phone": "0214 3 840 001"}
    said |= {"document_number": "13/UQ-SNV", "document_date": "29/4/2026", "since": "01/5/2026", "until": "31/12/2027"}
    assert "Ghi vụ việc được ủy quyền" in client.post(f"{page}them/", said).content.decode()
    client.post(f"{page}them/", said | {"matter": "sạt lở ở Bát Xát"})
    html = client.get(page).content.decode()
    assert "Được ủy quyền phát ngôn theo vụ việc: sạt lở ở Bát Xát" in html
    assert "Văn bản 13/UQ-SNV ngày 29/4/2026, Trần Mẫu An ký." in html
    row = Spokesperson.objects.get(kind="case")
    client.post(f"{page}{row.pk}/ket-thuc/", {"last": "30/6/2026", "reason": "Xong việc."})
    row.refresh_from_db()
    assert row.valid_to == JUNE


def test_others_read_and_do_not_write(client, by, head):
    other = actor(Role.HEAD, at=agency("so-x", "Sở X"))
    client.force_login(other.person)
    page = f"/co-quan/{by.agency.slug}/phat-ngon/"
    html = client.get(page).content.decode()
    assert "Trần Mẫu An" in html
    assert "them/" not in html
    assert client.post(f"{page}them/", {}).status_code == 403
    assert client.post(f"{page}{head.pk}/ket-thuc/", {}).status_code == 403


def test_the_page_takes_the_same_queries_with_one_row_and_with_three(client, by, head):
    client.force_login(by.person)

    def asked():
        with CaptureQueriesContext(connection) as made:
            assert client.get(f"/co-quan/{by.agency.slug}/phat-ngon/").status_code == 200
        return len(made)

    asked()
    one = asked()
    for number in ("1", "2"):
        authorise(by.agency, DEPUTY, replace(STANDING, document_number=number), by=by, at=NOW)
    assert asked() == one <= 10
