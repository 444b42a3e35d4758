"""The pages of sign-in and of the second factor, and passkeys as a real browser makes and shows them."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axes.models import AccessAttempt
from django.core.cache import cache

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.audit.models import Access, Entry
from tests.accounts.codes import code, give_app
from tests.agencies.builders import agency
from tests.browser.conftest import PICTURES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWN = "ruong bac thang mua nuoc do"
SIGN_IN, INDEX = "/tai-khoan/dang-nhap/", "/tai-khoan/lop-thu-hai/"
STRANGERS = (SIGN_IN, "/tai-khoan/quen-mat-khau/", "/tai-khoan/da-khoa/")
OURS = (
    INDEX,
    f"{INDEX}ung-dung/",
    f"{INDEX}khoa/",
    f"{INDEX}ung-dung/bo/",
    f"{INDEX}ma-du-phong/",
    f"{INDEX}ma-du-phong/moi/",
    "/tai-khoan/phien/",
    "/tai-khoan/mat-khau/",
    "/tai-khoan/dang-xuat/",
    "/tai-khoan/xac-nhan/",
    "/tai-khoan/xac-nhan/ma/",
    "/co-quan/nguoi/tam-khoa/",
    "/co-quan/so-tttt/phat-ngon/",
)


@pytest.fixture
def person(transactional_db):
    cache.clear()
    made = Person.objects.create_user("ly.mau.binh", password=OWN, name="Lý Mẫu Bình", email="binh@example.vn")
    body = agency("so-tttt", "Sở Thông tin và Truyền thông")
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        RoleGrant.objects.create(person=made, agency=body, role=role)
    AccessAttempt.objects.create(username=made.username, ip_address="10.0.0.9", failures_since_start=11)
    return made


def faults(watch, name):
    for width in (390, 1280):
        watch.page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            watch.page.emulate_media(color_scheme=scheme)
            if PICTURES:
                watch.page.screenshot(path=f"{PICTURES}/{name}-{width}-{scheme}.png", full_page=True)
            if watch.overflow() > 0:
                yield f"{name} at {width}: over the edge"
            yield from (f"{name} at {width}, {scheme}: {found}" for found in watch.axe())


def test_pages_of_strangers(watch, page, live_server):
    found = []
    for number, address in enumerate(STRANGERS):
        page.goto(live_server.url + address)
        found += faults(watch, f"nguoi-la-{number}")
    assert found == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_of_ones_own(watch, enter, person, live_server, language):
    Person.objects.update(language=language)
    page, found = enter(person), []
    for number, address in enumerate(OURS):
        if number == 3:
            give_app(person)
            RecoveryCodes.activate(person)
        page.goto(live_server.url + address)
        found += faults(watch, f"{language}-{number}")
    assert found == []


def test_the_page_of_a_name_that_is_locked(watch, page, person, live_server):
    page.goto(live_server.url + SIGN_IN)
    for _ in range(10):
        cache.clear()
        page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("ly.mau.binh")
        page.get_by_label("Mật khẩu", exact=True).fill("sai")
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", name="Tạm khóa đăng nhập").wait_for()
    assert list(faults(watch, "tam-khoa")) == []


def test_the_policy_is_watched(page, live_server, watch):
    page.goto(live_server.url + SIGN_IN)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(200)
    said, watch.complaints[:] = [*watch.complaints], []
    assert any("policy: style-src" in words for words in said)


@pytest.fixture
def finger(page):
    """An authenticator in the machine itself, whose finger always fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_from_the_one_time_password_to_an_app_and_a_passkey(watch, page, person, finger, live_server):
    person.must_change_password = True
    person.save()
    url = live_server.url
    page.goto(url)
    words(page, "ly.mau.binh", OWN)

    page.get_by_label("Mật khẩu dùng một lần").fill(OWN)
    page.get_by_label("Mật khẩu mới", exact=True).fill("Lào Cai Sa Pa 2022!")
    page.get_by_label("Mật khẩu mới, ghi lại lần nữa").fill("Lào Cai Sa Pa 2022!")
    page.get_by_role("button", name="Dùng mật khẩu này").click()
    page.get_by_text("Từ về tỉnh hoặc cơ quan dễ bị đoán").first.wait_for()
    fresh = "hoa lê trắng bên hiên nhà cũ"
    page.get_by_label("Mật khẩu dùng một lần").fill(OWN)
    page.get_by_label("Mật khẩu mới", exact=True).fill(fresh)
    page.get_by_label("Mật khẩu mới, ghi lại lần nữa").fill(fresh)
    page.get_by_role("button", name="Dùng mật khẩu này").click()

    page.get_by_text("Vai trò này cần lớp xác thực thứ hai").wait_for()
    page.goto(f"{url}/co-quan/")
    page.get_by_role("link", name="Đặt ứng dụng lấy mã").click()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Mã ứng dụng đang hiện").fill(code(secret))
    page.get_by_role("button", name="Đặt", exact=True).click()
    page.get_by_role("heading", name="Mã dự phòng").wait_for()
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="Đã in, về bàn làm việc").click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()

    leave(page, url)
    words(page, "ly.mau.binh", fresh)
    page.get_by_label("Mã", exact=True).fill(code(secret))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()

    page.goto(url + INDEX)
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Tên khóa").fill("Máy cơ quan")
    page.get_by_role("button", name="Tạo khóa truy cập").click()
    page.get_by_text("Đã thêm khóa truy cập.").wait_for()
    page.get_by_text("Máy cơ quan").first.wait_for()
    assert Authenticator.objects.filter(user=person, type="webauthn").count() == 1

    leave(page, url)
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()

    leave(page, url)
    words(page, "ly.mau.binh", fresh)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()
    done = set(Entry.objects.filter(person=person).values_list("verb", flat=True))
    assert {"in", "out"} <= set(Access.objects.filter(person=person).values_list("act", flat=True))
    assert done >= {"add_second_factor", "use_second_factor", "change_password"}


def words(page, name, password):
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def leave(page, url):
    cache.clear()
    page.goto(f"{url}/tai-khoan/dang-xuat/")
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_text("Đã đăng xuất.").wait_for()
