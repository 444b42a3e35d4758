"""Writing the record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from doingoai.accounts.models import Person
from doingoai.audit.models import Entry
from doingoai.audit.queries import reference
from doingoai.audit.triggers.whose import whose


def record(
    person: Person | None,
    verb: str,
    obj: Model | tuple[str, str],
    *,
    at: datetime,
    agency: str = "",
    summary: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    request_id: str = "",
    named: str = "",
) -> Entry:
    """Add one entry, in the transaction of the act itself; person is None where the machine acted by rule.

    An act without words of its own bears the name of the row. `named` is who acted, where they have no account.
    obj is the row acted on, or its (kind, key) where it has no row any more or not yet.
    """
    kind, key = reference(obj)
    return Entry.objects.create(
        person=person,
        person_name=str(person) if person else named[:120],
        agency=agency,
        verb=verb,
        object_kind=kind,
        object_key=key,
        summary=summary or (str(obj) if isinstance(obj, Model) else ""),
        reason=reason,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        at=at,
        request_id=request_id or whose().request,
    )
