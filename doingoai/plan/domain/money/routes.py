"""Which route a task's money takes: proposed from what the plan says of money; a person decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from doingoai.agencies.domain import Kind
from doingoai.plan.domain.money.states import Route
from doingoai.text import canonical

# How plans speak of each route; what they say of whom is looked up in the same sentence.
SAYS = (
    (
        Route.OWN,
        re.compile(r"(?:cân đối|bố trí|bảo đảm)[^.;]{0,40}ngân sách|ngân sách (?:cấp )?(?:huyện|xã)"),
    ),
    (
        Route.ALLOTTED,
        re.compile(r"kinh phí[^.;]{0,60}đã (?:được )?(?:giao|bố trí|cấp|phân bổ)|dự toán[^.;]{0,30}đã giao"),
    ),
    (Route.APPRAISED, re.compile(r"lập dự toán|thẩm định")),
)
LOCAL = re.compile(r"ubnd (?:các )?(?:huyện|thị xã|thành phố|xã|phường)|cấp (?:huyện|xã)|tại địa phương")
PURPOSE = re.compile(r"kinh phí (?:hoạt động |công tác )?(tuyên truyền|truyền thông|thông tin|quảng bá|đối ngoại)")
LOCAL_KINDS = frozenset({Kind.DISTRICT, Kind.DISTRICT_OFFICE, Kind.COMMUNE})


@dataclass(frozen=True)
class RouteNote:
    """A sentence of the plan that speaks of a route: of local bodies only, for which purpose if it names one."""

    route: Route
    text: str
    is_local: bool
    purpose: str = ""


@dataclass(frozen=True)
class RouteProposal:
    """The route that a sentence of the plan suggests."""

    route: Route
    because: str


def read_notes(notes: Sequence[str]) -> list[RouteNote]:
    """What the plan's sentences on money say of routes; a sentence that speaks of none is left out."""
    found = []
    for note in notes:
        words = canonical(note).casefold()
        route = next((route for route, says in SAYS if says.search(words)), None)
        if route is not None:
            purpose = PURPOSE.search(words)
            found.append(RouteNote(route, note, bool(LOCAL.search(words)), purpose[1] if purpose else ""))
    return found


def propose_route(notes: Sequence[RouteNote], title: str, kind: str) -> RouteProposal | None:
    """The route for a task's money at an agency of that kind; None where the plan says nothing that fits.

    Local bodies go with the sentence on local bodies. Of the others, funds that were allotted for a purpose fit a task
    that speaks of that purpose; every other task takes a new estimate.
    """
    is_local, words = kind in LOCAL_KINDS, canonical(title).casefold()
    fitting = [note for note in notes if note.is_local == is_local] or [note for note in notes if not note.is_local]
    allotted = [note for note in fitting if note.route is Route.ALLOTTED and note.purpose and note.purpose in words]
    others = [note for note in fitting if note.route is not Route.ALLOTTED or not note.purpose]
    chosen = next(iter([*allotted, *others, *fitting]), None)
    return RouteProposal(chosen.route, chosen.text) if chosen else None
