"""Finding. Who may see a row, and from when, is part of every query: neither hits nor counts leak."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count

from doingoai.search.backends import is_exact, is_found, is_in_title
from doingoai.search.domain import Hit, Terms, marked, snippet, terms
from doingoai.search.models import Row, RowQuerySet


def find(
    text: str,
    *,
    agencies: Collection[str] | None,
    at: datetime,
    limit: int = 20,
    kind: str = "",
    year: int | None = None,
) -> list[Hit]:
    """The rows that hold every word asked for: exact tones first, then words in the title, then the newest.

    agencies are the slugs for which the asker may look; None for those who see all agencies' rows.
    """
    asked = terms(text)
    if asked is None:
        return []
    rows = _visible(asked, agencies, at, year).annotate(is_exact=is_exact(asked), is_in_title=is_in_title(asked))
    if kind:
        rows = rows.filter(kind=kind)
    return [_hit(row, asked) for row in rows.order_by("-is_exact", "-is_in_title", "-visible_from", "-pk")[:limit]]


def count(text: str, *, agencies: Collection[str] | None, at: datetime, year: int | None = None) -> dict[str, int]:
    """How many rows of each kind `find` would give without a limit."""
    asked = terms(text)
    if asked is None:
        return {}
    rows = _visible(asked, agencies, at, year).order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def keys_of(text: str, *, kind: str, agencies: Collection[str] | None, at: datetime, year: int | None) -> list[str]:
    """The keys of all rows of the kind that hold every word asked for; none where no word was asked."""
    asked = terms(text)
    if asked is None:
        return []
    return list(_visible(asked, agencies, at, year).filter(kind=kind).order_by().values_list("key", flat=True))


def _visible(asked: Terms, agencies: Collection[str] | None, at: datetime, year: int | None) -> RowQuerySet:
    rows = Row.objects.filter(is_found(asked), visible_from__lte=at)
    if year is not None:
        rows = rows.filter(year=year)
    return rows.seen_by(None if agencies is None else tuple(agencies))


def _hit(row: Row, asked: Terms) -> Hit:
    return Hit(
        kind=row.kind,
        key=row.key,
        title=marked(row.title, asked),
        snippet=snippet(row.body, asked),
        url=row.url,
        year=row.year,
        visible_from=row.visible_from,
    )
