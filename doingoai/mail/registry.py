"""What a room writes into its letters only as they leave: words that no table may keep."""

from collections.abc import Callable

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
