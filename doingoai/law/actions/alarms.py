"""Alarms of clocks: a word in the house and a letter to those who must act; each step of each end once."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.law.domain import Unit, in_words
from doingoai.law.models import Clock, ClockAlarm
from doingoai.law.queries import Alarm
from doingoai.mail.actions import tell


@transaction.atomic
def tell_alarm(alarm: Alarm, people: Iterable[Person], *, by: None = None, at: datetime) -> bool:
    """Tell the people of the step that has come; False if that was done already."""
    clock = alarm.clock
    _row, is_new = ClockAlarm.objects.get_or_create(
        clock=clock, due_at=clock.due_at, step=alarm.step, defaults={"at": at}
    )
    if is_new:
        for person in people:
            _tell(clock, alarm.step, person, at)
    return is_new


def _tell(clock: Clock, step: int, person: Person, at: datetime) -> None:
    rule = clock.rule.value
    subject = f"Thời hạn: {clock.words}: {in_words(rule, clock.reckoned)}{_left(clock, at)}"
    how = reverse("law:clock", args=[clock.pk])
    url = clock.url or how
    body = f"{clock.rule.title}. Cách tính: {settings.BASE_URL}{how}"
    key = f"clock:{clock.pk}:{clock.due_at.isoformat()}:{step}"
    letter = f"{subject}.\n\n{settings.BASE_URL}{url}\n\n{body}"
    in_hours = rule.unit is not Unit.CLOCK_HOURS
    tell(person, subject=subject, body=clock.rule.title, url=url, at=at, key=key, letter=letter, in_hours=in_hours)


def _left(clock: Clock, at: datetime) -> str:
    """How long it is until the end: ", còn 3 giờ", ", hôm nay", ", đã quá hạn"."""
    if clock.is_late(at):
        return ", đã quá hạn"
    n = clock.left(at)
    if clock.rule.unit == Unit.CLOCK_HOURS:
        return f", còn {n} giờ"
    return f", còn {n} ngày" if n else ", hôm nay"
