import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import get_resolver
from django.utils import timezone

from doingoai.accounts.middleware import BEGUN, SEEN
from doingoai.accounts.models import Person
from doingoai.accounts.registry import sensitive
from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.audit.models import Access, Entry
from tests.accounts.codes import SECRET, code, give_app
from tests.agencies.builders import agency

pytestmark = pytest.mark.django_db

OWN = "ruong bac thang mua nuoc do"
SIGN_IN, INDEX, APP = "/tai-khoan/dang-nhap/", "/tai-khoan/lop-thu-hai/", "/tai-khoan/lop-thu-hai/ung-dung/"
SPARE = "/tai-khoan/lop-thu-hai/ma-du-phong/"


@pytest.fixture(autouse=True)
def nobody_guessed_before():
    cache.clear()


@pytest.fixture
def body():
    return agency("so-tttt", "Sở Thông tin và Truyền thông")


def somebody(body, role=Role.COORDINATOR, name="ly.mau.binh"):
    person = Person.objects.create_user(name, password=OWN, name="Lý Mẫu Bình", email=f"{name}@example.vn")
    if role:
        RoleGrant.objects.create(person=person, agency=body, role=role)
    return person


def sign_in(client, name="ly.mau.binh", password=OWN):
    return client.post(SIGN_IN, {"login": name, "password": password})


def page(response, status=200):
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.FINANCE, Role.LEADER, Role.ADMINISTRATOR])
def test_whose_role_reaches_far_sets_up_a_second_factor_before_anything_else(client, body, role):
    somebody(body, role)
    sign_in(client)
    for address in ("/", "/co-quan/", "/co-quan/nguoi/", "/thong-bao/"):
        assert client.get(address)["Location"] == INDEX
    assert "Vai trò này cần lớp xác thực thứ hai" in page(client.get(INDEX))
    part = client.get("/", headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == INDEX


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD, Role.VIEWER, None])
def test_others_may_have_one_and_need_none(client, body, role):
    somebody(body, role)
    sign_in(client)
    assert client.get("/").status_code == 200
    assert "Đặt ứng dụng lấy mã" in page(client.get(INDEX))


def test_a_role_given_in_the_midst_of_a_session_asks_at_once(client, body):
    person = somebody(body, Role.EDITOR)
    sign_in(client)
    assert client.get("/").status_code == 200
    RoleGrant.objects.create(person=person, agency=body, role=Role.COORDINATOR)
    assert client.get("/")["Location"] == INDEX


def test_on_trial_nobody_is_held_up_and_every_page_says_so(client, body, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    somebody(body)
    sign_in(client)
    assert "Chạy thử: chưa đòi lớp xác thực thứ hai" in page(client.get("/"))


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_with_its_first_code_and_gives_recovery_codes(client, body):
    person = somebody(body)
    sign_in(client)
    html = page(client.get(APP))
    secret = re.search(r'id="secret">(\w+)<', html)[1]
    assert "<svg" in html
    assert "style=" not in html
    assert "Mã không đúng" in page(client.post(APP, {"code": "000000"}))
    answer = client.post(APP, {"code": code(secret)})
    assert answer["Location"] == SPARE
    html = page(client.get(SPARE))
    assert len(re.findall(r"<li>\d{8}</li>", html)) == 10
    assert client.get("/").status_code == 200
    kept = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in kept
    assert Entry.objects.filter(verb="add_second_factor").exists()
    assert Access.objects.filter(act="in").exists()


def test_sign_in_asks_for_the_code_and_takes_each_once(client, body):
    give_app(somebody(body))
    assert sign_in(client)["Location"] == f"{SIGN_IN}ma/"
    assert "_auth_user_id" not in client.session
    now = code()
    assert client.post(f"{SIGN_IN}ma/", {"code": now})["Location"] == "/"
    assert client.get("/").status_code == 200
    client.logout()
    sign_in(client)
    assert "Mã không đúng hoặc đã dùng" in page(client.post(f"{SIGN_IN}ma/", {"code": now}))


def test_a_recovery_code_opens_once(client, body, django_capture_on_commit_callbacks):
    somebody(body)
    sign_in(client)
    secret = re.search(r'id="secret">(\w+)<', page(client.get(APP)))[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(APP, {"code": code(secret)})
    spare = re.findall(r"<li>(\d{8})</li>", page(client.get(SPARE)))
    client.logout()
    for status in (302, 200):
        sign_in(client)
        assert client.post(f"{SIGN_IN}ma/", {"code": spare[0]}).status_code == status
        client.logout()


def test_who_opened_the_session_without_it_shows_the_second_factor_first(client, body):
    person = somebody(body, Role.EDITOR)
    sign_in(client)
    give_app(person)
    RoleGrant.objects.create(person=person, agency=body, role=Role.FINANCE)
    asked = client.get("/co-quan/")["Location"]
    assert asked == "/tai-khoan/xac-nhan/ma/?next=%2Fco-quan%2F"
    assert client.post(asked, {"code": code(), "next": "/co-quan/"})["Location"] == "/co-quan/"
    assert client.get("/co-quan/").status_code == 200


def test_the_last_factor_stays_where_the_role_demands_one(client, body):
    person = somebody(body)
    give_app(person)
    client.force_login(person)
    assert "muốn bỏ ứng dụng thì thêm khóa truy cập trước" in page(client.get(INDEX))
    client.post(f"{APP}bo/")
    assert Authenticator.objects.filter(user=person).exists()
    Authenticator.objects.all().delete()
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Máy cơ quan", "credential": {}})
    client.post(f"{INDEX}khoa/{key.pk}/bo/")
    assert Authenticator.objects.filter(user=person).exists()


def test_who_needs_none_may_take_it_away(client, body, mailoutbox):
    person = somebody(body, Role.EDITOR)
    give_app(person)
    client.force_login(person)
    assert client.post(f"{APP}bo/")["Location"] == INDEX
    assert not Authenticator.objects.filter(user=person).exists()
    assert Entry.objects.filter(verb="remove_second_factor").exists()


def test_an_act_that_opens_doors_asks_again_after_a_time_and_is_then_done(client, body):
    keeper, other = somebody(body), somebody(body, None, "other")
    client.force_login(keeper)
    grow_old(client)
    asked = client.post("/co-quan/nguoi/vai-tro/", {"person": other.pk, "agency": body.slug, "role": "editor"})
    assert asked["Location"].startswith("/tai-khoan/xac-nhan/?next=")
    assert not RoleGrant.objects.filter(person=other).exists()
    assert "Xác nhận người làm" in page(client.get(asked["Location"]))
    assert "không đúng" in page(client.post(asked["Location"], {"password": "sai"}))
    done = client.post(asked["Location"], {"password": OWN, "next": "/co-quan/nguoi/vai-tro/"})
    assert done["Location"] == f"/co-quan/nguoi/{other.pk}/"
    assert RoleGrant.objects.filter(person=other, role="editor").exists()


def grow_old(client):
    """The session of somebody who signed in an hour ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()


def test_every_sensitive_address_exists():
    known = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    spaces = {f"{space}:{key}" for space, (_p, r) in get_resolver().namespace_dict.items() for key in r.reverse_dict}
    assert set(sensitive()) <= known | spaces
    assert {"plan:link_add", "plan:report_freeze", "agencies:grant", "agencies:add_spokesperson"} <= set(sensitive())


@pytest.mark.parametrize(("idle", "ends"), [(timedelta(minutes=59), False), (timedelta(minutes=61), True)])
def test_a_session_that_may_do_much_ends_after_an_idle_hour(client, body, idle, ends):
    client.force_login(somebody(body))
    session = client.session
    session[SEEN] = (timezone.now() - idle).timestamp()
    session.save()
    answer = client.get("/co-quan/?tim=so")
    if not ends:
        assert answer.status_code == 200
        return
    assert answer["Location"] == f"{SIGN_IN}?next=%2Fco-quan%2F%3Ftim%3Dso"
    assert "Phiên làm việc đã hết hạn" in page(client.get(answer["Location"]))


def test_a_session_that_may_do_much_ends_after_half_a_day_of_work_and_another_goes_on(client, body):
    for role, status in ((Role.LEADER, 302), (Role.EDITOR, 200)):
        client.force_login(somebody(body, role, f"a.{role}"))
        session = client.session
        session[BEGUN] = (timezone.now() - timedelta(hours=13)).timestamp()
        session.save()
        assert client.get("/").status_code == status


def test_sessions_are_listed_and_ended_one_by_one_or_all_others(client, body, django_user_model):
    somebody(body, Role.EDITOR)
    clients = [client, type(client)(), type(client)()]
    for each in clients:
        sign_in(each)
    html = page(client.get("/tai-khoan/phien/"))
    assert html.count("Đăng xuất ở đó") == 2
    other = UserSession.objects.get(session_key=clients[1].session.session_key)
    client.post(f"/tai-khoan/phien/{other.pk}/", follow=True)
    assert clients[1].get("/").status_code == 302
    assert clients[2].get("/").status_code == 200
    client.post("/tai-khoan/phien/khac/")
    assert clients[2].get("/").status_code == 302
    assert client.get("/").status_code == 200
    assert Entry.objects.filter(verb="end_session").count() == 2


def test_nobody_ends_a_session_of_somebody_else(client, body):
    somebody(body, Role.EDITOR)
    somebody(body, Role.EDITOR, "other")
    theirs = type(client)()
    sign_in(theirs)
    sign_in(client, "other")
    session = UserSession.objects.get(session_key=theirs.session.session_key)
    assert client.post(f"/tai-khoan/phien/{session.pk}/").status_code == 404
    assert theirs.get("/").status_code == 200


def test_leaving_clears_what_the_browser_keeps_of_this_desk_alone(client, body):
    client.force_login(somebody(body))
    assert client.post("/tai-khoan/dang-xuat/")["Clear-Site-Data"] == '"cache", "storage"'
    assert Access.objects.filter(act="out").exists()


def test_the_secret_lies_enciphered_and_is_nothing_without_the_key_of_the_house(client, body, settings):
    give_app(somebody(body))
    assert SECRET not in str(Authenticator.objects.get().data)
    settings.SECRET_KEY = "another"
    sign_in(client)
    assert "Mã không đúng" in page(client.post(f"{SIGN_IN}ma/", {"code": code()}))
