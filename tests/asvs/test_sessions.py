"""A session: a key by chance, known to the server alone, which ends when it is ended."""

import re
import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.agencies.actions import close_account, renew_password, reset_second_factor
from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.agencies.queries import Actor
from tests.accounts.codes import code, give_app
from tests.agencies.builders import agency
from tests.factories import adopted_plan, coordinator
from tests.house.crawl import crawled

pytestmark = pytest.mark.django_db

OWN, NEW = "ruong bac thang mua nuoc do", "hoa lê trắng bên hiên nhà cũ"
SIGN_IN, SIGN_OUT, PASSWORD = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-xuat/", "/tai-khoan/mat-khau/"


@pytest.fixture(autouse=True)
def nobody_guessed_before():
    cache.clear()


@pytest.fixture
def person():
    made = Person.objects.create_user("ly.mau.binh", password=OWN, name="Lý Mẫu Bình", email="binh@example.vn")
    RoleGrant.objects.create(person=made, agency=agency("so-ngv", "Sở Ngoại vụ"), role=Role.EDITOR)
    return made


@pytest.fixture
def keeper():
    body = agency("so-tttt", "Sở TTTT")
    made = Person.objects.create_user("giu", password=NEW, name="Giữ")
    RoleGrant.objects.create(person=made, agency=body, role=Role.ADMINISTRATOR)
    return Actor(made, body, frozenset({Role.ADMINISTRATOR}))


def come_in(client=None, password=OWN):
    client = client or Client()
    client.post(SIGN_IN, {"login": "ly.mau.binh", "password": password})
    return client


def is_in(client):
    return client.get("/thong-bao/").status_code == 200


def grow_old(client):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()


def test_the_key_of_a_session_is_long_and_never_the_same(person):
    keys = {come_in().session.session_key for _ in range(5)}
    assert len(keys) == 5
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)


def test_a_key_that_somebody_made_up_opens_nothing_and_is_not_taken_on(client, person, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert not is_in(client)
    come_in(client)
    assert is_in(client)
    assert client.session.session_key != "a" * 32
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_what_a_browser_says_of_itself_does_not_open_a_session(client, person):
    client.cookies["user"] = str(person.pk)
    client.cookies["_auth_user_id"] = str(person.pk)
    assert (
        client.get("/thong-bao/", headers={"X-User-ID": str(person.pk), "Remote-User": "ly.mau.binh"}).status_code
        == 302
    )


def test_a_session_that_was_left_opens_nothing_any_more(client, person, settings):
    come_in(client)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(SIGN_OUT)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_in(client)
    assert not Session.objects.filter(session_key=key).exists()


def test_showing_again_who_one_is_gives_a_new_key_and_ends_the_old_one(client, person, settings):
    come_in(client)
    before = client.session.session_key
    grow_old(client)
    client.post("/tai-khoan/xac-nhan/", {"password": OWN, "next": "/thong-bao/"})
    after = client.session.session_key
    assert after != before
    assert is_in(client)
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [after]
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_in(client)


def test_a_wrong_password_shown_again_leaves_the_session_as_it_is(client, person):
    come_in(client)
    before = client.session.session_key
    client.post("/tai-khoan/xac-nhan/", {"password": "sai", "next": "/thong-bao/"})
    assert client.session.session_key == before


def test_the_second_factor_shown_later_gives_a_new_key_too(client, person):
    come_in(client)
    give_app(person)
    before = client.session.session_key
    client.post("/tai-khoan/xac-nhan/ma/", {"code": code(), "next": "/thong-bao/"})
    assert client.session.session_key != before
    assert is_in(client)


def test_a_new_password_ends_the_sessions_on_all_other_machines(client, person):
    other = come_in()
    come_in(client)
    client.post(PASSWORD, {"oldpassword": OWN, "password1": NEW, "password2": NEW})
    assert is_in(client)
    assert not is_in(other)


def test_a_closed_account_ends_its_sessions_at_once(client, person, keeper):
    come_in(client)
    close_account(person, reason="Nghỉ việc.", by=keeper, at=timezone.now())
    assert not is_in(client)


def test_who_keeps_the_house_ends_the_sessions_of_a_person(person, keeper):
    first, second = come_in(), come_in()
    renew_password(person, by=keeper, at=timezone.now())
    assert not is_in(first)
    assert not is_in(second)


def test_a_second_factor_that_is_taken_away_ends_the_sessions_of_the_person(client, person, keeper):
    come_in(client)
    give_app(person)
    reset_second_factor(person, reason="Mất điện thoại.", by=keeper, at=timezone.now())
    assert not is_in(client)


def test_after_a_factor_was_changed_all_other_sessions_can_be_ended(client, person):
    other = come_in()
    come_in(client)
    give_app(person)
    assert "khac" in client.get("/tai-khoan/phien/").content.decode()
    client.post("/tai-khoan/phien/khac/")
    assert is_in(client)
    assert not is_in(other)


def test_sessions_are_ended_only_after_one_showed_again_who_one_is(client, person):
    other = come_in()
    come_in(client)
    grow_old(client)
    assert client.post("/tai-khoan/phien/khac/")["Location"].startswith("/tai-khoan/xac-nhan/")
    assert is_in(other)


def test_every_page_of_the_desk_leads_out():
    adopted_plan()
    client = Client()
    client.force_login(coordinator().person)
    pages = {
        url for url in crawled(client).values() if not re.search(r"\.\w+$|lich|/tep/|\.json|ban-goc|chi-tiet", url)
    }
    shown = [client.get(url) for url in sorted(pages)[:60]]
    desk = [page for page in shown if page.status_code == 200 and page["Content-Type"].startswith("text/html")]
    assert len(desk) > 20
    assert [page.request["PATH_INFO"] for page in desk if SIGN_OUT not in page.content.decode()] == []


def test_a_look_at_the_door_signs_nobody_in(client, person):
    client.get(SIGN_IN, {"login": "ly.mau.binh", "password": OWN})
    client.get("/tai-khoan/dang-nhap/khoa/")
    assert "_auth_user_id" not in client.session


def test_the_clock_of_a_session_is_the_server_s_and_not_the_browser_s(client, person, settings):
    come_in(client)
    session = client.session
    session["begun"] = session["seen"] = time.time() - 13 * 3600
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME]["expires"] = "Fri, 31 Dec 2099 23:59:59 GMT"
    assert not is_in(client)
