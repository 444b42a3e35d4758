"""The paper of a draft and its going into force, by their buttons."""

import re

import pytest

from doingoai.agencies.domain import Role
from doingoai.plan.models import Plan, PlanDraft
from tests.factories import actor, coordinator
from tests.plan.drafting import begun, key_of


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    return client


@pytest.fixture
def url(plan):
    return f"/ke-hoach/soan/{begun(plan).pk}/"


SIGNED = {
    "number": "12",
    "date": "28/12/2026",
    "signer_authority": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
    "signer_title": "PHÓ CHỦ TỊCH",
    "signer_name": "Nguyễn Văn A",
}
ANYWAY = {"anyway": "on", "despite": "Rà soát sau."}


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("txt", "ỦY BAN".encode())])
def test_the_draft_is_taken_along_as_a_paper(desk, url, kind, start):
    answer = desk.get(f"{url}ban.{kind}")
    assert answer.content.startswith(start)
    assert f"du-thao-ke-hoach-2027.{kind}" in answer["Content-Disposition"]
    assert desk.get(f"{url}ban.xlsx").status_code == 404


def test_a_signed_draft_becomes_the_plan(desk, url):
    html = desk.get(f"{url}ban-hanh/").content.decode()
    assert "17 nhiệm vụ" in html
    assert 'value="Giàng Thị Dung"' not in html
    answer = desk.post(f"{url}ban-hanh/", {"revision": "0"} | SIGNED | ANYWAY, follow=True)
    assert "Kế hoạch đã ban hành: 17 nhiệm vụ được giao." in answer.content.decode()
    assert Plan.objects.get(year=2027).number == "12/KH-UBND"
    html = desk.get(url).content.decode()
    assert "Đã ban hành: mở kế hoạch" in html
    assert "Ghi ban hành" not in html
    answer = desk.post(f"{url}ban-hanh/", {"revision": "0"} | SIGNED)
    assert answer.status_code == 422
    assert "đã ban hành" in answer.content.decode()


@pytest.mark.parametrize(("name", "value"), [("number", ""), ("date", "31/2/2026"), ("revision", "7")])
def test_what_is_missing_or_was_changed_since_comes_back(desk, url, name, value):
    answer = desk.post(f"{url}ban-hanh/", {"revision": "0"} | SIGNED | ANYWAY | {name: value})
    assert answer.status_code == 422
    assert answer.context["form"]["signer_name"].value() == "Nguyễn Văn A"
    assert Plan.objects.count() == 1


def test_only_the_coordinator_issues_and_takes_papers(client, url):
    client.force_login(actor("so-ngv", Role.HEAD).person)
    assert client.get(f"{url}ban.docx").status_code == 403
    assert client.post(f"{url}ban-hanh/", SIGNED).status_code == 403


@pytest.mark.parametrize("said", [{}, {"despite": "Rà soát sau."}, {"anyway": "on"}, {"anyway": "on", "despite": " "}])
def test_what_is_loose_is_named_linked_and_not_issued_without_a_tick_and_a_reason(desk, url, said):
    draft = PlanDraft.objects.get()
    html = desk.get(f"{url}ban-hanh/").content.decode()
    assert re.search(r"Còn \d+ chỗ chép lại, \d+ chỗ nêu cơ quan đã kết thúc; vẫn ban hành", html)
    answer = desk.post(f"{url}ban-hanh/", {"revision": "0"} | SIGNED | said)
    assert answer.status_code == 422
    html = answer.content.decode()
    first = key_of(draft, "II.1.1")
    assert f'href="{url}?mo={first}#{first}"' in html
    assert "Sở Thông tin và Truyền thông hoạt động đến 28/02/2025" in html
    assert Plan.objects.count() == 1


def test_the_year_follows_the_plan_that_was_issued(desk, url):
    desk.post("/nam/", {"year": "2022"})
    answer = desk.post(f"{url}ban-hanh/", {"revision": "0"} | SIGNED | ANYWAY, follow=True)
    assert answer.request["PATH_INFO"] == "/ke-hoach/2027/"
    assert desk.session["year"] == 2027
    assert "Đang xem năm 2022" not in answer.content.decode()
