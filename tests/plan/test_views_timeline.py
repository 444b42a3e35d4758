"""The year from left to right, on the screen and to take along."""

from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from icalendar import Calendar

from doingoai.plan.queries.calendar import coming
from tests.factories import coordinator, done

YEAR = "/ke-hoach/2022/dong-thoi-gian/"


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    return client


def moments(desk, query=""):
    return {(m.day, m.kind): m for m in desk.get(YEAR + query).context["timeline"].moments}


def test_the_year_runs_month_by_month_with_days_to_remember_and_last_days(desk, plan):
    done(plan, on=date(2022, 3, 5))
    months = desk.get(YEAR).context["timeline"].months
    assert [m.evidence for m in months][:4] == [0, 0, 1, 0]
    assert any("Ngày tái lập tỉnh" in moment.words for moment in months[9].moments)
    assert "due" in [moment.kind for moment in months[5].moments]


def test_lunar_days_stand_beside_solar_ones_and_round_years_are_told(desk):
    found = moments(desk)
    assert found[date(2022, 4, 10), "named"].lunar == "10/3 âm lịch"
    assert found[date(2022, 7, 12), "anniversary"].round_words == "năm lẻ 5"
    told = desk.get(YEAR).content.decode()
    assert "10/3 âm lịch" in told
    assert "năm lẻ 5" in told


def test_a_day_that_the_plan_names_is_not_told_a_second_time(desk):
    on_the_day = [m for m in desk.get(YEAR).context["timeline"].moments if m.day == date(2022, 9, 2)]
    assert [m.kind for m in on_the_day] == ["anniversary"]
    assert on_the_day[0].is_off


def test_days_off_that_follow_each_other_are_one(desk):
    tet = moments(desk)[date(2022, 1, 31), "off"]
    assert (tet.words, tet.until) == ("Tết Nguyên đán", date(2022, 2, 4))


def test_tasks_lie_across_the_year_and_filters_narrow_them(desk, plan):
    plan.tasks.filter(number="II.5").update(
        starts_on=date(2022, 7, 1), ends_on=date(2022, 9, 30), due_before=date(2022, 10, 1), state=2
    )
    whole = desk.get(YEAR).context["timeline"]
    assert whole.tasks == 17
    bar = next(bar for section in whole.sections for bar in section.bars if bar.task.number == "II.5")
    assert (bar.span.first, bar.span.width, bar.span.due) == (50, 25, 75)
    assert desk.get(YEAR + "?state=2").context["timeline"].tasks == 1
    by_agency = desk.get(YEAR + "?agency=so-ngv").context["timeline"]
    assert 0 < by_agency.tasks < 17
    section = whole.sections[1]
    assert desk.get(f"{YEAR}?section={section.number}").context["timeline"].tasks == len(section.bars)
    assert desk.get(YEAR + "?state=9&section=x").context["timeline"].tasks == 17
    assert (date(2022, 10, 1), "task") in moments(desk)
    assert (date(2022, 7, 1), "starts") in moments(desk)


def test_where_no_task_passes_the_page_says_so(desk):
    assert "Hiện tất cả" in desk.get(YEAR + "?state=4").content.decode()


def test_the_days_come_back_next_year(plan):
    found = {kept.named.name: kept for kept in coming(plan, after=date(2026, 12, 1))}
    province = found["Ngày thành lập tỉnh Lào Cai"]
    assert (province.on, province.years, province.round_words) == (date(2027, 7, 12), 120, "năm tròn")


def test_the_year_goes_into_a_calendar_program(desk):
    answer = desk.get(YEAR + "lich.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    by_words = {str(event["summary"]): event for event in events}
    tet = by_words["Tết Nguyên đán (ngày nghỉ)"]
    assert (tet.decoded("dtstart"), tet.decoded("dtend")) == (date(2022, 1, 31), date(2022, 2, 5))
    assert by_words["Giỗ Tổ Hùng Vương (ngày nghỉ)"]["description"] == "10/3 âm lịch"
    marks = [str(event["uid"]) for event in events]
    assert len(set(marks)) == len(marks)
    again = Calendar.from_ical(desk.get(YEAR + "lich.ics").content)
    assert [str(event["uid"]) for event in again.walk("VEVENT")] == marks


def test_the_year_is_a_paper_too(desk):
    paper = docx.Document(BytesIO(desk.get(YEAR + "lich.docx").content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "10/3" in cells
    assert "II.1.1" in cells
    assert any(section.page_width > section.page_height for section in paper.sections)
    print_ = pypdfium2.PdfDocument(desk.get(YEAR + "lich.pdf").content)
    words = " ".join(page.get_textpage().get_text_range() for page in print_)
    assert "Nhâm Dần" in words


def test_a_kind_that_is_none_is_not_found(desk):
    assert desk.get(YEAR + "lich.exe").status_code == 404
