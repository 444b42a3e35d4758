"""What becomes of bodies: the list, one of them, and the way to write one down, which first shows what moves."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.actions.people import NotDone
from doingoai.agencies.actions.successions import Told, foresee, obstacles, record_succession, undo_succession
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.forms.successions import FORMS, SuccessionForm
from doingoai.agencies.models import Succession
from doingoai.agencies.queries.successions import Named, step_of, told
from doingoai.agencies.registry import Move, Moves, followers
from doingoai.agencies.views.desk import actor_of, days, refuse, staff, succeeder, tabs, tell
from doingoai.agencies.words import CHANGE_MEANINGS, CHANGE_WORDS


@staff
def index(request: HttpRequest) -> HttpResponse:
    """Every succession that stands, the newest first."""
    steps = [step_of(row) for row in told().order_by("-on", "-pk")]
    shown = {"steps": steps, "tabs": tabs(request), "may_succeed": actor_of(request).may_succeed}
    return render(request, "agencies/successions.html", shown)


@staff
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One succession: who became whom, by which decision, what went along."""
    rows = Succession.objects.prefetch_related("sides__agency").select_related("recorded_by")
    row = get_object_or_404(rows, pk=pk)
    waits = row.settled_at is None and row.undone_at is None and row.kind != Change.RENAME
    moves = [m for f in followers().values() for m in f.moves(row.passing())] if waits else []
    shown = {
        "row": row,
        "step": step_of(row),
        "moved": [kind for kind in moves if kind.rows],
        "may_succeed": actor_of(request).may_succeed,
    }
    return render(request, "agencies/succession.html", shown)


@succeeder
def new(request: HttpRequest) -> HttpResponse:
    """Write a succession down: its kind, its facts, a look at what moves, and only then the act."""
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    if asked not in list(Change):
        kinds = [(kind.value, CHANGE_WORDS[kind], CHANGE_MEANINGS[kind]) for kind in Change]
        return render(request, "agencies/succession_kinds.html", {"kinds": kinds, "body": request.GET.get("body", "")})
    kind = Change(asked)
    body = request.GET.get("body", "")
    initial = {"before": [body] if kind is Change.MERGE else body}
    form = FORMS[kind](request.POST or None, initial=initial, days=days(request))
    step = request.POST.get("step", "")
    if not step or step == "edit" or not form.is_valid():
        return _asked(request, form, status=422 if step == "look" else 200)
    return _looked(request, form)


def _asked(request: HttpRequest, form: SuccessionForm, status: int) -> HttpResponse:
    shown = {"form": form, "word": CHANGE_WORDS[form.kind], "meaning": CHANGE_MEANINGS[form.kind]}
    return render(request, "agencies/succession_new.html", shown, status=status)


def _looked(request: HttpRequest, form: SuccessionForm) -> HttpResponse:
    """What moves; where it was looked at and nothing has changed since, the act itself."""
    asked = [key for key in request.POST if key.startswith("choice-")]
    choices = {key.removeprefix("choice-"): request.POST[key] for key in asked if request.POST[key]}
    what = form.told(main=request.POST.get("main", ""), choices=choices)
    if found := obstacles(what):
        for words in found:
            form.add_error(None, words)
        return _asked(request, form, status=422)
    moves = [kind for kind in foresee(what) if kind.rows]
    seen = _mark(moves)
    is_sure = request.POST.get("step") == "do"
    if is_sure and request.POST.get("seen") == seen:
        return _done(request, form, what)
    return _preview(request, form, what, moves, has_changed=is_sure)


def _preview(
    request: HttpRequest, form: SuccessionForm, what: Told, moves: Sequence[Moves], *, has_changed: bool
) -> HttpResponse:
    shown: dict[str, Any] = {
        "form": form,
        "told": what,
        "word": CHANGE_WORDS[what.kind],
        "heirs": _heirs(what),
        "moves": [Offered(kind.label, kind.is_divided, tuple(_rows(kind, what))) for kind in moves],
        "total": sum(len(kind.rows) for kind in moves),
        "seen": _mark(moves),
        "has_changed": has_changed,
        "is_future": what.on > timezone.localdate(),
    }
    return render(request, "agencies/succession_look.html", shown, status=409 if has_changed else 200)


@dataclass(frozen=True)
class Row:
    """A thing that moves, with the successor chosen for it, if one is."""

    key: str
    words: str
    chosen: str


@dataclass(frozen=True)
class Offered:
    """The things of one kind, as the page offers them."""

    label: object
    is_divided: bool
    rows: tuple[Row, ...]


def _rows(kind: Moves, what: Told) -> Iterable[Row]:
    names = {body.slug: body.short for body in what.predecessors}
    for row in kind.rows:
        yield Row(row.key, _words(row, names), what.choices.get(row.key, ""))


def _words(row: Move, names: dict[str, str]) -> str:
    """The thing, and whose it is where several bodies go over."""
    whose = names.get(row.predecessor, "") if len(names) > 1 else ""
    return f"{row.words} · {whose}" if whose else row.words


def _heirs(what: Told) -> list[Named]:
    names = {body.slug: body.name for body in what.successors} | {body.slug: body.name for body in what.made}
    return [Named(slug, names[slug]) for slug in what.heirs if slug in names]


def _mark(moves: Iterable[Moves]) -> str:
    """What was looked at, in a mark: the same things have the same."""
    keys = sorted(f"{row.key} {row.predecessor}" for kind in moves for row in kind.rows)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def _done(request: HttpRequest, form: SuccessionForm, what: Told) -> HttpResponse:
    try:
        row = record_succession(what, by=actor_of(request), at=timezone.localtime())
    except NotDone as refusal:
        form.add_error(None, str(refusal))
        return _asked(request, form, status=422)
    is_due = row.settled_at is None
    tell(request, _("Written down; it takes effect by itself on its day.") if is_due else _("Written down; in effect."))
    return redirect("agencies:succession", pk=row.pk)


@succeeder
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put everything back as it was."""
    row = get_object_or_404(Succession, pk=pk)
    try:
        undo_succession(row, by=actor_of(request), at=timezone.localtime())
        tell(request, _("Undone: everything is as it was before."))
    except NotDone as refusal:
        refuse(request, refusal)
    return redirect("agencies:succession", pk=pk)
