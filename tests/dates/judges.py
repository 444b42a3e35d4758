"""Judges of the lunar calendar: the calendar worked out anew from two libraries of astronomy, by a city's clock.

Each gives the moments of the new moons and the sun's longitude; the calendar's rules are told once, below. Neither
shares code or tables with the library that the product uses.
"""

import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import astronomy
import ephem

HANOI, BEIJING = timedelta(hours=7), timedelta(hours=8)
TERM = 30  # degrees from one principal term to the next
SOLSTICE = 9  # the winter solstice, at 270 degrees, lies in month 11
SHORT_YEAR = 12


class Sky(NamedTuple):
    """What a library of astronomy tells, by Greenwich's clock."""

    new_moons: Callable[[int, int], Iterator[datetime]]
    longitude: Callable[[datetime], float]


def _ephem_moons(first: int, last: int) -> Iterator[datetime]:
    moment = ephem.next_new_moon(ephem.Date(datetime(first, 1, 1)))
    while (found := moment.datetime()).year <= last:
        yield found
        moment = ephem.next_new_moon(moment)


def _ephem_longitude(moment: datetime) -> float:
    at = ephem.Date(moment)
    sun = ephem.Sun(at)
    return math.degrees(ephem.Ecliptic(ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=at), epoch=at).lon)


def _astronomy_moons(first: int, last: int) -> Iterator[datetime]:
    moment = astronomy.SearchMoonPhase(0, astronomy.Time.Make(first, 1, 1, 0, 0, 0), 40)
    while (found := moment.Utc().replace(tzinfo=None)).year <= last:
        yield found
        moment = astronomy.SearchMoonPhase(0, moment.AddDays(1), 40)


def _astronomy_longitude(moment: datetime) -> float:
    at = astronomy.Time.Make(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)
    return float(astronomy.SunPosition(at).elon)


JUDGES = {
    "ephem": Sky(_ephem_moons, _ephem_longitude),
    "astronomy-engine": Sky(_astronomy_moons, _astronomy_longitude),
}


def calendar(sky: Sky, first: int, last: int, clock: timedelta = HANOI) -> dict[date, tuple[int, int, bool, int]]:
    """(year, month, is_leap, day) of every day of the years.

    A month begins on the day of the new moon. Month 11 holds the winter solstice. Where thirteen months lie from one
    month 11 to the next, the first of them without a principal term is a leap month.
    """
    starts = [(moment + clock).date() for moment in sky.new_moons(first - 2, last + 2)]
    # The sun's twelfth of the circle as the month's first day begins.
    signs = [int(sky.longitude(datetime(d.year, d.month, d.day) - clock) // TERM) for d in starts]
    elevenths = [i for i in range(len(starts) - 1) if signs[i] < SOLSTICE <= signs[i + 1]]
    found: dict[date, tuple[int, int, bool, int]] = {}
    for here, following in pairwise(elevenths):
        leap = None
        if following - here > SHORT_YEAR:
            leap = next(i for i in range(here + 1, following) if signs[i] == signs[i + 1])
        number, year = 11, starts[here].year
        for i in range(here, following):
            if i > here and i != leap:
                number = number % 12 + 1
                year += number == 1
            for day in range((starts[i + 1] - starts[i]).days):
                found[starts[i] + timedelta(days=day)] = (year, number, i == leap, day + 1)
    return found
