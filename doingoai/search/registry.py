"""What each room offers to the search: hung here from its AppConfig.ready()."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.functional import Promise


@dataclass(frozen=True)
class Found:
    """One thing that can be found, as its room gives it; agencies None means all staff."""

    kind: str
    key: str
    title: str
    body: str
    url: str
    agencies: tuple[str, ...] | None
    visible_from: datetime
    year: int | None = None


@dataclass(frozen=True)
class Source:
    """A kind of thing: its name on the page of results (plural), and all things of the kind."""

    kind: str
    label: str | Promise
    rows: Callable[[], Iterable[Found]]


_sources: dict[str, Source] = {}


def register_source(kind: str, *, label: "str | Promise", rows: Callable[[], Iterable[Found]]) -> None:
    """Offer a kind of thing; `doingoai search rebuild` asks `rows` for all of them."""
    _sources[kind] = Source(kind, label, rows)


def sources() -> Mapping[str, Source]:
    """The kinds offered, in the order in which the rooms hung them."""
    return MappingProxyType(_sources)
