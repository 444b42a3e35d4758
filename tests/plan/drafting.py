"""Plans that are written here: a draft for 2027 begun from the plan of 2022, and people who write on it."""

from datetime import datetime

from doingoai.agencies.domain import Role
from doingoai.plan.actions.drafts import begin_draft, write_part
from doingoai.plan.domain.drafts.parts import numbers, part_of
from doingoai.plan.domain.states import Start
from doingoai.plan.models import PlanDraft
from tests.factories import PROVINCE, actor, coordinator

AT = datetime(2026, 11, 27, 8, 0, tzinfo=PROVINCE)


def begun(plan=None, year=2027, start=None):
    start = start or (Start.COPY if plan else Start.OUTLINE)
    return begin_draft(year, start, source=plan, by=coordinator(), at=AT)


def now(draft):
    return PlanDraft.objects.get(pk=draft.pk)


def key_of(draft, number):
    """The key of what bears the number: the task, where a section is itself one."""
    return [key for key, found in numbers(now(draft).content).items() if found == number and key[0] in "st"][-1]


def part(draft, key):
    return part_of(now(draft).content, key)


def written(draft, key, at=AT, by=None, revision=None, **changes):
    seen = now(draft).revision if revision is None else revision
    return write_part(now(draft), key, changes, revision=seen, by=by or coordinator(), at=at)


def another():
    return actor("so-tttt", Role.COORDINATOR, name="binh")
