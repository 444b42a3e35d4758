"""Letters that ask agencies for their comments on a draft: chosen, numbered, taken home as one file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from doingoai.plan.actions.comment_letters import ask_in_writing, comment_docx
from doingoai.plan.actions.drafts import Closed
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.actions.requests import NumberTaken, Series, file_name
from doingoai.plan.forms.requests import CommentLetterForm
from doingoai.plan.models import CommentLetter
from doingoai.plan.queries.drafts.letters import letters_of_draft
from doingoai.plan.queries.drafts.screen import book_of_draft
from doingoai.plan.views.desk import actor_of, tell
from doingoai.plan.views.drafting import REFUSED, draft_of
from doingoai.plan.views.imports import coordinator
from doingoai.plan.views.requests import file_of, handed, started
from doingoai.shell.context import province


@coordinator
@never_cache
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters made so far, and the form for more; what is made goes out as one file at once."""
    draft = draft_of(pk)
    readers = {reader.agency.slug: reader for reader in draft.readers.select_related("agency", "draft")}
    if not readers or not draft.is_open:
        tell(request, _("Ask for comments first; then letters can be made."))
        return redirect("plan:draft_comments", pk=pk)
    letters = letters_of_draft(draft)
    # Those who were written to already, or have answered, are not written to again unless somebody chooses them.
    written = {letter.reader_id for letter in letters}
    waiting = [slug for slug, one in readers.items() if one.pk not in written and one.answered_at is None]
    agencies = [reader.agency for reader in readers.values()]
    form = CommentLetterForm(agencies, request.POST or None, initial=started() | {"agencies": waiting})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        chosen = [readers[agency.slug] for agency in said.pop("agencies")]
        try:
            book = book_of_draft(draft, province())
            made = ask_in_writing(chosen, Series(**said), book, by=actor_of(request), at=timezone.localtime())
            return handed(made, f"lay-y-kien-{draft.year}.zip")
        except (NumberTaken, Closed) as refusal:
            form.add_error("number", str(refusal))
    context = {"draft": draft, "form": form, "letters": letters}
    return render(request, "plan/draft_letters.html", context, status=REFUSED if form.is_bound else 200)


@coordinator
def again(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """A letter once more, with the agency's parts as they stand now."""
    rows = CommentLetter.objects.select_related("reader__agency", "reader__draft")
    found = get_object_or_404(rows, pk=letter, reader__draft=pk)
    book = book_of_draft(found.reader.draft, province())
    return file_of(comment_docx(found, book, at=timezone.localtime()), MEDIA["docx"], file_name(found))
