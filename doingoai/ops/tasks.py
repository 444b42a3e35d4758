"""The sweeps that keep the search in step with the rooms, and the record anchored outside."""

from datetime import datetime

from doingoai.audit.actions.anchor import write_down
from doingoai.jobs.registry import every
from doingoai.search import actions
from doingoai.search.registry import sources


@every("*/2 * * * *", name="ops.refresh_search")
def refresh_search(at: datetime) -> None:
    """Index what is new or changed, take away what is gone; what stands already is only looked at."""
    for kind in sources():
        actions.rebuild(kind)


@every("* * * * *", name="ops.anchor")
def anchor(at: datetime) -> None:
    """Write the head of the record down outside, where there is a new one."""
    write_down(at=at)
