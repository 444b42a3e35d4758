"""The pages on which a plan is written, looked at in a real browser: closed, open, with a form, narrow, dark."""

import pytest

from doingoai.plan.domain.states import Start
from tests.browser.test_every_page import faults
from tests.factories import adopted_plan, coordinator
from tests.plan.drafting import begun, key_of

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
