"""Days as people type them into a box: with slashes, dots, dashes, spaces, or with nothing between."""

import re
from datetime import date

from doingoai.dates.lunar import NoSuchDay
from doingoai.dates.office import SPELLED

SHAPES = (
    re.compile(r"(?P<day>\d{1,2})\s*[/.,\-–\s]\s*(?P<month>\d{1,2})\s*[/.,\-–\s]\s*(?P<year>\d{4}|\d\d)"),
    re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)
CENTURY = 2000  # of a year of two digits


def parse_typed(text: str) -> date | None:
    """The day typed as 30/5/2022, 30.5.2022, 30-5-2022, 30 5 2022, 30052022, 30/5/22; None if it is no day at all.

    :raises NoSuchDay: if it is written as a day and the calendar has none such
    """
    words = text.strip()
    found = next((match for shape in SHAPES if (match := shape.fullmatch(words))), None)
    spelled = SPELLED.fullmatch(words)
    if found:
        day, month, year = found["day"], found["month"], found["year"]
    elif spelled and spelled[3]:
        day, month, year = spelled.groups()
    else:
        return None
    try:
        return date(int(year) + (CENTURY if len(year) == len("22") else 0), int(month), int(day))
    except ValueError as refusal:
        raise NoSuchDay(words) from refusal
