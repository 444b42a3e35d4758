"""A long list cut into pages, counted and fetched in one query."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, QuerySet, Window

M = TypeVar("M", bound=Model)


def page_of(rows: QuerySet[M], number: int, *, size: int) -> Page[M]:
    """The page of the number, the first where there is none such; the paginator knows how many rows there are."""
    start = (max(number, 1) - 1) * size
    found = list(rows.annotate(of_all=Window(Count("pk")))[start : start + size])
    if not found and start:
        return page_of(rows, 1, size=size)
    paginator = Paginator(rows, size)
    # A cached property: told here, it is never asked of the database.
    paginator.__dict__["count"] = vars(found[0])["of_all"] if found else 0
    return Page(found, max(number, 1), paginator)
