"""Sample money: the repair of the border-gate cluster as a budgeted task of its own, estimated, appraised, spent of.

Every row hangs on an estimate that is marked as a sample, and every item begins with "Mẫu:".
"""

from datetime import date, datetime
from decimal import Decimal

from doingoai.accounts.models import Person
from doingoai.agencies.actions import grant_role
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.plan.actions.money.appraising import Judgement, appraise_estimate, approve_estimate, judge_lines
from doingoai.plan.actions.money.lines import LineFacts, begin_estimate, submit_estimate, write_lines
from doingoai.plan.actions.money.paying import MoneyPaper, Spent, allocate_money, record_spending
from doingoai.plan.domain.money.states import Route, Verdict
from doingoai.plan.models import (
    Allocation,
    CostEstimate,
    CostLine,
    EstimateStep,
    FundSource,
    Plan,
    Settlement,
    Spending,
)

OFFICE, TASK = "so-tttt", "II.5"
ITEMS = (
    ("Mẫu: thay mô-đun màn hình LED ngoài trời", "m²", "12.5", 24_000_000),
    ("Mẫu: nhân công tháo dỡ, lắp đặt", "công", "40", 400_000),
    ("Mẫu: hệ thống chống sét, tiếp địa", "bộ", "1", 18_500_000),
)


def load(plan: Plan, *, at: datetime) -> None:
    """Walk the sample estimate as far as spending; told again, or without the task, it changes nothing."""
    task, source = plan.tasks.filter(number=TASK).first(), FundSource.objects.filter(route=Route.APPRAISED).first()
    is_there = CostEstimate.objects.filter(plan=plan, is_demo=True).exists()
    if task is None or source is None or is_there:
        return
    editor, head = _actor("mau.lapdutoan", OFFICE, Role.EDITOR), _actor(f"mau.{OFFICE}", OFFICE, Role.HEAD, at)
    finance, leader = _actor("mau.taichinh", "so-tc", Role.FINANCE), _actor("mau.lanhdao", "ubnd-tinh", Role.LEADER)
    made = begin_estimate(plan, editor.agency, Route.APPRAISED, is_demo=True, by=editor, at=at)
    facts = [
        LineFacts(None, task, item, unit, Decimal(quantity), price, source, "Số liệu mẫu, không có thật")
        for item, unit, quantity, price in ITEMS
    ]
    made = write_lines(made, facts, revision=made.revision, by=editor, at=at)
    made = submit_estimate(made, revision=made.revision, by=head, at=at)
    first, *others = made.lines.all()
    said = [Judgement(line.pk, Verdict.AGREED, line.amount) for line in others]
    said.append(Judgement(first.pk, Verdict.AGREED, 285_000_000, "Mẫu: theo báo giá thấp nhất."))
    made = judge_lines(made, said, revision=made.revision, by=finance, at=at)
    made = appraise_estimate(made, revision=made.revision, by=finance, at=at)
    made = approve_estimate(made, revision=made.revision, by=leader, at=at)
    day = min(date(plan.year, 5, 4), at.date())
    shares = {line.pk: line.agreed or 0 for line in made.lines.all()}
    allocate_money(made, MoneyPaper("Mẫu/QĐ-UBND", day), shares, revision=made.revision, by=finance, at=at)
    token = f"demo-{made.pk}"
    record_spending(first, Spent(142_500_000, day, "Mẫu: tạm ứng hợp đồng", token), by=editor, at=at)


def _actor(username: str, slug: str, role: Role, at: datetime | None = None) -> Actor:
    person, agency = Person.objects.get(username=username), Agency.objects.get(slug=slug)
    if at is not None:
        grant_role(person, agency, role, by=None, at=at)
    return Actor(person, agency, frozenset({role}))


def clear() -> None:
    """Take the sample money out, from the last row to the first."""
    estimates = CostEstimate.objects.filter(is_demo=True)
    Spending.objects.filter(line__estimate__in=estimates).delete()
    Settlement.objects.filter(estimate__in=estimates).delete()
    Allocation.objects.filter(estimate__in=estimates).delete()
    EstimateStep.objects.filter(estimate__in=estimates).delete()
    CostLine.objects.filter(estimate__in=estimates).delete()
    estimates.delete()
