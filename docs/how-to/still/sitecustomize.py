"""The clock of the pictures stands still: every process that has this folder on its path imports it by itself."""

from datetime import UTC, datetime

from django.utils import timezone

# Thursday, 9/6/2022, 8:30 in Lào Cai: the half-year's report is due in a few days.
NOW = datetime(2022, 6, 9, 1, 30, tzinfo=UTC)


def now() -> datetime:
    """The one moment of all pictures."""
    return NOW


timezone.now = now  # noqa: TID251  # here the clock is set
