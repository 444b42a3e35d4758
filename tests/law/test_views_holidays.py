"""The page of a year's days off: drawn, listed, proposed, accepted."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Role
from doingoai.law.actions import load_holidays, load_rules, start_clock
from doingoai.law.domain import DayState, Ref
from doingoai.law.models import Clock, Holiday, HolidayTable
from tests.factories import adopted_plan
from tests.law.builders import moment
from tests.law.test_actions_holidays import ics
from tests.ops.builders import person

pytestmark = pytest.mark.django_db

YEAR = "/quy-dinh/ngay-nghi/2022/"
KEEPERS = ("Chấp nhận bảng", "Ghi ngày này", "Đưa vào")


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


def test_those_who_work_here_see_the_year_and_only_keepers_its_forms(client):
    assert client.get(YEAR).status_code == 302
    client.force_login(person(username="khach"))
    assert client.get(YEAR).status_code == 403
    client.force_login(person(Role.VIEWER))
    page = text(client.get(YEAR))
    assert "Ngày nghỉ năm 2022" in page
    assert "chưa có người chấp nhận" in page
    assert not any(words in page for words in KEEPERS)


def test_the_working_year_is_shown_where_none_is_named(client, coordinator, settings):
    settings.WORKING_YEAR = "2022"
    assert client.get("/quy-dinh/ngay-nghi/").url == YEAR


def test_the_year_is_drawn_with_each_day_off_and_each_worked_one(client, coordinator):
    page = text(client.get("/quy-dinh/ngay-nghi/2026/"))
    assert page.count('<table class="month">') == 12
    assert re.search(r'<td class="off"> 17<span class="hide">: Tết Nguyên đán</span> </td>', page)
    assert re.search(r'<td class="worked"> 10<span class="hide">: làm bù</span> </td>', page)
    assert "12729/VPCP-KGVX" in page


def test_days_that_no_table_tells_are_drawn_as_proposed_and_listed_as_waiting(client, coordinator):
    page = text(client.get("/quy-dinh/ngay-nghi/2027/"))
    drawn = re.findall(
        r'<td class="off stitch"> (\d+)<span class="hide">: Tết Nguyên đán</span> <span class="hide">\(chờ thông báo\)',
        page,
    )
    assert drawn == ["4", "5", "6", "7", "8", "9", "10"]
    assert re.search(r'<td class="off"> 1<span class="hide">: Tết Dương lịch</span>', page)
    row = page.partition("04/02/2027 – 10/02/2027")[2].partition("</tr>")[0]
    assert "Tết Nguyên đán" in row
    assert "chờ thông báo, tạm tính rộng" in row
    assert "<form" not in row


def test_of_a_year_wholly_told_nothing_waits_for_the_notice(client, coordinator):
    page = text(client.get(YEAR))
    assert "chờ thông báo" not in page
    assert "off stitch" not in page


def test_the_years_of_the_tables_are_no_choice_of_the_working_year(client, coordinator):
    adopted_plan()
    page = text(client.get(YEAR))
    assert '<nav class="btns years"' in page
    assert 'class="yearpick"' not in page


def test_a_year_of_which_nothing_is_told_shows_the_law_s_own_days(client, coordinator):
    page = text(client.get("/quy-dinh/ngay-nghi/2031/"))
    assert "Chưa có bảng của năm này" in page
    assert 'class="off"' not in page.partition("<table")[2], "none of its days is told by a table"
    assert "Quốc khánh" in page


def test_a_day_is_written_down_and_taken_out_again_and_the_page_tells_what_moved(client, coordinator, at):
    start_clock("nn-hoat-dong-tai-tinh", Ref("t", "1"), started_at=moment(date(2022, 6, 6)), words="x", by=None, at=at)
    said = {"day-day": "08/06/2022", "day-name": "Nghỉ thử", "day-document": "1/TB"}
    page = text(client.post(f"{YEAR}ghi/", said, follow=True))
    assert "Đã ghi; 1 thời hạn đang chạy đổi ngày." in page
    row = Holiday.objects.get(day=date(2022, 6, 8))
    page = text(client.post(f"/quy-dinh/ngay-nghi/ngay/{row.pk}/bo/", follow=True))
    assert "1 thời hạn đang chạy đổi ngày" in page
    assert Clock.objects.get().reckoned.last_day == date(2022, 6, 13)


@pytest.mark.parametrize("day", ["31/02/2022", "01/01/2009", ""])
def test_a_day_that_is_none_is_told_and_what_was_typed_stays(client, coordinator, day):
    answer = client.post(f"{YEAR}ghi/", {"day-day": day, "day-name": "Nghỉ thử"})
    assert answer.status_code == 422
    assert 'value="Nghỉ thử"' in text(answer)


def test_a_calendar_is_brought_in_and_decided_on_day_by_day(client, coordinator):
    file = SimpleUploadedFile("le.ics", ics("20220607", "20220609", "Nghỉ thử"))
    page = text(client.post(f"{YEAR}nhap/", {"file-file": file}, follow=True))
    assert "2 ngày chờ quyết định." in page
    assert "le.ics" in page
    first, second = Holiday.objects.filter(state=DayState.PROPOSED)
    client.post(f"/quy-dinh/ngay-nghi/ngay/{first.pk}/nhan/")
    client.post(f"/quy-dinh/ngay-nghi/ngay/{second.pk}/khong-nhan/")
    assert "quyết định về ngày 07/6/2022" in text(
        client.post(f"/quy-dinh/ngay-nghi/ngay/{first.pk}/nhan/", follow=True)
    )
    assert set(Holiday.objects.filter(name="Nghỉ thử").values_list("state", flat=True)) == {"accepted", "refused"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"khong", "tệp lịch"),
        (ics(name="TỐI MẬT"), "dấu độ mật"),
        (b"", "trống|rỗng|empty"),
        (b"x" * 1_000_001, "1 MB"),
    ],
)
def test_a_file_that_is_no_calendar_or_bears_a_mark_is_refused_in_words(client, coordinator, data, words):
    answer = client.post(f"{YEAR}nhap/", {"file-file": SimpleUploadedFile("le.ics", data)})
    assert answer.status_code == 422
    assert re.search(words, text(answer))
    assert not Holiday.objects.filter(state=DayState.PROPOSED).exists()


def test_the_upload_says_that_no_secret_may_be_entered(client, coordinator):
    assert "tệp có dấu độ mật" in text(client.get(YEAR))


def test_the_table_is_accepted_by_its_document_and_reopened(client, coordinator):
    assert client.post(f"{YEAR}chap-nhan/", {"table-document": ""}).status_code == 422
    said = {"table-document": "6150/TB-BLĐTBXH", "table-issued_on": "03/12/2021"}
    page = text(client.post(f"{YEAR}chap-nhan/", said, follow=True))
    assert "6150/TB-BLĐTBXH" in page
    assert HolidayTable.objects.get(year=2022).accepted_by == coordinator
    client.post(f"{YEAR}mo-lai/")
    assert not HolidayTable.objects.get(year=2022).is_accepted


@pytest.mark.parametrize("door", ["ghi", "chap-nhan", "mo-lai", "nhap"])
def test_others_change_nothing_and_links_change_nothing(client, door):
    client.force_login(person(Role.HEAD))
    said = {"day-day": "08/06/2022", "day-name": "x", "table-document": "1"}
    file = SimpleUploadedFile("le.ics", ics())
    before = list(Holiday.objects.values_list("day", "state"))
    page = text(client.post(f"{YEAR}{door}/", {**said, "file-file": file}, follow=True))
    assert "Chỉ điều phối viên hoặc quản trị viên" in page
    assert client.get(f"{YEAR}{door}/").status_code == 405
    assert list(Holiday.objects.values_list("day", "state")) == before
    assert not HolidayTable.objects.exclude(accepted_at=None).exists()


def test_the_page_asks_no_more_for_three_days_than_for_one(client, coordinator):
    client.get(YEAR)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = client.get(YEAR)
        return len(queries), len(page.context["days"])

    keep = [date(2022, 2, 1), date(2022, 2, 2), date(2022, 2, 3)]
    Holiday.objects.exclude(day__in=keep).delete()
    with_three = asked()
    Holiday.objects.exclude(day=keep[0]).delete()
    with_one = asked()
    assert (with_one[1], with_three[1]) == (1, 3)
    assert with_one[0] == with_three[0] <= 10
