"""A real browser on real pages of a real server."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page

from doingoai.accounts.models import Person
from doingoai.agencies.actions import load_profile
from doingoai.agencies.domain import TWO_FACTOR, Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.law.actions import load_holidays, load_rules
from doingoai.plan.actions.reference import load_reference
from tests.accounts.codes import code, give_app
from tests.factories import NOW, adopted_plan

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PASSWORD = "bốn từ dễ nhớ thôi"
# Playwright drives its browser from an event loop of its own; Django must not mistake the test for a part of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium."""
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": [*FLAGS]}


@pytest.fixture
def province(transactional_db: None, settings: Any) -> None:
    """The profile, the rules and the measures, without a plan."""
    load_profile(Path(settings.PROFILE_DIR), at=NOW)
    load_rules(at=NOW)
    load_holidays(at=NOW)
    load_reference()


@pytest.fixture
def office(transactional_db: None) -> Any:
    """The 2022 plan, adopted."""
    return adopted_plan()


def person(username: str, agency: str, *roles: Role) -> Person:
    """Somebody who can sign in."""
    made = Person.objects.create_user(username, password=PASSWORD, name=f"Người {username}")
    for role in roles:
        RoleGrant.objects.create(person=made, agency=Agency.objects.get(slug=agency), role=role)
    if TWO_FACTOR & set(roles):
        give_app(made)
    return made


def sign_in(page: Page, server: str, username: str) -> None:
    """Through the one door."""
    page.goto(f"{server}/")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    if Authenticator.objects.filter(user__username=username).exists():
        page.get_by_label("Mã", exact=True).fill(code())
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Any]:
    """Opens pages of the product for one person after the other; a refusal of the security policy fails the test."""
    opened: list[Page] = []
    complaints: list[str] = []

    def open_for(username: str, width: int = 1280) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, locale="vi-VN")
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(page)
        sign_in(page, live_server.url, username)
        return page

    yield open_for
    for page in opened:
        page.close()
    # A form that is refused answers 422, which the browser tells on its console.
    assert [words for words in complaints if "422" not in words] == []
