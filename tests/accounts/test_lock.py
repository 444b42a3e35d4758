from collections import Counter
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doingoai.accounts import queries
from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.audit.models import Access, Entry
from tests.accounts.codes import code, give_app
from tests.agencies.builders import agency

pytestmark = pytest.mark.django_db

OWN = "ruong bac thang mua nuoc do"
SIGN_IN = "/tai-khoan/dang-nhap/"
LOCKED = "Sai mật khẩu hoặc mã quá nhiều lần."


@pytest.fixture
def person():
    cache.clear()
    return Person.objects.create_user("ly.mau.binh", password=OWN, name="Lý Mẫu Bình", email="binh@example.vn")


def guess(client, login="ly.mau.binh", password="sai", address="127.0.0.1"):
    # The slower brake of allauth is tested beside; here it stands aside.
    cache.clear()
    return client.post(SIGN_IN, {"login": login, "password": password}, REMOTE_ADDR=address)


def lock(client, *, logins=("ly.mau.binh",)):
    return [guess(client, login=logins[i % len(logins)]) for i in range(10)]


def test_ten_wrong_passwords_lock_the_name_there_and_the_page_tells_the_way_on(client, person):
    answers = lock(client)
    assert [answer.status_code for answer in answers] == [200] * 9 + [429]
    html = answers[-1].content.decode()
    assert LOCKED in html
    assert "báo quản trị viên" in html
    assert guess(client, password=OWN).status_code == 429
    assert "_auth_user_id" not in client.session
    told = Counter(Access.objects.values_list("act", "person_name"))
    assert told[("refused", str(person))] >= 10
    assert told[("locked", str(person))] >= 1


def test_name_and_mail_address_in_any_letters_are_one_name(client, person):
    logins = ("ly.mau.binh", "binh@example.vn", "LY.MAU.BINH", "Binh@Example.VN")
    assert lock(client, logins=logins)[-1].status_code == 429
    assert AccessAttempt.objects.values_list("username", flat=True).distinct().get() == "ly.mau.binh"


def test_from_another_address_the_person_comes_in_all_the_same(client, person):
    lock(client)
    assert guess(client, password=OWN, address="10.0.0.9")["Location"] == "/"


def test_the_lock_opens_by_itself_after_an_hour(client, person):
    lock(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=61))
    assert queries.locked(at=timezone.now()) == []
    assert guess(client, password=OWN)["Location"] == "/"


def test_knocking_at_a_locked_door_does_not_make_it_last(client, person):
    lock(client)
    before = AccessAttempt.objects.get().attempt_time
    guess(client)
    assert AccessAttempt.objects.get().attempt_time == before


def test_wrong_codes_lock_as_wrong_passwords_do(client, person):
    give_app(person)
    guess(client, password=OWN)
    for _ in range(10):
        cache.clear()
        answer = client.post(f"{SIGN_IN}ma/", {"code": "000000"})
    assert LOCKED in answer.content.decode()
    answer = client.post(f"{SIGN_IN}ma/", {"code": code()})
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_no_password_stands_in_what_is_kept_of_a_try(client, person):
    guess(client, password="gần đúng mật khẩu")
    kept = AccessAttempt.objects.get()
    assert "gần đúng" not in f"{kept.post_data}{kept.get_data}{list(Entry.objects.values())}"


def test_an_administrator_sees_who_is_locked_and_unlocks(client, person):
    body = agency("so-tttt", "Sở Thông tin và Truyền thông")
    keeper = Person.objects.create(username="quantri", name="Quản Trị Mẫu")
    RoleGrant.objects.create(person=keeper, agency=body, role=Role.ADMINISTRATOR)
    lock(client)
    admin = type(client)()
    admin.force_login(keeper)
    html = admin.get("/co-quan/nguoi/tam-khoa/").content.decode()
    assert "Lý Mẫu Bình" in html
    assert "127.0.0.1" in html
    admin.post("/co-quan/nguoi/tam-khoa/mo/", {"username": "ly.mau.binh"})
    assert "Không ai bị khóa." in admin.get("/co-quan/nguoi/tam-khoa/").content.decode()
    assert Entry.objects.get(verb="unlock_sign_in").person == keeper
    assert guess(client, password=OWN)["Location"] == "/"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EDITOR, Role.LEADER])
def test_nobody_else_sees_who_is_locked_or_unlocks(client, person, role):
    RoleGrant.objects.create(person=person, agency=agency("so-tttt", "Sở Thông tin"), role=role)
    client.force_login(person)
    assert client.get("/co-quan/nguoi/tam-khoa/").status_code == 403
    assert client.post("/co-quan/nguoi/tam-khoa/mo/", {"username": "x"}).status_code == 403


def test_the_list_takes_the_same_queries_with_one_row_and_with_three(client, person):
    RoleGrant.objects.create(person=person, agency=agency("so-tttt", "Sở Thông tin"), role=Role.ADMINISTRATOR)
    client.force_login(person)

    def asked(names):
        for name in names:
            Person.objects.create(username=name, name=name)
            AccessAttempt.objects.create(username=name, ip_address="10.0.0.1", failures_since_start=12)
        with CaptureQueriesContext(connection) as made:
            client.get("/co-quan/nguoi/tam-khoa/")
        return len(made)

    asked(["a"])
    assert asked([]) == asked(["b", "c"]) <= 10
