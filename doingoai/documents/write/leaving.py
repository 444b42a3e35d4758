"""The last look: no paper leaves with a mark of a secrecy level on it, wherever its words came from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from doingoai.documents.domain import guard

Write = TypeVar("Write", bound=Callable[..., bytes])


def looked_at(write: Write) -> Write:
    """The same way of writing a value, which refuses one that bears a mark.

    :raises SecrecyMark: naming the rule
    """

    @wraps(write)
    def written(value: object, **how: Any) -> bytes:
        last_look(value)
        data: bytes = write(value, **how)
        return data

    return cast(Write, written)


def last_look(value: object) -> None:
    """Look at every text in the value.

    :raises SecrecyMark: if one bears a mark
    """
    guard.check(enumerate(texts_of(value), start=1), "xuất văn bản này")


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a value made of dataclasses, sequences and mappings."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from texts_of(list(value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from texts_of(each)
