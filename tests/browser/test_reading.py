"""A plan that is read behind the desk, in a browser: how far it is, with scripts and without, to its review."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from doingoai.agencies.actions import load_profile
from doingoai.jobs.actions import beat
from doingoai.plan.models import PaperToRead
from doingoai.plan.tasks import read_papers
from tests.browser.test_every_page import faults
from tests.documents.files import pdf
from tests.factories import NOW, coordinator
from tests.plan.gold import PROFILE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = pdf(*(PROFILE / "plans" / "2022.txt").read_text().splitlines())


@pytest.fixture
def desk(transactional_db, enter):
    load_profile(PROFILE, at=NOW)
    beat("worker", "w", host="h", pid=1, at=timezone.now())
    return enter(coordinator().person)


def send(page, base_url, data=PLAN):
    page.goto(f"{base_url}/ke-hoach/nhap/")
    page.set_input_files("input[type=file]", {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": data})
    page.check("input[name=no_secret]")
    page.get_by_role("button", name="Đọc").click()
    page.wait_for_url("**/nhap/doc/**")


def test_the_page_follows_the_reading_to_its_review(watch, desk, base_url):
    send(desk, base_url)
    expect(desk.get_by_role("status")).to_contain_text("Tệp đang chờ đến lượt")
    found = [*faults(watch)]
    soon = timezone.now() + timedelta(minutes=1)
    PaperToRead.objects.update(attempts=1, page=3, pages=14, lease_until=soon, leased_by="w")
    expect(desk.get_by_role("status")).to_contain_text("Đang đọc trang 3/14")
    found += faults(watch)
    assert found == []
    PaperToRead.objects.update(lease_until=None)
    read_papers(timezone.now())
    desk.wait_for_url("**/ke-hoach/nhap/*/")


def test_a_refusal_is_told_on_the_page_that_waits(watch, desk, base_url):
    send(desk, base_url, pdf("TỐI MẬT", "KẾ HOẠCH"))
    read_papers(timezone.now())
    expect(desk.get_by_role("status")).to_contain_text("độ mật")
    assert [*faults(watch)] == []


def test_without_scripts_the_page_loads_itself_anew(browser, desk, base_url):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(desk.context.cookies())
    page = context.new_page()
    send(page, base_url)
    expect(page.get_by_role("status")).to_contain_text("Tệp đang chờ đến lượt")
    read_papers(timezone.now())
    page.wait_for_url("**/ke-hoach/nhap/*/", timeout=15_000)
    context.close()
