"""Requests that no page of the desk makes: of another site, with another method, with headers of somebody's own."""

import re
import socket
import subprocess
import sys
import time

import pytest
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.test import Client, RequestFactory

from doingoai.accounts.models import Person
from doingoai.accounts.queries import address_of
from doingoai.audit.models import Entry
from doingoai.ops.reference.addresses import addresses
from tests.factories import adopted_plan, coordinator
from tests.house.crawl import crawled
from tests.house.test_doors import sample
from tests.house.walk import ROOT

pytestmark = pytest.mark.django_db
# The key in the address of a key link is what no other site knows; what is sent from one is refused all the same.
WITHOUT_TOKEN = {"plan:key"}
DOORS = [address for address in addresses() if address.name not in WITHOUT_TOKEN]


def test_no_form_is_taken_without_its_token():
    adopted_plan()
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator().person)
    before = Entry.objects.count()
    told = {address.name: client.post(sample(address), {"x": "1"}).status_code for address in DOORS}
    assert {name: status for name, status in told.items() if status != 403} == {}
    assert Entry.objects.count() == before


def test_a_token_of_another_browser_is_no_token():
    theirs = Client()
    theirs.get("/tai-khoan/dang-nhap/")
    token = theirs.cookies["csrf"].value
    client = Client(enforce_csrf_checks=True)
    client.get("/tai-khoan/dang-nhap/")
    answer = client.post("/tai-khoan/dang-nhap/", {"login": "a", "password": "b", "csrfmiddlewaretoken": token})
    assert answer.status_code == 403


def test_looking_changes_nothing():
    """Every page that the coordinator reaches by a link is opened: the one act on record is that a part was begun."""
    adopted_plan()
    client = Client()
    client.force_login(coordinator().person)
    before = set(Entry.objects.values_list("pk", flat=True))
    assert len(crawled(client)) > 40
    assert set(Entry.objects.exclude(pk__in=before).values_list("verb", flat=True)) <= {"open_part"}


def test_an_act_is_posted_and_a_look_at_its_address_does_nothing():
    posted = [address for address in addresses() if address.only_posted]
    assert len(posted) > 30
    adopted_plan()
    client = Client()
    client.force_login(coordinator().person)
    before = Entry.objects.count()
    told = {address.name: client.get(sample(address)).status_code for address in posted}
    assert {name: status for name, status in told.items() if status not in {403, 404, 405}} == {}
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("proxies", "said", "believed"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (0, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_of_the_addresses_that_a_request_tells_the_proxy_s_own_word_is_believed(settings, proxies, said, believed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    told = {"X-Forwarded-For": said, "X-Real-IP": "10.8.8.8", "Forwarded": "for=10.7.7.7"}
    request = RequestFactory().get("/", headers=told)
    assert address_of(request) == believed
    assert get_adapter(request).get_client_ip(request) == believed


def test_who_names_another_address_with_each_try_is_locked_all_the_same(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    Person.objects.create_user("ly.mau.binh", password="ruong bac thang mua nuoc do", name="Lý Mẫu Bình")
    for number in range(10):
        cache.clear()
        told = {"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.9"}
        answer = client.post("/tai-khoan/dang-nhap/", {"login": "ly.mau.binh", "password": "sai"}, headers=told)
    assert answer.status_code == 429


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The web server as it serves the desk, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {"DOINGOAI_DATA": str(tmp_path_factory.mktemp("data")), "DJANGO_SETTINGS_MODULE": "doingoai.settings"}
    command, quiet = [sys.executable, "-c", SERVE, str(port)], subprocess.DEVNULL
    process = subprocess.Popen(command, env=environ, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        for _ in range(150):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()


SERVE = """
import os, sys
from doingoai.ops import web
sys.argv = ["web", "--port", sys.argv[1], "--supervised", str(os.getppid())]
web.main()
"""


def answers(port, raw):
    """What comes back, up to the end of the line or half a second of silence."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(raw)
        line.settimeout(1)
        got = b""
        try:
            while piece := line.recv(65536):
                got += piece
        except TimeoutError:
            pass
    return re.findall(rb"HTTP/1\.1 (\d{3})", got)


HEAD = b"POST /healthz HTTP/1.1\r\nHost: localhost\r\n"
HIDDEN = b"GET /khong-co/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


def test_the_server_answers(server):
    assert answers(server, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") == [b"503"]


@pytest.mark.parametrize(
    "more",
    [
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 5x\r\n\r\nabcde",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_a_request_of_which_nobody_knows_where_it_ends_is_refused(server, more):
    told = answers(server, HEAD + more + HIDDEN)
    assert told[:1] in ([b"400"], [])
    assert b"404" not in told
    assert b"302" not in told


def test_where_a_request_tells_both_of_its_lengths_the_chunks_hold_or_it_is_refused(server):
    told = answers(server, HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN)
    # By the chunks the body is empty and what follows is a request of its own; by the length half of it would be one.
    assert told in ([b"400"], [b"503", b"404"], [b"503"], [b"503", b"302"])
