"""The versions of a plan on their pages: begun, previewed, entered, compared, read as they stood."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.plan.actions.drafts import drop_part
from doingoai.plan.models import PlanDraft
from tests.factories import actor, coordinator
from tests.plan.test_actions_amend import CONG_THUONG, entered, key_of, written

DECISION = {"number": "1234/QĐ-UBND", "date": "20/6/2022", "reason": "Sắp xếp lại nhiệm vụ."}
MOST = 18


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    return client


@pytest.fixture
def draft(desk, plan):
    desk.post("/ke-hoach/2022/dieu-chinh/moi/")
    return PlanDraft.objects.get()


def test_an_amendment_is_written_previewed_and_entered(desk, draft, plan):
    html = desk.get(f"/ke-hoach/soan/{draft.pk}/").content.decode()
    assert "Xem trước, ghi ban hành" in html
    assert "Góc trái" not in html
    assert 'id="bases"' not in html
    assert 'id="organisation"' in html
    written(draft, key_of(plan, "II.2.3"), title="Đón đoàn vào", lead=[CONG_THUONG])
    url = f"/ke-hoach/soan/{draft.pk}/dieu-chinh/"
    html = desk.get(url).content.decode()
    assert "Sở Công Thương" in html
    assert "<del>" in html
    assert "nêu thêm" in html
    answer = desk.post(url, {"revision": "1"} | DECISION, follow=True)
    html = answer.content.decode()
    assert "Điều chỉnh lần 1 đã ban hành" in html
    assert "Đón đoàn vào" in html
    for page in ("/ke-hoach/2022/dieu-chinh/", "/ke-hoach/2022/"):
        assert "Điều chỉnh lần 1" in desk.get(page).content.decode()


@pytest.mark.parametrize(("name", "value"), [("number", ""), ("reason", " "), ("date", "x"), ("revision", "9")])
def test_what_is_missing_comes_back(desk, draft, plan, name, value):
    written(draft, key_of(plan, "II.2.3"), title="Khác")
    answer = desk.post(f"/ke-hoach/soan/{draft.pk}/dieu-chinh/", {"revision": "1"} | DECISION | {name: value})
    assert answer.status_code == 422
    assert PlanDraft.objects.get().is_open


def test_the_older_version_can_be_read(desk, draft, plan):
    old = plan.tasks.get(number="II.2.3").title
    written(draft, key_of(plan, "II.2.3"), title="Đón đoàn vào")
    entered(draft)
    before = desk.get("/ke-hoach/2022/dieu-chinh/1/?ban=truoc").content.decode()
    after = desk.get("/ke-hoach/2022/dieu-chinh/1/?ban=sau").content.decode()
    assert (old in before, "Đón đoàn vào" in before) == (True, False)
    assert (old in after, "Đón đoàn vào" in after) == (False, True)


def test_an_adopted_task_keeps_its_section_and_number(desk, draft, plan):
    form = desk.get(f"/ke-hoach/soan/{draft.pk}/phan/{key_of(plan, 'II.2.3')}/").context["form"]
    assert "section" not in form.fields
    html = desk.get(f"/ke-hoach/soan/{draft.pk}/").content.decode()
    assert 'name="places"' not in html


def test_everybody_at_work_reads_the_versions_and_only_the_coordinator_amends(desk, draft, plan):
    written(draft, key_of(plan, "II.2.3"), title="Khác")
    entered(draft)
    office = Client()
    office.force_login(actor("so-ngv", Role.EDITOR).person)
    assert office.get("/ke-hoach/2022/dieu-chinh/").status_code == 200
    assert office.get("/ke-hoach/2022/dieu-chinh/1/").status_code == 200
    assert office.post("/ke-hoach/2022/dieu-chinh/moi/").status_code == 403
    assert office.get(f"/ke-hoach/soan/{draft.pk}/dieu-chinh/").status_code == 403
    assert desk.get("/ke-hoach/2022/dieu-chinh/7/").status_code == 404


def test_a_second_amendment_waits_for_the_first(desk, draft):
    answer = desk.post("/ke-hoach/2022/dieu-chinh/moi/", follow=True)
    assert "Đang có một bản điều chỉnh chưa ban hành" in answer.content.decode()


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_more_changes_ask_no_more(desk, draft, plan):
    written(draft, key_of(plan, "II.2.3"), title="Một")
    preview = f"/ke-hoach/soan/{draft.pk}/dieu-chinh/"
    desk.get(preview)
    with_one = queries(desk, preview)
    for number in ("II.2.4", "II.2.5"):
        written(draft, key_of(plan, number), title="Nữa")
    assert queries(desk, preview) == with_one <= MOST
    entered(draft)
    assert queries(desk, "/ke-hoach/2022/dieu-chinh/") <= MOST


def test_an_agency_sees_on_its_page_what_the_amendment_makes_of_its_tasks(desk, draft, plan):
    office = Client()
    office.force_login(actor("so-ct", Role.EDITOR).person)
    numbers = ["II.2.3", "II.2.4", "II.2.1.b"]
    until = f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"
    asked, pages = [], (f"/ke-hoach/soan/{draft.pk}/cua/so-ct/", f"/ke-hoach/soan/{draft.pk}/y-kien/")
    for number in numbers:
        written(draft, key_of(plan, number), title=f"Việc khác {number}", lead=[CONG_THUONG])
        answer = desk.post(pages[1], {"until": until}, follow=True).content.decode()
        assert "Sở Công Thương" in answer
        html = office.get(pages[0]).content.decode()
        office.get("/")
        desk.get("/")
        asked.append((queries(office, pages[0]), queries(desk, pages[1])))
    assert html.count("Bản điều chỉnh đổi gì") == 3
    assert "<ins>" in html
    assert asked[0] == asked[2]
    assert max(asked[0]) <= MOST


def test_of_a_task_taken_out_an_agency_agrees_or_comments_and_proposes_nothing(desk, draft, plan):
    task = plan.tasks.filter(parties__agency__slug="so-ngv").first()
    key = f"t{task.pk}"
    drop_part(draft, key, gone=True, by=coordinator(), at=timezone.localtime())
    office = Client()
    office.force_login(actor("so-ngv", Role.EDITOR).person)
    until = f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"
    desk.post(f"/ke-hoach/soan/{draft.pk}/y-kien/", {"until": until})
    url = f"/ke-hoach/soan/{draft.pk}/cua/so-ngv/"
    html = office.get(url).content.decode()
    assert f"{url}{key}/?gop-y=1" in html
    assert f'href="{url}{key}/"' not in html
    office.post(f"{url}{key}/", {"words": "Đã làm một nửa.", "title": "x"})
    html = desk.get(f"/ke-hoach/soan/{draft.pk}/y-kien/").content.decode()
    assert "Đã làm một nửa." in html
    assert 'value="take"' in html
    assert "/sua/" not in html.partition("Đã làm một nửa.")[2]
