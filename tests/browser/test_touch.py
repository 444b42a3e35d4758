"""Under a finger everything that acts is 44 pixels each way; under a mouse nothing changed."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from doingoai.ops import demo
from doingoai.plan.actions.imports import read_in
from doingoai.plan.models import CostEstimate, Plan, PlanImport
from tests.browser.conftest import AXE, RULES
from tests.factories import NOW, adopted_plan, coordinator
from tests.plan.budgeting import written
from tests.plan.gold import PROFILE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = os.environ.get("PICTURES", "")
PAGES = (
    "/",
    "/ke-hoach/2022/",
    "/ke-hoach/2022/dong-thoi-gian/",
    "/ke-hoach/2022/cua-co-quan/",
    "/ke-hoach/nhap/{review}/",
    "/bang-chung/2022/",
    "/bao-cao/2022/6-thang/",
    "/quy-dinh/",
    "/quy-dinh/ngay-nghi/2022/",
    "/co-quan/",
    "/ke-hoach/2022/kinh-phi/",
    "/ke-hoach/2022/kinh-phi/cho-xu-ly/",
    "/ke-hoach/2022/kinh-phi/cach-cap/",
    "/ke-hoach/2022/kinh-phi/dong/?what=spent",
    "/ke-hoach/2022/kinh-phi/dong/{line}/",
    "/ke-hoach/2022/kinh-phi/du-toan/moi/",
    "/ke-hoach/2022/kinh-phi/du-toan/{estimate}/",
    "/ke-hoach/2022/kinh-phi/du-toan/{estimate}/phan-bo/",
    "/ke-hoach/2022/kinh-phi/du-toan/{mine}/",
    "/ke-hoach/2022/kinh-phi/du-toan/{mine}/bang/",
)
# How far from its middle a press still meets the thing: its own box, its label, or the room around it.
SMALL = """() => {
  const acts = ".btn, .tabs a, .knot, .in, summary, input:is([type=checkbox], [type=radio]), .sec > header > a";
  const found = [];
  for (const el of document.querySelectorAll(acts)) {
    if (!el.checkVisibility({ visibilityProperty: true }) || !el.getBoundingClientRect().width) continue;
    if (el.closest(".hide, .theme")) continue;
    el.scrollIntoView({ block: "center", inline: "center" });
    const box = el.getBoundingClientRect();
    const label = el.closest("label") ?? el.labels?.[0];
    const around = label?.getBoundingClientRect() ?? box;
    const meets = (x, y) => {
      const there = document.elementFromPoint(box.left + box.width / 2 + x, box.top + box.height / 2 + y);
      return !there || el.contains(there) || label?.contains(there);
    };
    const reach = (x, y) => {
      let steps = 0;
      while (steps < 22 && meets(x * steps, y * steps)) steps += 1;
      return steps;
    };
    const high = Math.max(box.height, around.height, reach(0, 1) + reach(0, -1));
    const wide = Math.max(box.width, around.width, reach(1, 0) + reach(-1, 0));
    if (high < 43 || wide < 43) found.push(`${el.className || el.type || el.tagName} ${wide}×${high} ${el.innerText}`);
  }
  return found;
}"""


@pytest.fixture
def pages(transactional_db, browser, live_server):
    """Opens a window of the coordinator's: a telephone, or a screen with a mouse."""
    adopted_plan()
    demo.load(2022, at=NOW)
    by, paper = coordinator(), PROFILE / "plans" / "2022.txt"
    read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=by.person, at=NOW)
    client, opened = Client(), []
    client.force_login(by.person)
    key = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}

    def window(**look):
        context = browser.new_context(locale="vi-VN", reduced_motion="reduce", **look)
        context.add_cookies([key | {"url": live_server.url}])
        opened.append(context)
        return context.new_page()

    own = written(Plan.objects.get(), office=by.agency.slug, by=by)
    sample = CostEstimate.objects.get(is_demo=True)
    window.things = {
        "review": PlanImport.objects.latest("pk").pk,
        "estimate": sample.pk,
        "line": sample.lines.first().pk,
        "mine": own.pk,
    }
    yield window
    for context in opened:
        context.close()


def test_a_finger_meets_everything_that_acts(pages, live_server):
    page = pages(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    small, things = {}, pages.things
    for url in PAGES:
        assert page.goto(live_server.url + url.format(**things)).status == 200, url
        assert page.evaluate("matchMedia('(pointer: coarse)').matches")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, url
        if found := page.evaluate(SMALL):
            small[url] = found
        looked_at(page, url)
    assert small == {}


def looked_at(page, url):
    """Nothing for axe to find, in light and in dark."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if PICTURES:
            name = f"touch-{url.strip('/').replace('/', '-')}-{scheme}.png"
            page.screenshot(path=Path(PICTURES) / name, full_page=True)
        found = page.evaluate(
            "r => axe.run({runOnly: r}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))", RULES
        )
        assert found == [], f"{url}, {scheme}"


def test_under_a_mouse_small_things_stay_small(pages, live_server):
    page = pages(viewport={"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/ke-hoach/2022/cua-co-quan/")
    heights = "sel => [...document.querySelectorAll(sel)].filter(e => e.checkVisibility()).map(e => e.offsetHeight)"
    assert set(page.evaluate(heights, ".tbl input[type=checkbox]")) == {20}
    assert set(page.evaluate(heights, ".yearpick .in, .filters .in")) <= {32, 34}
    page.goto(f"{live_server.url}/ke-hoach/nhap/{PlanImport.objects.latest('pk').pk}/")
    assert 30 in page.evaluate(heights, ".btn.small")
