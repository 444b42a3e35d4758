"""Letters that ask agencies for their comments on a draft: chosen, numbered, taken home one by one or as one file."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from doingoai.plan.actions.comment_letters import ask_in_writing, comment_docx
from doingoai.plan.actions.drafts import Closed
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.actions.requests import MadeMeanwhile, NumberTaken, Series, file_name, packed
from doingoai.plan.forms.requests import CommentLetterForm
from doingoai.plan.models import CommentLetter
from doingoai.plan.queries.drafts.letters import letters_of_draft
from doingoai.plan.queries.drafts.screen import book_of_draft
from doingoai.plan.queries.requests import stroke_of
from doingoai.plan.views.desk import actor_of, tell
from doingoai.plan.views.drafting import REFUSED, draft_of
from doingoai.plan.views.imports import coordinator
from doingoai.plan.views.requests import file_of, made, started
from doingoai.shell.context import province


@coordinator
@never_cache
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters made so far, with their files, and the form for more."""
    draft, actor, at = draft_of(pk), actor_of(request), timezone.localtime()
    readers = {reader.agency.slug: reader for reader in draft.readers.select_related("agency", "draft")}
    if not readers or not draft.is_open:
        tell(request, _("Ask for comments first; then letters can be made."))
        return redirect("plan:draft_comments", pk=pk)
    letters = letters_of_draft(draft)
    # Who writes, those who were written to and those who answered are not written to unless somebody chooses them.
    written = {letter.agency.slug: letter for letter in letters}
    open_to = {slug for slug, one in readers.items() if one.answered_at is None} - {actor.agency.slug}
    waiting = [slug for slug in readers if slug in open_to - {*written}]
    agencies = [reader.agency for reader in readers.values()]
    begun = started(letters) | {"agencies": waiting}
    form = CommentLetterForm(agencies, written, request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        chosen = [readers[agency.slug] for agency in said.pop("agencies")]
        try:
            book = book_of_draft(draft, province())
            ask_in_writing(chosen, Series(**said), book, by=actor, at=at)
            return redirect("plan:draft_letters", pk=pk)
        except MadeMeanwhile as refusal:
            form.go_on(refusal)
        except (NumberTaken, Closed) as refusal:
            form.add_error("number", str(refusal))
    is_past = draft.comments_until is not None and draft.comments_until < at.date()
    context = {"draft": draft, "form": form, "is_past": is_past, **made(letters, actor, at)}
    return render(request, "plan/draft_letters.html", context, status=REFUSED if form.is_bound else 200)


@coordinator
def again(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """A letter once more, with the agency's parts as they stand now."""
    found = get_object_or_404(_letters(pk), pk=letter)
    book = book_of_draft(found.reader.draft, province())
    return file_of(comment_docx(found, book, at=timezone.localtime()), MEDIA["docx"], file_name(found))


@coordinator
def together(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """The letters that were made at one time, as one file."""
    draft, at = draft_of(pk), timezone.localtime()
    stroke = stroke_of(_letters(pk), letter)
    if stroke is None:
        raise Http404
    book = book_of_draft(draft, province())
    data = packed((each, comment_docx(each, book, at=at)) for each in stroke.letters)
    return file_of(data, "application/zip", f"lay-y-kien-{draft.year}-{stroke.first.number:02d}.zip")


def _letters(draft: int) -> QuerySet[CommentLetter]:
    """The letters about the draft with all that they print."""
    return CommentLetter.objects.filter(reader__draft=draft).select_related("reader__agency", "reader__draft")
