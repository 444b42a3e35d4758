"""Finance appraises an estimate line by line; the province's leadership approves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.plan.actions.money.steps import move, permit, tell_agency, tell_next
from doingoai.plan.actions.parts import NotReady
from doingoai.plan.domain.money.states import Act, Verdict
from doingoai.plan.models import CostEstimate, CostLine
from doingoai.text import number


@dataclass(frozen=True)
class Judgement:
    """What finance says of the line of this key: the sum agreed to, or that it is given back; why, where it differs."""

    line: int
    verdict: Verdict
    agreed: int | None = None
    reason: str = ""


@transaction.atomic
def judge_lines(
    estimate: CostEstimate, judgements: Sequence[Judgement], *, revision: int, by: Actor, at: datetime
) -> CostEstimate:
    """Keep what finance says of lines; a line of which nothing new is said stays as it is.

    :raises NotAllowed, SameHand, Changed, NotNow: as `permit`
    :raises NotReady: if a sum is above what was asked for, or differs without a reason
    """
    estimate = permit(estimate, Act.JUDGE, revision=revision, by=by)
    lines = {line.pk: line for line in estimate.lines.all()}
    changed = [each for each in judgements if each.line in lines and _differs(lines[each.line], each)]
    before = {"lines": [_said(lines[each.line]) for each in changed]}
    for each in changed:
        _judge(lines[each.line], each, by, at)
    if not changed:
        return estimate
    estimate.revision, estimate.worked = estimate.revision + 1, estimate.worked + 1
    estimate.save(update_fields=["revision", "worked"])
    after, slug = {"lines": [_said(lines[each.line]) for each in changed]}, by.agency.slug
    told = str(estimate)
    record(by.person, "judge_lines", estimate, at=at, agency=slug, summary=told, before=before, after=after)
    return estimate


def _differs(line: CostLine, said: Judgement) -> bool:
    return (line.verdict, line.agreed, line.reason) != (said.verdict, said.agreed, said.reason.strip())


def _judge(line: CostLine, said: Judgement, by: Actor, at: datetime) -> None:
    reason, agreed = said.reason.strip(), said.agreed if said.verdict is Verdict.AGREED else None
    if said.verdict is Verdict.AGREED and agreed is None:
        raise NotReady(f"{line.item}: ghi số tiền đồng ý.")
    if agreed is not None and agreed > line.amount:
        raise NotReady(
            f"{line.item}: số đồng ý lớn hơn số đề nghị {number(line.amount)} đồng. "
            "Muốn tăng thì trả dòng này để cơ quan sửa."
        )
    if not reason and (said.verdict is Verdict.RETURNED or agreed not in {None, line.amount}):
        raise NotReady(f"{line.item}: ghi lý do khi trả dòng hoặc đồng ý số khác số đề nghị.")
    line.verdict, line.agreed, line.reason = said.verdict, agreed, reason
    judged = said.verdict is not Verdict.NONE
    line.judged_by, line.judged_at = (by.person, at) if judged else (None, None)
    line.save()


def _said(line: CostLine) -> list[object]:
    return [line.pk, line.item, line.amount, line.verdict, line.agreed, line.reason]


@transaction.atomic
def appraise_estimate(estimate: CostEstimate, *, revision: int, by: Actor, at: datetime) -> CostEstimate:
    """Close the appraisal and send it to the leadership: every line has been agreed to.

    :raises NotAllowed, SameHand, Changed, NotNow: as `permit`
    :raises NotReady: if a line waits, or was given back
    """
    estimate = permit(estimate, Act.APPRAISE, revision=revision, by=by)
    lines = list(estimate.lines.all())
    waiting = sum(line.verdict == Verdict.NONE for line in lines)
    returned = sum(line.verdict == Verdict.RETURNED for line in lines)
    if waiting:
        raise NotReady(f"Còn {waiting} dòng chưa thẩm định. Đồng ý hoặc trả từng dòng trước.")
    if returned:
        raise NotReady(f"Có {returned} dòng đã trả. Trả dự toán để cơ quan sửa các dòng này.")
    agreed = sum(line.agreed or 0 for line in lines)
    estimate.appraised_by, estimate.appraised_at = by.person, at
    move(estimate, Act.APPRAISE, agency=by.agency, by=by.person, at=at)
    record(
        by.person,
        "appraise_estimate",
        estimate,
        at=at,
        agency=by.agency.slug,
        summary=str(estimate),
        after={"agreed": agreed, "lines": [_said(line) for line in lines]},
    )
    body = f"Cơ quan tài chính thẩm định {number(agreed)} đồng cho {estimate.holder.name}."
    tell_next(estimate, (Role.LEADER,), f"{estimate}: chờ duyệt", body, at=at)
    return estimate


@transaction.atomic
def approve_estimate(estimate: CostEstimate, *, revision: int, by: Actor, at: datetime) -> CostEstimate:
    """Approve the sums that finance agreed to.

    :raises NotAllowed, SameHand, Changed, NotNow: as `permit`
    """
    estimate = permit(estimate, Act.APPROVE, revision=revision, by=by)
    agreed = sum(line.agreed or 0 for line in estimate.lines.all())
    estimate.approved_by, estimate.approved_at = by.person, at
    move(estimate, Act.APPROVE, agency=by.agency, by=by.person, at=at)
    told = {"agreed": agreed}
    record(by.person, "approve_estimate", estimate, at=at, agency=by.agency.slug, summary=str(estimate), after=told)
    body = f"Lãnh đạo tỉnh đã duyệt {number(agreed)} đồng cho {estimate.holder.name}."
    tell_next(estimate, (Role.FINANCE, Role.COORDINATOR), f"{estimate}: đã duyệt, chờ phân bổ", body, at=at)
    tell_agency(estimate, f"{estimate}: đã duyệt, chờ phân bổ", body, at=at)
    return estimate
