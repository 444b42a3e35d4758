"""Pages looked at in a real browser: what it complains of, what axe finds, what runs over the edge."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from doingoai.accounts.models import Person
from tests.journeys.conftest import FLAGS

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the security policy refuses is told by an event too, whatever the browser writes on its console.
TELLS = """addEventListener("securitypolicyviolation", (event) =>
  console.error("policy:", event.violatedDirective, event.blockedURI, event.sample));"""
PICTURES = os.environ.get("PICTURES", "")
WIDTHS = (360, 390, 800, 1280)
# Playwright drives its browser from an event loop of its own; Django must not mistake the test for a part of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium."""
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": [*FLAGS]}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Addresses in these tests begin at the product."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """An officer's machine in the province, with an English browser as most are."""
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "locale": "en-US",
        # Nothing fades while axe measures.
        "reduced_motion": "reduce",
        "timezone_id": "Asia/Ho_Chi_Minh",
    }


class Watch:
    """What the browser complained of, and where it asked elsewhere."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server, self.complaints = page, urlsplit(server).netloc, list[str]()
        page.add_init_script(TELLS)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # That an answer was a 404 is told by the answer itself.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.server:
            self.complaints.append(f"{self.page.url} asks another host: {request.url}")

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self.complaints.append(f"{self.page.url}: {answer.status} for {answer.url}")

    def axe(self) -> list[str]:
        """Each violation that axe finds on the page, with where."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "rules => axe.run({runOnly: rules})"
            ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target + '')]))",
            RULES,
        )
        return [f"{rule}: {', '.join(places[:4])}" for rule, places in found]

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.fixture
def watch(page: Page, live_server: Any) -> Iterator[Watch]:
    """The page under watch; any complaint fails the test."""
    cache.clear()
    watch = Watch(page, live_server.url)
    yield watch
    assert watch.complaints == []


@pytest.fixture
def enter(page: Page, live_server: Any) -> Callable[[Person], Page]:
    """Signs a person in without walking through the door."""

    def entered(person: Person) -> Page:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return page

    return entered
