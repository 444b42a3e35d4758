"""Putting things where they can be found, and taking them away."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from doingoai.search.backends import refill
from doingoai.search.domain import LONGEST, exact, folded
from doingoai.search.models import Row, RowAgency
from doingoai.search.registry import Found, sources

BATCH = 200


@transaction.atomic
def index(
    kind: str,
    key: str,
    *,
    title: str,
    body: str,
    url: str,
    agencies: Iterable[str] | None,
    visible_from: datetime,
    year: int | None = None,
) -> Row:
    """Make the thing findable by its words; again with the same words changes nothing.

    agencies are the slugs whose staff may find it, None for all staff; before visible_from nobody finds it.
    """
    agencies = None if agencies is None else tuple(agencies)
    words = _words(title, body, url, agencies, visible_from, year)
    row, is_new = Row.objects.select_for_update().get_or_create(kind=kind, key=key, defaults=words)
    if not is_new and not _is_same(row, words):
        for field, value in words.items():
            setattr(row, field, value)
        row.save()
    _show_to(row, set(agencies or ()))
    return row


def _words(
    title: str, body: str, url: str, agencies: tuple[str, ...] | None, visible_from: datetime, year: int | None
) -> dict[str, Any]:
    title, body = title.strip(), body.strip()[:LONGEST]
    return {
        "title": title,
        "body": body,
        "url": url,
        "folded_title": folded(title),
        "folded": folded(body),
        "exact": exact(f"{title} {body}"),
        "for_all": agencies is None,
        "visible_from": visible_from,
        "year": year,
    }


def _is_same(row: Row, words: Mapping[str, Any]) -> bool:
    return all(getattr(row, field) == value for field, value in words.items())


def _show_to(row: Row, agencies: set[str]) -> None:
    shown = set(row.agencies.values_list("agency", flat=True))
    row.agencies.filter(agency__in=shown - agencies).delete()
    RowAgency.objects.bulk_create(RowAgency(row=row, agency=agency) for agency in sorted(agencies - shown))


def remove(kind: str, key: str) -> bool:
    """Make the thing unfindable; False if it was not there."""
    return bool(Row.objects.filter(kind=kind, key=key).delete()[0])


def rebuild(kind: str) -> int:
    """Index all that the kind's source yields, and take away what it no longer yields; return how many stand.

    What stands already as it should is only looked at, some hundreds at a time, so that a sweep may do this often.
    """
    rows, keys = iter(sources()[kind].rows()), set[str]()
    while batch := {found.key: found for found in islice(rows, BATCH)}:
        known = Row.objects.filter(kind=kind, key__in=batch).prefetch_related("agencies")
        standing = {row.key for row in known if _stands(row, batch[row.key])}
        for key in batch.keys() - standing:
            index_found(batch[key])
        keys |= batch.keys()
    for key in set(Row.objects.filter(kind=kind).values_list("key", flat=True)) - keys:
        remove(kind, key)
    return len(keys)


def _stands(row: Row, found: Found) -> bool:
    words = _words(found.title, found.body, found.url, found.agencies, found.visible_from, found.year)
    seen_by = {shown.agency for shown in row.agencies.all()}
    return _is_same(row, words) and seen_by == set(found.agencies or ())


def index_found(found: Found) -> Row:
    """Index one thing as its source gives it."""
    return index(
        found.kind,
        found.key,
        title=found.title,
        body=found.body,
        url=found.url,
        agencies=found.agencies,
        visible_from=found.visible_from,
        year=found.year,
    )


def refill_index() -> None:
    """Have the database build its word index anew from the rows."""
    refill(connection)
