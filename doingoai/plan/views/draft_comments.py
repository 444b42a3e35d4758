"""Comments on a draft: the coordinator's matrix and settling, an agency's own page."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.plan.actions.draft_comments import (
    Unsaid,
    agree_to_all,
    ask_comments,
    drop_remark,
    remind_readers,
    reopen_remark,
    say_remark,
    settle_remark,
)
from doingoai.plan.domain.drafts.parts import label, part_of, values
from doingoai.plan.domain.rights import may_draft_part, may_read_part
from doingoai.plan.domain.states import Answer, Outcome
from doingoai.plan.forms.drafts import CommentForm, CommentsForm, ItemProposalForm, ProposalForm
from doingoai.plan.models import DraftReader, Remark
from doingoai.plan.queries.drafts.comments import matrix, own_parts, parts_by_agency, said_of
from doingoai.plan.queries.drafts.reach import reach_of
from doingoai.plan.queries.drafts.screen import book_of_draft, names
from doingoai.plan.views.desk import actor_of, refuse, staff, tell
from doingoai.plan.views.drafting import REFUSALS as OF_WRITING
from doingoai.plan.views.drafting import REFUSED, draft_of, form_of
from doingoai.plan.views.imports import coordinator
from doingoai.shell.context import province

REFUSALS = (*OF_WRITING, Unsaid)


@coordinator
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was asked and has answered; each proposal beside the present text."""
    draft = draft_of(pk)
    book, today = book_of_draft(draft, province()), timezone.localdate()
    form = CommentsForm(request.POST or None, initial={"until": draft.comments_until})
    if request.method == "POST" and form.is_valid():
        parts = parts_by_agency(draft, book, today)
        try:
            until = form.cleaned_data["until"]
            asked = ask_comments(draft, parts, until=until, by=actor_of(request), at=timezone.localtime())
            tell(request, _("%(n)s agencies are asked for their comments.") % {"n": len(asked)})
            return redirect("plan:draft_comments", pk=pk)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    context = {
        "draft": draft,
        "form": form,
        "matrix": matrix(draft, book, today),
        "may_change": draft.is_open,
        "reach": reach_of(draft, book, today) if draft.is_open else None,
    }
    return render(request, "plan/draft_comments.html", context, status=REFUSED if form.errors else 200)


def _back(request: HttpRequest, there: str, act: Callable[[], object], words: str) -> HttpResponse:
    """Do what a button says, and go back."""
    try:
        act()
        tell(request, words)
    except REFUSALS as refusal:
        refuse(request, refusal)
    return redirect(there)


@coordinator
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind every agency from which a word is missing."""
    draft = draft_of(pk)
    silent = matrix(draft, book_of_draft(draft, province()), timezone.localdate()).silent
    reached = remind_readers(silent, by=actor_of(request), at=timezone.localtime())
    words = _("%(n)s of %(m)s agencies were reminded; the others have nobody to read it.")
    tell(request, words % {"n": len(reached), "m": len(silent)})
    return redirect("plan:draft_comments", pk=pk)


def _remark(pk: int, remark: int) -> Remark:
    rows = Remark.objects.select_related("reader__draft", "reader__agency", "by")
    return get_object_or_404(rows, pk=remark, reader__draft=pk)


@coordinator
@require_POST
def settle(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Take a proposal in, decline it, or open it again."""
    found, by, at = _remark(pk, remark), actor_of(request), timezone.localtime()
    there = f"{reverse('plan:draft_comments', args=[pk])}#r{remark}"
    act, words = request.POST.get("act", ""), request.POST.get("words", "")
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "take": (lambda: settle_remark(found, Outcome.TAKEN, by=by, at=at), _("Taken in; the draft says it now.")),
        "decline": (
            lambda: settle_remark(found, Outcome.DECLINED, words=words, by=by, at=at),
            _("Declined; the agency sees why."),
        ),
        "reopen": (lambda: reopen_remark(found, by=by, at=at), _("It waits again; the draft is as before.")),
    }
    if act not in acts:
        raise Http404
    return _back(request, there, *acts[act])


@coordinator
def edit(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Take a proposal in otherwise: the part's form, filled as proposed."""
    found = _remark(pk, remark)
    draft = draft_of(pk)
    book = book_of_draft(draft, province())
    try:
        part = values(found.key, part_of(draft.content, found.key)) | dict(found.said)
    except KeyError as gone:
        raise Http404 from gone
    form = form_of(draft, found.key, part, book, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by, at = actor_of(request), timezone.localtime()
            words = request.POST.get("words", "")
            settle_remark(found, Outcome.CHANGED, words=words, changes=form.changes(), by=by, at=at)
            tell(request, _("Taken in otherwise; the agency sees how."))
            return redirect(f"{reverse('plan:draft_comments', args=[pk])}#r{remark}")
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    context = {
        "draft": draft,
        "form": form,
        "said": said_of(draft, found, book, names()),
        "key": found.key,
        "name": label(draft.content, found.key),
        "there": request.path,
        "back": f"{reverse('plan:draft_comments', args=[pk])}#r{remark}",
        "offered": book.offered(),
    }
    return render(request, "plan/draft_remark.html", context, status=REFUSED if form.errors else 200)


def _reader(request: HttpRequest, pk: int, agency: str) -> DraftReader:
    """The agency's place among those who were asked; others do not see it.

    :raises PermissionDenied: if the person neither belongs to the agency nor oversees the plan
    """
    actor = actor_of(request)
    if not may_read_part(actor, agency):
        raise PermissionDenied
    rows = DraftReader.objects.select_related("draft", "agency")
    return get_object_or_404(rows, draft=pk, agency__slug=agency)


@staff
def own(request: HttpRequest, pk: int, agency: str) -> HttpResponse:
    """An agency's parts of the draft, and what it said of each."""
    reader = _reader(request, pk, agency)
    actor, today = actor_of(request), timezone.localdate()
    book = book_of_draft(reader.draft, province())
    parts = own_parts(reader, book, today)
    until = reader.draft.comments_until
    is_open = reader.draft.is_open and until is not None and today <= until
    context = {
        "draft": reader.draft,
        "reader": reader,
        "parts": parts,
        "silent": sum(part.said is None for part in parts),
        "may_say": is_open and may_draft_part(actor, agency),
        "is_open": is_open,
    }
    return render(request, "plan/draft_own.html", context)


def _mine(reader: DraftReader) -> list[str]:
    book = book_of_draft(reader.draft, province())
    return parts_by_agency(reader.draft, book, timezone.localdate()).get(reader.agency.slug, [])


@staff
@require_POST
def agree(request: HttpRequest, pk: int, agency: str) -> HttpResponse:
    """Agree to all of the agency's parts of which nothing was said yet, or to one."""
    reader = _reader(request, pk, agency)
    by, at, mine = actor_of(request), timezone.localtime(), _mine(reader)
    there = reverse("plan:draft_own", args=[pk, agency])
    if key := request.POST.get("key", ""):
        act = partial(say_remark, reader, key, Answer.AGREE, mine=mine, by=by, at=at)
        return _back(request, f"{there}#{key}", act, _("Agreed."))
    return _back(request, there, lambda: agree_to_all(reader, mine=mine, by=by, at=at), _("Agreed to all parts."))


@staff
@require_POST
def take_back(request: HttpRequest, pk: int, agency: str) -> HttpResponse:
    """Take back what was said of a part."""
    reader = _reader(request, pk, agency)
    key = request.POST.get("key", "")
    remark = get_object_or_404(reader.remarks.select_related("reader__draft", "reader__agency"), key=key)
    by, at, mine = actor_of(request), timezone.localtime(), _mine(reader)
    there = f"{reverse('plan:draft_own', args=[pk, agency])}#{key}"
    return _back(request, there, lambda: drop_remark(remark, mine=mine, by=by, at=at), _("Taken back."))


@staff
def say(request: HttpRequest, pk: int, agency: str, key: str) -> HttpResponse:
    """Propose a part otherwise, or comment on it."""
    reader = _reader(request, pk, agency)
    actor, mine = actor_of(request), _mine(reader)
    if key not in mine or not may_draft_part(actor, agency):
        raise PermissionDenied
    part = part_of(reader.draft.content, key)
    form = _said_form(request, reader, key, part)
    if request.method == "POST" and form.is_valid():
        try:
            is_comment = isinstance(form, CommentForm)
            answer = Answer.COMMENT if is_comment else Answer.PROPOSE
            said = {} if is_comment else form.said()
            say_remark(
                reader, key, answer, said=said, words=form.cleaned_data["words"], mine=mine, by=actor,
                at=timezone.localtime(),
            )  # fmt: skip
            tell(request, _("Said. The coordinator sees it."))
            return redirect(f"{reverse('plan:draft_own', args=[pk, agency])}#{key}")
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
    context = {
        "draft": reader.draft,
        "reader": reader,
        "form": form,
        "is_comment": isinstance(form, CommentForm),
        "name": label(reader.draft.content, key),
        "back": f"{reverse('plan:draft_own', args=[pk, agency])}#{key}",
    }
    return render(request, "plan/draft_say.html", context, status=REFUSED if form.errors else 200)


def _said_form(request: HttpRequest, reader: DraftReader, key: str, part: dict[str, Any]) -> Any:
    """The form for what is to be said: a comment, or a proposal filled with the part as it stands."""
    data = request.POST or None
    if "gop-y" in request.GET or part.get("gone"):
        return CommentForm(data)
    body = reader.agency
    party = {"text": body.name, "name": body.name, "agency": body.slug, "group": False, "related": False}
    kind = ProposalForm if key[0] == "t" else ItemProposalForm
    return kind(part, party, reader.draft.year, data)
