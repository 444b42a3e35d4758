"""Days as a Vietnamese office writes and reads them."""

import re
from datetime import date

PADDED_MONTHS = 2  # Decree 30/2020: a zero before days below 10 and before months 1 and 2
WRITTEN = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
SPELLED = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.I)


def _month(number: int) -> str:
    return f"{number:02d}" if number <= PADDED_MONTHS else str(number)


def office(day: date) -> str:
    """05/01/2022, 01/6/2022: a zero before small days, before months only in January and February."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def short_office(day: date) -> str:
    """05/01, 14/6: without the year."""
    return f"{day.day:02d}/{_month(day.month)}"


def long_office(day: date) -> str:
    """Spell the day out: "ngày 05 tháng 01 năm 2022"."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def parse_office(text: str, *, of_year: int | None = None) -> date | None:
    """The day written as 15/6/2022, 15/6 (then of the year given), or "ngày 15 tháng 6 năm 2022"; None if none is."""
    match = WRITTEN.fullmatch(text.strip()) or SPELLED.fullmatch(text.strip())
    if match is None:
        return None
    day, number, in_year = match.groups()
    if in_year is None and of_year is None:
        return None
    try:
        return date(int(in_year or of_year or 0), int(number), int(day))
    except ValueError:
        return None
