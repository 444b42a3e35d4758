"""The record page by page, newest first: each page begins where the last one ended, however long the record is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.audit.models import Access, Entry, Link
from doingoai.audit.queries import newest
from doingoai.audit.queries.told import with_values
from doingoai.audit.registry import watched

Line = TypeVar("Line", bound=Model)


@dataclass(frozen=True)
class Asked:
    """What is asked of the record; nothing given means all. `before` is the number of the last line seen."""

    person: Person | None = None
    verb: str = ""
    kind: str = ""
    on: date | None = None
    request: str = ""
    before: int = 0


def acts(asked: Asked, *, size: int) -> tuple[list[Entry], int]:
    """A page of acts, and the number of its last line if there are more."""
    entries = newest(person=asked.person, verb=asked.verb, kind=asked.kind, on=asked.on)
    if asked.request:
        entries = entries.filter(request_id=asked.request)
    last = Entry.objects.filter(pk=asked.before).first() if asked.before else None
    if last is not None:
        entries = entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return _page(entries, size)


def changes(asked: Asked, *, size: int) -> tuple[list[Link], int]:
    """A page of captured changes: rows of the record itself, which tell of acts and accesses, are left out."""
    links = Link.objects.exclude(kind__in=[w.kind for w in watched() if w.only_grows]).order_by("-pk")
    links = _narrowed(with_values(links), asked, kind=asked.kind, request_id=asked.request)
    return _page(links, size)


def accesses(asked: Asked, *, size: int) -> tuple[list[Access], int]:
    """A page of comings, goings and readings."""
    return _page(_narrowed(Access.objects.order_by("-pk"), asked), size)


def _narrowed(rows: QuerySet[Line], asked: Asked, **given: str) -> QuerySet[Line]:
    narrowed: dict[str, Any] = {name: value for name, value in given.items() if value}
    if asked.person is not None:
        narrowed["person"] = asked.person
    if asked.before:
        narrowed["pk__lt"] = asked.before
    return _of_day(rows.filter(**narrowed), asked.on) if asked.on else rows.filter(**narrowed)


def _of_day(rows: QuerySet[Line], day: date) -> QuerySet[Line]:
    """The rows of a day of the province, by their numbers, which grow as time does: so no page sorts the whole day."""
    begin = timezone.make_aware(datetime.combine(day, time()))
    first, end = (_first_since(rows.model, at) for at in (begin, begin + timedelta(days=1)))
    if first is None:
        return rows.none()
    return rows.filter(pk__gte=first) if end is None else rows.filter(pk__gte=first, pk__lt=end)


def _first_since(model: type[Model], at: datetime) -> int | None:
    found = model._default_manager.filter(at__gte=at).order_by("at", "pk")
    return found.values_list("pk", flat=True).first()


def _page(rows: QuerySet[Line], size: int) -> tuple[list[Line], int]:
    found = list(rows[: size + 1])
    return found[:size], int(found[size - 1].pk) if len(found) > size else 0
