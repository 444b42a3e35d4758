"""What every door of the room asks first."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from doingoai.shell.years import working_year


def usual_day(request: HttpRequest) -> date:
    """The day of the working year that is nearest to today."""
    today = timezone.localdate()
    year = working_year(request, today_year=today.year)
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))
