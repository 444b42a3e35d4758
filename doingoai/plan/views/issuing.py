"""A plan written here as a paper, and the moment when it goes into force."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from doingoai.documents.write import MissingGlyph
from doingoai.plan.actions.adopt import CannotBeAdopted, ChangedMeanwhile
from doingoai.plan.actions.draft_papers import MEDIA, plan_paper
from doingoai.plan.actions.issue_draft import Signature, issue_draft
from doingoai.plan.domain.drafts.loose import LooseEnds
from doingoai.plan.forms.drafts import IssueForm
from doingoai.plan.models import Remark
from doingoai.plan.queries.drafts.screen import book_of_draft, loose_ends, screen
from doingoai.plan.views.desk import actor_of, refuse, tell
from doingoai.plan.views.drafting import REFUSALS, REFUSED, draft_of
from doingoai.plan.views.imports import coordinator
from doingoai.shell.context import province
from doingoai.shell.years import choose_year


@coordinator
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The draft as a paper: .docx, .pdf, .txt."""
    draft = draft_of(pk)
    if kind not in MEDIA:
        raise Http404
    try:
        data = plan_paper(kind, draft.content, at=timezone.localtime())
    except MissingGlyph as refusal:
        refuse(request, refusal)
        return redirect("plan:draft", pk=pk)
    name = f"du-thao-ke-hoach-{draft.year}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=MEDIA[kind], headers=headers)


@coordinator
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter number, day and signer; the draft becomes the plan of its year."""
    draft = draft_of(pk)
    signer = draft.content["document"]["signer"] or {"authority": [], "title": "", "name": ""}
    book, today = book_of_draft(draft, province()), timezone.localdate()
    form = IssueForm(
        request.POST or None,
        loose=loose_ends(draft, book, today),
        initial={
            "revision": draft.revision,
            "signer_authority": "\n".join(signer["authority"]),
            "signer_title": signer["title"],
            "signer_name": signer["name"],
        },
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        authority = tuple(line.strip() for line in said["signer_authority"].splitlines() if line.strip())
        signature = Signature(said["number"], said["date"], authority, said["signer_title"], said["signer_name"])
        try:
            plan = issue_draft(
                draft, signature, province=province(), revision=said["revision"], despite=said.get("despite", ""),
                by=actor_of(request), at=timezone.localtime(),
            )  # fmt: skip
            choose_year(request, plan.year)
            tell(request, _("The plan is in force: %(n)s tasks are handed out.") % {"n": plan.tasks.count()})
            return redirect("plan:tree", year=plan.year)
        except (*REFUSALS, LooseEnds, CannotBeAdopted, ChangedMeanwhile) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "draft": draft,
        "form": form,
        "screen": screen(draft, book, today),
        "waiting": Remark.objects.filter(reader__draft=draft, outcome="open").exclude(answer="agree").count(),
    }
    return render(request, "plan/draft_issue.html", context, status=REFUSED if form.errors else 200)
