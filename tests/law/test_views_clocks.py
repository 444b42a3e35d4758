"""The pages of the terms: which ends first, how each was counted, who may see and waive it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.law.actions import load_holidays, load_rules, meet_clock, start_clock
from doingoai.law.domain import Ref
from doingoai.law.models import Clock
from tests.law.builders import moment
from tests.ops.builders import agency, person

pytestmark = pytest.mark.django_db

TERMS = "/quy-dinh/thoi-han/"
FRIDAY = moment(date(2022, 4, 29))


@pytest.fixture(autouse=True)
def tables(db, at):
    load_rules(at=at)
    load_holidays(at=at)


@pytest.fixture
def coordinator(client):
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


def text(response):
    return " ".join(response.content.decode().split())


def started(key="1", start=FRIDAY, matter="nn-hoat-dong-tai-tinh", **words):
    ref = Ref("test.file", key)
    return start_clock(matter, ref, started_at=start, words=f"Hồ sơ {key}", by=None, at=start, **words)


def test_the_nearest_end_stands_first_and_what_has_stopped_is_gone(client, coordinator, at):
    late, soon, done = started("muon"), started("gan", start=FRIDAY - timedelta(days=7)), started("xong")
    meet_clock(done, met_at=at, by=None, at=at)
    page = client.get(TERMS)
    assert [row.clock for row in page.context["rows"]] == [soon, late]
    assert "khoản 3 Điều 13 Nghị định 88/2012/NĐ-CP" in text(page)
    assert "đã quá hạn" in text(page)


def test_where_nothing_runs_the_page_says_what_would(client, coordinator):
    assert "Chưa có thời hạn nào đang chạy." in text(client.get(TERMS))


def test_the_page_of_a_term_explains_each_day_that_was_passed_over(client, coordinator):
    page = text(client.get(f"{TERMS}{started().pk}/"))
    for words in (
        "Quy định cho: trong 5 ngày làm việc.",
        "Ngày 0 là 29/4/2022 (Thứ Sáu), không tính.",
        "khoản 2, khoản 3 Điều 147 Bộ luật Dân sự 91/2015/QH13",
        "Bỏ qua 30/4/2022 (Thứ Bảy): Ngày Chiến thắng 30/4.",
        "Bỏ qua 02/5/2022 (Thứ Hai): Nghỉ bù Ngày Chiến thắng 30/4.",
        "Ngày cuối là 10/5/2022 (Thứ Ba), đến 24 giờ.",
        "Bảng ngày nghỉ năm 2022 chưa có người chấp nhận: hạn có thể đổi.",
        "ngày thứ 5, ngày cuối",
    ):
        assert words in page
    assert page.count('<li class="off">') == 6


def test_an_unchecked_rule_says_so_where_its_term_is_shown(client, coordinator):
    clock = started(matter="ttdn-giai-thich-bo")
    page = text(client.get(f"{TERMS}{clock.pk}/"))
    assert "Quy định này chưa được kiểm với văn bản gốc." in page


def test_a_program_reads_the_same(client, coordinator):
    said = client.get(f"{TERMS}{started().pk}/du-lieu.json").json()
    assert said["count"]["last_day"] == "2022-05-10"
    assert len(said["count"]["skipped"]) == 6


def test_a_term_of_hours_shows_how_many_are_left(client, coordinator):
    started(matter="pn-dot-xuat", start=timezone.now(), on=date(2026, 7, 1))
    page = text(client.get(TERMS))
    assert "còn 2" in page
    assert " giờ</b>" in page


def test_of_two_terms_of_one_work_the_later_says_which_alarms_first(client, coordinator):
    now = timezone.now()
    days = started(start=now, on=date(2026, 7, 1))
    hours = started(matter="pn-dot-xuat", start=now, on=date(2026, 7, 1))
    assert "nhắc trước" in text(client.get(f"{TERMS}{days.pk}/"))
    assert "nhắc trước" not in text(client.get(f"{TERMS}{hours.pk}/"))


def test_an_agency_sees_its_own_terms_and_no_others(client):
    own, others = agency(), agency("so-ct", "Sở Công Thương")
    mine, theirs, ours = started("a", agency=own), started("b", agency=others), started("c")
    client.force_login(person(Role.EDITOR))
    assert [row.clock for row in client.get(TERMS).context["rows"]] == [mine]
    for clock in (theirs, ours):
        for address in (f"{TERMS}{clock.pk}/", f"{TERMS}{clock.pk}/du-lieu.json"):
            assert client.get(address).status_code == 404
        assert client.post(f"{TERMS}{clock.pk}/mien/", {"ground": "x"}).status_code == 404
    assert client.get(f"{TERMS}{mine.pk}/").status_code == 200


def test_an_administrator_does_not_see_others_terms_by_being_one(client):
    started("b", agency=agency("so-ct", "Sở Công Thương"))
    client.force_login(person(Role.ADMINISTRATOR))
    assert client.get(TERMS).context["rows"] == []


def test_a_term_is_waived_for_a_ground(client, coordinator):
    clock = started()
    address = f"{TERMS}{clock.pk}/"
    assert client.post(f"{address}mien/", {"ground": ""}).status_code == 422
    page = text(client.post(f"{address}mien/", {"ground": "Người gửi rút hồ sơ"}, follow=True))
    assert "Đã miễn thời hạn." in page
    assert "Người gửi rút hồ sơ" in page
    assert "đã dừng" in text(client.post(f"{address}mien/", {"ground": "x"}, follow=True))
    assert client.get(f"{address}mien/").status_code == 405


def test_who_may_not_waive_is_told_and_sees_no_form(client):
    clock = started(agency=agency())
    client.force_login(person(Role.EDITOR))
    assert "Miễn thời hạn" not in text(client.get(f"{TERMS}{clock.pk}/"))
    page = text(client.post(f"{TERMS}{clock.pk}/mien/", {"ground": "x"}, follow=True))
    assert "Chỉ điều phối viên hoặc lãnh đạo" in page
    assert Clock.objects.get().is_running


def test_the_list_asks_no_more_for_three_terms_than_for_one(client, coordinator):
    started("1")
    client.get(TERMS)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = client.get(TERMS)
        return len(queries), len(page.context["rows"])

    with_one = asked()
    started("2")
    started("3")
    with_three = asked()
    assert (with_one[1], with_three[1]) == (1, 3)
    assert with_one[0] == with_three[0] <= 10
