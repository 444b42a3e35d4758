"""How the printed paper is written into a page: no space may slip between its pieces."""

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from doingoai.plan.domain.drafts.wording import Run
from doingoai.plan.queries.review.source import Piece

register = template.Library()


@register.filter
def printed(pieces: Iterable[Piece]) -> SafeString:
    """`{{ line.pieces|printed }}`: a line as it was printed, what was read underlined, what is doubtful marked."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> str:
    if piece.slip:
        return format_html("<mark>{}</mark>", piece.text)
    return format_html('<span class="{}">{}</span>', piece.role, piece.text) if piece.role else piece.text


@register.simple_tag
def wording(runs: Iterable[Run]) -> SafeString:
    """`{% wording d.runs %}`: two texts as one, what went struck out, what came underlined, told to the ear as well."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> str:
    text = linebreaksbr(run.text)
    if run.fate == "same":
        return text
    tag, told = ("del", _("taken away:")) if run.fate == "gone" else ("ins", _("added:"))
    return format_html('<{}><span class="hide">{} </span>{}</{}>', tag, told, text, tag)
