import re
from datetime import date

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.agencies.actions import add_person
from doingoai.agencies.domain import NewPerson, Role
from tests.agencies.builders import OWN, PEOPLE, agency, granted, page_of, person, text

pytestmark = pytest.mark.django_db

ADD = f"{PEOPLE}them/"
NEW = {
    "name": "Lý Mẫu Bình",
    "username": "ly.mau.binh",
    "email": "binh@example.vn",
    "agency": "so-ngv",
    "role": "editor",
}
PASSWORD = re.compile(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){4}")


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
    assert re.search(r"</b> ?Sở Ngoại vụ ?</span>", text(theirs.get("/")))


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
        "Cấp tài khoản cho Lý Mẫu Bình (ly.mau.binh)",
        "<small>08:00, 02/6/2022 · Người coordinator</small>",
        "Giao vai trò thủ trưởng ở Sở Ngoại vụ cho Lý Mẫu Bình",
        "1 đang giữ",
        "1 vai trò đã kết thúc",
        "hết 31/12/2021",
    ):
        assert words in page
