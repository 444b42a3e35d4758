"""The record of what was done, and the search over every room."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from doingoai.agencies.domain.rights import may_find_all, may_read_record
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.models import Access, Entry, Link
from doingoai.audit.queries import pages
from doingoai.audit.queries.pages import Asked
from doingoai.audit.queries.told import Told, addresses, changes
from doingoai.audit.queries.verify import head
from doingoai.ops.forms import HistoryFilter
from doingoai.ops.words import Words, door_name, kind_name, page_name, source_name, verb_name
from doingoai.ops.write import record_book
from doingoai.plan.domain.rights import may_read
from doingoai.search import queries as searching
from doingoai.search.domain import Hit
from doingoai.text import sent

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHORT, LONG = 8, 100


@dataclass(frozen=True)
class Line:
    """An entry of the record, ready to be read."""

    entry: Entry
    verb: Words
    kind: Words
    agency: str


@dataclass(frozen=True)
class Change:
    """A captured change, ready to be read."""

    link: Link
    told: Told
    kind: Words
    agency: str
    door: Words


@dataclass(frozen=True)
class Visit:
    """Somebody who came, went or read, ready to be read."""

    row: Access
    page: Words
    machine: str


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
    """Acts, captured changes or accesses, newest first, fifty to a page, narrowed by who, what and when."""
    if not may_read_history(request):
        raise PermissionDenied
    form, what, asked = _asked(request)
    lines, older = {"changes": _changes, "access": _accesses}.get(what, _acts)(asked)
    shown = {
        "form": form,
        "what": what,
        "lines": lines,
        "older": older,
        "is_later_page": bool(asked.before),
        "is_narrowed": asked != Asked(before=asked.before),
        "head": head(),
    }
    return render(request, "ops/history.html", shown)


def table(request: HttpRequest) -> HttpResponse:
    """What the page would show, as a spreadsheet; that it was taken out is on record like any reading of it."""
    if not may_read_history(request):
        raise PermissionDenied
    _form, what, asked = _asked(request)
    data = record_book(what, asked, at=timezone.localtime())
    name = {"changes": "thay-doi", "access": "dang-nhap"}.get(what, "viec-da-lam")
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="nhat-ky-{name}.xlsx"'}
    )


def _asked(request: HttpRequest) -> tuple[HistoryFilter, str, Asked]:
    """The form as it was filled in, which list is asked for, and what of it."""
    form = HistoryFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    what = str(said.pop("what", ""))
    given = {name: value for name, value in said.items() if value}
    return form, what, Asked(**given, before=_number(request.GET.get("before", "")))


def _acts(asked: Asked) -> tuple[list[Line], int]:
    entries, older = pages.acts(asked, size=PAGE)
    agencies = _agencies()
    return [
        Line(e, verb_name(e.verb), kind_name(e.object_kind), agencies.get(e.agency, e.agency)) for e in entries
    ], older


def _agencies() -> dict[str, str]:
    return dict(Agency.objects.order_by().values_list("slug", "short"))


def _changes(asked: Asked) -> tuple[list[Change], int]:
    links, older = pages.changes(asked, size=PAGE)
    agencies = _agencies()
    return [
        Change(link, told, kind_name(link.kind), agencies.get(link.agency, link.agency), door_name(link.source))
        for link, told in zip(links, changes(links), strict=True)
    ], older


def _accesses(asked: Asked) -> tuple[list[Visit], int]:
    rows, older = pages.accesses(asked, size=PAGE)
    machines = addresses("audit.access", [str(row.pk) for row in rows])
    return [Visit(row, page_name(row.page), machines.get(str(row.pk), "")) for row in rows], older


def _number(text: str) -> int:
    return sent(text, 0)


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
    return min(max(sent(request.GET.get("page", ""), 1), 1), 10_000)


def _actor(request: HttpRequest) -> Actor | None:
    # The middleware's lazy object is never None itself, only empty.
    actor = getattr(request, "actor", None)
    return actor if actor else None
