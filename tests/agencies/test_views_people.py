import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.agencies.actions import add_person
from doingoai.agencies.domain import GRANTERS, NewPerson, Role
from doingoai.agencies.models import RoleGrant
from doingoai.agencies.queries import actors
from doingoai.audit.models import Entry
from doingoai.dates import office
from tests.agencies.builders import actor, agency, granted, person

pytestmark = pytest.mark.django_db

PEOPLE, ADD, GRANT = "/co-quan/nguoi/", "/co-quan/nguoi/them/", "/co-quan/nguoi/vai-tro/"
NEW = {
    "name": "Lý Mẫu Bình",
    "username": "ly.mau.binh",
    "email": "binh@example.vn",
    "agency": "so-ngv",
    "role": "editor",
}
OTHERS = sorted(set(Role) - GRANTERS)
MOST = 10
PASSWORD = re.compile(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){4}")
OWN = "ruong bac thang mua nuoc do"


@pytest.fixture
def somebody():
    """An editor who chose a password of their own."""
    found = person()
    found.set_password(OWN)
    found.save()
    granted(found, Role.EDITOR, valid_from=date(2022, 1, 1))
    return found


def page_of(somebody):
    return f"{PEOPLE}{somebody.pk}/"


def text(answer, status=200):
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def acts(somebody):
    """Every address at which something is done to a person."""
    [grant] = RoleGrant.objects.filter(person=somebody)
    return {
        ADD: NEW | {"username": "moi", "email": ""},
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
    assert asked() == with_one <= MOST


# A new account


def test_the_form_keeps_the_agency_it_was_opened_from(giver, client):
    page = text(client.get(ADD, {"agency": "so-ngv"}))
    assert '<option value="so-ngv" selected>' in page
    assert "Cán bộ: ghi việc của cơ quan, soạn phần báo cáo" in page
    assert "selected" not in text(client.get(ADD, {"agency": "khong-co"})).replace('value="" selected', "")


def test_a_person_is_added_and_the_password_stands_on_the_answer_alone(giver, client, caplog):
    answer = client.post(ADD, NEW)
    page = text(answer)
    [password] = set(PASSWORD.findall(page))
    assert answer.request["PATH_INFO"] == ADD
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "Location" not in answer
    for words in (
        "http://testserver/tai-khoan/dang-nhap/",
        "Tên đăng nhập: ly.mau.binh",
        "ít nhất 15 ký tự",
        "Không gửi tên đăng nhập và mật khẩu trong cùng một thư, một tin nhắn.",
        f'href="{ADD}?agency=so-ngv"',
    ):
        assert words in page
    assert Person.objects.get(username="ly.mau.binh").check_password(password)
    kept = [str(list(table.objects.values())) for table in apps.get_models()]
    assert not any(password in rows for rows in kept)
    assert password not in str(dict(client.session))
    assert password not in caplog.text
    for address in (ADD, PEOPLE, page_of(Person.objects.get(username="ly.mau.binh")), "/nhat-ky/"):
        assert password not in text(client.get(address))


def test_the_form_sent_twice_makes_one_account(giver, client):
    client.post(ADD, NEW)
    page = text(client.post(ADD, NEW), 422)
    assert "Tên đăng nhập ly.mau.binh đã có người dùng. Chọn tên khác." in page
    assert PASSWORD.search(page) is None
    assert Person.objects.filter(username="ly.mau.binh").count() == 1


def test_the_new_person_signs_in_with_it_and_chooses_a_password(giver, client):
    [password] = set(PASSWORD.findall(text(client.post(ADD, NEW))))
    theirs = Client()
    login, change = reverse("account_login"), reverse("account_change_password")
    theirs.post(login, {"login": "ly.mau.binh", "password": password})
    assert theirs.get("/")["Location"] == change
    theirs.post(change, {"oldpassword": password, "password1": OWN, "password2": OWN})
    assert "</b>Sở Ngoại vụ</span>" in text(theirs.get("/"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "Họ và tên</a>: Chưa ghi ô này."),
        ({"username": "Lý Bình"}, "Chỉ dùng chữ thường không dấu, chữ số và dấu chấm ở giữa"),
        ({"username": "a..b"}, "Chỉ dùng chữ thường không dấu"),
        ({"username": "ab"}, "Tên đăng nhập</a>: "),
        ({"email": "binh"}, "Thư điện tử</a>: "),
        ({"email": "AN@example.vn"}, "Thư điện tử AN@example.vn là của một tài khoản khác."),
        ({"username": "co.roi"}, "Tên đăng nhập co.roi đã có người dùng."),
        ({"agency": "so-cu"}, "Cơ quan</a>: "),
        ({"role": "vua"}, "Vai trò</a>: "),
        ({"role": ""}, "Vai trò</a>: Chưa ghi ô này."),
    ],
)
def test_what_cannot_be_an_account_says_why_and_keeps_what_was_typed(giver, client, said, words):
    person("co.roi", "Có Rồi", email="an@example.vn")
    agency("so-cu", "Sở Cũ", valid_to=date(2000, 1, 1))
    before = Person.objects.count()
    page = text(client.post(ADD, NEW | said), 422)
    assert words in page
    assert 'value="Lý Mẫu Bình"' in page or said.get("name") == ""
    assert Person.objects.count() == before


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
        ("hôm qua", "Ghi ngày cuối theo ngày/tháng/năm, hoặc để trống."),
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


# Accounts


def test_a_mistyped_name_is_corrected(giver, client, somebody):
    address = f"{page_of(somebody)}sua/"
    assert 'value="Lý Mẫu Bình"' in text(client.get(address))
    page = text(client.post(address, {"name": "Lý Mẫu Minh", "email": "minh@example.vn"}, follow=True))
    assert "Đã sửa." in page
    assert "minh@example.vn" in page
    assert "Sửa họ tên, thư của Lý Mẫu Minh (ly.mau.binh)" in page


def test_a_correction_that_cannot_be_kept_says_why(giver, client, somebody):
    person("khac", "Khác", email="an@example.vn")
    address = f"{page_of(somebody)}sua/"
    assert "Chưa ghi ô này." in text(client.post(address, {"name": ""}), 422)
    answer = client.post(address, {"name": "Lý", "email": "an@example.vn"})
    assert "Thư điện tử an@example.vn là của một tài khoản khác." in text(answer, 422)
    somebody.refresh_from_db()
    assert somebody.name == "Lý Mẫu Bình"


def test_a_new_one_time_password_ends_the_old_one_and_every_session(giver, client, somebody):
    theirs = Client()
    theirs.force_login(somebody)
    answer = client.post(f"{page_of(somebody)}mat-khau/")
    page = text(answer)
    [password] = set(PASSWORD.findall(page))
    assert "no-store" in answer["Cache-Control"]
    assert "Thêm người nữa" not in page
    somebody.refresh_from_db()
    assert somebody.check_password(password)
    assert theirs.get("/").status_code == 302
    assert not any(password in str(list(table.objects.values())) for table in apps.get_models())


def test_a_closed_account_gets_no_password(giver, client, somebody):
    Person.objects.filter(pk=somebody.pk).update(is_active=False)
    answer = client.post(f"{page_of(somebody)}mat-khau/", follow=True)
    assert "Tài khoản đang khóa. Mở lại tài khoản trước" in text(answer)
    assert PASSWORD.search(text(answer)) is None


def test_an_account_is_closed_at_once_and_opened_again(giver, client, somebody, today):
    theirs = Client()
    theirs.force_login(somebody)
    page = text(client.post(f"{page_of(somebody)}khoa/", {"reason": "Nghỉ hưu."}, follow=True))
    assert "Đã khóa tài khoản. Mở lại được ở trang này." in page
    assert "Khóa tài khoản của Lý Mẫu Bình (ly.mau.binh): Nghỉ hưu." in page
    assert theirs.get("/").status_code == 302
    assert "1 vai trò đã kết thúc" in text(client.get("/co-quan/so-ngv/"))
    assert "Đã mở lại tài khoản" in text(client.post(f"{page_of(somebody)}mo/", follow=True))
    theirs.force_login(somebody)
    assert theirs.get("/").status_code == 200


def test_an_account_is_not_closed_without_a_reason(giver, client, somebody):
    assert "Ghi lý do khóa tài khoản." in text(client.post(f"{page_of(somebody)}khoa/", {"reason": " "}, follow=True))
    assert Person.objects.get(pk=somebody.pk).is_active


def test_one_does_nothing_to_ones_own_account(giver, client):
    own = page_of(giver.person)
    page = text(client.get(own))
    for act in ("khoa/", "mat-khau/"):
        assert f'action="{own}{act}"' not in page
        assert 'role="alert"' in text(client.post(f"{own}{act}", {"reason": "Thử."}, follow=True))
    giver.person.refresh_from_db()
    assert giver.person.is_active
    assert not giver.person.must_change_password


def test_the_page_of_a_person_tells_what_happened_to_the_account(giver, client, at):
    somebody = add_person(
        NewPerson("ly.mau.binh", "Lý Mẫu Bình"), agency=agency(), role=Role.HEAD, by=giver, at=at
    ).person
    granted(somebody, Role.VIEWER, valid_to=date(2021, 12, 31))
    page = text(client.get(page_of(somebody)))
    for words in (
        "Cấp tài khoản cho Lý Mẫu Bình (ly.mau.binh)<small>08:00, 02/6/2022 · Người coordinator</small>",
        "Giao vai trò thủ trưởng ở Sở Ngoại vụ cho Lý Mẫu Bình",
        "1 đang giữ",
        "1 vai trò đã kết thúc",
        "hết 31/12/2021",
    ):
        assert words in page


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
