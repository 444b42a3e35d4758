"""What of the plan follows when a body is succeeded: its shares in tasks, its open parts of the reports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.actions import NotDone
from doingoai.agencies.actions.following import end_rows, reopen_rows
from doingoai.agencies.domain.succession import Passing
from doingoai.agencies.models import Agency
from doingoai.agencies.registry import Follower, Move, Moves
from doingoai.plan.actions.handing import Handing, take_back
from doingoai.plan.actions.periods import open_parts
from doingoai.plan.domain.states import HANDED_IN, PartState, Role
from doingoai.plan.models import Evidence, Part, Report, StateChange, Tracking
from doingoai.plan.words import ROLE_WORDS

Memo = Mapping[str, Any]
OPEN = (PartState.UNOPENED, PartState.DRAFTING, PartState.RETURNED)


def _shares(passing: Passing) -> list[Tracking]:
    """The predecessors' shares that go on, in plans whose year is not over before the day."""
    year = passing.on.year
    of_the_time = Q(party__task__plan__year__gte=year) | Q(party__assignment__plan__year__gte=year)
    rows = Tracking.objects.filter(of_the_time, valid_to=None, agency__slug__in=passing.predecessors)
    rows = rows.select_related("agency", "party__task", "party__assignment")
    return list(rows.order_by("party__task__order", "party__assignment__order", "pk"))


def key_of(share: Tracking) -> str:
    """What a share is called while it waits to go: all shares in one task go together."""
    party = share.party
    return f"task:{party.task_id}" if party.task_id else f"line:{party.assignment_id}"


def _move(share: Tracking) -> Move:
    task = share.party.task
    words = (
        f"{task.number} {task.brief} ({ROLE_WORDS[Role(share.party.role)]})" if task else str(share.party.assignment)
    )
    return Move(key_of(share), words, share.agency.slug)


def _open_parts(passing: Passing) -> QuerySet[Part]:
    """The parts that the bodies which end have not sent, of reports that are not frozen."""
    rows = Part.objects.filter(agency__slug__in=passing.ended, passed_to=None, report__snapshots=None)
    return rows.select_related("agency", "report__period__plan").order_by("report__period__ends_on", "pk")


def _moves(passing: Passing) -> list[Moves]:
    shares = _shares(passing)
    tasks = {(key_of(s), s.agency_id): _move(s) for s in shares if s.party.task_id}
    lines = {(key_of(s), s.agency_id): _move(s) for s in shares if s.party.assignment_id}
    parts = list(_open_parts(passing).filter(state__in=OPEN))
    reports = {part.report_id for part in parts}
    sent = Part.objects.filter(report__in=reports, agency__slug=passing.main or "", state__in=HANDED_IN)
    again = sent.select_related("agency", "report__period__plan")
    return [
        Moves(_("Tasks"), tuple(tasks.values())),
        Moves(_("Lines of the part on organisation"), tuple(lines.values())),
        Moves(_("Open parts of reports"), tuple(_told(part) for part in parts), is_divided=False),
        Moves(_("Parts already sent that open again to take them in"), tuple(map(_told, again)), is_divided=False),
    ]


def _told(part: Part) -> Move:
    period = part.report.period
    return Move(f"part:{part.pk}", f"{period.name} ({period.plan.year})", part.agency.slug)


def _follow(passing: Passing, at: datetime) -> Memo:
    heirs = {agency.slug: agency for agency in Agency.objects.filter(slug__in=passing.successors)}
    shares = _follow_shares(passing, heirs)
    known = set(Part.objects.filter(agency__slug__in=heirs).values_list("pk", flat=True))
    handing = Handing(passing, heirs)
    for part in list(_open_parts(passing)):
        handing.hand_on(part, is_open=part.state in OPEN)
    reports = Report.objects.filter(period__ends_on__gte=passing.on, snapshots=None)
    for report in reports.filter(period__plan__year__gte=passing.on.year).select_related("period__plan"):
        open_parts(report)
    made = Part.objects.filter(agency__slug__in=heirs).exclude(pk__in=known)
    return {
        "at": at.isoformat(),
        **shares,
        "parts": handing.was,
        "taken": [_left(entry) for entry in handing.taken if entry["part"] in known],
        "parts_made": [[part.pk, part.revision] for part in made],
    }


def _left(entry: dict[str, Any]) -> dict[str, Any]:
    """What a successor's part was, and at which revision it was left."""
    return entry | {"left": Part.objects.values_list("revision", flat=True).get(pk=entry["part"])}


def _follow_shares(passing: Passing, heirs: Mapping[str, Agency]) -> dict[str, Any]:
    going = [share for share in _shares(passing) if passing.heir(key_of(share)) != share.agency.slug]
    was = end_rows(going, passing.last)
    made, reopened = [], []
    for share in going:
        heir = heirs.get(passing.heir(key_of(share)) or "")
        share.passed_to = heir
        share.save(update_fields=["passed_to"])
        if heir is None:
            continue
        held = Tracking.objects.filter(party=share.party, agency=heir).first()
        if held is None:
            made.append(Tracking.objects.create(party=share.party, agency=heir, valid_from=passing.on).pk)
        elif held.valid_to is not None:
            days = [day.isoformat() if day else None for day in (held.valid_from, held.valid_to)]
            reopened.append([held.pk, *days, held.passed_to_id])
            held.valid_to, held.passed_to = None, None
            held.save(update_fields=["valid_to", "passed_to"])
    return {"ended": was, "made": made, "reopened": reopened}


def _undo(passing: Passing, memo: Memo, at: datetime) -> None:
    if done := _done_since(passing, memo):
        raise NotDone(f"Không hoàn tác được: cơ quan kế tục đã có {', '.join(done)}.")
    Part.objects.filter(pk__in=[key for key, _revision in memo["parts_made"]]).delete()
    take_back([*memo["taken"], *memo["parts"]])
    Tracking.objects.filter(pk__in=memo["made"]).delete()
    Tracking.objects.filter(pk__in=[key for key, *_days in memo["ended"]]).update(passed_to=None)
    reopen_rows(Tracking, memo["ended"])
    reopen_rows(Tracking, [row[:3] for row in memo["reopened"]])
    for key, _first, _last, heir in memo["reopened"]:
        Tracking.objects.filter(pk=key).update(passed_to=heir)


def _done_since(passing: Passing, memo: Memo) -> list[str]:
    """What was done under the successors since, in words: evidence, steps of tasks, parts that were written."""
    since, heirs = datetime.fromisoformat(memo["at"]), passing.successors
    tasks = Tracking.objects.filter(pk__in=memo["made"], party__task__isnull=False).values("party__task")
    evidence = Evidence.objects.filter(task__in=tasks, agency__slug__in=heirs, recorded_at__gte=since).count()
    steps = StateChange.objects.filter(task__in=tasks, agency__slug__in=heirs, at__gte=since).count()
    left = {key: revision for key, revision in memo["parts_made"]}
    left |= {entry["part"]: entry["left"] for entry in memo["taken"]}
    written = sum(part.revision != left[part.pk] for part in Part.objects.filter(pk__in=left))
    told = ((evidence, "bằng chứng đã ghi"), (steps, "lần đổi bậc"), (written, "phần báo cáo đã viết"))
    return [f"{count} {words}" for count, words in told if count]


PLAN = Follower(_moves, _follow, _undo)
