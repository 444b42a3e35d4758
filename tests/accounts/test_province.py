"""Signing in with the province's own account, at a real provider on this machine."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache

from doingoai.accounts.adapter import used_second_factor
from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.audit.models import Access, Entry
from tests.accounts.codes import code, give_app
from tests.agencies.builders import agency

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls_with_everything")]

PEOPLE = (
    {"sub": "binh", "email": "binh@example.vn", "email_verified": True, "name": "Lý Mẫu Bình"},
    {"sub": "binh-mfa", "email": "binh@example.vn", "email_verified": True, "amr": ["pwd", "otp"]},
    {"sub": "unverified", "email": "binh@example.vn", "email_verified": False},
    {"sub": "stranger", "email": "la@example.vn", "email_verified": True},
)
SIGN_IN, PROVINCE = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-nhap/tinh/"


class Stays(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the test walks by itself."""

    def redirect_request(self, *args):
        return None


@pytest.fixture(scope="module")
def issuer():
    """A provider with its own process, its own keys and its own people."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    people = [word for person in PEOPLE for word in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *people]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{url}/.well-known/openid-configuration").close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(autouse=True)
def known_here(settings, issuer):
    cache.clear()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = issuer, "doingoai", "secret"


@pytest.fixture
def person():
    return Person.objects.create_user("ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn")


def come_as(client, who):
    """From our button to the provider, as somebody there, and back."""
    there = client.post(PROVINCE)["Location"]
    asked = urllib.request.Request(there, data=urllib.parse.urlencode({"sub": who}).encode())
    try:
        urllib.request.build_opener(Stays).open(asked)
    except urllib.error.HTTPError as redirect:
        back = urllib.parse.urlsplit(redirect.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_button_stands_on_the_page_and_asks_by_post_with_proof_of_the_key(client, issuer):
    assert "Đăng nhập bằng tài khoản của tỉnh" in client.get(SIGN_IN).content.decode()
    assert client.get(PROVINCE).status_code == 405
    there = urllib.parse.urlsplit(client.post(PROVINCE)["Location"])
    asked = urllib.parse.parse_qs(there.query)
    assert f"{there.scheme}://{there.netloc}" == issuer
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]


def test_a_verified_address_opens_the_account_that_bears_it_and_stays_linked(client, person):
    assert come_as(client, "binh")["Location"] == "/"
    assert signed_in(client) == str(person.pk)
    assert SocialAccount.objects.get().user == person
    assert Entry.objects.filter(verb="link_province_account").exists()
    assert Access.objects.filter(act="in", person=person).exists()
    Person.objects.update(email="")
    other = type(client)()
    come_as(other, "binh")
    assert signed_in(other) == str(person.pk)


@pytest.mark.parametrize("who", ["stranger", "unverified"])
def test_nobody_signs_up_and_no_unverified_address_opens_anything(client, person, who):
    answer = come_as(client, who)
    assert answer["Location"] == SIGN_IN
    assert "Chưa có tài khoản nào ở đây" in client.get(SIGN_IN).content.decode()
    assert signed_in(client) is None
    assert (Person.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_a_closed_account_stays_closed(client, person):
    Person.objects.update(is_active=False)
    come_as(client, "binh")
    assert signed_in(client) is None


def test_a_wrong_answer_opens_nothing(client, person):
    client.post(PROVINCE)
    answer = client.get(f"{PROVINCE}ve/?code=made-up&state=made-up")
    assert answer["Location"] == SIGN_IN
    assert signed_in(client) is None


@pytest.mark.parametrize("trusts", [False, True])
def test_a_second_factor_there_counts_only_where_the_setting_believes_it(client, person, settings, trusts):
    settings.OIDC_TRUSTS_FACTOR = trusts
    RoleGrant.objects.create(person=person, agency=agency("so-tttt", "Sở TTTT"), role=Role.COORDINATOR)
    come_as(client, "binh-mfa")
    assert client.get("/").status_code == (200 if trusts else 302)


def test_a_password_alone_there_leaves_ours_to_be_shown(client, person, settings):
    settings.OIDC_TRUSTS_FACTOR = True
    give_app(person)
    assert come_as(client, "binh")["Location"] == f"{SIGN_IN}ma/"
    assert signed_in(client) is None
    client.post(f"{SIGN_IN}ma/", {"code": code()})
    assert signed_in(client) == str(person.pk)


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({}, False),
        ({"amr": ["pwd"]}, False),
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": ["mfa"]}, True),
        ({"acr": "1"}, False),
        ({"acr": "phr"}, True),
    ],
)
def test_what_says_that_more_than_a_password_was_asked_for(claims, told):
    assert used_second_factor(claims) is told
