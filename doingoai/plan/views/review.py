"""The review of a plan that was read: source left, structure right, doubts first; each part corrected on its own."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh, reswap, retarget

from doingoai.plan.actions.imports import EditedMeanwhile, Settled, add, correct, decide, give_back, take_out
from doingoai.plan.domain import review
from doingoai.plan.forms import FORMS, ReadingForm
from doingoai.plan.models import PlanImport
from doingoai.plan.queries.review.book import Book, book_of
from doingoai.plan.queries.review.history import review_of
from doingoai.plan.queries.review.parts import PartView, field_view, part_view, shown
from doingoai.plan.queries.review.preview import obstacles
from doingoai.plan.queries.review.screen import doubts_of, key_on, screen, story
from doingoai.plan.queries.review.source import Block, blocks
from doingoai.plan.views.desk import actor_of, refuse, tell
from doingoai.plan.views.imports import coordinator, import_of
from doingoai.plan.words import PART_KIND_WORDS
from doingoai.shell.context import province
from doingoai.text import sent

REFUSED = 422


def _is_part(request: HttpRequest) -> bool:
    """Whether only a part of the page is asked for."""
    return bool(request.headers.get("HX-Request"))


def _frame(plan_import: PlanImport) -> dict[str, Any]:
    """What every template of the review needs."""
    may_change = not (plan_import.plan_id or plan_import.discarded_at)
    return {
        "import": plan_import,
        "may_change": may_change,
        "strangers": review.strangers(plan_import.reading) if may_change else (),
        "obstacles": obstacles(plan_import) if may_change else (),
    }


def _doubts(request: HttpRequest, plan_import: PlanImport) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    return {"doubts": doubts_of(plan_import, kind=asked.get("loai", ""), everything="tat-ca" in asked)}


@coordinator
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Source left, structure right, doubts first."""
    plan_import = import_of(pk)
    context = _frame(plan_import) | _doubts(request, plan_import)
    if request.headers.get("HX-Target") == "doubts":
        return render(request, "plan/parts/review_doubts.html", context)
    book = book_of(plan_import, province())
    context |= {"screen": screen(plan_import, book), "changes": story(plan_import, book), "offered": book.offered()}
    return render(request, "plan/review.html", context)


@coordinator
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on the doubts of a row: all of them at once."""
    plan_import = import_of(pk)
    before = plan_import.reading
    told = [sent(index, 10**9) for index in request.POST.getlist("doubt") if index.isdecimal()]
    try:
        choice = request.POST.get("choice") or None
        decide(plan_import, told, choice, by=actor_of(request), at=timezone.localtime())
    except (review.Unreadable, Settled) as refusal:
        refuse(request, refusal)
        return _again(request, reverse("plan:review", args=[pk]))
    plan_import = import_of(pk)
    context = _frame(plan_import) | _doubts(request, plan_import)
    if not _is_part(request):
        return redirect(_back_to_doubts(request, plan_import, _next_row(context, told)))
    owners = {key_on(before, before["warnings"][i]["line"]) for i in told if i < len(before["warnings"])}
    changed = {*review.differences(before, plan_import.reading)[1], *owners} - {""}
    page = render_to_string("plan/parts/review_doubts.html", context | {"focus": _next_row(context, told)}, request)
    return HttpResponse(page + _beside(request, plan_import, changed))


def _again(request: HttpRequest, there: str) -> HttpResponse:
    """The whole page again, with what was refused told above."""
    return HttpResponseClientRefresh() if _is_part(request) else redirect(there)


def _next_row(context: dict[str, Any], told: list[int]) -> int | None:
    """The row that stands where the one decided on stood, so that eye and keyboard stay there."""
    rows = [row.doubt.indexes[0] for row in context["doubts"].rows]
    return next((index for index in rows if index >= min(told, default=0)), None)


def _back_to_doubts(request: HttpRequest, plan_import: PlanImport, row: int | None) -> str:
    query = QueryDict(mutable=True)
    query.update({name: request.POST[name] for name in ("tat-ca", "loai") if name in request.POST})
    there = "doubts" if row is None else f"w{row}"
    here = reverse("plan:review", args=[plan_import.pk])
    return f"{here}?{query.urlencode()}#{there}" if query else f"{here}#{there}"


def _beside(request: HttpRequest, plan_import: PlanImport, keys: Collection[str]) -> str:
    """The parts of the page that changed besides, each to be put in its own place."""
    book = book_of(plan_import, province())
    what = shown(review_of(plan_import), plan_import.reading, book)
    context = _frame(plan_import) | {"oob": True}
    found: list[str] = []
    for key, raw in review.each(plan_import.reading):
        if key in keys:
            names = ("summary", "view") if key[0] in "dtam" else ("row_view",)
            part = part_view(key, raw, what)
            templates = [f"plan/parts/review_{name}.html" for name in names]
            found += [render_to_string(template, context | {"part": part}, request) for template in templates]
    return "".join(found)


@dataclass(frozen=True)
class Desk:
    """A part on the desk: the import, its part by key, and the names to choose from."""

    plan_import: PlanImport
    key: str
    raw: dict[str, Any]
    book: Book

    @property
    def there(self) -> str:
        """Where the part stands on the screen."""
        key = self.key if len(self.key) > 1 or self.key in "dm" else ""
        return f"{reverse('plan:review', args=[self.plan_import.pk])}#{key or 'found'}"

    def view(self) -> PartView:
        """The part as it is shown."""
        what = shown(review_of(self.plan_import), self.plan_import.reading, self.book)
        return part_view(self.key, self.raw, what)

    def form(self, data: Any = None, part: review.Values | None = None) -> ReadingForm:
        """The form of the part, with what the machine read beside what differs from it."""
        values = part or review.values(self.key, self.raw)
        form = FORMS[self.key[0]](values, self.book, revision=self.plan_import.revision, key=self.key, data=data)
        machine = dict(review.each(review.Review(self.plan_import.printed).reading())).get(self.key)
        if machine is not None:
            form.note(review.values(self.key, machine), _("machine read"))
        return form

    def blocks(self) -> list[Block]:
        """The lines of the paper that the part was read from."""
        owners = {self.key, *(item["key"] for item in self.raw.get("items", ()))}
        spans = self.raw.get("lines") or []
        return [
            Block("", lines)
            for block in blocks(self.plan_import.reading)
            if (
                lines := tuple(
                    line
                    for line in block.lines
                    if line.target in owners or (spans and spans[0] <= line.number <= spans[-1])
                )
            )
        ]


def _desk(pk: int, key: str) -> Desk:
    plan_import = import_of(pk)
    try:
        raw = review.part_of(plan_import.reading, key)
    except KeyError as unknown:
        raise Http404 from unknown
    return Desk(plan_import, key, raw, book_of(plan_import, province()))


@coordinator
def part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Correct one part of the reading."""
    desk = _desk(pk, key)
    if request.method != "POST":
        return _shown(request, desk) if "xem" in request.GET else _form(request, desk, desk.form())
    if more := request.POST.get("more"):
        return _form(request, desk, desk.form(ReadingForm.with_more(request.POST, more)))
    form = desk.form(request.POST)
    if not form.is_valid():
        return _form(request, desk, form, status=REFUSED)
    return _corrected(request, desk, form)


def _corrected(request: HttpRequest, desk: Desk, form: ReadingForm) -> HttpResponse:
    revision = form.cleaned_data["revision"]
    try:
        now = timezone.localtime()
        correct(
            desk.plan_import, desk.key, form.changes(), revision=-1 if revision is None else revision,
            by=actor_of(request), at=now,
        )  # fmt: skip
    except EditedMeanwhile as news:
        return _meanwhile(request, _desk(desk.plan_import.pk, desk.key), news)
    except (review.Unreadable, Settled) as refusal:
        form.add_error(None, str(refusal))
        return _form(request, desk, form, status=REFUSED)
    return _done(request, desk, _("The reading of %(number)s is corrected."))


def _meanwhile(request: HttpRequest, desk: Desk, news: EditedMeanwhile) -> HttpResponse:
    """The form again, with what was typed and what another person saved in other fields; told who, when, and what."""
    part = {name: value for name, value in news.part.items() if name != "gone"}
    theirs = [
        field_view(desk.key, name, value, None, desk.book) for name, value in news.theirs.items() if name != "gone"
    ]
    return _form(request, desk, desk.form(part=part), status=REFUSED, meanwhile=str(news), theirs=theirs)


def _form(request: HttpRequest, desk: Desk, form: ReadingForm, *, status: int = 200, **told: Any) -> HttpResponse:
    context = _frame(desk.plan_import) | told
    context |= {
        "form": form,
        "part": desk.view(),
        "name": review.label(desk.key, desk.raw),
        "adds": review.kind_of(desk.key).blank is not None,
        "there": reverse("plan:review_part", args=[desk.plan_import.pk, desk.key]),
        "back": desk.there,
        "inline": _is_part(request),
    }
    if not _is_part(request):
        context |= {"blocks": desk.blocks(), "offered": desk.book.offered()}
        return render(request, "plan/review_part.html", context, status=status)
    answer = render(request, "plan/parts/review_form.html", context, status=status)
    return reswap(retarget(answer, f"#{desk.key}-f"), "innerHTML")


def _shown(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The part as it stands on the screen, opened, and with it what is told above of the whole."""
    context = _frame(desk.plan_import) | {"part": desk.view(), "opened": True}
    template = "plan/parts/review_item.html" if desk.key[0] in "dtam" else "plan/parts/review_row.html"
    lints = render_to_string("plan/parts/review_lints.html", context | {"oob": True}, request)
    return HttpResponse(render_to_string(template, context, request) + lints)


def _done(request: HttpRequest, desk: Desk, words: str) -> HttpResponse:
    """Back to where the part stands."""
    desk = _desk(desk.plan_import.pk, desk.key)
    if _is_part(request):
        return _shown(request, desk)
    tell(request, words % {"number": review.label(desk.key, desk.raw)})
    return redirect(desk.there)


def _act(request: HttpRequest, pk: int, key: str, act: Callable[[PlanImport], object], words: str) -> HttpResponse:
    desk = _desk(pk, key)
    try:
        act(desk.plan_import)
    except KeyError as nothing:
        raise Http404 from nothing
    except (review.Unreadable, Settled) as refusal:
        refuse(request, refusal)
        return _again(request, desk.there)
    return _done(request, desk, words)


@coordinator
@require_POST
def out(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a part out of the reading, or put it back."""
    gone, by, at = request.POST.get("gone") == "1", actor_of(request), timezone.localtime()
    words = _("%(number)s is taken out of the reading.") if gone else _("%(number)s is put back.")
    return _act(request, pk, key, lambda found: take_out(found, key, gone=gone, by=by, at=at), words)


@coordinator
@require_POST
def back(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Give a part back as the machine read it."""
    by, at = actor_of(request), timezone.localtime()
    words = _("%(number)s is as the machine read it.")
    return _act(request, pk, key, lambda found: give_back(found, key, by=by, at=at), words)


@coordinator
def new(request: HttpRequest, pk: int, letter: str, after: str = "") -> HttpResponse:
    """Add a part that the machine did not find, behind another."""
    plan_import = import_of(pk)
    kind = review.KINDS.get(letter)
    if kind is None or kind.blank is None:
        raise Http404
    desk = Desk(plan_import, letter, dict(kind.blank), book_of(plan_import, province()))
    if request.method != "POST":
        return _new(request, desk, desk.form())
    if more := request.POST.get("more"):
        return _new(request, desk, desk.form(ReadingForm.with_more(request.POST, more)))
    form = desk.form(request.POST)
    if form.is_valid():
        try:
            made, key = add(plan_import, letter, after, form.changes(), by=actor_of(request), at=timezone.localtime())
            return _done(request, Desk(made, key, {}, desk.book), _("%(number)s is added."))
        except KeyError as nowhere:
            raise Http404 from nowhere
        except (review.Unreadable, Settled) as refusal:
            form.add_error(None, str(refusal))
    return _new(request, desk, form, status=REFUSED)


def _new(request: HttpRequest, desk: Desk, form: ReadingForm, *, status: int = 200) -> HttpResponse:
    context = _frame(desk.plan_import) | {
        "form": form,
        "name": _("Add: %(kind)s") % {"kind": PART_KIND_WORDS[desk.key]},
        "there": request.path,
        "back": desk.there,
        "offered": desk.book.offered(),
        "blocks": blocks(desk.plan_import.reading),
    }
    return render(request, "plan/review_part.html", context, status=status)
