"""Reading the outbox and the notices."""

from django.db.models import QuerySet

from doingoai.accounts.models import Person
from doingoai.mail.models import Letter, LetterState, NoMail, Notice, Suppression


def outbox() -> QuerySet[Letter]:
    """The letters that still have to go."""
    return Letter.objects.filter(state__in=[LetterState.QUEUED, LetterState.FAILED])


def dead_letters() -> QuerySet[Letter]:
    """The letters that could not be sent, newest first, with what the server said."""
    return Letter.objects.filter(state=LetterState.DEAD).order_by("-queued_at", "-pk")


def is_suppressed(address: str) -> bool:
    """Whether no letter goes to the address."""
    return Suppression.objects.filter(address=address.casefold()).exists()


def notices(person: Person) -> QuerySet[Notice]:
    """The person's notices, newest first."""
    return Notice.objects.filter(person=person).order_by("-at", "-pk")


def unread_notices(person: Person) -> QuerySet[Notice]:
    """Those they have not read."""
    return Notice.objects.filter(person=person, read_at=None)


def unread(person: Person) -> int:
    """How many notices the person has not read: the number on the bell."""
    return unread_notices(person).count()


def wants_mail(person: Person) -> bool:
    """Whether the person is told by mail too."""
    return bool(person.email) and not NoMail.objects.filter(person=person).exists()
