"""The Vietnamese lunar calendar, as far as the office needs it."""

from datetime import date

from vnlunar import convert_lunar_to_solar

VIETNAM = 7.0  # hours east of Greenwich: new moons are dated by Hanoi's clock


def lunar_new_year(year: int) -> date:
    """The first day of Tết in the solar year.

    :raises ValueError: if the calendar does not reach that year
    """
    found = convert_lunar_to_solar(1, 1, year, 0, VIETNAM)
    if found is None:
        raise ValueError(year)
    day, month, in_year = found
    return date(in_year, month, day)
