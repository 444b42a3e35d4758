"""Reading the record."""

from datetime import date, datetime, time, timedelta

from django.db.models import Model
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.audit.models import Entry, EntryQuerySet


def reference(obj: Model | tuple[str, str]) -> tuple[str, str]:
    """How the record names an object: its kind ("plan.task") and its key."""
    if isinstance(obj, tuple):
        return obj
    return obj._meta.label_lower, str(obj.pk)


def history(obj: Model | tuple[str, str]) -> EntryQuerySet:
    """What was done to one object, newest first."""
    return Entry.objects.about(*reference(obj))


def newest(
    *,
    person: Person | None = None,
    verb: str = "",
    kind: str = "",
    agency: str = "",
    on: date | None = None,
) -> EntryQuerySet:
    """Every act, newest first, narrowed by what is given; a day is a day of the province's clock."""
    entries = Entry.objects.newest()
    if person is not None:
        entries = entries.filter(person=person)
    if on is not None:
        begin = timezone.make_aware(datetime.combine(on, time()))
        entries = entries.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    given = {"verb": verb, "object_kind": kind, "agency": agency}
    return entries.filter(**{field: value for field, value in given.items() if value})
