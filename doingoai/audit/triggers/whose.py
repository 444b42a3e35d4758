"""Who acts at this moment, as the triggers shall write it down: set by the request, the command, the worker's task."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

OUTSIDE = "outside"


@dataclass(frozen=True)
class Whose:
    """Through which door, which person for which agency, from where, by which request; empty where nobody can say.

    `erasing` is true only while values are being erased from the record.
    """

    source: str = OUTSIDE
    person: int | None = None
    agency: str = ""
    address: str = ""
    request: str = ""
    erasing: bool = False


_process = Whose()
_now: ContextVar[Whose | None] = ContextVar("whose", default=None)


def whose() -> Whose:
    """Who acts now."""
    return _now.get() or _process


def begin_process(source: str) -> None:
    """Say through which door this process acts where nothing nearer is said."""
    global _process
    _process = Whose(source)


@contextmanager
def acting(**said: object) -> Iterator[None]:
    """Say who acts within the block; what is not said stays as it was."""
    token = _now.set(replace(whose(), **said))  # type: ignore[arg-type]  # the fields of Whose
    try:
        yield
    finally:
        _now.reset(token)


def also(**said: object) -> None:
    """Say more of who acts, from here to the end of the block that is open; nothing where none is."""
    if _now.get() is not None:
        _now.set(replace(whose(), **said))  # type: ignore[arg-type]  # the fields of Whose
