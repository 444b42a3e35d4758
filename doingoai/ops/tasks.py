"""The sweep that keeps the search in step with the rooms."""

from datetime import datetime

from doingoai.jobs.registry import every
from doingoai.search import actions
from doingoai.search.registry import sources


@every("*/2 * * * *", name="ops.refresh_search")
def refresh_search(at: datetime) -> None:
    """Index what is new or changed, take away what is gone; what stands already is only looked at."""
    for kind in sources():
        actions.rebuild(kind)
