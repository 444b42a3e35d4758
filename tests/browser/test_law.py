"""Days off are proposed, accepted and written down on real pages, and the terms that run follow."""

import re
from datetime import date

import pytest

from doingoai.law.actions import load_holidays, load_rules, start_clock
from doingoai.law.domain import Ref
from tests.browser.conftest import WIDTHS
from tests.factories import NOW, adopted_plan, coordinator
from tests.law.builders import moment
from tests.law.test_actions_holidays import ics

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

YEAR = "/quy-dinh/ngay-nghi/2022/"


@pytest.fixture
def office(transactional_db):
    adopted_plan()
    load_rules(at=NOW)
    load_holidays(at=NOW)
    return coordinator()


def looked_at(watch):
    """What is wrong with the page as it stands, by width and by light."""
    found = []
    for width in WIDTHS:
        watch.page.set_viewport_size({"width": width, "height": 900})
        found += [f"{watch.page.url} at {width}: {watch.overflow()} over"] if watch.overflow() > 0 else []
    for scheme in ("light", "dark"):
        watch.page.emulate_media(color_scheme=scheme)
        found += watch.axe()
    return found


def test_a_calendar_is_brought_in_accepted_and_moves_a_term(watch, enter, office, base_url):
    start = moment(date(2022, 6, 6))
    clock = start_clock(
        "nn-hoat-dong-tai-tinh", Ref("t", "1"), started_at=start, words="Hồ sơ của phóng viên", by=None, at=start
    )
    page = enter(office.person)
    page.goto(YEAR)
    page.get_by_label("Tệp lịch (.ics)").set_input_files(
        {"name": "le.ics", "mimeType": "text/calendar", "buffer": ics("20220608", "20220609", "Nghỉ thử")}
    )
    page.get_by_role("button", name="Đưa vào").click()
    page.get_by_text("1 ngày chờ quyết định.").wait_for()
    assert looked_at(watch) == []
    page.get_by_role("button", name=re.compile(r"^Chấp nhận.*Nghỉ thử")).click()
    page.get_by_text("1 thời hạn đang chạy đổi ngày").wait_for()
    page.goto(f"/quy-dinh/thoi-han/{clock.pk}/")
    page.get_by_text("Bỏ qua 08/6/2022 (Thứ Tư): Nghỉ thử.").wait_for()
    page.get_by_text("Ngày cuối là 14/6/2022 (Thứ Ba), đến 24 giờ.").wait_for()
    assert looked_at(watch) == []


def test_a_term_is_counted_on_the_rule_s_page(watch, enter, office, base_url):
    page = enter(office.person)
    page.goto("/quy-dinh/bcnn2012-thuong-tru-05/")
    page.get_by_label("Ngày xảy ra việc").fill("29/04/2022")
    page.get_by_role("button", name="Tính", exact=True).click()
    page.get_by_text("hết ngày 10/5/2022").wait_for()
    assert looked_at(watch) == []
