"""The record of some days, line by line, as it lies in the chain."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from doingoai.audit.domain.chain import read
from doingoai.audit.models import Link, Value

BATCH = 1000


def between(since: date, until: date) -> Iterator[dict[str, Any]]:
    """Every link of the days, both included, with its values: what an export holds."""
    begin, end = (timezone.make_aware(datetime.combine(day, time())) for day in (since, until + timedelta(days=1)))
    links = Link.objects.filter(at__gte=begin, at__lt=end).order_by("pk")
    last = 0
    while batch := list(links.filter(pk__gt=last)[:BATCH]):
        values = Value.objects.in_bulk([link.pk for link in batch])
        for link in batch:
            yield _line(link, values[link.pk].body if link.pk in values else "")
        last = batch[-1].pk


def _line(link: Link, body: str) -> dict[str, Any]:
    fields = ("person_id", "agency", "request_id", "source", "kind", "key", "op", "hash")
    told = {"link": link.pk, "at": link.at.isoformat(), **{name: getattr(link, name) for name in fields}}
    told["values"] = [
        {"column": line.column, "erased": True}
        if line.is_erased
        else {"column": line.column, "old": line.old, "new": line.new}
        for line in read(body)
    ]
    return told
