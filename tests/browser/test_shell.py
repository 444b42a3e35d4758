"""The frame, the door and the page of parts, as they are seen, heard and used by keyboard."""

import gzip

import pytest
from django.urls import reverse

from doingoai.accounts.actions import create_person, give_one_time_password
from tests.browser.conftest import WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWN = "ruong bac thang mua nuoc do"
INSIDE = {
    "the desk": "/",
    "the page of parts": "/giao-dien/",
    "a page that is not there": "/khong-co/",
    "a page of other roles": "/nhat-ky/",
    "the way out": "/tai-khoan/dang-xuat/",
    "the change of password": "/tai-khoan/mat-khau/",
}
OUTSIDE = {
    "the door": "/tai-khoan/dang-nhap/",
    "a lost password": "/tai-khoan/quen-mat-khau/",
    "a closed account": "/tai-khoan/da-khoa/",
}


@pytest.fixture
def person(transactional_db, at):
    somebody = create_person("tran.mau.an", name="Trần Mẫu An", at=at)
    somebody.set_password(OWN)
    somebody.save()
    return somebody


@pytest.fixture
def at_door(page):
    """The sign-in page."""
    page.goto(reverse("account_login"))
    return page


def through(page, password):
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("tran.mau.an")
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def look(watch, scheme):
    """Every width without overflow, and axe on the widest and on a phone."""
    watch.page.emulate_media(color_scheme=scheme)
    for width in WIDTHS:
        watch.page.set_viewport_size({"width": width, "height": 900})
        assert watch.overflow() <= 0, width
        if width in (390, 1280):
            assert watch.axe() == [], width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", INSIDE.values(), ids=INSIDE)
def test_pages_of_the_house_fit_and_can_be_read_by_everybody(watch, enter, person, address, scheme):
    enter(person).goto(address)
    look(watch, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", OUTSIDE.values(), ids=OUTSIDE)
def test_pages_before_the_door_fit_and_can_be_read_by_everybody(watch, transactional_db, page, address, scheme):
    page.goto(address)
    look(watch, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_refused_sign_in_names_what_is_wrong_and_can_be_read_by_everybody(watch, person, at_door, scheme):
    at_door.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert at_door.get_by_role("alert").evaluate("box => box === document.activeElement")
    look(watch, scheme)


def test_a_person_with_a_one_time_password_chooses_their_own_and_goes_to_work(watch, person, at_door):
    once = give_one_time_password(person)
    through(at_door, once)
    at_door.get_by_label("Mật khẩu dùng một lần").fill(once)
    at_door.get_by_label("Mật khẩu mới", exact=True).fill(OWN + " nua")
    at_door.get_by_label("Mật khẩu mới, ghi lại lần nữa").fill(OWN + " nua")
    at_door.get_by_role("button", name="Dùng mật khẩu này").click()
    at_door.get_by_text("Đã đổi mật khẩu.").wait_for()
    assert at_door.get_by_role("heading", level=1).inner_text() == "Bàn làm việc"
    at_door.get_by_role("button", name="Đóng").click()
    at_door.get_by_text("Đã đổi mật khẩu.").wait_for(state="detached")
    at_door.get_by_role("button", name="Trần Mẫu An").click()
    at_door.get_by_role("button", name="Đăng xuất").click()
    at_door.get_by_text("Đã đăng xuất.").wait_for()


def test_all_of_it_goes_without_javascript(browser, base_url, person):
    plain = browser.new_context(base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = plain.new_page()
    page.goto("/giao-dien/")
    through(page, OWN)
    assert page.get_by_role("heading", level=1).inner_text() == "Bộ phận giao diện"
    page.get_by_role("button", name="Mở danh mục").click()
    assert page.get_by_role("link", name="Bàn làm việc").is_visible()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not page.get_by_role("button", name="Lưu", exact=True).is_visible()
    page.get_by_label("Nền tối").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Trần Mẫu An").click()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Trần Mẫu An").click()
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Đăng nhập"
    plain.close()


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(watch, enter, person):
    page = enter(person)
    page.goto("/giao-dien/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_where_the_keyboard_stands_is_seen(watch, enter, person):
    page = enter(person)
    page.goto("/giao-dien/")
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "(e => Math.max(...[e, e.parentElement, e.closest('form')].filter(Boolean)"
            ".map(x => getComputedStyle(x)).map(s => s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth))))"
            "(document.activeElement)"
        )
        assert width >= 3, page.evaluate("document.activeElement.outerHTML")


def test_a_slash_goes_to_the_search_unless_one_is_writing(watch, enter, person):
    page = enter(person)
    page.goto("/giao-dien/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#q").input_value() == ""
    page.keyboard.press("/")
    assert page.locator("#q").input_value() == "/"


def test_the_ground_changes_at_once_and_is_remembered(watch, enter, person):
    page = enter(person)
    page.goto("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    with page.expect_response(lambda answer: answer.url.endswith("/nen/") and answer.status == 204):
        page.get_by_label("Nền tối").check()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    with page.expect_response(lambda answer: answer.url.endswith("/nen/") and answer.status == 204):
        page.get_by_label("Theo máy").check()
    assert page.evaluate(ground) == light


def test_on_a_phone_the_menu_opens_over_the_page_and_closes(watch, enter, person):
    page = enter(person)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/giao-dien/")
    link = page.get_by_role("navigation", name="Các phòng").get_by_role("link", name="Bàn làm việc")
    assert not link.is_visible()
    page.get_by_role("button", name="Mở danh mục").click()
    assert link.is_visible()
    assert watch.axe() == []
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_the_menu_of_the_person_can_be_read_by_everybody(watch, enter, person):
    page = enter(person)
    page.goto("/giao-dien/")
    page.get_by_role("button", name="Trần Mẫu An").click()
    assert page.get_by_role("link", name="Đổi mật khẩu").is_visible()
    assert watch.axe() == []


def test_a_page_weighs_less_than_sixty_kilobytes_on_the_wire_and_comes_from_here(watch, enter, person):
    page, weight = enter(person), []
    page.on("response", lambda answer: weight.append(len(gzip.compress(answer.body()))))
    page.goto("/giao-dien/", wait_until="networkidle")
    assert sum(weight) < 60 * 1024


def test_on_paper_the_frame_stays_away(watch, enter, person):
    page = enter(person)
    page.goto("/giao-dien/")
    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible()
    assert not page.locator(".top").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()


def test_the_watch_hears_what_the_policy_refuses_and_axe_sees_a_button_without_a_name(watch, enter, person):
    page = enter(person)
    page.goto("/giao-dien/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(found.startswith("button-name") for found in watch.axe())
    page.evaluate("document.body.setAttribute('style', 'inline-size: 200vw')")
    page.wait_for_function("document.body.getAttribute('style')")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.com/x.png'}))"
    )
    page.wait_for_timeout(200)
    heard = " ".join(watch.complaints)
    assert "style-src" in heard
    assert "img-src" in heard
    watch.complaints.clear()
