"""What rooms above tell of sign-in: who must have a second factor, which acts ask again, words of the place."""

from collections.abc import Callable, Iterable

from django.dispatch import Signal
from django.http import HttpRequest

Asked = Callable[[HttpRequest], bool]
# Somebody signed out on another machine of theirs: request, session, at.
session_ended = Signal()
READS, WRITES = frozenset({"GET", "HEAD"}), frozenset({"POST"})

_demands: list[Asked] = []
_sensitive: dict[str, frozenset[str]] = {}
_names: list[Callable[[], Iterable[str]]] = []
_posts: list[Callable[[str, str, str], None]] = []


def register_second_factor(is_required: Asked) -> None:
    """Tell how one knows that whoever asks must have a second factor."""
    if is_required not in _demands:
        _demands.append(is_required)


def register_sensitive(*url_names: str, methods: frozenset[str] = WRITES) -> None:
    """Name addresses whose acts ask again who one is, unless one showed it a short time ago."""
    for name in url_names:
        _sensitive[name] = _sensitive.get(name, frozenset()) | methods


def register_names(names: Callable[[], Iterable[str]]) -> None:
    """Tell where the names of the province stand, which no password may lean on."""
    if names not in _names:
        _names.append(names)


def must_have_second_factor(request: HttpRequest) -> bool:
    """Whether the role of whoever asks demands a second factor."""
    return any(is_required(request) for is_required in _demands)


def is_sensitive(url_name: str, method: str | None) -> bool:
    """Whether the act asks again who one is."""
    return method in _sensitive.get(url_name, ())


def sensitive() -> dict[str, frozenset[str]]:
    """Every address whose acts ask again who one is, with the methods that do."""
    return dict(_sensitive)


def names() -> list[str]:
    """Names of the province's bodies and places."""
    return [name for source in _names for name in source()]


def register_post(post: Callable[[str, str, str], None]) -> None:
    """Tell how a letter (address, subject, words) is sent."""
    _posts[:] = [post]


def post(address: str, subject: str, words: str) -> None:
    """Hand a letter over to be sent."""
    for send in _posts:
        send(address, subject, words)
