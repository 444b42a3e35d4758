"""The focal officer of a body, from day to day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from doingoai.agencies.actions import NotDone
from doingoai.agencies.actions.focal import Contact, MayNotName, name_focal
from doingoai.agencies.actions.successions import Told, record_succession
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import FocalOfficer
from tests.agencies.builders import actor, agency, text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)
BINH = Contact("Lý Mẫu Bình", "Phó Chánh Văn phòng", phone="0214 3 840 000")


@pytest.fixture
def by():
    return actor(Role.EDITOR)


def days():
    return list(FocalOfficer.objects.order_by("valid_from").values_list("name", "valid_from", "valid_to"))


def test_the_next_one_ends_the_one_before_with_the_day_before(by):
    name_focal(by.agency, BINH, since=MARCH, by=by, at=NOW)
    name_focal(by.agency, Contact("Vàng Mẫu An", "Chuyên viên", email="an@so.vn"), since=MAY, by=by, at=NOW)
    assert days() == [("Lý Mẫu Bình", MARCH, date(2026, 4, 30)), ("Vàng Mẫu An", MAY, None)]


def test_told_again_for_the_same_day_they_are_corrected(by):
    name_focal(by.agency, BINH, since=MARCH, by=by, at=NOW)
    name_focal(by.agency, Contact("Lý Mẫu Bính", "Phó", phone="1"), since=MARCH, until=MAY, by=by, at=NOW)
    assert days() == [("Lý Mẫu Bính", MARCH, MAY)]


@pytest.mark.parametrize(
    ("contact", "since", "until", "words"),
    [
        (Contact("A", "B"), MAY, None, "để liên hệ được"),
        (BINH, MAY, MARCH, "Ngày cuối không trước ngày đầu"),
        (BINH, date(2026, 1, 1), None, "Đã ghi Lý Mẫu Bình từ ngày 01/3/2026"),
    ],
)
def test_what_makes_no_sense_is_refused(by, contact, since, until, words):
    name_focal(by.agency, BINH, since=MARCH, by=by, at=NOW)
    with pytest.raises(NotDone, match=words):
        name_focal(by.agency, contact, since=since, until=until, by=by, at=NOW)


def test_only_the_agency_and_the_coordinator_name_them(by):
    other = actor(Role.HEAD, at=agency("so-x", "Sở X"))
    with pytest.raises(MayNotName):
        name_focal(by.agency, BINH, since=MARCH, by=other, at=NOW)
    name_focal(by.agency, BINH, since=MARCH, by=actor(Role.COORDINATOR, at=agency("ubnd", "UBND")), at=NOW)


def test_they_follow_their_body_unless_the_successor_has_its_own(by):
    heir, chief = agency("so-x", "Sở X"), actor(Role.COORDINATOR, at=agency("ubnd", "UBND"))
    name_focal(by.agency, BINH, since=MARCH, by=by, at=NOW)
    record_succession(Told(Change.MERGE, MAY, (by.agency,), (heir,)), by=chief, at=NOW)
    assert [(o.agency.slug, o.name) for o in FocalOfficer.objects.on(MAY)] == [("so-x", "Lý Mẫu Bình")]
    record_succession(Told(Change.MERGE, date(2026, 6, 1), (heir,), (chief.agency,)), by=chief, at=NOW)
    assert [o.agency.slug for o in FocalOfficer.objects.on(date(2026, 6, 1))] == ["ubnd"]


def test_the_form_names_them_and_the_page_of_the_body_shows_them(client, by):
    client.force_login(by.person)
    page = f"/co-quan/{by.agency.slug}/dau-moi/"
    said = {"name": "Lý Mẫu Bình", "post": "Phó Chánh Văn phòng", "since": "01/3/2026"}
    assert "để liên hệ được" in text(client.post(page, said), 422)
    assert "Đã ghi người đầu mối." in text(client.post(page, said | {"phone": "0214 3840000"}, follow=True))
    assert "Lý Mẫu Bình, Phó Chánh Văn phòng" in text(client.get(f"/co-quan/{by.agency.slug}/"))
    client.force_login(actor(Role.EDITOR, username="khac", at=agency("so-x", "Sở X")).person)
    assert client.get(page).status_code == 403
