"""The sweep of the clocks' alarms."""

from datetime import datetime

from django.conf import settings

from doingoai.jobs.domain import PROVINCE
from doingoai.jobs.registry import every
from doingoai.law.actions.alarms import tell_alarm
from doingoai.law.queries import due_alarms, office_hours, recipients


@every("*/5 * * * *", name="law.alarms")
def tell_alarms(at: datetime) -> None:
    """Tell whose earliest obligation has come to a step; outside working hours only of clocks that count hours."""
    moment = at.astimezone(PROVINCE)
    found = due_alarms(moment, office_hours(settings.OFFICE_HOURS))
    people = recipients((each.clock for each in found), at=moment) if found else {}
    for each in found:
        tell_alarm(each, people[each.clock.pk], at=moment)
