"""Money allocated by a decision, spent with its documents, taken back where it was recorded wrongly, settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.documents.models import StoredFile
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.actions.money.steps import move, permit, tell_agency, tell_next
from doingoai.plan.actions.parts import NotReady
from doingoai.plan.domain.money.states import Act, Route, Stage, after
from doingoai.plan.domain.money.sums import limit_of
from doingoai.plan.models import (
    Allocation,
    AllocationShare,
    CostEstimate,
    CostLine,
    Settlement,
    SettlementShare,
    Spending,
)
from doingoai.plan.queries.money.lines import allocated_by_line, spent_by_line
from doingoai.text import number

NOT_YET = "Ngày văn bản chưa tới. Ghi ngày như trên văn bản."


@dataclass(frozen=True)
class MoneyPaper:
    """The decision or document behind an act with money: its number, its date, its file."""

    number: str
    dated_on: date
    file: StoredFile | None = None


@dataclass(frozen=True)
class Spent:
    """Money that was spent, or with a minus came back; the token makes a second sending change nothing."""

    amount: int
    spent_on: date
    document: str
    token: str
    reason: str = ""
    file: StoredFile | None = None


@transaction.atomic
def allocate_money(
    estimate: CostEstimate, paper: MoneyPaper, shares: Mapping[int, int], *, revision: int, by: Actor, at: datetime
) -> Allocation:
    """Record what a decision gives to lines (by their keys), never more than was agreed to or asked for.

    :raises NotAllowed, SameHand, Changed, NotNow: as `permit`
    :raises NotReady: if nothing is given, a line gets too much, or the paper makes no sense
    """
    estimate = permit(estimate, Act.ALLOCATE, revision=revision, by=by)
    _check_paper(paper, at)
    route, given = Route(estimate.route), allocated_by_line(estimate)
    lines = [line for line in estimate.lines.all() if shares.get(line.pk)]
    for line in lines:
        most, asked = limit_of(route, line.amount, line.agreed), given.get(line.pk, 0) + shares[line.pk]
        if shares[line.pk] < 0 or asked > most:
            raise NotReady(f"{line.item}: phân bổ {number(asked)} đồng là quá {number(most)} đồng đã được chấp thuận.")
    amount = sum(shares[line.pk] for line in lines)
    if not amount:
        raise NotReady("Ghi số phân bổ cho ít nhất một dòng.")
    step = move(estimate, Act.ALLOCATE, agency=by.agency, by=by.person, at=at)
    made = Allocation.objects.create(
        estimate=estimate,
        step=step,
        number=paper.number.strip(),
        dated_on=paper.dated_on,
        amount=amount,
        file=paper.file,
    )
    AllocationShare.objects.bulk_create(
        AllocationShare(allocation=made, line=line, amount=shares[line.pk]) for line in lines
    )
    told = {"number": made.number, "amount": amount, "shares": [[line.pk, shares[line.pk]] for line in lines]}
    record(by.person, "allocate_money", estimate, at=at, agency=by.agency.slug, summary=str(estimate), after=told)
    tell_agency(estimate, f"{estimate}: đã phân bổ", f"Đã phân bổ {number(amount)} đồng ({made.number}).", at=at)
    return made


@transaction.atomic
def record_spending(line: CostLine, spent: Spent, *, by: Actor, at: datetime) -> Spending:
    """Record money that was spent of a line; more than it was allocated only with a reason.

    :raises NotAllowed, NotNow: as `permit`
    :raises NotReady: if it moves nothing, lacks its document or its reason, or makes no sense
    """
    known = Spending.objects.filter(token=spent.token).first()
    if known is not None and known.line_id == line.pk:
        return known
    estimate = permit(line.estimate, Act.SPEND, by=by)
    _check_spent(estimate, line, spent, at)
    estimate.stage = after(Route(estimate.route), Stage(estimate.stage), Act.SPEND)
    estimate.revision += 1
    estimate.save(update_fields=["stage", "revision"])
    made = Spending.objects.create(
        line=line,
        amount=spent.amount,
        spent_on=spent.spent_on,
        document=spent.document.strip(),
        file=spent.file,
        reason=spent.reason.strip(),
        token=spent.token,
        recorded_by=by.person,
        recorded_at=at,
    )
    told = {"line": line.pk, "item": line.item, "amount": made.amount, "spent_on": made.spent_on}
    summary = f"{estimate}: {line.item}, {number(made.amount)} đồng ({made.document})"
    slug = estimate.holder.slug
    record(by.person, "record_spending", estimate, at=at, agency=slug, summary=summary, after=told, reason=made.reason)
    return made


def _check_spent(estimate: CostEstimate, line: CostLine, spent: Spent, at: datetime) -> None:
    if not spent.amount:
        raise NotReady("Khoản chi bằng 0 không cần ghi.")
    if not spent.document.strip():
        raise NotReady("Ghi số chứng từ của khoản chi.")
    if not date(estimate.plan.year, 1, 1) <= spent.spent_on <= at.astimezone(PROVINCE).date():
        raise NotReady(f"Ghi ngày chi từ 01/01/{estimate.plan.year} đến hôm nay.")
    is_own = estimate.route == Route.OWN
    most = line.amount if is_own else allocated_by_line(estimate).get(line.pk, 0)
    total = spent_by_line(estimate).get(line.pk, 0) + spent.amount
    if total < 0:
        raise NotReady("Số hoàn lại lớn hơn số đã chi của dòng này.")
    if spent.amount < 0 and not spent.reason.strip():
        raise NotReady("Ghi lý do hoàn lại.")
    if total > most and not spent.reason.strip():
        over, named = number(total - most), "dự toán" if is_own else "số đã phân bổ"
        raise NotReady(f"Chi vượt {named} của dòng này {over} đồng. Ghi lý do, hoặc sửa số tiền.")


@transaction.atomic
def retract_spending(spending: Spending, *, reason: str, by: Actor, at: datetime) -> Spending:
    """Take back spending that was recorded wrongly; it stays on the record with the reason.

    :raises NotAllowed, NotNow: as `permit`
    :raises NotReady: if there is no reason, or a refund of it stands
    """
    estimate = permit(spending.line.estimate, Act.SPEND, by=by)
    spending = Spending.objects.select_related("line").get(pk=spending.pk)
    if spending.retracted_at is not None:
        return spending
    if not reason.strip():
        raise NotReady("Ghi lý do rút khoản chi.")
    if spent_by_line(estimate).get(spending.line_id, 0) - spending.amount < 0:
        raise NotReady("Dòng này có khoản hoàn lại. Rút khoản hoàn lại trước.")
    spending.retracted_by, spending.retracted_at, spending.retract_reason = by.person, at, reason.strip()
    spending.save()
    if not Spending.objects.filter(line__estimate=estimate, retracted_at=None).exists():
        estimate.stage = Stage.SUBMITTED if estimate.route == Route.OWN else Stage.ALLOCATED
    estimate.revision += 1
    estimate.save(update_fields=["stage", "revision"])
    told = {"amount": spending.amount, "document": spending.document}
    slug, words = estimate.holder.slug, f"{estimate}: {spending.line.item}"
    record(
        by.person,
        "retract_spending",
        estimate,
        at=at,
        agency=slug,
        summary=words,
        before=told,
        reason=reason.strip(),
    )
    return spending


@transaction.atomic
def settle_estimate(
    estimate: CostEstimate, paper: MoneyPaper, shares: Mapping[int, int], *, revision: int, by: Actor, at: datetime
) -> Settlement:
    """Settle what was spent of each line (by its key), never more than that.

    :raises NotAllowed, Changed, NotNow: as `permit`
    :raises NotReady: if a sum is above what was spent, or the paper makes no sense
    """
    estimate = permit(estimate, Act.SETTLE, revision=revision, by=by)
    _check_paper(paper, at)
    spent = spent_by_line(estimate)
    lines = list(estimate.lines.all())
    for line in lines:
        if not 0 <= shares.get(line.pk, 0) <= spent.get(line.pk, 0):
            raise NotReady(f"{line.item}: số quyết toán không quá {number(spent.get(line.pk, 0))} đồng đã chi.")
    step = move(estimate, Act.SETTLE, agency=by.agency, by=by.person, at=at)
    made = Settlement.objects.create(
        estimate=estimate, step=step, number=paper.number.strip(), dated_on=paper.dated_on, file=paper.file
    )
    SettlementShare.objects.bulk_create(
        SettlementShare(settlement=made, line=line, amount=shares.get(line.pk, 0)) for line in lines
    )
    amount = sum(shares.get(line.pk, 0) for line in lines)
    told = {"number": made.number, "amount": amount}
    slug = estimate.holder.slug
    record(by.person, "settle_estimate", estimate, at=at, agency=slug, summary=str(estimate), after=told)
    body = f"{estimate.holder.name} quyết toán {number(amount)} đồng ({made.number})."
    tell_next(estimate, (Role.FINANCE, Role.COORDINATOR), f"{estimate}: đã quyết toán", body, at=at)
    return made


def _check_paper(paper: MoneyPaper, at: datetime) -> None:
    if not paper.number.strip():
        raise NotReady("Ghi số văn bản.")
    if paper.dated_on > at.astimezone(PROVINCE).date():
        raise NotReady(NOT_YET)
