"""Writes of the mail room: a letter queued, an answer noted, a notice given and read."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.jobs import actions as jobs
from doingoai.mail import queries
from doingoai.mail.domain import ATTEMPTS, Answer, host_of, message_id
from doingoai.mail.models import Letter, LetterState, NoMail, Notice, Suppression
from doingoai.mail.registry import is_at_work, why_held

# A slow server has half a minute for each of its answers.
LEASE_SECONDS = 300


def send(
    to: str,
    *,
    subject: str,
    body: str,
    at: datetime,
    key: str,
    not_before: datetime | None = None,
    in_hours: bool = False,
) -> Letter:
    """Queue a letter; the same key again changes nothing and gives the letter already there.

    One that belongs in working hours, as reminders do, leaves in them only, however often it must be tried.

    One that must not leave is dead at once and its words are kept nowhere: a sweep that writes many letters goes on.
    """
    held = why_held(f"{subject}\n{body}")
    letter, _ = Letter.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            # A header has one line.
            "subject": "" if held else " ".join(subject.split())[:255],
            "body_text": "" if held else body,
            "state": LetterState.DEAD if held else LetterState.QUEUED,
            "last_error": held,
            "queued_at": at,
            "not_before": not_before,
            "in_hours": in_hours,
            "message_id": message_id(key, host_of(settings.DEFAULT_FROM_EMAIL)),
        },
    )
    return letter


def suppress(address: str, *, reason: str, at: datetime) -> Suppression:
    """Send no letter to the address any more."""
    row, _ = Suppression.objects.get_or_create(address=address.casefold(), defaults={"reason": reason, "at": at})
    return row


def claim_letter(*, worker: str, at: datetime) -> Letter | None:
    """Take the next letter that is due."""
    waiting = queries.outbox() if is_at_work(at) else queries.outbox().filter(in_hours=False)
    claimed = jobs.claim(waiting, worker=worker, at=at, seconds=LEASE_SECONDS, limit=1)
    return claimed[0] if claimed else None


@transaction.atomic
def note_answer(letter: Letter, answer: Answer, *, at: datetime) -> None:
    """Write what the server said: sent, again later, or never."""
    if not answer.error:
        jobs.settle(letter, state=LetterState.SENT, sent_at=at, last_error="")
    elif answer.is_final or letter.attempts >= ATTEMPTS:
        jobs.settle(letter, state=LetterState.DEAD, last_error=answer.error)
    else:
        jobs.give_back(letter, error=answer.error, at=at, state=LetterState.FAILED)


def notify(person: Person, *, subject: str, body: str, url: str, at: datetime, key: str) -> Notice:
    """Leave the person a word inside the house; the same key again changes nothing.

    url is a path of this house ("/nhiem-vu/7/") or "".
    """
    notice, _ = Notice.objects.get_or_create(
        person=person,
        key=key,
        defaults={"subject": " ".join(subject.split())[:255], "body": body, "url": url, "at": at},
    )
    return notice


def tell(
    person: Person,
    *,
    subject: str,
    body: str,
    url: str,
    at: datetime,
    key: str,
    letter: str = "",
    in_hours: bool = True,
) -> None:
    """Leave the person a word inside the house, and write to them too unless they want no mail.

    The letter says `letter`, or the same as the word, with the address of the page.
    """
    notify(person, subject=subject, body=body, url=url, at=at, key=key)
    if queries.wants_mail(person):
        words = letter or f"{body}\n\n{settings.BASE_URL}{url}"
        send(person.email, subject=subject, body=words, at=at, key=f"{key}:{person.pk}", in_hours=in_hours)


def mark_read(person: Person, *, at: datetime, notice: int | None = None) -> int:
    """Note that the person has read one notice, or all; return how many were unread."""
    unread = queries.unread_notices(person)
    if notice is not None:
        unread = unread.filter(pk=notice)
    return unread.update(read_at=at)


def choose_mail(person: Person, *, wants: bool, at: datetime) -> None:
    """Remember whether the person is told by mail too, or inside the house only."""
    if wants:
        NoMail.objects.filter(person=person).delete()
    else:
        NoMail.objects.get_or_create(person=person, defaults={"at": at})
