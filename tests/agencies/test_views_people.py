from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.accounts.models import Person
from doingoai.agencies.domain import GRANTERS, Role
from doingoai.agencies.models import RoleGrant
from doingoai.agencies.queries import actors
from doingoai.audit.models import Entry
from doingoai.dates import office
from tests.agencies.builders import PEOPLE, actor, agency, granted, page_of, person, text

pytestmark = pytest.mark.django_db

ADD, GRANT = f"{PEOPLE}them/", f"{PEOPLE}vai-tro/"
OTHERS = sorted(set(Role) - GRANTERS)
MOST = 10


def acts(somebody):
    """Every address at which something is done to a person."""
    [grant] = RoleGrant.objects.filter(person=somebody)
    return {
        ADD: {"name": "Mới", "username": "moi", "agency": "so-ngv", "role": "editor"},
        GRANT: {"person": somebody.pk, "agency": "so-ngv", "role": "head"},
        f"{page_of(somebody)}vai-tro/{grant.pk}/": {"on": ""},
        f"{page_of(somebody)}sua/": {"name": "Lý Mẫu Minh", "email": ""},
        f"{page_of(somebody)}mat-khau/": {},
        f"{page_of(somebody)}khoa/": {"reason": "Thử."},
        f"{page_of(somebody)}mo/": {},
    }


# Who may


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_reads_who_has_an_account_or_does_anything_to_one(client, somebody, role):
    client.force_login(actor(role, username="ai.do").person)
    entries, accounts = Entry.objects.count(), Person.objects.count()
    for address in (PEOPLE, ADD, page_of(somebody), f"{page_of(somebody)}sua/"):
        assert client.get(address).status_code == 403, address
    for address, said in acts(somebody).items():
        assert client.post(address, said).status_code == 403, address
    assert (Entry.objects.count(), Person.objects.count()) == (entries, accounts)


def test_who_has_no_role_or_is_not_signed_in_does_nothing(client, somebody):
    for status in (302, 403):
        for address, said in acts(somebody).items():
            assert client.post(address, said).status_code == status, address
        client.force_login(person("khong", "Không"))


@pytest.mark.parametrize("role", sorted(GRANTERS))
def test_the_coordinator_and_the_administrators_do_all_of_it(client, somebody, role):
    client.force_login(actor(role, username="ai.do").person)
    for address in (PEOPLE, ADD, page_of(somebody)):
        assert client.get(address).status_code == 200, address
    for address, said in acts(somebody).items():
        assert client.post(address, said).status_code in (200, 302), address
    verbs = Entry.objects.values_list("verb", flat=True)
    assert set(verbs) == {
        "add_person",
        "grant_role",
        "end_role",
        "correct_person",
        "renew_password",
        "close_account",
        "reopen_account",
    }


def test_acts_are_posted_and_not_fetched(giver, client, somebody):
    for address in (a for a in acts(somebody) if not a.endswith(("them/", "sua/"))):
        assert client.get(address).status_code == 405, address


def test_a_role_of_somebody_else_is_not_ended_from_a_persons_page(giver, client, somebody):
    other = granted(person("khac", "Khác"), Role.EDITOR)
    assert client.post(f"{page_of(somebody)}vai-tro/{other.pk}/", {"on": ""}).status_code == 404


def test_the_record_says_the_acts_in_words(giver, client, somebody):
    for address, said in acts(somebody).items():
        client.post(address, said)
    page = text(client.get("/nhat-ky/"))
    for words in (
        "Cấp tài khoản",
        "Giao vai trò",
        "Kết thúc vai trò",
        "Cấp mật khẩu dùng một lần mới",
        "Khóa tài khoản",
        "Mở lại tài khoản",
    ):
        assert words in page


# The list


def test_people_stand_with_their_agencies_roles_and_what_became_of_their_password(giver, client, somebody):
    person("moi", "Mới Mẫu", must_change_password=True)
    page = text(client.get(PEOPLE))
    for words in (
        "5 tài khoản.",
        '<a href="/co-quan/nguoi/',
        "Lý Mẫu Bình",
        "ly.mau.binh",
        "Sở Ngoại vụ: cán bộ",
        "chưa dùng mật khẩu một lần",
        "chưa vào lần nào",
        "hôm nay không có vai trò",
    ):
        assert words in page


def test_people_are_looked_for_without_tones_and_closed_accounts_are_asked_for(giver, client, somebody):
    person("khoa", "Bùi Mẫu Khóa", is_active=False)
    page = text(client.get(PEOPLE, {"q": "mau"}))
    assert "Lý Mẫu Bình" in page
    assert "Bùi Mẫu Khóa" not in page
    page = text(client.get(PEOPLE, {"q": "bui", "every": "1"}))
    assert "Lý Mẫu Bình" not in page
    assert "đã khóa tài khoản" in page
    assert "Không có người như vậy." in text(client.get(PEOPLE, {"q": "không ai"}))


def test_a_long_list_is_read_page_by_page(giver, client):
    for number in range(60):
        person(f"nguoi.{number:02}", f"Người Mẫu {number:02}")
    first, second = text(client.get(PEOPLE)), text(client.get(PEOPLE, {"page": "2"}))
    assert "1 / 2" in first
    assert "page=2" in first
    assert "Người Mẫu 59" in second
    assert "Người Mẫu 59" not in first
    assert "1 / 2" in text(client.get(PEOPLE, {"page": "x"}))


@pytest.mark.parametrize("address", [PEOPLE, "person", ADD])
def test_the_pages_take_the_same_queries_with_one_row_and_with_three(giver, client, somebody, address):
    address = page_of(somebody) if address == "person" else address

    def rows(numbers):
        for number in numbers:
            body = agency(f"so-{number}", f"Sở {number}")
            granted(person(f"nguoi.{number}", f"Người {number}"), Role.HEAD, body)
            granted(somebody, Role.HEAD, body)
            granted(somebody, Role.VIEWER, body, valid_to=date(2022, 1, 1))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    rows([1])
    client.get(address)
    with_one = asked()
    rows([2, 3])
    assert asked() == with_one <= MOST + 1  # the reading is put on record


# Roles


def test_a_role_is_given_from_the_page_of_the_person_or_of_the_body(giver, client, somebody, today):
    page = text(client.post(GRANT, {"person": somebody.pk, "agency": "so-ngv", "role": "head"}, follow=True))
    assert "Lý Mẫu Bình có vai trò này từ hôm nay." in page
    assert f"<small>từ {office(today)} </small>" in page
    assert "<small>Người coordinator giao</small>" in page
    assert [one.roles for one in actors(somebody, on=today)] == [{Role.EDITOR, Role.HEAD}]


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ({"agency": "so-ngv"}, "/co-quan/so-ngv/"),
        ({"agency": "so-ngv", "person": "khong"}, "/co-quan/so-ngv/"),
        ({"agency": "khong-co", "person": "999999"}, PEOPLE),
        ({}, PEOPLE),
    ],
)
def test_half_a_form_leads_back_to_where_it_stood(giver, client, said, back):
    answer = client.post(GRANT, said, follow=True)
    assert answer.redirect_chain == [(back, 302)]
    assert "Chọn người, cơ quan và vai trò." in text(answer)


def test_a_person_without_the_agency_leads_back_to_the_person(giver, client, somebody):
    assert client.post(GRANT, {"person": somebody.pk})["Location"] == page_of(somebody)


def test_a_closed_account_gets_no_role(giver, client, somebody):
    Person.objects.filter(pk=somebody.pk).update(is_active=False)
    client.post(GRANT, {"person": somebody.pk, "agency": "so-ngv", "role": "head"})
    assert RoleGrant.objects.filter(person=somebody).count() == 1


def test_nobody_gives_a_role_to_themselves_and_no_form_offers_it(giver, client):
    own = page_of(giver.person)
    assert GRANT not in text(client.get(own))
    page = text(client.post(GRANT, {"person": giver.person.pk, "agency": "so-ngv", "role": "head"}, follow=True))
    assert "Không ai tự giao vai trò cho mình." in page
    assert RoleGrant.objects.filter(person=giver.person).count() == 1


def test_who_runs_the_house_alone_is_offered_the_form(client):
    first = actor(Role.COORDINATOR, Role.ADMINISTRATOR, username="dau").person
    client.force_login(first)
    assert GRANT in text(client.get(page_of(first)))
    client.post(GRANT, {"person": first.pk, "agency": "so-ngv", "role": "viewer"})
    assert RoleGrant.objects.filter(person=first, role="viewer").exists()


def test_a_role_at_a_body_of_the_working_year_that_is_gone_can_still_be_given(giver, client, somebody, today):
    agency("so-nay", "Sở Nay", valid_to=today)
    assert f"Sở Nay (hết {office(today)})" in text(client.get(page_of(somebody)))


def test_a_role_ends_at_once_or_on_a_day(giver, client, somebody, today):
    held = RoleGrant.objects.get(person=somebody)
    address = f"{page_of(somebody)}vai-tro/{held.pk}/"
    page = text(client.post(address, {"on": "31/12/2999"}, follow=True))
    assert "Đã kết thúc vai trò." in page
    assert "hết 31/12/2999" in page
    page = text(client.post(address, {"on": ""}, follow=True))
    assert "1 vai trò đã kết thúc" in page
    held.refresh_from_db()
    assert held.valid_to == today - timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("hôm qua", "Ghi ngày/tháng/năm, ví dụ 31/5/2022."),
        ("31/12/2021", "Ngày cuối không trước ngày giao vai trò (01/01/2022)."),
    ],
)
def test_a_day_on_which_no_role_can_end_is_told(giver, client, somebody, on, words):
    held = RoleGrant.objects.get(person=somebody)
    assert words in text(client.post(f"{page_of(somebody)}vai-tro/{held.pk}/", {"on": on}, follow=True))
    held.refresh_from_db()
    assert held.valid_to is None


@pytest.mark.parametrize("role", sorted(GRANTERS))
def test_the_last_keeper_of_the_house_stays_and_the_page_says_what_to_do_first(client, role):
    last = actor(role, username="cuoi")
    client.force_login(last.person)
    held = RoleGrant.objects.get(person=last.person)
    page = text(client.post(f"{page_of(last.person)}vai-tro/{held.pk}/", {"on": ""}, follow=True))
    assert "cuối cùng. Giao vai trò" in page
    held.refresh_from_db()
    assert held.valid_to is None
