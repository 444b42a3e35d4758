"""What a false provider, or somebody on the way, may put into the token of the province's sign-in opens nothing."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialToken
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache

from doingoai.accounts.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls_with_everything")]
SIGN_IN, PROVINCE = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-nhap/tinh/"
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
ACCESS = "what-opens-the-account-there"


class Provider(BaseHTTPRequestHandler):
    """A provider that says what the test put into its mouth."""

    said: dict = {}

    def do_GET(self):
        self.tell()

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.tell()

    def tell(self):
        status, answer = self.said[urlsplit(self.path).path]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", answer)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *args):
        """Nothing: the test tells."""


@pytest.fixture(scope="module")
def issuer():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def provider(settings, issuer):
    """An honest one, to begin with."""
    cache.clear()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = issuer, "doingoai", "secret"
    key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1"}
    places = {
        "authorization_endpoint": "/in",
        "token_endpoint": "/token",
        "userinfo_endpoint": "/who",
        "jwks_uri": "/keys",
    }
    Provider.said = {
        "/.well-known/openid-configuration": (200, {"issuer": issuer} | {k: issuer + v for k, v in places.items()}),
        "/keys": (200, {"keys": [key]}),
        "/who": (200, {"sub": "binh", "email": "binh@example.vn", "email_verified": True}),
    }
    return Provider.said


@pytest.fixture
def person():
    return Person.objects.create_user("ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn")


def claims(issuer, **other):
    now = int(time.time())
    said = {"iss": issuer, "aud": "doingoai", "sub": "binh", "iat": now, "exp": now + 300} | other
    return {name: value for name, value in said.items() if value is not None}


def come(client, token):
    """To the provider and back with a code, for which it gives the token."""
    Provider.said["/token"] = (200, {"access_token": ACCESS, "token_type": "Bearer", "id_token": token})
    there = client.post(PROVINCE)["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    return client.get(f"{PROVINCE}ve/?code=1&state={state}")


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_token_that_the_issuer_signed_opens(client, person, issuer):
    assert come(client, jwt.encode(claims(issuer), KEY, "RS256"))["Location"] == "/"
    assert signed_in(client)


def test_what_opens_the_account_there_is_neither_kept_nor_sent_on(client, person, issuer):
    answer = come(client, jwt.encode(claims(issuer), KEY, "RS256"))
    assert signed_in(client)
    assert not SocialToken.objects.exists()
    kept = [str(dict(client.session)), str(answer.headers), str(answer.cookies), client.get("/").content.decode()]
    assert not any(ACCESS in words for words in kept)


def unsigned(issuer):
    return jwt.encode(claims(issuer), None, "none")


def made_of_the_public_key(issuer):
    """What a reader who takes any algorithm would believe: the key that everybody knows, used as a secret."""
    parts = [jwt.utils.base64url_encode(json.dumps(part).encode()) for part in ({"alg": "HS256"}, claims(issuer))]
    body = b".".join(parts)
    mac = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(body, PUBLIC)
    return b".".join([body, jwt.utils.base64url_encode(mac)]).decode()


def signed(**other):
    return lambda issuer: jwt.encode(claims(issuer, **other), KEY, "RS256")


FALSE = {
    "signed by nobody": unsigned,
    "signed by somebody else": lambda issuer: jwt.encode(claims(issuer), OTHER, "RS256"),
    "signed by a key of another name": lambda issuer: jwt.encode(claims(issuer), KEY, "RS256", headers={"kid": "2"}),
    "signed with the key that everybody knows": made_of_the_public_key,
    "changed on the way": lambda issuer: jwt.encode(claims(issuer), KEY, "RS256").replace(".", ".e", 1),
    "meant for another desk": signed(aud="another"),
    "of another issuer": signed(iss="https://example.org"),
    "over": signed(exp=int(time.time()) - 60),
    "without an end": signed(exp=None),
    "of a day to come": signed(iat=int(time.time()) + 3600),
    "about somebody else": signed(sub="an"),
    "about nobody": signed(sub=None),
    "no token at all": lambda issuer: None,
    "no token but words": lambda issuer: "words",
}


@pytest.mark.parametrize("what", FALSE)
def test_a_token_opens_nothing_that_is(client, person, issuer, what):
    assert come(client, FALSE[what](issuer))["Location"] == SIGN_IN
    assert not signed_in(client)
    assert "Nơi đăng nhập của tỉnh chưa trả lời đúng." in client.get(SIGN_IN).content.decode()


def test_a_token_opens_once(client, person, issuer):
    token = jwt.encode(claims(issuer, jti="1"), KEY, "RS256")
    come(client, token)
    again = type(client)()
    come(again, token)
    assert signed_in(client)
    assert not signed_in(again)


def test_a_provider_that_calls_itself_by_another_name_opens_nothing(client, person, issuer, provider):
    provider["/.well-known/openid-configuration"][1]["issuer"] = "https://example.org"
    come(client, jwt.encode(claims("https://example.org"), KEY, "RS256"))
    assert not signed_in(client)


@pytest.mark.parametrize("place", ["/who", "/keys"])
def test_a_provider_that_leads_elsewhere_is_not_followed(client, person, issuer, provider, place):
    provider["/elsewhere"] = provider[place]
    provider[place] = (302, f"{issuer}/elsewhere")
    assert come(client, jwt.encode(claims(issuer), KEY, "RS256"))["Location"] == SIGN_IN
    assert not signed_in(client)


def test_an_answer_that_another_browser_asked_for_opens_nothing(client, person, issuer):
    Provider.said["/token"] = (200, {"access_token": "x", "id_token": jwt.encode(claims(issuer), KEY, "RS256")})
    state = parse_qs(urlsplit(client.post(PROVINCE)["Location"]).query)["state"][0]
    other = type(client)()
    assert other.get(f"{PROVINCE}ve/?code=1&state={state}")["Location"] == SIGN_IN
    assert not signed_in(other)


def test_a_token_brought_by_the_browser_itself_opens_nothing(client, person, issuer):
    token = jwt.encode(claims(issuer), KEY, "RS256")
    for answer in (
        client.get(f"{PROVINCE}ve/?id_token={token}"),
        client.post(f"{PROVINCE}ve/", {"id_token": token}),
        client.get("/", headers={"authorization": f"Bearer {token}"}),
    ):
        assert answer.status_code in {302, 403, 405}
        assert not signed_in(client)


@pytest.mark.parametrize("way", ["there", "back"])
def test_a_provider_that_does_not_answer_is_told_and_the_password_still_opens(client, person, issuer, settings, way):
    state = parse_qs(urlsplit(client.post(PROVINCE)["Location"]).query)["state"][0]
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = client.post(PROVINCE) if way == "there" else client.get(f"{PROVINCE}ve/?code=1&state={state}")
    assert answer["Location"] == SIGN_IN
    person.set_password("ruong bac thang mua nuoc do")
    person.save()
    client.post(SIGN_IN, {"login": "ly.mau.binh", "password": "ruong bac thang mua nuoc do"})
    assert signed_in(client)
