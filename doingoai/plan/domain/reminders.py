"""What is reminded of, when, and in which words: before the day, on it, and after; each step once."""

from dataclasses import dataclass
from datetime import date

from doingoai.dates import office

# Days from the last day: a week before, two days before, on the day, the day after, a week after.
STEPS = (-7, -2, 0, 1, 7)
# What is later than this is a matter for people, not for reminders.
LONG_AGO = 14


@dataclass(frozen=True)
class Item:
    """One thing that is due: its key, what it is, its last day, and the page where it is done ("" if by key link)."""

    what: str
    words: str
    due_on: date
    url: str = ""


@dataclass(frozen=True)
class Recipient:
    """Who is reminded: a person with an account, or the holder of a key link by address; `to` names either."""

    to: str
    person: int | None = None
    email: str = ""
    name: str = ""


def step_of(due_on: date, today: date) -> int | None:
    """The step that is reached today: the latest one begun; None while the day is far off, or long gone."""
    gone = (today - due_on).days
    if gone > LONG_AGO:
        return None
    return max((step for step in STEPS if step <= gone), default=None)


def how_long(due_on: date, today: date) -> str:
    """How far off the last day is: "còn 2 ngày", "hôm nay là hạn", "quá hạn 1 ngày"."""
    left = (due_on - today).days
    if left == 0:
        return "hôm nay là hạn"
    return f"còn {left} ngày" if left > 0 else f"quá hạn {-left} ngày"


def line(item: Item, today: date) -> str:
    """The item in one sentence: what, by when, how long."""
    return f"{item.words}: hạn {office(item.due_on)}, {how_long(item.due_on, today)}"
