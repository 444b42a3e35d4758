"""The review with its forms open in place: axe finds nothing, nothing runs over the edge, the eye stays."""

import pytest

from doingoai.plan.actions.imports import read_in
from tests.factories import NOW, adopted_plan, coordinator
from tests.plan.gold import PROFILE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def review(enter, live_server, transactional_db):
    adopted_plan()
    by, paper = coordinator(), PROFILE / "plans" / "2022.txt"
    made = read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=by.person, at=NOW)
    page = enter(by.person)
    page.goto(f"{live_server.url}/ke-hoach/nhap/{made.pk}/?tat-ca=1")
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_forms_opened_in_place_are_whole(watch, review, width):
    review.set_viewport_size({"width": width, "height": 900})
    review.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for key in ("d", "b2", "t16", "i5", "n1", "h1", "m"):
        review.locator(f"#{key}-v").get_by_role("link", name="Sửa", exact=True).click()
        review.locator(f"#{key}-f form").wait_for()
        assert not review.locator(f"#{key}-v").is_visible()
    form = review.locator("#t16-f form")
    form.get_by_label("Trước ngày").fill("30/2/2022")
    form.get_by_label("Chủ trì: Thêm cơ quan, nhóm").first.fill("Hội Không Ai")
    form.get_by_role("button", name="Lưu cách đọc").click()
    form.get_by_text("Hồ sơ không có tên này.").wait_for()
    assert review.evaluate("document.activeElement.getAttribute('role')") == "alert"
    for scheme in ("light", "dark"):
        review.emulate_media(color_scheme=scheme)
        assert watch.axe() == []
    assert watch.overflow() <= 0
    form.get_by_role("link", name="Để như cũ").click()
    review.locator("#t16-v").wait_for()
    # A form refused answers 422: told here, not complained of.
    watch.complaints[:] = [words for words in watch.complaints if "422 for" not in words]


def test_a_decision_leaves_eye_and_keyboard_where_they_were(watch, review):
    review.set_viewport_size({"width": 1280, "height": 500})
    button = review.get_by_role("button", name="Đọc là “cổng thành phần”")
    button.focus()
    before = review.evaluate("scrollY")
    assert before > 0
    review.keyboard.press("Enter")
    review.get_by_text("còn 45 trên 46 chỗ").wait_for()
    review.wait_for_function("document.activeElement.closest('#doubts') !== null")
    assert abs(review.evaluate("scrollY") - before) < 100


def test_a_line_and_its_task_lead_to_each_other_and_are_marked(watch, review):
    review.set_viewport_size({"width": 1280, "height": 900})
    review.locator("#d188 a.ln").click()
    task, lines = review.locator("#t16"), review.locator("#o-t16")
    assert task.evaluate("one => one.open && one.matches(':target')")
    marked = task.locator("> summary").evaluate("one => getComputedStyle(one).boxShadow")
    assert "inset" in marked
    task.get_by_role("link", name="dòng 184 – 190").click()
    assert lines.evaluate("one => one.matches(':target')")
    assert "inset" in lines.evaluate("one => getComputedStyle(one).boxShadow")
    assert lines.is_visible()
    # The paper scrolls in its own pane.
    assert review.locator("#paper").evaluate("one => one.scrollTop") > 0
