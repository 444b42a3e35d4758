"""Reminders: one digest a recipient and day, in the app and by mail; every step of every thing once."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.mail.actions import notify, send
from doingoai.mail.queries import wants_mail
from doingoai.plan.domain.reminders import Item, Recipient, line, step_of
from doingoai.plan.models import Reminder, ReminderDigest
from doingoai.plan.queries.reminders import at_work

BY_LINK = "Mở bằng đường liên kết đã gửi trong thư trước; mất thư thì gọi người đã gửi."


@transaction.atomic
def remind_of(recipient: Recipient, items: Sequence[Item], *, by: None = None, at: datetime) -> int:
    """Tell a recipient what has come to a step since they were last told; return of how many things.

    Nothing outside working hours, nothing twice, and never two digests on one day: what comes up later in the day
    waits for the next working day.
    """
    today = at.date()
    if not at_work(at):
        return 0
    told = set(Reminder.objects.filter(to=recipient.to).values_list("what", "due_on", "step"))
    steps = {item: step for item in items if (step := step_of(item.due_on, today)) is not None}
    fresh = [item for item, step in steps.items() if (item.what, item.due_on, step) not in told]
    if not fresh:
        return 0
    digest, is_new = ReminderDigest.objects.get_or_create(to=recipient.to, day=today, defaults={"at": at})
    if not is_new:
        return 0
    fresh.sort(key=lambda item: (item.due_on, item.what))
    for item in fresh:
        words, step = line(item, today), steps[item]
        Reminder.objects.create(
            digest=digest, to=recipient.to, what=item.what, due_on=item.due_on, step=step, words=words
        )
    _tell(recipient, fresh, at)
    return len(fresh)


def _tell(recipient: Recipient, items: Sequence[Item], at: datetime) -> None:
    today, key = at.date(), f"reminders:{recipient.to}:{at.date()}"
    lines = [line(item, today) for item in items]
    subject = f"Nhắc việc: {lines[0]}" if len(lines) == 1 else f"Nhắc việc: {len(lines)} việc đến hạn"
    email = recipient.email
    if recipient.person is not None:
        person = Person.objects.get(pk=recipient.person)
        url = items[0].url if len(items) == 1 else reverse("mail:notices")
        notify(person, subject=subject, body="; ".join(lines), url=url, at=at, key=key)
        email = person.email if wants_mail(person) else ""
    if email:
        places = [f"{settings.BASE_URL}{item.url}" if item.url else BY_LINK for item in items]
        body = "\n\n".join(f"- {words}.\n  {place}" for words, place in zip(lines, places, strict=True))
        send(email, subject=subject, body=body, at=at, key=key[:200], in_hours=True)
