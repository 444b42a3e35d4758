"""What follows when a body is succeeded: each room above says here what of its own goes to the successor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from doingoai.agencies.domain.succession import Passing


@dataclass(frozen=True)
class Move:
    """One thing that goes to a successor; `key` names it for as long as it waits to go."""

    key: str
    words: str
    predecessor: str


@dataclass(frozen=True)
class Moves:
    """The things of one kind that go; `is_divided` says whether a split lets each have a successor of its own."""

    label: str | Promise
    rows: tuple[Move, ...]
    is_divided: bool = True


@dataclass(frozen=True)
class Follower:
    """What of a room follows.

    `moves` tells what would go and writes nothing; `follow` lets it go, inside the transaction of the act, and gives
    back a note (JSON) from which `undo` puts all of it back as it was. What has gone already does not go twice.
    """

    moves: Callable[[Passing], Sequence[Moves]]
    follow: Callable[[Passing, datetime], Mapping[str, Any]]
    undo: Callable[[Passing, Mapping[str, Any], datetime], None]


_followers: dict[str, Follower] = {}


def following(named: Mapping[str, Follower]) -> None:
    """Let what the room holds follow its bodies, in this order."""
    _followers.update(named)


def followers() -> Mapping[str, Follower]:
    """Everything that follows, in the order in which the rooms hung it."""
    return dict(_followers)
