"""Every page the coordinator reaches by a link fits a phone; axe, the policy and the browser complain of nothing."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from doingoai.ops import demo
from doingoai.plan.actions.imports import read_in
from tests.browser.conftest import WIDTHS
from tests.factories import NOW, adopted_plan, coordinator
from tests.plan.gold import PROFILE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEGIN = (
    "/",
    "/tai-khoan/xac-nhan/",
    "/tai-khoan/lop-thu-hai/",
    "/tai-khoan/phien/",
    "/giao-dien/",
    "/ke-hoach/?tat-ca=1",
    "/tim/?q=bang+chung",
)
LINKS = "[...document.querySelectorAll('a[href]')].filter(a => !a.hasAttribute('download')).map(a => a.href)"


@pytest.fixture
def office(transactional_db):
    """A year at work: the plan adopted, sample evidence, and a second paper being read."""
    adopted_plan()
    demo.load(2022, at=NOW)
    by = coordinator()
    paper = PROFILE / "plans" / "2022.txt"
    read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=by.person, at=NOW)
    return by


def kind(url):
    """What makes two pages two of a kind: the same door."""
    return resolve(urlsplit(url).path).view_name


def test_every_page_of_the_coordinator(watch, enter, office, base_url):
    page, failures, met, waiting = enter(office.person), [], set(), [*BEGIN]
    while waiting:
        url = urljoin(base_url, waiting.pop(0))
        if kind(url) in met:
            continue
        met.add(kind(url))
        answer = page.request.get(url)
        if answer.status != 200:
            failures.append(f"{url} answers {answer.status}")
        elif "text/html" in answer.headers["content-type"]:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(url)
            waiting += [link for link in page.evaluate(LINKS) if link.startswith(base_url)]
            failures += [f"{url} {found}" for found in faults(watch)]
    print(len(met), sorted(met), *failures, sep="\n")
    assert failures == []


def faults(watch):
    """What is wrong with the page, by width and by light."""
    for width in WIDTHS:
        watch.page.set_viewport_size({"width": width, "height": 900})
        if (over := watch.overflow()) > 0:
            yield f"at {width}: {over} pixels over the edge"
        if width in (390, 1280):
            for scheme in ("light", "dark"):
                watch.page.emulate_media(color_scheme=scheme)
                yield from (f"at {width}, {scheme}: {found}" for found in watch.axe())
