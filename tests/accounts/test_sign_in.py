import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from doingoai.accounts.actions import create_person, give_one_time_password
from doingoai.accounts.models import Person

pytestmark = pytest.mark.django_db

OWN = "ruong bac thang mua nuoc do"
SIGN_IN, PASSWORD, SIGN_OUT = "/tai-khoan/dang-nhap/", "/tai-khoan/mat-khau/", "/tai-khoan/dang-xuat/"


@pytest.fixture(autouse=True)
def nobody_guessed_before():
    cache.clear()


@pytest.fixture
def person(at):
    somebody = create_person("ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn", at=at)
    somebody.set_password(OWN)
    somebody.save()
    return somebody


def sign_in(client, login, password, **more):
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def page(response, status=200):
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("login", ["ly.mau.binh", "binh@example.vn"])
def test_one_signs_in_by_name_or_by_mail_address(client, person, login):
    assert sign_in(client, login, OWN)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_one_comes_back_to_the_page_one_wanted_if_it_is_here(client, person):
    assert sign_in(client, "ly.mau.binh", OWN, next="/giao-dien/")["Location"] == "/giao-dien/"


def test_one_is_never_sent_to_another_host(client, person):
    response = sign_in(client, "ly.mau.binh", OWN, next="https://example.com/")
    assert "example.com" not in response.get("Location", "")


def test_the_session_gets_a_new_key_when_somebody_signs_in(client, person):
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    sign_in(client, "ly.mau.binh", OWN)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client, person):
    words = "Tên hoặc mật khẩu không đúng. Xem lại bộ gõ tiếng Việt và phím Caps Lock."
    assert words in page(sign_in(client, "ly.mau.binh", "sai"))
    assert words in page(sign_in(client, "ai.do", "sai"))


def test_an_empty_form_names_what_is_missing(client):
    html = page(sign_in(client, "", ""))
    assert "2 chỗ cần sửa:" in html
    assert "Chưa ghi ô này." in html


def test_guessing_is_slowed_down_for_the_right_password_too(client, person):
    for _ in range(5):
        sign_in(client, "ly.mau.binh", "sai")
    assert "Sai quá nhiều lần. Đợi 5 phút rồi thử lại." in page(sign_in(client, "ly.mau.binh", OWN))


def test_a_closed_account_says_so_and_lets_nobody_in(client, person):
    Person.objects.update(is_active=False)
    response = client.post(SIGN_IN, {"login": "ly.mau.binh", "password": OWN}, follow=True)
    assert "_auth_user_id" not in client.session
    assert "khóa" in page(response) or "không đúng" in page(response)


def test_the_page_of_closed_accounts_tells_whom_to_ask(client):
    assert "Tài khoản này đã khóa." in page(client.get("/tai-khoan/da-khoa/"))


def test_a_lost_password_is_asked_for_from_a_person(client):
    html = page(client.get("/tai-khoan/quen-mat-khau/"))
    assert "Không gửi mật khẩu qua thư" in html
    assert "<form" not in html


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password_from_key"])
def test_nobody_signs_up_or_takes_an_account_by_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_one_time_password_opens_one_page_until_it_is_changed(client, person):
    once = give_one_time_password(person)
    sign_in(client, "ly.mau.binh", once)
    for address in ("/", "/giao-dien/", "/khong-co/"):
        assert client.get(address)["Location"] == PASSWORD
    html = page(client.get(PASSWORD))
    assert "Mật khẩu dùng một lần chỉ mở trang này." in html
    assert 'for="id_oldpassword">Mật khẩu dùng một lần<' in html
    response = client.post(PASSWORD, {"oldpassword": once, "password1": OWN, "password2": OWN}, follow=True)
    assert response.redirect_chain[-1][0] == "/"
    assert "Đã đổi mật khẩu." in page(response)
    client.logout()
    assert "không đúng" in page(sign_in(client, "ly.mau.binh", once))
    assert sign_in(client, "ly.mau.binh", OWN)["Location"] == "/"


def test_with_a_one_time_password_one_may_still_leave(client, person):
    sign_in(client, "ly.mau.binh", give_one_time_password(person))
    html = page(client.post(SIGN_OUT, follow=True))
    assert "Đã đăng xuất." in html
    assert "_auth_user_id" not in client.session


def test_leaving_is_asked_before_it_is_done(client, person):
    client.force_login(person)
    assert "Đăng xuất khỏi máy này?" in page(client.get(SIGN_OUT))
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("sai", OWN + "!", OWN + "!", "Mật khẩu hiện tại không đúng. Ghi lại."),
        (OWN, "ngắn", "ngắn", "Mật khẩu còn ngắn. Ghi ít nhất 15 ký tự."),
        (OWN, OWN + "!", OWN + "?", "Hai lần ghi chưa giống nhau. Ghi lại ô này."),
        (OWN, "ly.mau.binh.ly.mau", "ly.mau.binh.ly.mau", "Mật khẩu quá giống mục"),
        (OWN, "Lý Mẫu Bình 2022", "Lý Mẫu Bình 2022", "Mật khẩu quá giống mục “họ và tên”"),
        (OWN, "", "", "Chưa ghi ô này."),
    ],
)
def test_a_password_that_cannot_be_kept_says_why(client, person, old, new, again, words):
    client.force_login(person)
    response = client.post(PASSWORD, {"oldpassword": old, "password1": new, "password2": again})
    assert words in page(response)


def test_whoever_tries_to_change_a_password_too_often_waits(client, person):
    client.force_login(person)
    answers = [client.post(PASSWORD, {"oldpassword": "sai"}) for _ in range(6)]
    assert "Đợi 5 phút rồi thử lại." in page(answers[-1], 429)


def test_a_part_of_a_page_asked_for_after_the_session_ended_brings_the_sign_in_page(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/giao-dien/?loc=1"}
    response = client.get("/giao-dien/", headers=headers, follow=True)
    assert response["HX-Redirect"] == f"{SIGN_IN}?next=%2Fgiao-dien%2F"
    assert response.content == b""
