"""How the printed paper is written into a page: no space may slip between its pieces."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
