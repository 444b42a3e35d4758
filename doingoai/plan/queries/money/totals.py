"""The money of a report: of all agencies, added up from the same lines as every table."""

from datetime import datetime, time, timedelta

from doingoai.dates import Period as Days
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain.money.sums import Money, total
from doingoai.plan.models import CostEstimate, Period
from doingoai.plan.queries.money.lines import lines_of


def money_in(period: Period) -> Money | None:
    """What was asked for until the period's last day, and allocated, spent and settled on its days; one query.

    Samples do not count. None where nobody has asked for money.
    """
    after = datetime.combine(period.ends_on + timedelta(days=1), time.min, PROVINCE)
    sent = CostEstimate.objects.filter(plan=period.plan, submitted_at__lt=after, is_demo=False)
    lines = lines_of(sent, period.plan, within=Days(period.starts_on, period.ends_on))
    return total(lines) if lines else None
