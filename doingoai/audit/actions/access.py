"""Who came, went, was refused, and which sensitive page was read."""

from datetime import datetime

from doingoai.accounts.models import Person
from doingoai.audit.models import Access


def note(act: Access.Act, person: Person | None, *, at: datetime, page: str = "", path: str = "") -> None:
    """Put it on record: IN, OUT, REFUSED, LOCKED of a person, DENIED or READ of a page by its address."""
    Access.objects.create(
        act=act, person=person, person_name=str(person or "")[:120], page=page[:80], path=path[:300], at=at
    )
