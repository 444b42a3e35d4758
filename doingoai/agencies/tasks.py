"""The sweep that lets successions take effect on their day."""

from datetime import datetime

from doingoai.agencies.actions.successions import settle_due
from doingoai.jobs.registry import every


@every("*/5 * * * *", name="agencies.settle_successions")
def settle_successions(at: datetime) -> None:
    """Let each succession whose day has come take effect; one that has done so is not looked at again."""
    settle_due(at=at)
