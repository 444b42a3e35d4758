"""The days on which offices are closed, as shipped."""

from datetime import date

import pytest

from doingoai.dates import add_working_days, lunar, lunar_new_year
from doingoai.law.domain import DayOff, by_law_alone, calendar_of, office_days
from doingoai.law.read import RulesError, days_off

WITH_TET = range(2020, 2027)


def test_every_year_has_the_days_that_the_law_names():
    by_year = {n: {each.day for each in days_off() if each.day.year == n} for n in range(2020, 2028)}
    for in_year, days in by_year.items():
        assert {date(in_year, 1, 1), date(in_year, 4, 30), date(in_year, 5, 1), date(in_year, 9, 2)} <= days
        assert any((found := lunar(day)).month == 3 and found.day == 10 for day in days)


@pytest.mark.parametrize("in_year", WITH_TET)
def test_the_first_three_days_of_tet_are_off(in_year):
    off = office_days(days_off())
    first = lunar_new_year(in_year)
    assert [off.why_off(first.replace(day=first.day + n)) for n in range(3)] == ["Tết Nguyên đán"] * 3


def test_days_by_yearly_notice_wait_to_be_checked():
    assert all(
        each.verified == (each.name != "Tết Nguyên đán")
        for each in days_off()
        if each.day.year == 2024 and each.day.month < 4
    )


def test_a_clock_passes_over_the_days_off():
    due, skipped = add_working_days(date(2022, 4, 29), 1, office_days(days_off()))
    assert due == date(2022, 5, 4)
    assert "Nghỉ bù Ngày Quốc tế Lao động" in [each.why for each in skipped]
    assert office_days(days_off()).why_off(date(2026, 1, 10)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {day: 2022-01-01, name: A}", "thiếu hoặc sai"),
        ("- &a {day: 2022-01-01, name: A, verified: true}\n- *a", "có hai lần"),
    ],
)
def test_a_file_that_tells_too_little_or_twice_is_refused(tmp_path, text, words):
    path = tmp_path / "holidays.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=words):
        days_off(path)


def test_the_law_alone_names_its_days_and_gives_back_those_on_a_weekend():
    off = by_law_alone(2031)
    assert {date(2031, 1, 1), date(2031, 4, 30), date(2031, 5, 1), date(2031, 9, 2)} <= set(off)
    assert off[date(2031, 4, 1)] == "Giỗ Tổ Hùng Vương"
    # 30 April and 1 May 2033 are a Saturday and a Sunday: the Monday and the Tuesday are given for them.
    assert [by_law_alone(2033)[date(2033, 5, day)] for day in (2, 3)] == [
        "Nghỉ bù Ngày Chiến thắng 30/4",
        "Nghỉ bù Ngày Quốc tế Lao động",
    ]


@pytest.mark.parametrize("in_year", range(2010, 2051))
def test_every_year_to_come_has_tet_and_ten_days_of_the_law(in_year):
    off = calendar_of(()).holidays
    found = [day for day in off.off if day.year == in_year]
    assert len(found) >= 12
    assert off.why_off(lunar_new_year(in_year)) == "Tết Nguyên đán"


def test_a_day_that_is_told_to_be_worked_is_no_day_off_whatever_the_law_says():
    worked = DayOff(date(2031, 9, 2), "Làm bù", True, is_worked=True)
    assert calendar_of([worked]).holidays.why_off(worked.day) is None
