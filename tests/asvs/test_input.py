"""What is typed stays what was typed: no part of the house takes it for something to be carried out."""

import html
import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.documents.actions import store
from doingoai.documents.models import StoredFile
from doingoai.documents.read import MAX_BYTES
from doingoai.law.actions import start_clock
from doingoai.law.domain import Ref
from doingoai.plan.forms import EvidenceForm
from doingoai.plan.models import Evidence
from tests.factories import NOW, actor, adopted_plan, coordinator, done
from tests.law.builders import moment
from tests.plan.linking import WORK

pytestmark = pytest.mark.django_db
RECORD, LIST = "/bang-chung/2022/ghi/", "/bang-chung/2022/"
KNOWN_OF_A_TERM = {"rule", "object", "count", "words", "met_at", "waived_at", "waived_ground"}
NASTY = {
    "a page": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "an attribute": "\" onmouseover='alert(1)' x=\"",
    "a template": "{{ 7|add:7 }} {% load i18n %} ${7*7} #{7*7} <%= 7*7 %>",
    "a form of words": "%(task)s %s %x {0} {0.__class__.__mro__} {task}",
    "a question to the database": "'); DROP TABLE plan_evidence; --",
    "marks of a text": "**đậm** [liên kết](javascript:alert(1)) #let x = 1 \\input{/etc/passwd} [b]x[/b]",
    "a shell": "$(id) `id` ; id | id && id",
    "a pattern": ".*[a-z]+(?=x)(((((",
    "an address twice written": "%253Cscript%253E %26lt;b%26gt; &lt;b&gt;",
    "a directory": "*)(uid=*))(|(uid=*",
}


@pytest.fixture
def officer(client):
    adopted_plan()
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    return client


def recorded(client, title, **said):
    return client.post(RECORD, WORK | {"agency": "so-ngv", "token": "t1", "title": title} | said, follow=True)


@pytest.mark.parametrize("what", NASTY)
def test_comes_back_as_it_was_typed(officer, what):
    words = NASTY[what]
    answer = recorded(officer, words)
    evidence = Evidence.objects.get()
    assert evidence.title == words
    # Some spaces are ties, so that a number keeps its unit.
    page = answer.content.decode().replace("\xa0", " ")
    assert words in html.unescape(page)
    if "<" in words:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "Đã ghi 1 bằng chứng cho II.2.3." in page


@pytest.mark.parametrize("what", NASTY)
def test_may_be_looked_for_without_harm(officer, what):
    recorded(officer, "Đoàn Vân Nam")
    for address in ("/tim/", LIST):
        answer = officer.get(address, {"q": NASTY[what], "words": NASTY[what]})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
    assert Evidence.objects.count() == 1


def test_what_is_asked_for_is_unescaped_once(officer):
    page = officer.get("/tim/?q=%253Cb%253E").content.decode()
    assert 'value="%3Cb%3E"' in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "//x"])
def test_a_link_leads_to_the_web_or_is_refused(officer, link):
    assert recorded(officer, "Đoàn", link=link).status_code == 422
    assert not Evidence.objects.exists()


def test_a_link_is_kept_as_words_and_followed_by_nobody(officer):
    answer = recorded(officer, "Đoàn", link="http://127.0.0.1:9/x?a=1&b=\"'<x>")
    page = answer.content.decode()
    assert Evidence.objects.get().link.startswith("http://127.0.0.1:9/")
    assert "<x>" not in page


def test_what_a_form_does_not_ask_for_is_not_taken(officer):
    more = {
        "recorded_by": "1",
        "credited": "true",
        "source_kind": "system",
        "retracted_at": "2022-01-01",
        "id": "77",
        "via": "1",
    }
    recorded(officer, "Đoàn", **more)
    evidence = Evidence.objects.get()
    assert (evidence.source_kind, evidence.retracted_at, evidence.via) == ("manual", None, None)
    assert evidence.recorded_by.username == "so-ngv-editor"
    assert set(more).isdisjoint(EvidenceForm.base_fields)


def test_nobody_makes_themselves_more_by_a_field_of_their_own(officer):
    person = actor("so-ngv", Role.EDITOR).person
    said = {"theme": "dark", "is_staff": "on", "is_superuser": "on", "role": "coordinator", "username": "x"}
    officer.post("/tai-khoan/nen/", said)
    person.refresh_from_db()
    assert (person.theme, person.is_staff, person.is_superuser, person.username) == (
        "dark",
        False,
        False,
        "so-ngv-editor",
    )


def test_what_stands_in_the_address_is_not_taken_for_what_was_typed(officer):
    answer = officer.post(
        f"{RECORD}?title=another&agency=so-ct", WORK | {"agency": "so-ngv", "token": "t1"}, follow=True
    )
    assert answer.status_code == 200
    assert (Evidence.objects.get().title, Evidence.objects.get().agency.slug) == (WORK["title"], "so-ngv")


def test_of_a_field_sent_twice_one_is_taken_and_no_list_of_both(officer):
    officer.post(RECORD, WORK | {"agency": ["so-ct", "so-ngv"], "token": "t1", "title": ["Một", "Hai"]})
    evidence = Evidence.objects.get()
    assert (evidence.title, evidence.agency.slug) == ("Hai", "so-ngv")


@pytest.mark.parametrize(
    "quantity", ["1e9", "0x10", "1_000", "NaN", "Infinity", "١٢", "-1", "0", "9" * 30, "true", "[1]", ""]
)
def test_a_quantity_is_a_number_of_that_very_form_or_refused(officer, quantity):
    answer = recorded(officer, "Đoàn", quantity=quantity)
    if answer.status_code == 200:
        assert 0 < Evidence.objects.get().quantity == Decimal(quantity) < 10**12
    else:
        assert answer.status_code == 422
        assert not Evidence.objects.exists()


@pytest.mark.parametrize("asked", ["-1", "0", "9" * 40, "9" * 5000, "x", "1.5", "٣", "²"])
def test_a_page_or_a_year_that_is_none_is_no_fault(officer, asked):
    for address in (LIST, "/thong-bao/", "/quy-dinh/thoi-han/"):
        assert officer.get(address, {"page": asked}).status_code == 200
    officer.force_login(coordinator().person)
    for address in ("/nhat-ky/", "/co-quan/nguoi/"):
        assert officer.get(address, {"page": asked}).status_code == 200
    assert officer.post("/nam/", {"year": asked}).status_code == 302


def test_a_program_is_told_what_the_page_shows_and_nothing_else(client):
    adopted_plan()
    begun = moment(date(2022, 6, 6))
    clock = start_clock("nn-hoat-dong-tai-tinh", Ref("t", "1"), started_at=begun, words="x", by=None, at=NOW)
    client.force_login(coordinator().person)
    told = json.loads(client.get(f"/quy-dinh/thoi-han/{clock.pk}/du-lieu.json").content)
    assert told["rule"]["code"] == clock.rule.code
    assert set(told) == KNOWN_OF_A_TERM
    assert set(json.loads(client.get("/healthz").content)) == {"web", "worker", "scheduler"}


@pytest.mark.parametrize(
    "name", ['a"b.txt', "a\r\nSet-Cookie: x=1.txt", "a;filename=b.exe", "Biên bản số 1.txt", "'; x.txt"]
)
def test_the_name_of_a_file_leaves_as_a_name_and_nothing_else(client, name):
    evidence = done(adopted_plan())
    file = store("a.txt", b"noi dung", by=coordinator().person, at=NOW)
    StoredFile.objects.filter(pk=file.pk).update(name=name)
    Evidence.objects.filter(pk=evidence.pk).update(file=file)
    client.force_login(coordinator().person)
    answer = client.get(f"/tep/{file.pk}/")
    said = answer["Content-Disposition"]
    assert said.startswith("attachment; filename")
    assert "\n" not in said
    assert "\r" not in said
    assert "Set-Cookie" not in answer.headers
    assert said.count('"') in {0, 2} or '\\"' in said


def test_a_sheet_that_comes_back_marked_bears_its_name_as_a_name(officer):
    template = officer.get("/bang-chung/2022/mau.xlsx").content
    book = SimpleUploadedFile('a"; filename="b.exe.xlsx', filled_wrong(template))
    answer = officer.post("/bang-chung/2022/bang/", {"file": book})
    assert answer.status_code == 200
    said = answer["Content-Disposition"]
    assert said.startswith("attachment; filename=")
    assert 'filename="b.exe' not in said.replace('\\"', "")


def filled_wrong(template):
    book = openpyxl.load_workbook(BytesIO(template))
    book["Bằng chứng"].cell(5, 1).value = "không có"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_text_that_is_kept_says_its_letters_when_it_leaves(client):
    evidence = done(adopted_plan())
    file = store("a.txt", "Biên bản".encode(), by=coordinator().person, at=NOW)
    Evidence.objects.filter(pk=evidence.pk).update(file=file)
    client.force_login(coordinator().person)
    assert client.get(f"/tep/{file.pk}/")["Content-Type"] == "text/plain; charset=utf-8"


def test_a_kept_file_lies_where_no_address_leads(client, settings):
    client.force_login(coordinator_of_an_adopted_plan())
    file = store("a.html", "<p>Biên bản</p><script>alert(1)</script>".encode(), by=None, at=NOW)
    assert not settings.MEDIA_ROOT.is_relative_to(settings.STATIC_ROOT)
    assert settings.MEDIA_ROOT != settings.STATIC_ROOT
    for address in (f"/files/{file.sha256}", f"/static/{file.sha256}", f"/static/../files/{file.sha256[:2]}/"):
        assert client.get(address).status_code == 404


def coordinator_of_an_adopted_plan():
    adopted_plan()
    return coordinator().person


def test_one_who_sends_more_than_is_held_is_told_and_the_house_stands(officer):
    large = [SimpleUploadedFile(f"{n}.png", b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES)) for n in range(4)]
    answer = officer.post(RECORD, WORK | {"agency": "so-ngv", "token": "t1", "file": large})
    assert answer.status_code == 422
    assert re.search("20 MB|trống", answer.content.decode())
    assert officer.post(RECORD, {f"x{n}": "1" for n in range(5001)}).status_code == 400
    assert not Entry.objects.filter(verb="record_evidence").exists()
