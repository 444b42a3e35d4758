"""Who may open a kept file: the rooms that hold it say so."""

from collections.abc import Callable

from django.http import HttpRequest

Reader = Callable[[HttpRequest, int], bool]
_readers: list[Reader] = []


def register_reader(may_open: Reader) -> None:
    """Tell when the person may open a file that the room holds; a file that no room vouches for stays shut."""
    if may_open not in _readers:
        _readers.append(may_open)


def may_open(request: HttpRequest, file: int) -> bool:
    """Whether any room vouches for the person and the file of this key."""
    return any(reader(request, file) for reader in _readers)
