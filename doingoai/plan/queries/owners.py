"""Whose part of a report counts what an agency recorded: its own, unless it went over into another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from doingoai.agencies.models import Agency
from doingoai.plan.domain.states import HANDED_IN
from doingoai.plan.models import Part, Period, Plan, Tracking


@dataclass(frozen=True)
class Owners:
    """To whom parts passed (by agency), and to whom shares in tasks did (by agency and task), all by key."""

    parts: Mapping[int, int]
    shares: Mapping[tuple[int, int], int]

    def of(self, agency: int, task: int) -> int:
        """The agency whose part counts what the agency recorded for the task."""
        seen = {agency}
        while (heir := self.shares.get((agency, task)) or self.parts.get(agency)) and heir not in seen:
            seen.add(heir)
            agency = heir
        return agency

    def mine(self, agency: int) -> Q:
        """The condition that evidence counts in the part of the agency."""
        tasks = {task for _agency, task in self.shares}
        recorders = {agency, *self.parts, *(recorder for recorder, _task in self.shares)}
        found = Q(pk__in=[])
        for recorder in sorted(recorders):
            # No task has the key 0: what no share decides goes with the part.
            others = self.of(recorder, 0)
            apart = {task: owner for task in tasks if (owner := self.of(recorder, task)) != others}
            if others == agency:
                found |= Q(agency=recorder) & ~Q(task__in=list(apart))
            if own := [task for task, owner in apart.items() if owner == agency]:
                found |= Q(agency=recorder, task__in=own)
        return found

    def tasks_of(self, agency: int, shares: "Iterable[Share]") -> set[int]:
        """The tasks in which the agency has a share, its own or one that came to it; one that passed on has its own."""
        has_passed = self.of(agency, 0) != agency
        return {
            share.task
            for share in shares
            if self.of(share.agency, share.task) == agency or (has_passed and share.agency == agency)
        }

    def come_to(self, agency: int) -> set[int]:
        """The bodies whose parts go with the agency's own."""
        return {body for body in self.parts if self.of(body, 0) == agency}


@dataclass(frozen=True)
class Share:
    """What an agency has in a task, all by key; a share that ended may have passed to another."""

    task: int
    agency: int
    passed_to: int | None
    first: date | None
    last: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on the day."""
        return (self.first is None or self.first <= day) and (self.last is None or self.last >= day)


def shares_of(plan: Plan) -> list[Share]:
    """Every share in the plan's tasks; one query."""
    rows = Tracking.objects.filter(party__task__plan=plan)
    return [Share(*row) for row in rows.values_list("party__task", "agency", "passed_to", "valid_from", "valid_to")]


def owners(period: Period, agencies: Iterable[Agency], sent: Iterable[Part], shares: Iterable[Share]) -> Owners:
    """Who counts what in the period's report, of all agencies, the parts as they were sent and the plan's shares.

    A part that was signed keeps what is its own. A body that ended before the period did and has no part goes with its
    main successor. A share that a living body gave up goes with it from the period on in which that was.
    """
    parts = {part.agency_id: (part.state, part.passed_to_id) for part in sent}
    passed = {agency: heir for agency, (_state, heir) in parts.items() if heir is not None}
    gone = [a for a in agencies if a.pk not in parts and a.valid_to and a.valid_to < period.ends_on]
    passed |= {agency.pk: agency.successor_id for agency in gone if agency.successor_id is not None}
    signed = {agency for agency, (state, _heir) in parts.items() if state in HANDED_IN}
    given = {
        (share.agency, share.task): share.passed_to
        for share in shares
        if share.passed_to is not None
        and share.agency not in signed
        and (share.agency in passed or (share.last is not None and share.last < period.ends_on))
    }
    return Owners(passed, given)


def sharing(plan: Plan) -> tuple[dict[int, Agency], list[Share]]:
    """Every agency that has or had a share in a task, by key, and the shares; one query."""
    rows = list(Tracking.objects.filter(party__task__plan=plan).select_related("agency", "party"))
    shares = [Share(r.party.task_id or 0, r.agency_id, r.passed_to_id, r.valid_from, r.valid_to) for r in rows]
    return {row.agency_id: row.agency for row in rows}, shares


def of_agency(plan: Plan, slug: str) -> Q:
    """The condition that evidence stands with the agency, as things are now: what `owners_of_year` counts for it.

    With a body that went over into another stands what it recorded itself; one query.
    """
    named, shares = sharing(plan)
    owned = owners_of_year(plan, list(named.values()), shares)
    found = next((agency.pk for agency in named.values() if agency.slug == slug), None)
    # No task has the key 0: of a body that goes on, what no share decides is its own.
    if found is None or owned.of(found, 0) != found:
        return Q(agency__slug=slug)
    return owned.mine(found)


def owners_of_year(plan: Plan, agencies: Collection[Agency], shares: Iterable[Share]) -> Owners:
    """Who has what each agency had of the plan, as things stand; of the agencies concerned and the plan's shares."""
    here = {agency.pk for agency in agencies}
    gone = {a.pk: a.successor_id for a in agencies if a.valid_to and a.valid_to < plan.last_day}
    passed = {(share.agency, share.task): share.passed_to for share in shares if share.passed_to is not None}
    return Owners({agency: heir for agency, heir in gone.items() if heir in here}, passed)
