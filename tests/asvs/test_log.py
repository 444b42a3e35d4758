"""What is logged, how a line of it looks, and what nobody can write into it."""

import io
import json
import logging
import re

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.test import Client
from django.urls import path
from django.utils import timezone

from doingoai import urls
from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.audit.models import Access, Entry, Link
from doingoai.audit.receivers import was_locked_out
from doingoai.dates import office
from doingoai.plan.domain.links import Masked
from doingoai.shell.log import Line
from tests.accounts.codes import code, give_app
from tests.audit.writing import captured
from tests.factories import actor, adopted_plan, coordinator

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} ")
OWN = "ruong bac thang mua nuoc do"


@login_not_required
def broken(request):
    """A page with a fault in it."""
    raise RuntimeError("dòng một\n2026-01-01T00:00:00+0700 INFO root: dòng giả")


handler500 = urls.handler500
urlpatterns = [*urls.urlpatterns, path("vo/", broken)]


@pytest.fixture
def log():
    """The log as the product writes it, into a text."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Line())
    handler.addFilter(Masked())
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def lines(log):
    return log.getvalue().splitlines()


def test_a_line_says_when_with_its_zone_how_grave_and_who_speaks(log):
    logging.getLogger("doingoai.test").warning("đã thấy %s", "điều gì")
    [line] = lines(log)
    assert re.fullmatch(MOMENT.pattern + r"WARNING doingoai\.test: đã thấy điều gì", line)


def test_the_product_s_own_log_is_written_so_and_goes_to_one_place():
    [handler] = settings.LOGGING["handlers"].values()
    assert handler["class"] == "logging.StreamHandler"
    assert settings.LOGGING["formatters"] == {"line": {"()": "doingoai.shell.log.Line"}}
    assert handler["filters"] == ["keys"]
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
    assert [name for name, told in settings.LOGGING["loggers"].items() if told.get("handlers")] == []


@pytest.mark.parametrize("said", ["a\nb", "a\r\nb", "a\x1b[31mb", "a\x00b", "a\u2028b", "a\x85b"])
def test_nothing_that_is_said_begins_a_line_or_moves_the_cursor(log, said):
    logging.getLogger("doingoai.test").warning("tên: %s", said)
    assert len(lines(log)) == 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028]", log.getvalue().rstrip("\n"))


@pytest.mark.django_db
def test_an_address_with_line_ends_writes_one_line(log, client):
    client.get("/khong-co/%0a2026-01-01T00:00:00+0700 INFO root: dong gia/")
    assert lines(log)
    assert all(MOMENT.match(line) for line in lines(log))
    assert not [line for line in lines(log) if line.startswith("2026-01-01T00:00:00+0700")]


@pytest.mark.django_db
@pytest.mark.urls("tests.asvs.test_log")
def test_a_page_that_breaks_is_logged_with_its_way_and_its_words_are_no_lines_of_the_log(log):
    client = Client(raise_request_exception=False)
    answer = client.get("/vo/")
    assert answer.status_code == 500
    assert "dòng một" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    begun = [line for line in lines(log) if MOMENT.match(line)]
    assert len(begun) == 1
    assert "ERROR django.request" in begun[0]
    assert any("RuntimeError: dòng một" in line for line in lines(log))
    assert any(line.startswith("  ") and "dòng giả" in line for line in lines(log))


@pytest.mark.django_db
def test_no_password_no_code_and_no_session_stands_in_the_log(log, client):
    person = Person.objects.create_user("ly.mau.binh", password=OWN, name="Lý Mẫu Bình")
    give_app(person)
    client.post("/tai-khoan/dang-nhap/", {"login": "ly.mau.binh", "password": "gan dung mat khau"})
    client.post("/tai-khoan/dang-nhap/", {"login": "ly.mau.binh", "password": OWN})
    shown = code()
    client.post("/tai-khoan/dang-nhap/ma/", {"code": shown})
    client.get("/khong-co/")
    key = client.session.session_key
    assert not [word for word in (OWN, "gan dung", shown, key) if word in log.getvalue()]
    kept = f"{list(Access.objects.values())}{list(Entry.objects.values())}"
    assert not [word for word in (OWN, "gan dung", key) if word in kept]


@pytest.mark.django_db
def test_every_step_of_a_sign_in_is_on_record_with_its_factor(client):
    person = Person.objects.create_user("ly.mau.binh", password=OWN, name="Lý Mẫu Bình")
    give_app(person)
    client.post("/tai-khoan/dang-nhap/", {"login": "ly.mau.binh", "password": "sai"})
    client.post("/tai-khoan/dang-nhap/", {"login": "ly.mau.binh", "password": OWN})
    client.post("/tai-khoan/dang-nhap/ma/", {"code": "000000"})
    client.post("/tai-khoan/dang-nhap/ma/", {"code": code()})
    client.post("/tai-khoan/dang-xuat/")
    assert list(Access.objects.order_by("pk").values_list("act", flat=True)) == ["refused", "refused", "in", "out"]
    assert Entry.objects.filter(verb="use_second_factor", person=person).exists()


@pytest.mark.django_db(transaction=True)
def test_who_is_refused_a_page_or_an_act_stands_on_record():
    adopted_plan()
    client, officer = Client(), actor("so-ngv", Role.EDITOR).person
    client.force_login(officer)
    assert client.get("/co-quan/nguoi/").status_code == 403
    assert client.post("/ke-hoach/nhap/", {}).status_code == 403
    told = Access.objects.filter(act="denied").order_by("pk")
    assert list(told.values_list("person_name", "page", "path")) == [
        (str(officer), "agencies:people", "/co-quan/nguoi/"),
        (str(officer), "plan:upload", "/ke-hoach/nhap/"),
    ]
    assert captured(kind="audit.access").filter(person=officer).count() == 2


@pytest.mark.django_db
def test_a_form_from_another_site_is_refused_and_stands_on_record():
    adopted_plan()
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator().person)
    assert client.post("/nam/", {"year": "2022"}).status_code == 403
    assert Access.objects.get(act="denied").page == "shell:year"


@pytest.mark.django_db
def test_what_is_let_through_is_no_refusal(client):
    adopted_plan()
    client.force_login(coordinator().person)
    client.get("/co-quan/nguoi/")
    client.get("/khong-co/")
    assert not Access.objects.filter(act="denied").exists()


@pytest.mark.django_db(transaction=True)
def test_moments_on_record_are_of_one_zone():
    adopted_plan()
    moments = [*Entry.objects.values_list("at", flat=True)[:5], *Link.objects.values_list("at", flat=True)[:5]]
    assert moments
    assert {str(moment.utcoffset()) for moment in moments} == {"0:00:00"}


@pytest.mark.django_db
def test_a_name_that_is_locked_stands_on_record_without_what_was_typed():
    was_locked_out(username="gan dung mat khau")
    assert Access.objects.get(act="locked").person_name == ""


@pytest.mark.django_db(transaction=True)
def test_the_record_leaves_line_by_line_for_programs_to_read(tmp_path):
    adopted_plan()
    captured()
    out, today = tmp_path / "nhat-ky.jsonl", office(timezone.localdate())
    said = ["--since", today, "--until", today, "--out", str(out)]
    call_command("audit", "export", *said, stdout=io.StringIO())
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    needed = {"link", "at", "person_id", "request_id", "source", "kind", "key", "op", "hash", "values"}
    assert told
    assert all(needed <= set(line) for line in told)
    assert out.stat().st_mode & 0o077 == 0
