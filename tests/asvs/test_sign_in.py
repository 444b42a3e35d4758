"""Passwords as people choose and type them, and what is known of a code."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from doingoai.accounts.actions import create_person, give_one_time_password
from doingoai.accounts.models import Person
from doingoai.agencies.actions import reset_second_factor
from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.agencies.queries import Actor
from doingoai.audit.models import Entry
from tests.accounts.codes import SECRET, give_app
from tests.agencies.builders import agency
from tests.factories import NOW

pytestmark = pytest.mark.django_db

OWN = "ruong bac thang mua nuoc do"
SIGN_IN, PASSWORD, APP = "/tai-khoan/dang-nhap/", "/tai-khoan/mat-khau/", "/tai-khoan/lop-thu-hai/ung-dung/"


@pytest.fixture(autouse=True)
def nobody_guessed_before():
    cache.clear()


@pytest.fixture
def person():
    return Person.objects.create_user("ly.mau.binh", password=OWN, name="Lý Mẫu Bình", email="binh@example.vn")


def opens(client, password, login="ly.mau.binh"):
    client.post(SIGN_IN, {"login": login, "password": password})
    is_in = "_auth_user_id" in client.session
    client.logout()
    return is_in


def chosen(client, person, new, old=OWN):
    client.force_login(person)
    answer = client.post(PASSWORD, {"oldpassword": old, "password1": new, "password2": new})
    client.logout()
    return answer


def words(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    "password",
    [
        "chỉ có chữ thường và dấu cách",
        "839201748392017449",
        "ABCHIJKWQZMPLTRVX",
        "雲が山の上を静かに流れていく朝の光だよ",
        "🌾🐃🏔🌧🌿🍵🪵🧺🎐🪁🛶🎋🪕🥁🏮",
        "x" * 20 + " y " + "z" * 41 + " rừng",
        "hoa lê trắng bên hiên " * 12,
    ],
)
def test_a_password_of_any_letters_and_of_any_length_from_fifteen_is_taken(client, person, password):
    assert chosen(client, person, password.strip())["Location"] == "/"
    assert opens(client, password.strip())


@pytest.mark.parametrize("password", ["12345678900987654321", "1q2w3e4r5t6y7u8i9o0p", "123456789987654321"])
def test_the_commonest_passwords_are_refused_however_long(client, person, password):
    assert chosen(client, person, password).status_code == 200
    assert not opens(client, password)
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, person)
    assert {error.code for error in refusal.value.error_list} >= {"password_too_common"}


@pytest.mark.parametrize("other", [OWN.upper(), f"{OWN} ", f" {OWN}", OWN[:-1], f"{OWN}x", OWN.replace(" ", "")])
def test_a_password_opens_as_it_is_and_in_no_other_way(client, person, other):
    assert not opens(client, other)
    assert opens(client, OWN)


def test_of_a_long_password_every_letter_counts(client, person):
    long = "hoa lê trắng bên hiên nhà cũ " * 5
    chosen(client, person, f"{long}cuối")
    assert not opens(client, f"{long}khác")
    assert opens(client, f"{long}cuối")


def test_the_current_password_is_asked_for_before_another_is_chosen(client, person):
    assert "Mật khẩu hiện tại không đúng" in words(chosen(client, person, "hoa lê trắng bên hiên", old="sai"))
    assert opens(client, OWN)


def test_a_password_grows_no_older(client, person):
    Person.objects.update(date_joined=NOW - timedelta(days=3650), last_login=NOW - timedelta(days=3650))
    client.post(SIGN_IN, {"login": "ly.mau.binh", "password": OWN})
    assert client.get("/").status_code == 200


def test_a_one_time_password_cannot_be_kept(client, person):
    once = give_one_time_password(person)
    answer = chosen(client, person, once, old=once)
    assert "Chọn mật khẩu khác mật khẩu đang dùng." in words(answer)
    person.refresh_from_db()
    assert person.must_change_password


def test_a_one_time_password_keeps_the_rules_of_passwords(person):
    assert [validate_password(give_one_time_password(person), person) for _ in range(3)] == [None] * 3


def test_every_box_for_a_password_hides_it_and_lets_a_keeper_of_passwords_fill_it(client, person):
    pages = [client.get(SIGN_IN)]
    client.force_login(person)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    pages += [client.get(PASSWORD), client.get("/tai-khoan/xac-nhan/")]
    for page in pages:
        boxes = [box for box in re.findall(r"<input[^>]*>", words(page)) if "password" in box]
        assert boxes
        for box in boxes:
            assert 'type="password"' in box
            assert re.search(r'autocomplete="(?:current|new)-password"', box)
            assert "readonly" not in box
            assert "onpaste" not in box


def test_no_page_of_sign_in_offers_a_hint_or_a_question(client):
    told = "".join(words(client.get(page)) for page in (SIGN_IN, "/tai-khoan/quen-mat-khau/")).lower()
    for hint in ("câu hỏi bí mật", "gợi ý mật khẩu", "tên mẹ", "secret question"):
        assert hint not in told


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_factors_are_changed_only_after_one_showed_again_who_one_is(client, person, role):
    RoleGrant.objects.create(person=person, agency=agency("so-tttt", "Sở TTTT"), role=role)
    give_app(person)
    client.force_login(person)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    for address in (APP, f"{APP}bo/", "/tai-khoan/lop-thu-hai/khoa/", "/tai-khoan/lop-thu-hai/ma-du-phong/moi/"):
        answer = client.post(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/tai-khoan/xac-nhan/"), address
    assert Authenticator.objects.filter(user=person, type="totp").exists()


@pytest.mark.parametrize(("steps", "is_taken"), [(0, True), (1, True), (2, False), (20, False), (-2, False)])
def test_a_code_of_the_app_holds_for_its_half_minute_and_the_one_beside_it(client, person, steps, is_taken):
    assert (app_settings.TOTP_PERIOD, app_settings.TOTP_DIGITS) == (30, 6)
    give_app(person)
    client.post(SIGN_IN, {"login": "ly.mau.binh", "password": OWN})
    counter = int(time.time()) // app_settings.TOTP_PERIOD - steps
    client.post(f"{SIGN_IN}ma/", {"code": format_hotp_value(hotp_value(SECRET, counter))})
    assert ("_auth_user_id" in client.session) is is_taken


def test_who_takes_a_lost_factor_away_gives_a_reason_and_stands_on_record(person):
    body = agency("so-tttt", "Sở TTTT")
    keeper = create_person("giu", name="Giữ", at=timezone.now())
    RoleGrant.objects.create(person=keeper, agency=body, role=Role.ADMINISTRATOR)
    give_app(person)
    by = Actor(keeper, body, frozenset({Role.ADMINISTRATOR}))
    reset_second_factor(person, reason="Mất điện thoại, đã gọi lại số cơ quan.", by=by, at=timezone.now())
    assert not Authenticator.objects.filter(user=person).exists()
    entry = Entry.objects.get(verb="reset_second_factor")
    assert (entry.person, entry.reason) == (keeper, "Mất điện thoại, đã gọi lại số cơ quan.")
