"""The record of what was done, and the search over every room."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from doingoai.agencies.domain.rights import may_find_all, may_read_record
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit import queries as audit
from doingoai.audit.models import Entry
from doingoai.ops.forms import HistoryFilter
from doingoai.ops.words import Words, kind_name, source_name, verb_name
from doingoai.plan.domain.rights import may_read
from doingoai.search import queries as searching
from doingoai.search.domain import Hit

PAGE = 50
SHORT, LONG = 8, 100


@dataclass(frozen=True)
class Line:
    """An entry of the record, ready to be read."""

    entry: Entry
    verb: Words
    kind: Words
    agency: str


@dataclass(frozen=True)
class Results:
    """The hits of one kind, and how many there are in all."""

    kind: str
    label: Words
    hits: list[Hit]
    total: int


def may_read_history(request: HttpRequest) -> bool:
    """Whether the person may read the record of everybody's acts."""
    actor = _actor(request)
    return actor is not None and may_read_record(actor)


def history(request: HttpRequest) -> HttpResponse:
    """Every act, newest first, fifty to a page, narrowed by person, act, object and day."""
    if not may_read_history(request):
        raise PermissionDenied
    form = HistoryFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    begin = (_page(request) - 1) * PAGE
    entries = list(audit.newest(**{name: value for name, value in asked.items() if value})[begin : begin + PAGE + 1])
    agencies = dict(Agency.objects.values_list("slug", "short"))
    lines = [
        Line(e, verb_name(e.verb), kind_name(e.object_kind), agencies.get(e.agency, e.agency)) for e in entries[:PAGE]
    ]
    number = begin // PAGE + 1
    older = number + 1 if len(entries) > PAGE else 0
    shown = {"form": form, "lines": lines, "older": older, "newer": number - 1, "is_narrowed": any(asked.values())}
    return render(request, "ops/history.html", shown)


def search(request: HttpRequest) -> HttpResponse:
    """What was asked for, found in every room the person may see, grouped by kind."""
    text = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    actor = _actor(request)
    results = _results(text, kind, actor) if actor and may_read(actor) else []
    shown = {"q": text, "kind": kind, "results": results, "total": sum(result.total for result in results)}
    return render(request, "ops/search.html", shown)


def _results(text: str, kind: str, actor: Actor) -> list[Results]:
    # Whoever does not see all finds their own agency's rows and what is for all staff.
    agencies = None if may_find_all(actor) else (actor.agency.slug,)
    at = timezone.now()
    counts = searching.count(text, agencies=agencies, at=at)
    return [
        Results(
            found,
            source_name(found),
            searching.find(text, agencies=agencies, at=at, kind=found, limit=LONG if kind else SHORT),
            total,
        )
        for found, total in sorted(counts.items(), key=lambda pair: str(source_name(pair[0])))
        if not kind or found == kind
    ]


def _page(request: HttpRequest) -> int:
    page = request.GET.get("page", "")
    return min(max(int(page), 1), 10_000) if page.isdecimal() else 1


def _actor(request: HttpRequest) -> Actor | None:
    # The middleware's lazy object is never None itself, only empty.
    actor = getattr(request, "actor", None)
    return actor if actor else None
