"""Who may read the record of an object: whoever was shown the object, for a day. The page itself gives the key."""

from datetime import timedelta

from django.core import signing
from django.db.models import Model

from doingoai.accounts.models import Person
from doingoai.audit.queries import reference

SALT = "audit.object"
LASTS = timedelta(days=1)


def key_for(obj: Model | tuple[str, str], person: Person) -> str:
    """The key to the object's record, good for that person."""
    return signing.dumps([*reference(obj), str(person.pk)], salt=SALT)


def opened(key: str, person: Person) -> tuple[str, str] | None:
    """The object whose record the key opens to the person; None if it does not."""
    try:
        kind, name, holder = signing.loads(key, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    return (kind, name) if holder == str(person.pk) else None
