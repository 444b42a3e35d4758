"""An adopted plan is amended: drafted, then entered in one stroke. Evidence and frozen reports stay as they are."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from doingoai.agencies.actions.successions import follow_again
from doingoai.agencies.domain import Role as Post
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor, directory, people_of
from doingoai.audit.actions import record
from doingoai.mail.actions import tell
from doingoai.plan.actions.adopt import ChangedMeanwhile
from doingoai.plan.actions.amend_duties import amend_duties, name_bodies
from doingoai.plan.actions.drafts import Closed
from doingoai.plan.actions.periods import open_parts
from doingoai.plan.domain import rights
from doingoai.plan.domain.drafts.amendment import Change, Fate, changes_of
from doingoai.plan.domain.drafts.edits import NotSo
from doingoai.plan.domain.drafts.lint import World
from doingoai.plan.domain.drafts.loose import issued_despite, loose_of
from doingoai.plan.domain.drafts.parts import numbers, part_of, standing
from doingoai.plan.domain.states import Role, Start, State
from doingoai.plan.models import (
    Estimate,
    Evidence,
    KindOfWork,
    Measure,
    Plan,
    PlanDraft,
    Report,
    Section,
    Service,
    StateChange,
    Task,
    Tracking,
)
from doingoai.plan.queries.drafts.source import content_of
from doingoai.plan.queries.findable import TASK, found_task
from doingoai.search.actions import index_found, remove

ROLES = {"lead": Role.LEAD, "coordinate": Role.COORDINATE}


@dataclass(frozen=True)
class Decision:
    """The paper by which the plan is amended, and why."""

    number: str
    day: date
    reason: str


@dataclass(frozen=True)
class _Hand:
    """Who amends what, when, by which decision: passed to every step."""

    plan: Plan
    draft: PlanDraft
    decision: Decision
    by: Actor
    at: datetime

    @property
    def day(self) -> date:
        """The day from which the amendment holds."""
        return self.decision.day

    @property
    def note(self) -> str:
        """The words under which a step of a task stands in its history."""
        return f"Điều chỉnh lần {self.draft.order}, {self.decision.number}: {self.decision.reason}"


def _amending(by: Actor) -> None:
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên điều chỉnh được kế hoạch.")


@transaction.atomic
def begin_amendment(plan: Plan, *, by: Actor, at: datetime) -> PlanDraft:
    """Begin to amend the plan as it stands; one amendment is written at a time.

    :raises NotAllowed: if the person is no coordinator
    :raises NotSo: if one is being written already
    """
    _amending(by)
    if PlanDraft.objects.filter(amends=plan, issued_at=None, discarded_at=None).exists():
        raise NotSo("Đang có một bản điều chỉnh chưa ban hành. Mở bản ấy để viết tiếp.")
    content = content_of(plan, numbered=True)
    draft = PlanDraft.objects.create(
        year=plan.year, start=Start.AMEND, base=content, content=content, amends=plan, created_by=by.person,
        created_at=at, changed_at=at,
    )  # fmt: skip
    record(by.person, "begin_amendment", draft, at=at, agency=by.agency.slug, summary=plan.title)
    return draft


@transaction.atomic
def issue_amendment(
    draft: PlanDraft,
    decision: Decision,
    *,
    concerned: Iterable[Agency],
    revision: int,
    despite: str = "",
    by: Actor,
    at: datetime,
) -> PlanDraft:
    """Enter the amendment, as it was seen at a revision: rows change, shares follow, the agencies concerned are told.

    Who is newly named gets a share; who is named no more keeps its evidence. A task taken out under which something
    was done is closed and stays in reports. `despite` is why a part that it writes names a body that has ended.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if it is issued or put aside
    :raises ChangedMeanwhile: if somebody changed it since
    :raises NotSo: if it changes nothing
    :raises LooseEnds: if something that it writes is loose, and `despite` says nothing
    """
    _amending(by)
    draft = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if not draft.is_open or draft.amends is None:
        raise Closed("Bản điều chỉnh này đã ban hành hoặc đã bỏ.")
    if draft.revision != revision:
        raise ChangedMeanwhile("Bản điều chỉnh vừa được sửa. Xem lại rồi ghi ban hành.")
    changes = changes_of(draft.base, draft.content)
    if not changes:
        raise NotSo("Bản điều chỉnh chưa đổi gì so với kế hoạch.")
    loose = issued_despite(loose_of(draft.content, World(directory(), at.date()), changes), despite)
    plan = Plan.objects.select_for_update().get(pk=draft.amends.pk)
    plan.amended = draft.order = plan.amended + 1
    plan.save(update_fields=["amended"])
    hand = _Hand(plan, draft, decision, by, at)
    for change in changes:
        if not change.is_duty:
            _STEPS[change.fate](hand, change)
    amend_duties(plan, draft.content, [change for change in changes if change.is_duty], decision.day)
    _enter(hand)
    follow_again("plan", at=at)
    for report in Report.objects.filter(period__plan=hand.plan).select_related("period__plan"):
        open_parts(report)
    tasks = {change.number: change.fate.value for change in changes if not change.is_duty}
    told = {"order": draft.order, "number": decision.number, "tasks": tasks} | loose
    record(
        by.person, "issue_amendment", draft, at=at, agency=by.agency.slug, summary=hand.note, reason=decision.reason,
        before={"parts": {c.key: dict(c.before) for c in changes}},
        after=told | {"parts": {c.key: dict(c.after) for c in changes}},
    )  # fmt: skip
    _tell(hand, concerned)
    return draft


def _enter(hand: _Hand) -> None:
    """The draft becomes a version: with its decision, and with the numbers that new tasks were given."""
    draft, content = hand.draft, copy.deepcopy(hand.draft.content)
    counted = numbers(content)
    for place in ("sections", "tasks"):
        for raw in standing(content, place):
            raw["no"] = counted[raw["key"]]
    head = content["document"]
    head["number"], head["date"] = hand.decision.number, hand.decision.day.isoformat()
    head["reason"] = hand.decision.reason
    draft.content, draft.issued_at, draft.issued_by, draft.changed_at = content, hand.at, hand.by.person, hand.at
    draft.save()


def _row(change: Change) -> Task:
    return Task.objects.select_related("plan", "section").get(pk=int(change.key[1:]))


def _change(hand: _Hand, change: Change) -> None:
    task = _row(change)
    _set_fields(task, change.after)
    task.save()
    name_bodies(task, ROLES, change, hand.day)
    if "kinds" in change.after:
        _serve(hand, task, change.before["kinds"], change.after["kinds"])
    _remember(hand, task)


def _set_fields(task: Task, said: Mapping[str, Any]) -> None:
    """The fields that were said, in the columns of the row."""
    for name in ("title", "content", "budget"):
        if name in said:
            setattr(task, name, said[name])
    if "output" in said:
        task.output = said["output"] or ""
    if "time" in said:
        time = said["time"] or {}
        task.time_text, task.recurrence = time.get("text") or "", time.get("recurrence") or ""
        task.starts_on, task.ends_on, task.due_before = (_day(time.get(end)) for end in ("from", "to", "before"))
    if "target" in said:
        target = said["target"] or {}
        task.target = Decimal(target["quantity"]) if target else None
        task.target_measure = Measure.objects.get(pk=target["measure"]) if target else None
        task.target_note = target.get("note", "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _serve(hand: _Hand, task: Task, before: Iterable[str], after: Iterable[str]) -> None:
    Service.objects.filter(plan=hand.plan, task=task, kind__in=set(before) - set(after)).delete()
    for kind in KindOfWork.objects.filter(code__in=set(after) - set(before)):
        Service.objects.update_or_create(plan=hand.plan, kind=kind, defaults={"task": task})


def _remember(hand: _Hand, task: Task) -> None:
    """The amendment in the task's own history, and its words where they are looked for."""
    StateChange.objects.create(
        task=task, state=task.state, reason=hand.note, agency=hand.by.agency, by=hand.by.person, at=hand.at
    )
    index_found(found_task(Task.objects.select_related("plan").prefetch_related("parties").get(pk=task.pk)))


def _add(hand: _Hand, change: Change) -> None:
    raw = part_of(hand.draft.content, change.key)
    counted = numbers(hand.draft.content)
    of_section = part_of(hand.draft.content, raw["section"])
    section, _ = Section.objects.get_or_create(
        plan=hand.plan,
        number=counted[raw["section"]],
        defaults={"title": of_section["title"], "order": hand.plan.sections.count()},
    )
    task = Task(
        plan=hand.plan, section=section, number=counted[change.key], state=State.ASSIGNED, order=hand.plan.tasks.count()
    )
    _set_fields(task, change.after)
    task.save()
    name_bodies(task, ROLES, change, hand.day)
    _serve(hand, task, (), change.after["kinds"])
    _remember(hand, task)


def _take_out(hand: _Hand, change: Change) -> None:
    """A task under which nothing was done goes; one with work closes and stays, and nobody owes anything under it."""
    task = _row(change)
    worked = StateChange.objects.filter(task=task, agency__isnull=False).exists()
    estimated = Estimate.objects.filter(task=task).exists()
    if not (worked or estimated or Evidence.objects.filter(task=task).exists()):
        remove(TASK, str(task.pk))
        task.delete()
        return
    Tracking.objects.filter(party__task=task).delete()
    Service.objects.filter(task=task).delete()
    task.closed_on, task.closed_note = hand.decision.day, hand.note[:300]
    task.save(update_fields=["closed_on", "closed_note"])
    _remember(hand, task)


_STEPS = {Fate.CHANGED: _change, Fate.ADDED: _add, Fate.REMOVED: _take_out}


def _tell(hand: _Hand, concerned: Iterable[Agency]) -> None:
    """Tell the agencies concerned in the app and by mail."""
    url = reverse("plan:amendment", args=[hand.plan.year, hand.draft.order])
    subject = f"Kế hoạch năm {hand.plan.year}: điều chỉnh lần {hand.draft.order}"
    for agency in concerned:
        body = f"{hand.decision.number} điều chỉnh nhiệm vụ của {agency.name}. Lý do: {hand.decision.reason}"
        for person in people_of(agency, roles={Post.EDITOR, Post.HEAD}, on=hand.at.date()):
            key = f"amendment:{hand.draft.pk}:{agency.pk}"
            tell(person, subject=subject, body=body, url=url, at=hand.at, key=key)
