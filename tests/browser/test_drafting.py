"""The pages on which a plan is written, looked at in a real browser: closed, open, with a form, narrow, dark."""

from datetime import timedelta

import pytest
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.plan.actions.amend import begin_amendment
from doingoai.plan.actions.draft_comments import say_remark
from doingoai.plan.domain.states import Answer, Start
from doingoai.plan.models import Plan
from tests.browser.test_every_page import faults
from tests.factories import actor, adopted_plan, coordinator
from tests.plan.drafting import begun, key_of, written
from tests.plan.test_actions_amend import CONG_THUONG, entered
from tests.plan.test_actions_draft_comments import asked, mine

AT_WORK = timezone.localtime()
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(transactional_db):
    """The plan of 2027, begun from that of 2022."""
    return begun(adopted_plan())


def looked_at(watch):
    """What is wrong with the page as it stands now, without leaving it."""
    return list(faults(watch))


def test_the_page_of_a_draft_and_its_forms(watch, enter, draft, base_url):
    page = enter(coordinator().person)
    url = f"{base_url}/ke-hoach/soan/{draft.pk}/"
    key = key_of(draft, "II.1.1")
    page.goto(url)
    assert looked_at(watch) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{url}?mo={key}#{key}")
    assert looked_at(watch) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator(f"#{key} .acts").get_by_role("link", name="Soạn").click()
    page.locator(f"#{key}-f form").wait_for()
    assert looked_at(watch) == []
    for path in (f"{url}phan/{key}/", f"{url}them/t/{key}/", f"{url}phan/d/", f"{base_url}/ke-hoach/soan/"):
        page.goto(path)
        assert looked_at(watch) == [], path


def test_an_empty_draft_says_what_comes_first(watch, enter, transactional_db, base_url):
    adopted_plan()
    page = enter(coordinator().person)
    page.goto(f"{base_url}/ke-hoach/soan/{begun(year=2031, start=Start.EMPTY).pk}/")
    page.get_by_role("link", name="Thêm mục để ghi nhiệm vụ").wait_for()
    assert looked_at(watch) == []


def test_comments_are_said_and_settled(watch, enter, draft, base_url):
    office = actor("so-ngv", Role.EDITOR)
    readers = asked(draft, AT_WORK.date() + timedelta(days=9))
    key = key_of(draft, "II.2.5")
    said = {"title": "Quảng bá qua các đoàn ra, đoàn vào năm 2027", "budget": 50_000_000}
    keys = mine(draft, "so-ngv")
    say_remark(readers["so-ngv"], key, Answer.PROPOSE, said=said, words="Theo lịch.", mine=keys, by=office, at=AT_WORK)
    page = enter(coordinator().person)
    for path in ("y-kien/", "y-kien/1/sua/", "cua/so-ngv/"):
        page.goto(f"{base_url}/ke-hoach/soan/{draft.pk}/{path}")
        assert looked_at(watch) == [], path


def test_an_agency_s_own_pages(watch, enter, draft, base_url):
    office = actor("so-ngv", Role.EDITOR)
    asked(draft, AT_WORK.date() + timedelta(days=9))
    key = key_of(draft, "II.2.5")
    page = enter(office.person)
    for path in ("", f"{key}/", f"{key}/?gop-y=1"):
        page.goto(f"{base_url}/ke-hoach/soan/{draft.pk}/cua/so-ngv/{path}")
        assert looked_at(watch) == [], path


def test_the_pages_of_issue_and_of_amendments(watch, enter, draft, base_url):
    plan = Plan.objects.get(year=2022)
    amendment = begin_amendment(plan, by=coordinator(), at=AT_WORK)
    written(amendment, f"t{plan.tasks.get(number='II.2.3').pk}", title="Đón đoàn vào", budget=5, lead=[CONG_THUONG])
    page = enter(coordinator().person)
    for path in (f"soan/{draft.pk}/ban-hanh/", f"soan/{amendment.pk}/", f"soan/{amendment.pk}/dieu-chinh/"):
        page.goto(f"{base_url}/ke-hoach/{path}")
        assert looked_at(watch) == [], path
    entered(amendment)
    for path in ("", "1/", "1/?ban=truoc"):
        page.goto(f"{base_url}/ke-hoach/2022/dieu-chinh/{path}")
        assert looked_at(watch) == [], path
