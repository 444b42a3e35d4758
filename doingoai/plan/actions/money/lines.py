"""An estimate begun, written line by line, signed and sent; given back by those who read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.actions.money.steps import WHO, move, permit, tell_agency, tell_next
from doingoai.plan.actions.parts import NotReady
from doingoai.plan.domain.money import rights
from doingoai.plan.domain.money.amounts import MOST, product_of
from doingoai.plan.domain.money.hands import Hand
from doingoai.plan.domain.money.states import OPEN, Act, NotNow, Route, Verdict
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import CostEstimate, CostLine, EstimateHand, FundSource, Plan, Task
from doingoai.text import number

# Who acts next with what was sent, by its route.
NEXT = {
    Route.APPRAISED: (Role.FINANCE,),
    Route.ALLOTTED: (Role.FINANCE, Role.COORDINATOR),
    Route.OWN: (Role.COORDINATOR,),
}


@dataclass(frozen=True)
class LineFacts:
    """A line as it was written; `key` is that of the row it replaces, None of a new one."""

    key: int | None
    task: Task
    item: str
    unit: str
    quantity: Decimal
    unit_price: int
    source: FundSource
    note: str = ""

    @property
    def amount(self) -> int:
        """Quantity times unit price, in whole đồng."""
        return product_of(self.quantity, self.unit_price)


@transaction.atomic
def begin_estimate(
    plan: Plan, agency: Agency, route: Route, *, is_demo: bool = False, by: Actor, at: datetime
) -> CostEstimate:
    """Begin an estimate of the agency by the route; one that is being written already is given back instead.

    :raises NotAllowed: if the person is not of the agency
    """
    if not rights.may_write_estimate(by, agency.slug):
        raise NotAllowed(WHO[Act.WRITE])
    # Held, so that two who begin at once write on one estimate.
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    rows = CostEstimate.objects.filter(plan=plan, agency=agency, route=route)
    known = rows.filter(stage__in=OPEN).select_related("plan", "agency", "holder").first()
    if known is not None:
        return known
    order = (rows.aggregate(last=Max("order"))["last"] or 0) + 1
    made = CostEstimate.objects.create(
        plan=plan, agency=agency, holder=agency, route=route, order=order, is_demo=is_demo, begun_at=at
    )
    EstimateHand.objects.create(estimate=made, person=by.person, hand=Hand.ESTIMATE)
    record(by.person, "begin_estimate", made, at=at, agency=agency.slug, summary=str(made), after={"route": route})
    return made


@transaction.atomic
def write_lines(
    estimate: CostEstimate, lines: Sequence[LineFacts], *, revision: int, by: Actor, at: datetime
) -> CostEstimate:
    """Let the estimate hold just these lines, in their order; a line that is changed is appraised anew.

    :raises NotAllowed, SameHand, Changed, NotNow: as `permit`
    :raises NotReady: if a line is beyond reason
    """
    estimate = permit(estimate, Act.WRITE, revision=revision, by=by)
    if any(line.amount > MOST for line in lines):
        raise NotReady("Thành tiền của một dòng lớn quá. Kiểm lại số lượng và đơn giá.")
    known = {line.pk: line for line in estimate.lines.select_related("task")}
    before = {"lines": [_said(line) for line in known.values()]}
    kept = {facts.key for facts in lines}
    try:
        CostLine.objects.filter(estimate=estimate, pk__in=set(known) - kept).delete()
    except ProtectedError as held:
        raise NotNow("Dòng đã có khoản chi hoặc phân bổ nên không bỏ được. Sửa nội dung của dòng.") from held
    for order, facts in enumerate(lines):
        _keep(known.get(facts.key or 0) or CostLine(estimate=estimate), facts, order, by, at)
    estimate.revision, estimate.worked = estimate.revision + 1, estimate.worked + 1
    estimate.save(update_fields=["revision", "worked"])
    after = {"lines": [_said(line) for line in estimate.lines.select_related("task")]}
    summary = f"{estimate}: {number(sum(line.amount for line in lines))} đồng"
    slug = estimate.holder.slug
    record(by.person, "write_estimate", estimate, at=at, agency=slug, summary=summary, before=before, after=after)
    return estimate


def _keep(row: CostLine, facts: LineFacts, order: int, by: Actor, at: datetime) -> None:
    if row.pk and row.order != order:
        CostLine.objects.filter(pk=row.pk).update(order=order)
    row.order = order
    new = (facts.task.pk, facts.item, facts.unit, facts.quantity, facts.unit_price, facts.source.pk, facts.note)
    old = (row.task_id, row.item, row.unit, row.quantity, row.unit_price, row.source_id, row.note) if row.pk else ()
    if new == old:
        return
    row.task, row.item, row.unit, row.note = facts.task, facts.item, facts.unit, facts.note
    row.quantity, row.unit_price, row.amount, row.source = facts.quantity, facts.unit_price, facts.amount, facts.source
    row.written_by, row.written_at = by.person, at
    row.verdict, row.agreed, row.reason, row.judged_by, row.judged_at = Verdict.NONE, None, "", None, None
    row.save()


def _said(line: CostLine) -> list[Any]:
    return [line.task.number, line.item, line.unit, str(line.quantity), line.unit_price, line.amount, line.source_id]


@transaction.atomic
def drop_estimate(estimate: CostEstimate, *, by: Actor, at: datetime) -> None:
    """Put away an estimate that nobody has sent yet.

    :raises NotAllowed, SameHand, NotNow: as `permit`
    """
    estimate = permit(estimate, Act.WRITE, by=by)
    if estimate.steps.exists():
        raise NotNow("Dự toán đã gửi ít nhất một lần nên được giữ lại. Sửa các dòng rồi gửi lại.")
    said = {"lines": [_said(line) for line in estimate.lines.select_related("task")]}
    record(by.person, "drop_estimate", estimate, at=at, agency=estimate.holder.slug, summary=str(estimate), before=said)
    estimate.delete()


@transaction.atomic
def submit_estimate(estimate: CostEstimate, *, revision: int, by: Actor, at: datetime) -> CostEstimate:
    """Sign the estimate and send it to those who act next by its route.

    :raises NotAllowed, SameHand, Changed, NotNow: as `permit`
    :raises NotReady: if it has no line, or comes to nothing
    """
    estimate = permit(estimate, Act.SUBMIT, revision=revision, by=by)
    asked = sum(line.amount for line in estimate.lines.all())
    if not asked:
        raise NotReady("Dự toán chưa có dòng nào có tiền. Ghi ít nhất một dòng rồi gửi.")
    estimate.submitted_by, estimate.submitted_at, estimate.return_reason = by.person, at, ""
    move(estimate, Act.SUBMIT, agency=by.agency, by=by.person, at=at)
    told = {"amount": asked, "lines": [_said(line) for line in estimate.lines.select_related("task")]}
    record(
        by.person, "submit_estimate", estimate, at=at, agency=estimate.holder.slug, summary=str(estimate), after=told
    )
    body = f"{estimate.holder.name} đã gửi dự toán {number(asked)} đồng."
    tell_next(estimate, NEXT[Route(estimate.route)], f"{estimate}: đã gửi", body, at=at)
    return estimate


@transaction.atomic
def return_estimate(estimate: CostEstimate, *, reason: str, revision: int, by: Actor, at: datetime) -> CostEstimate:
    """Give the estimate back to its agency, with the reason; lines that were given back have each their own.

    :raises NotAllowed, Changed, NotNow: as `permit`
    :raises NotReady: if there is no reason
    """
    estimate = permit(estimate, Act.RETURN, revision=revision, by=by)
    lines = estimate.lines.filter(verdict=Verdict.RETURNED)
    told = reason.strip() or "; ".join(f"{line.item}: {line.reason}" for line in lines)
    if not told:
        raise NotReady("Ghi lý do trả lại để cơ quan biết cần sửa gì.")
    estimate.return_reason = told
    move(estimate, Act.RETURN, reason=told, agency=by.agency, by=by.person, at=at)
    record(
        by.person, "return_estimate", estimate, at=at, agency=estimate.holder.slug, summary=str(estimate), reason=told
    )
    tell_agency(estimate, f"{estimate}: được trả lại để sửa", told, at=at)
    return estimate
