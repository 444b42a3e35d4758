"""A plan written here: begun, its parts written in place, moved, undone, put aside."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from doingoai.agencies.models import Agency
from doingoai.plan.actions.drafts import (
    Closed,
    WrittenMeanwhile,
    add_part,
    begin_draft,
    drop_part,
    replace_bodies,
    set_aside,
    settle_mark,
    shift_part,
    undo_save,
    write_part,
)
from doingoai.plan.domain.drafts.edits import NotSo
from doingoai.plan.domain.drafts.outline import next_year
from doingoai.plan.domain.drafts.parts import KINDS, label, numbers, part_of, standing, values
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.domain.states import Start
from doingoai.plan.forms.drafts import DRAFT_FORMS, BeginForm, DraftTaskForm
from doingoai.plan.forms.imports import ReadingForm
from doingoai.plan.models import Plan, PlanDraft
from doingoai.plan.queries.drafts.history import drafts, saves
from doingoai.plan.queries.drafts.screen import book_of_draft, draft_field, names, row_of, screen
from doingoai.plan.queries.review.book import Book
from doingoai.plan.views.desk import actor_of, refuse, tell
from doingoai.plan.views.imports import coordinator
from doingoai.plan.words import ADDED_WORDS
from doingoai.shell.context import province
from doingoai.text import sent

REFUSED = 422
STORY = 20
REFUSALS = (NotSo, Closed, NotAllowed)


def draft_of(pk: int) -> PlanDraft:
    """The draft with the key.

    :raises Http404: if there is none
    """
    return get_object_or_404(PlanDraft.objects.select_related("created_by", "amends", "imported"), pk=pk)


def _is_part(request: HttpRequest) -> bool:
    """Whether only a part of the page is asked for."""
    return bool(request.headers.get("HX-Request"))


@coordinator
def begin(request: HttpRequest) -> HttpResponse:
    """Choose the year and what the plan is begun with."""
    latest = Plan.objects.order_by("-year").first()
    year = next_year(latest.year if latest else None, timezone.localdate())
    form = BeginForm(request.POST or None, initial={"year": year, "source": latest})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            draft = begin_draft(
                said["year"], Start(said["start"]), source=said.get("source"), by=actor_of(request),
                at=timezone.localtime(),
            )  # fmt: skip
            tell(request, _("The draft is begun. Every part that is kept stays kept."))
            return redirect("plan:draft", pk=draft.pk)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "drafts": drafts()}
    return render(request, "plan/draft_begin.html", context, status=REFUSED if form.errors else 200)


def _status(draft: PlanDraft, book: Book) -> dict[str, Any]:
    """What every piece of the page needs: how far the draft is, what may be undone."""
    story = saves(draft)
    return {
        "draft": draft,
        "may_change": draft.is_open,
        "screen": screen(draft, book, timezone.localdate()),
        "story": story[:STORY],
        "last": next((save for save in story if save.may_undo), None),
    }


@coordinator
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft: its sections at the left, its parts as rows, what is missing above."""
    draft = draft_of(pk)
    book = book_of_draft(draft, province())
    context = _status(draft, book) | {"offered": book.offered(), "opened": request.GET.get("mo", "")}
    return render(request, "plan/draft.html", context)


def _there(draft: PlanDraft, key: str) -> str:
    return f"{reverse('plan:draft', args=[draft.pk])}?mo={key}#{key}"


def form_of(draft: PlanDraft, key: str, part: dict[str, Any], book: Book, data: Any = None) -> ReadingForm:
    """The form of a part; a task is asked for its section too."""
    kind = DRAFT_FORMS[key[0]]
    if kind is DraftTaskForm:
        counted = numbers(draft.content)
        choices = [(s["key"], f"{counted[s['key']]} {s['title']}") for s in standing(draft.content, "sections")]
        form = DraftTaskForm(part, book, revision=draft.revision, key=key, data=data, sections=choices)
        if part["no"]:
            del form.fields["section"]  # an adopted task stays where its number says
        return form
    return kind(part, book, revision=draft.revision, key=key, data=data)


def _part(draft: PlanDraft, key: str) -> dict[str, Any]:
    try:
        return values(key, part_of(draft.content, key))
    except KeyError as unknown:
        raise Http404 from unknown


@coordinator
def part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write one part."""
    draft = draft_of(pk)
    book = book_of_draft(draft, province())
    found = _part(draft, key)
    if request.method != "POST":
        if "xem" in request.GET:
            return _row(request, draft, key, book)
        return _asked(request, draft, key, form_of(draft, key, found, book), book)
    if more := request.POST.get("more"):
        return _asked(
            request, draft, key, form_of(draft, key, found, book, ReadingForm.with_more(request.POST, more)), book
        )
    form = form_of(draft, key, found, book, request.POST)
    if form.is_valid():
        return _kept(request, draft, key, form, book)
    if "tu-luu" in request.POST:
        return _noted(request, draft, refused=True)
    return _asked(request, draft, key, form, book, status=REFUSED)


def _kept(request: HttpRequest, draft: PlanDraft, key: str, form: ReadingForm, book: Book) -> HttpResponse:
    """Keep the part; where another person was quicker, show both versions and let the choice be made."""
    seen = form.cleaned_data["revision"]
    chosen = {name.removeprefix("lay-") for name, value in request.POST.items() if value == "1" and name[:4] == "lay-"}
    changes = {name: value for name, value in form.changes().items() if name not in chosen}
    try:
        draft = write_part(
            draft, key, changes, revision=-1 if seen is None else seen, by=actor_of(request), at=timezone.localtime()
        )
    except WrittenMeanwhile as news:
        if "tu-luu" in request.POST:
            return _noted(request, draft, refused=True, words=str(news))
        return _meanwhile(request, draft, key, news, book)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _asked(request, draft, key, form, book, status=REFUSED)
    if "tu-luu" in request.POST:
        return _noted(request, draft)
    if _is_part(request):
        return _row(request, draft, key, book)
    tell(request, _("%(part)s is kept.") % {"part": label(draft.content, key)})
    return redirect(_there(draft, key))


def _meanwhile(request: HttpRequest, draft: PlanDraft, key: str, news: WrittenMeanwhile, book: Book) -> HttpResponse:
    draft = draft_of(draft.pk)
    mine = {name: value for name, value in news.part.items() if name != "marks"}
    named = names()
    theirs = [
        (name, draft_field(key, name, value, book, named), draft_field(key, name, mine[name], book, named))
        for name, value in news.theirs.items()
        if name in mine and name not in ("no", "origin", "alone")
    ]
    form = form_of(draft, key, news.part, book)
    return _asked(request, draft, key, form, book, status=REFUSED, meanwhile=str(news), theirs=theirs, both=news.both)


def _noted(request: HttpRequest, draft: PlanDraft, *, refused: bool = False, words: str = "") -> HttpResponse:
    """What stands beside a form that keeps itself: when it was kept, or why it was not."""
    context = {"draft": draft, "refused": refused, "words": words, "at": timezone.localtime()}
    return render(request, "plan/parts/draft_noted.html", context)


def _asked(
    request: HttpRequest, draft: PlanDraft, key: str, form: ReadingForm, book: Book, *, status: int = 200, **told: Any
) -> HttpResponse:
    is_new = len(key) == 1 and key not in "d"
    context = told | {
        "draft": draft,
        "form": form,
        "key": key,
        "name": _("Add: %(kind)s") % {"kind": ADDED_WORDS[key]} if is_new else label(draft.content, key),
        "is_new": is_new,
        "there": request.path,
        "back": reverse("plan:draft", args=[draft.pk]) if is_new else _there(draft, key),
        "inline": _is_part(request),
    }
    if _is_part(request):
        answer = render(request, "plan/parts/draft_form.html", context, status=status)
        return reswap(retarget(answer, f"#{key}-f"), "innerHTML")
    return render(request, "plan/draft_part.html", context | {"offered": book.offered()}, status=status)


def _row(request: HttpRequest, draft: PlanDraft, key: str, book: Book) -> HttpResponse:
    """The part as it stands on the screen, opened, and with it how far the draft is now."""
    context = _status(draft, book) | {"row": row_of(draft, key, book, timezone.localdate()), "opened": key}
    template = "plan/parts/draft_duty.html" if key[0] == "i" else "plan/parts/draft_item.html"
    status = render_to_string("plan/parts/draft_status.html", context | {"oob": True}, request)
    return HttpResponse(render_to_string(template, context, request) + status)


@coordinator
def add(request: HttpRequest, pk: int, letter: str, after: str = "") -> HttpResponse:
    """Add a part behind another."""
    draft = draft_of(pk)
    kind = KINDS.get(letter)
    if kind is None or kind.blank is None:
        raise Http404
    book = book_of_draft(draft, province())
    blank = dict(kind.blank)
    if letter == "t":
        blank["section"] = _part(draft, after)["section"] if after[:1] == "t" else after
    if more := request.POST.get("more"):
        return _asked(
            request, draft, letter, form_of(draft, letter, blank, book, ReadingForm.with_more(request.POST, more)), book
        )
    form = form_of(draft, letter, blank, book, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft, key = add_part(draft, letter, after, form.changes(), by=actor_of(request), at=timezone.localtime())
            tell(request, _("%(part)s is added.") % {"part": label(draft.content, key)})
            return redirect(_there(draft, key))
        except KeyError as nowhere:
            raise Http404 from nowhere
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    return _asked(request, draft, letter, form, book, status=REFUSED if request.method == "POST" else 200)


def _act(request: HttpRequest, draft: PlanDraft, key: str, act: Callable[[], PlanDraft], words: str) -> HttpResponse:
    """Do what a button says, and go back to where the part stands."""
    try:
        draft = act()
        tell(request, words)
    except KeyError as nothing:
        raise Http404 from nothing
    except REFUSALS as refusal:
        refuse(request, refusal)
    return redirect(_there(draft, key) if key else reverse("plan:draft", args=[draft.pk]))


@coordinator
@require_POST
def drop(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a part out, or put it back."""
    draft, by, at = draft_of(pk), actor_of(request), timezone.localtime()
    gone = request.POST.get("gone") == "1"
    words = _("Taken out. It can be put back.") if gone else _("Put back.")
    return _act(request, draft, key, lambda: drop_part(draft, key, gone=gone, by=by, at=at), words)


@coordinator
@require_POST
def shift(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Move a part one place up or down."""
    draft, by, at = draft_of(pk), actor_of(request), timezone.localtime()
    places = -1 if request.POST.get("places") == "-1" else 1
    words = _("Moved up; numbers follow.") if places < 0 else _("Moved down; numbers follow.")
    return _act(request, draft, key, lambda: shift_part(draft, key, places, by=by, at=at), words)


@coordinator
@require_POST
def mark(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Settle what was marked in a part."""
    draft, by, at = draft_of(pk), actor_of(request), timezone.localtime()
    index, take = request.POST.get("mark", ""), request.POST.get("take") == "1"
    number = sent(index, -1)
    words = _("Read as proposed.") if take else _("Looked at, left as it is.")
    return _act(request, draft, key, lambda: settle_mark(draft, key, number, take=take, by=by, at=at), words)


@coordinator
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a save back."""
    draft, by, at = draft_of(pk), actor_of(request), timezone.localtime()
    revision = sent(request.POST.get("revision", ""), 0)
    return _act(request, draft, "", lambda: undo_save(draft, revision, by=by, at=at), _("Undone."))


def _bodies(slugs: Iterable[str]) -> list[Agency]:
    return [get_object_or_404(Agency, slug=slug) for slug in slugs]


@coordinator
@require_POST
def heir(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the bodies that have the work of those that have ended, everywhere in the draft."""
    draft, by, at = draft_of(pk), actor_of(request), timezone.localtime()
    old, new = (_bodies(request.POST.getlist(name)) for name in ("old", "new"))
    pairs = list(zip(old, new, strict=False))
    if not pairs:
        raise Http404
    words = _("%(old)s is replaced by %(new)s everywhere.") % {"old": pairs[0][0].name, "new": pairs[0][1].name}
    if len(pairs) > 1:
        words = _("%(n)s bodies are replaced everywhere.") % {"n": len(pairs)}
    answer = _act(request, draft, "", lambda: replace_bodies(draft, pairs, by=by, at=at), words)
    return redirect("plan:draft_comments", pk=pk) if request.POST.get("ve") == "y-kien" else answer


@coordinator
@require_POST
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft aside, or take it up again."""
    draft, by, at = draft_of(pk), actor_of(request), timezone.localtime()
    is_aside = request.POST.get("aside") != "0"
    words = _("Put aside: it can be taken up again from the list.") if is_aside else _("Taken up again.")
    return _act(request, draft, "", lambda: set_aside(draft, aside=is_aside, by=by, at=at), words)
