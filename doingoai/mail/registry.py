"""What rooms tell the outbox: words that no table may keep, and the hours in which an office is written to."""

from collections.abc import Callable
from datetime import datetime

# The letter's key and its body; what comes back is handed to the mail server and kept nowhere.
Filler = Callable[[str, str], str]
_fillers: list[Filler] = []


def register_filler(fill: Filler) -> None:
    """Tell how letters of the room are filled in as they leave."""
    if fill not in _fillers:
        _fillers.append(fill)


def filled(key: str, body: str) -> str:
    """The body as it leaves."""
    for fill in _fillers:
        body = fill(key, body)
    return body


_hours: list[Callable[[datetime], bool]] = []


def register_hours(are_open: Callable[[datetime], bool]) -> None:
    """Tell when the office works; letters that belong in its hours wait for them."""
    if are_open not in _hours:
        _hours.append(are_open)


def is_at_work(at: datetime) -> bool:
    """Whether the office works at the moment; always, where nobody told."""
    return all(are_open(at) for are_open in _hours)


_looks: list[Callable[[str], str]] = []


def register_look(look: Callable[[str], str]) -> None:
    """Tell who looks at every letter before it is queued, and says why one must not leave; "" where it may."""
    if look not in _looks:
        _looks.append(look)


def why_held(text: str) -> str:
    """Why a letter that says this must not leave; "" where it may."""
    return next((why for look in _looks if (why := look(text))), "")
