"""Everything about one task, for its page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Sum
from django.db.models.functions import TruncMonth

from doingoai.agencies.models import Agency
from doingoai.audit.queries import history
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain.states import Role
from doingoai.plan.models import Evidence, Measure, Party, Plan, Service, StateChange, Task, Tracking
from doingoai.plan.queries.credited import credited
from doingoai.text import number

NEWEST = 12
FEW = 3  # helpers that are silent, before they are folded


@dataclass(frozen=True)
class Share:
    """An agency's share of a task: its role, how much it recorded, when last; the last day and heir of one that ended.

    `name` is what the agency is called on the share's last day, or at the end of the plan's year.
    """

    agency: Agency
    name: str
    role: str
    evidence: int
    last_done: date | None
    through: Party
    until: date | None = None
    passed_to: str = ""

    @property
    def is_silent_helper(self) -> bool:
        """Whether the agency only helps, and has recorded nothing."""
        return self.role != Role.LEAD and not self.evidence


@dataclass(frozen=True)
class Total:
    """What was done under one measure, works counted once: in all, and in each month of the plan's year."""

    measure: Measure
    quantity: Decimal
    by_month: tuple[Decimal, ...]


@dataclass(frozen=True)
class Change:
    """A step that was set, or a target (`state` is None): by whom, when and why; `was` and `target` are its text."""

    at: datetime
    who: str
    agency: str
    reason: str
    state: int | None = None
    was: str = ""
    target: str = ""


@dataclass(frozen=True)
class Dossier:
    """A task's shares, open groups, totals, months, newest evidence and history."""

    shares: tuple[Share, ...]
    open_parties: tuple[Party, ...]
    totals: tuple[Total, ...]
    by_month: tuple[int, ...]
    records: int
    newest: tuple[Evidence, ...]
    history: tuple[Change, ...]

    @property
    def silent_helpers(self) -> tuple[Share, ...]:
        """Those who only help and have recorded nothing, where they are many: they are folded."""
        silent = tuple(share for share in self.shares if share.is_silent_helper)
        return silent if len(silent) > FEW else ()

    @property
    def first_shares(self) -> tuple[Share, ...]:
        """All others."""
        return tuple(share for share in self.shares if not (share.is_silent_helper and self.silent_helpers))


def dossier(task: Task) -> Dossier:
    """All of it; ten queries."""
    rows = Evidence.objects.standing().filter(task=task)
    by_agency = {
        pk: (records, last)
        for pk, records, last in rows.values_list("agency").annotate(Count("pk"), Max("done_on")).order_by()
    }
    shares, open_parties = _shares(task, by_agency)
    months = [0] * 12
    counted = rows.annotate(m=TruncMonth("done_on")).values_list("m").annotate(Count("pk")).order_by()
    for month, records in counted:
        months[month.month - 1 if month.year == task.plan.year else 0] += records
    return Dossier(
        shares=shares,
        open_parties=open_parties,
        totals=_totals(task),
        by_month=tuple(months),
        records=sum(records for records, _ in by_agency.values()),
        newest=tuple(rows.select_related("agency", "measure", "file")[:NEWEST]),
        history=_history(task),
    )


def _history(task: Task) -> tuple[Change, ...]:
    """Steps and targets, newest first."""
    changes = StateChange.objects.filter(task=task).select_related("by", "agency")
    steps = [
        Change(
            c.at,
            c.by.name if c.by else "",
            c.agency.short_on(c.at.astimezone(PROVINCE).date()) if c.agency else "",
            c.reason,
            c.state,
        )
        for c in changes
    ]
    units = dict(Measure.objects.values_list("code", "unit"))
    targets = [
        Change(e.at, e.person_name, "", e.reason, was=_aim(e.before, units), target=_aim(e.after, units))
        for e in history(task).filter(verb="set_target")
    ]
    return tuple(sorted([*steps, *targets], key=lambda change: change.at, reverse=True))


def _aim(said: Any, units: Mapping[str, str]) -> str:
    """A target as the record keeps it, in words; empty where there was none."""
    if not said or said["target"] is None:
        return ""
    return f"{number(Decimal(said['target']))} {units.get(said['measure'], '')}".strip()


def _totals(task: Task) -> tuple[Total, ...]:
    """In the order of the measures; what was done in the December before counts with January."""
    rows = credited(task.plan).filter(task=task).annotate(m=TruncMonth("done_on"))
    by_month: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 12)
    for code, month, quantity in rows.values_list("measure", "m").annotate(Sum("quantity")).order_by():
        by_month[code][month.month - 1 if month.year == task.plan.year else 0] += quantity
    measures = Measure.objects.filter(pk__in=by_month)
    return tuple(Total(m, sum(by_month[m.pk], Decimal(0)), tuple(by_month[m.pk])) for m in measures)


def _shares(task: Task, done: dict[int, tuple[int, date | None]]) -> tuple[tuple[Share, ...], tuple[Party, ...]]:
    tracking: dict[int, list[Tracking]] = defaultdict(list)
    rows = Tracking.objects.filter(party__task=task).select_related("agency", "passed_to")
    # Those that go on stand before those that ended.
    for row in rows.order_by(F("valid_to").desc(nulls_first=True), "pk"):
        tracking[row.party_id].append(row)
    shares: dict[int, Share] = {}
    open_parties: list[Party] = []
    for party in task.parties.all():
        if party.is_open:
            open_parties.append(party)
        for row in tracking[party.pk]:
            known = shares.get(row.agency_id)
            if known is None or (known.until is not None and row.valid_to is None):
                shares[row.agency_id] = _share(row, party, task, *done.get(row.agency_id, (0, None)))
    ordered = sorted(shares.values(), key=lambda share: share.until is not None)
    return tuple(ordered), tuple(open_parties)


def _share(row: Tracking, party: Party, task: Task, records: int, last: date | None) -> Share:
    name = row.agency.name_on(row.valid_to or task.plan.last_day)
    heir = row.passed_to.short if row.passed_to else ""
    return Share(row.agency, name, party.role, records, last, party, row.valid_to, heir)


def usual_measures(plan: Plan) -> dict[str, str]:
    """By the number of each task the measure of the kinds of work that serve it, where they all have one."""
    found: dict[str, set[str]] = defaultdict(set)
    for task, measure in Service.objects.filter(plan=plan).values_list("task__number", "kind__measure"):
        found[task].add(measure)
    return {task: measures.pop() for task, measures in found.items() if len(measures) == 1}
