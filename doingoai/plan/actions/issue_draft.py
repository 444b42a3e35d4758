"""A plan written here goes into force: number, day and signer entered, its paper kept, adopted as any other."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from doingoai.agencies.queries import Actor, directory
from doingoai.audit.actions import record
from doingoai.documents.actions import keep, lay_down
from doingoai.documents.read import read
from doingoai.plan.actions.adopt import ChangedMeanwhile, adopt
from doingoai.plan.actions.draft_papers import MEDIA, plan_paper
from doingoai.plan.actions.drafts import Closed
from doingoai.plan.domain import review, rights
from doingoai.plan.domain.contract import to_review
from doingoai.plan.domain.drafts.edits import NotSo
from doingoai.plan.domain.drafts.issued import reading_of, services_of
from doingoai.plan.domain.drafts.lint import World
from doingoai.plan.domain.drafts.loose import issued_despite, loose_of
from doingoai.plan.domain.drafts.parts import Content, numbers, standing
from doingoai.plan.domain.outline import read_plan
from doingoai.plan.models import Measure, Plan, PlanDraft, PlanImport, Task


@dataclass(frozen=True)
class Signature:
    """What was entered on the paper when it was signed; `authority` are the lines above the signer's title."""

    number: str
    day: date
    authority: tuple[str, ...]
    title: str
    name: str


def _issuing(draft: PlanDraft, revision: int, by: Actor) -> None:
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên ghi ban hành kế hoạch.")
    if not draft.is_open:
        raise Closed("Dự thảo này đã ban hành hoặc đã bỏ.")
    if draft.revision != revision:
        raise ChangedMeanwhile("Dự thảo vừa được sửa. Xem lại rồi ghi ban hành.")
    if not standing(draft.content, "tasks"):
        raise NotSo("Dự thảo chưa có nhiệm vụ nào. Thêm nhiệm vụ rồi ghi ban hành.")


def issue_draft(
    draft: PlanDraft,
    signature: Signature,
    *,
    province: str,
    revision: int,
    despite: str = "",
    by: Actor,
    at: datetime,
) -> Plan:
    """Make the draft, as it was seen at a revision, the plan of its year: the same rows as from a paper brought in.

    The paper is made first, then it is kept with everything else in one stroke. `despite` is why it is issued with
    copied words nobody looked at, or with bodies that have ended.

    :raises NotAllowed: if the person is no coordinator
    :raises Closed: if it is issued or put aside
    :raises ChangedMeanwhile: if somebody changed it since
    :raises NotSo: if it has no task
    :raises LooseEnds: if something in it is loose, and `despite` says nothing
    :raises CannotBeAdopted: if something in it stands in the way
    """
    _issuing(draft, revision, by)
    known = directory(province)
    loose = issued_despite(loose_of(draft.content, World(known, at.date())), despite)
    content = signed(draft.content, signature)
    data = plan_paper("docx", content, at=at)
    name = f"ke-hoach-{draft.year}.docx"
    printed = to_review(read_plan(read(name, data), known))
    lay_down(data)
    return _issue(draft, content, reading_of(content, printed), (name, data), loose, revision=revision, by=by, at=at)


def signed(content: Content, signature: Signature) -> Content:
    """The content with what was entered when it was signed."""
    result = copy.deepcopy(content)
    signer = {"authority": list(signature.authority), "title": signature.title, "name": signature.name}
    result["document"] |= {"number": signature.number, "date": signature.day.isoformat(), "signer": signer}
    return result


@transaction.atomic
def _issue(
    draft: PlanDraft,
    content: Content,
    reading: review.Reading,
    paper: tuple[str, bytes],
    loose: dict[str, Any],
    *,
    revision: int,
    by: Actor,
    at: datetime,
) -> Plan:
    draft = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    _issuing(draft, revision, by)
    made = PlanImport.objects.create(
        file=keep(*paper, MEDIA["docx"], by=by.person, at=at),
        reading=review.Review(reading).reading(),
        printed=reading,
        created_by=by.person,
        created_at=at,
        changed_at=at,
    )
    plan = adopt(made, services=services_of(content), revision=0, by=by, at=at)
    _complete(plan, content)
    draft.content, draft.imported = content, made
    draft.issued_at, draft.issued_by, draft.changed_at = at, by.person, at
    draft.save()
    told = {"plan": plan.pk, "number": plan.number, "sha256": made.file.sha256} | loose
    record(
        by.person, "issue_draft", draft, at=at, agency=by.agency.slug, summary=plan.title,
        reason=loose.get("despite", ""), after=told,
    )  # fmt: skip
    return plan


def _complete(plan: Plan, content: Content) -> None:
    """What a paper does not say: what each task aims at, and which task of an older plan it follows."""
    counted = numbers(content)
    rows: dict[str, Task] = {task.number: task for task in plan.tasks.all()}
    measures: Mapping[str, Measure] = Measure.objects.in_bulk()
    older = Task.objects.exclude(plan=plan).filter(pk__in=[int(t["key"][1:]) for t in content["tasks"] if t["origin"]])
    origins = {f"t{task.pk}": task for task in older}
    for raw in standing(content, "tasks"):
        task, before = rows[counted[raw["key"]]], origins.get(raw["key"])
        if raw["target"]:
            task.target = Decimal(raw["target"]["quantity"])
            task.target_measure = measures[raw["target"]["measure"]]
            task.target_note = raw["target"]["note"]
        if before is not None and before.number == raw["origin"]:
            task.previous = before
    Task.objects.bulk_update(rows.values(), ["target", "target_measure", "target_note", "previous"])
