"""Erasing values from the record: the chain still verifies, the act itself is on record, the value is gone.

The contract, for whoever purges what must not be here: change or delete the rows themselves first, by their own acts;
then call `erase_values`, last in the same transaction, for what was captured of those very changes is erased with the
rest. It erases in the captured values and in the rows of the record (acts, accesses); it touches no other table, no
file, no copy. The reason must not repeat what is erased. Whether two people are needed is the caller's to decide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, Q

from doingoai.accounts.models import Person
from doingoai.audit.actions import record
from doingoai.audit.domain.chain import erased, spellings
from doingoai.audit.models import Link, Value
from doingoai.audit.queries.verify import ERASE
from doingoai.audit.registry import watched
from doingoai.audit.triggers.whose import acting


@dataclass(frozen=True)
class OfColumns:
    """All values that columns of one row ever had: the row's kind ("plan.task"), its key, the columns' names."""

    kind: str
    key: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class OfText:
    """Every value in which the text stands, wherever it is."""

    text: str


class NothingToErase(Exception):
    """No reason was given, or no text, or nothing on record answers to what shall be erased."""


@transaction.atomic
def erase_values(what: OfColumns | OfText, *, reason: str, by: Person, at: datetime) -> list[int]:
    """Erase the values for good; return the links they were erased from.

    :raises NothingToErase: if no reason is given, or nothing is found
    """
    if not reason.strip():
        raise NothingToErase("Ghi lý do xóa, không nhắc lại nội dung bị xóa.")
    # What PostgreSQL captures at the commit must be captured before it can be erased.
    if connection.vendor == "postgresql":
        connection.check_constraints()
    with acting(erasing=True):
        links = sorted(_erased(what))
    if not links:
        raise NothingToErase("Không có giá trị nào như vậy trong nhật ký.")
    kind, key = (what.kind, what.key) if isinstance(what, OfColumns) else ("audit", "text")
    columns = list(what.columns) if isinstance(what, OfColumns) else []
    after = {"links": links, "columns": columns}
    record(by, ERASE, (kind, key), at=at, reason=reason.strip(), after=after)
    return links


def _erased(what: OfColumns | OfText) -> Iterator[int]:
    texts = spellings(what.text) if isinstance(what, OfText) else []
    columns = what.columns if isinstance(what, OfColumns) else None
    for value in _found(what, texts):
        body, gone = erased(value.body, columns, texts)
        if gone:
            Value.objects.filter(pk=value.pk).update(body=body, is_erased=True)
            _blank(value.pk, gone)
            yield value.pk


def _found(what: OfColumns | OfText, texts: Sequence[str]) -> Iterator[Value]:
    if isinstance(what, OfColumns):
        links = Link.objects.filter(kind=what.kind, key=what.key).values_list("pk", flat=True)
        yield from Value.objects.filter(pk__in=list(links))
    elif what.text.strip():
        stands = Q(*(Q(body__contains=text) for text in texts), _connector=Q.OR)
        yield from list(Value.objects.filter(stands))


def _blank(link: int, columns: Sequence[str]) -> None:
    """The row of the record of which the link tells loses the same values."""
    kind, key = Link.objects.values_list("kind", "key").get(pk=link)
    table = next((w for w in watched() if w.kind == kind and w.only_grows), None)
    if table is not None:
        model: type[Model] = apps.get_model(kind)
        fields = [f for f in model._meta.concrete_fields if f.column in columns]
        blank = {f.name: None if f.null else "" for f in fields}
        model._base_manager.filter(pk=key).update(**blank)
