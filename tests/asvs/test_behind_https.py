"""Every answer of the desk as it stands in the office, static files and faults among them, asked through its WSGI."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.walk import ROOT

ASK = """
import io
import json
import logging
import django
django.setup()
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import mail
from django.core.management import call_command
from django.urls import get_resolver
from doingoai.ops.setup import collect_static
logging.disable(logging.CRITICAL)
call_command("migrate", verbosity=0)
collect_static()
from doingoai.wsgi import application


def asked(method, path, **more):
    told = {}

    def start(status, headers, exc=None):
        told.update(status=int(status[:3]), headers=[list(pair) for pair in headers])

    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "doingoai.test",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "doingoai.test", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_FORWARDED_PROTO": "https", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "CONTENT_LENGTH": "0", **more,
    }
    body = b"".join(application(environ, start))
    tells = any(word in body for word in (b"/srv/doingoai", b"Traceback", b"RuntimeError"))
    return told | {"body": len(body), "tells": tells}


def broken(request):
    raise RuntimeError("a secret of the machine: /srv/doingoai")


from django.contrib.auth.decorators import login_not_required
from django.urls import path
from doingoai import urls
urls.urlpatterns.append(path("vo/", login_not_required(broken)))
styles = "/static/" + str(staticfiles_storage.stored_name("shell/css/tokens.css"))
script = "/static/" + str(staticfiles_storage.stored_name("shell/js/desk.js"))
from django.test import Client
from doingoai.accounts.models import Person
Person.objects.create_user("binh", password="ruong bac thang mua nuoc do", name="Binh")
browser, host = Client(), {"host": "doingoai.test", "x-forwarded-proto": "https"}
door = "/tai-khoan/dang-nhap/"
signed_in = browser.post(door, {"login": "binh", "password": "ruong bac thang mua nuoc do"}, headers=host)
left = browser.post("/tai-khoan/dang-xuat/", headers=host)
print(json.dumps({
    "cookies": [cookie.OutputString() for answer in (signed_in, left) for cookie in answer.cookies.values()],
    "answers": {
        "the door": asked("GET", "/tai-khoan/dang-nhap/"),
        "a page that asks for a sign-in": asked("GET", "/"),
        "no page": asked("GET", "/khong-co/"),
        "a key that opens nothing": asked("GET", "/lk/x/"),
        "another method": asked("PUT", "/"),
        "a form without its token": asked("POST", "/tai-khoan/dang-nhap/"),
        "another host": asked("GET", "/", HTTP_HOST="elsewhere.test"),
        "a page that breaks": asked("GET", "/vo/"),
        "health": asked("GET", "/healthz"),
        "a style": asked("GET", styles),
        "a script": asked("GET", script),
    },
    "plain": {path: asked("GET", path, HTTP_X_FORWARDED_PROTO="http")["status"] for path in ("/", "/healthz")},
    "elsewhere": {
        path: asked("GET", path)["status"]
        for path in (
            "/static/", "/static/shell/", "/.git/config", "/static/../secret.key", "/static/%2e%2e/secret.key",
            "/secret.key", "/doingoai.sqlite3", "/files/", "/requirements/base.lock", "/admin/", "/__debug__/",
        )
    },
    "from_elsewhere": asked("GET", "/tai-khoan/dang-nhap/", HTTP_ORIGIN="https://evil.test"),
    "debug": settings.DEBUG,
    "apps": settings.INSTALLED_APPS,
    "key": oct((settings.DATA_DIR / "secret.key").stat().st_mode & 0o777),
}))
"""
STRANGE = {"a style", "a script"}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DOINGOAI_")} | {
        "DJANGO_SETTINGS_MODULE": "doingoai.settings",
        "DOINGOAI_BASE_URL": "https://doingoai.test",
        "DOINGOAI_HOSTS": "doingoai.test",
        "DOINGOAI_DATA": str(tmp_path_factory.mktemp("data")),
    }
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK], env=environ, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def answers(told):
    return {
        name: answer | {"headers": {key.lower(): value for key, value in answer["headers"]}}
        for name, answer in told["answers"].items()
    }


def without(answers, name, holds):
    return [what for what, answer in answers.items() if not holds(answer["headers"].get(name, ""))]


def test_every_answer_is_what_was_meant(answers):
    assert {what: answer["status"] for what, answer in answers.items()} == {
        "the door": 200,
        "a page that asks for a sign-in": 302,
        "no page": 404,
        "a key that opens nothing": 404,
        "another method": 405,
        "a form without its token": 403,
        "another host": 400,
        "a page that breaks": 500,
        "health": 503,
        "a style": 200,
        "a script": 200,
    }


def test_every_answer_keeps_browsers_to_https_for_a_year_with_all_hosts_below(answers):
    assert (
        without(answers, "strict-transport-security", lambda s: "max-age=31536000" in s and "includeSubDomains" in s)
        == []
    )


def test_no_answer_is_taken_for_another_kind_than_it_says(answers):
    assert without(answers, "x-content-type-options", lambda said: said == "nosniff") == []


def test_every_answer_names_what_a_browser_may_run(answers):
    def is_strict(policy):
        rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
        return rules.get("default-src") == rules.get("base-uri") == "'none'" and "unsafe" not in policy

    assert without(answers, "content-security-policy", is_strict) == []


def test_no_answer_may_be_framed(answers):
    assert without(answers, "content-security-policy", lambda said: "frame-ancestors 'none'" in said) == []


def test_no_answer_tells_another_house_where_one_came_from(answers):
    assert without(answers, "referrer-policy", lambda said: said in {"same-origin", "no-referrer"}) == []


def test_no_answer_opens_itself_to_pages_of_other_houses(told, answers):
    assert without(answers, "access-control-allow-origin", lambda said: said == "") == []
    asked = {name.lower() for name, _value in told["from_elsewhere"]["headers"]}
    assert not [name for name in asked if name.startswith("access-control")]


def test_every_answer_with_a_body_says_what_it_is_and_in_which_letters(answers):
    told = {what: answer["headers"].get("content-type", "") for what, answer in answers.items() if answer["body"]}
    assert len(told) >= 9
    assert told.pop("health") == "application/json"
    wrong = {what: kind for what, kind in told.items() if "charset=" not in kind.lower() or "utf-8" not in kind.lower()}
    assert wrong == {}
    assert told["a style"].startswith("text/css")
    assert told["a script"].startswith("text/javascript")


def test_nothing_but_styles_and_scripts_is_kept_by_a_browser(answers):
    pages = {what: answer for what, answer in answers.items() if what not in STRANGE}
    assert without(pages, "cache-control", lambda said: "no-store" in said) == []


def test_every_cookie_is_of_this_host_over_https_not_for_scripts_and_not_sent_by_other_sites(told):
    cookies = told["cookies"]
    cookies += [v for a in told["answers"].values() for k, v in a["headers"] if k.lower() == "set-cookie"]
    assert {cookie.strip().partition("=")[0] for cookie in cookies} == {"__Host-doingoai", "__Host-csrf"}
    for cookie in map(str.strip, cookies):
        assert cookie.startswith("__Host-")
        said = {part.strip().lower() for part in cookie.split(";")}
        assert {"path=/", "samesite=lax"} <= said
        assert {"secure", "httponly"} <= said or "max-age=0" in said
        assert "domain=" not in cookie.lower()


def test_a_plain_request_of_a_person_is_sent_on_and_one_of_a_machine_is_not(told):
    assert told["plain"] == {"/": 301, "/healthz": 503}


def test_neither_folders_nor_the_history_of_the_code_nor_the_data_can_be_fetched(told):
    assert {path: status for path, status in told["elsewhere"].items() if status != 404} == {}


def test_what_broke_tells_a_stranger_nothing_of_the_machine(answers):
    assert answers["a page that breaks"]["body"] > 0
    assert [what for what, answer in answers.items() if answer["tells"]] == []


def test_nothing_for_those_who_develop_is_on(told):
    assert told["debug"] is False
    assert not [
        app for app in told["apps"] if any(word in app for word in ("debug", "admin", "test", "silk", "extensions"))
    ]


def test_the_key_of_the_house_is_read_by_its_owner_alone(told):
    assert told["key"] == "0o600"
