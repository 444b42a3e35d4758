"""Behind https as docs/operate/running.md says: plain requests sent on, cookies kept to https, one proxy believed."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.walk import ROOT

ASK = """
import json
import django
django.setup()
from django.conf import settings
from django.test import Client
from doingoai.ops.setup import collect_static
collect_static()
host = {"host": "doingoai.test"}
plain = Client().get("/", headers=host)
door = Client().get("/tai-khoan/dang-nhap/", headers=host | {"x-forwarded-proto": "https"})
other = Client().get("/", headers={"host": "elsewhere.test", "x-forwarded-proto": "https"})
health = Client().get("/healthz", headers={"host": "10.0.0.7"})
print(json.dumps({
    "plain": [plain.status_code, plain.headers["Location"]],
    "door": [door.status_code, door.headers["Strict-Transport-Security"]],
    "cookies": [[name, cookie["secure"], cookie["httponly"]] for name, cookie in door.cookies.items()],
    "other": other.status_code,
    "health": health.status_code,
    "proxies": settings.ALLAUTH_TRUSTED_PROXY_COUNT,
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "doingoai.settings",
        "DOINGOAI_BASE_URL": "https://doingoai.test",
        "DOINGOAI_HOSTS": "doingoai.test",
        "DOINGOAI_DATA": str(tmp_path_factory.mktemp("data")),
        "DOINGOAI_DATABASE": "",
    }
    made = subprocess.run(
        [sys.executable, "-c", ASK], env=environ, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


def test_a_plain_request_is_sent_on_to_https(told):
    assert told["plain"] == [301, "https://doingoai.test/"]


def test_through_the_proxy_the_door_answers_and_browsers_keep_to_https(told):
    status, strict = told["door"]
    assert status == 200
    assert "max-age=31536000" in strict


def test_every_cookie_is_kept_to_https_and_to_this_host(told):
    assert told["cookies"]
    assert all(name.startswith("__Host-") and secure and hidden for name, secure, hidden in told["cookies"])


def test_another_host_name_is_refused_and_machines_may_still_ask_for_health(told):
    assert told["other"] == 400
    assert told["health"] == 503


def test_wrong_passwords_are_counted_for_the_address_that_the_proxy_names(told):
    assert told["proxies"] == 1
