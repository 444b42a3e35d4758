"""A draft's papers: the plan in the form of Decree 30/2020 as .docx and .pdf, and as plain text."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from doingoai.agencies.profile import settings as profile_settings
from doingoai.documents.domain.form import Form
from doingoai.documents.write import write_docx, write_pdf
from doingoai.plan.actions.papers import MEDIA as OF_REPORTS
from doingoai.plan.domain.drafts.paper import plain_text, plan_form
from doingoai.plan.domain.drafts.parts import Content

MEDIA = {"docx": OF_REPORTS["docx"], "pdf": OF_REPORTS["pdf"], "txt": "text/plain; charset=utf-8"}


def plan_paper(kind: str, content: Content, *, at: datetime) -> bytes:
    """The plan as a file of the kind: docx, pdf or txt; equal content at one moment gives equal bytes.

    :raises MissingGlyph: if a letter cannot be printed in the .pdf
    :raises KeyError: if the kind is another
    """
    form = form_of_plan(content)
    writers = {
        "docx": lambda: write_docx(form, at=at),
        "pdf": lambda: write_pdf(form, at=at),
        "txt": lambda: plain_text(form).encode(),
    }
    return writers[kind]()


def form_of_plan(content: Content) -> Form:
    """The plan as a paper, its place from the profile."""
    return plan_form(content, place=str(profile_settings(Path(settings.PROFILE_DIR)).get("place", "")))
