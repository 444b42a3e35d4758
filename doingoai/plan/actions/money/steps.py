"""What every act with an estimate does first and last: the right, the hand, the revision; the step, the notice."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.queries import Actor, people_of
from doingoai.mail.actions import tell
from doingoai.plan.actions.parts import Changed
from doingoai.plan.domain.money.hands import HANDS, Hand, check_hand
from doingoai.plan.domain.money.states import RIGHTS, Act, Route, Stage, after
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import CostEstimate, EstimateHand, EstimateStep
from doingoai.shell.ordering import by_name

WHO = {
    Act.WRITE: "Chỉ người của cơ quan lập được dự toán của cơ quan.",
    Act.SUBMIT: "Chỉ người đứng đầu cơ quan ký gửi được dự toán.",
    Act.RETURN: "Chỉ cơ quan tài chính, lãnh đạo tỉnh hoặc điều phối viên trả lại được dự toán.",
    Act.JUDGE: "Chỉ cơ quan tài chính thẩm định được dự toán.",
    Act.APPRAISE: "Chỉ cơ quan tài chính thẩm định được dự toán.",
    Act.APPROVE: "Chỉ lãnh đạo tỉnh duyệt được dự toán.",
    Act.ALLOCATE: "Chỉ cơ quan tài chính hoặc điều phối viên ghi được phân bổ.",
    Act.SPEND: "Chỉ người của cơ quan ghi được khoản chi của cơ quan.",
    Act.SETTLE: "Chỉ người đứng đầu cơ quan quyết toán được.",
}
CHANGED = "Người khác vừa làm việc trên dự toán này. Phần đang viết ở đây vẫn còn nguyên."


def permit(estimate: CostEstimate, act: Act, *, revision: int | None = None, by: Actor) -> CostEstimate:
    """The estimate as it stands now, held until the transaction ends, for an act that the person may do.

    :raises NotAllowed: if the person's roles do not cover the act
    :raises SameHand: if the person has had another hand in the estimate
    :raises Changed: if somebody worked on it since the revision was read
    :raises NotNow: if the act leads nowhere from where the estimate stands
    """
    rows = CostEstimate.objects.select_for_update(of=("self",)).select_related("plan", "agency", "holder")
    found = rows.get(pk=estimate.pk)
    if not RIGHTS[act](by, found.holder.slug):
        raise NotAllowed(WHO[act])
    check_hand(hand_of(found, by.person), act)
    if revision is not None and found.revision != revision:
        raise Changed(CHANGED)
    after(Route(found.route), Stage(found.stage), act)
    if act in HANDS:
        EstimateHand.objects.get_or_create(estimate=found, person=by.person, defaults={"hand": HANDS[act]})
    return found


def hand_of(estimate: CostEstimate, person: Person) -> Hand | None:
    """The hand that the person has had in the estimate."""
    known = EstimateHand.objects.filter(estimate=estimate, person=person).values_list("hand", flat=True).first()
    return Hand(known) if known else None


def move(
    estimate: CostEstimate,
    act: Act,
    *,
    reason: str = "",
    memo: dict[str, Any] | None = None,
    agency: Agency,
    by: Person,
    at: datetime,
) -> EstimateStep:
    """Let the estimate, held by `permit`, go where the act leads, and keep the step; saves both."""
    before = Stage(estimate.stage)
    estimate.stage = after(Route(estimate.route), before, act)
    estimate.revision += 1
    estimate.save()
    return EstimateStep.objects.create(
        estimate=estimate,
        act=act,
        before=before,
        after=estimate.stage,
        worked=estimate.worked,
        reason=reason,
        memo=memo or {},
        agency=agency,
        by=by,
        at=at,
    )


def address_of_estimate(estimate: CostEstimate) -> str:
    """The page of the estimate."""
    return reverse("plan:estimate", args=[estimate.plan.year, estimate.pk])


def tell_agency(estimate: CostEstimate, subject: str, body: str, *, at: datetime) -> None:
    """Tell the people of the agency that answers for the estimate, in the house and by mail."""
    _tell(people_of(estimate.holder, roles={Role.EDITOR, Role.HEAD}, on=at.date()), estimate, subject, body, at)


def tell_next(estimate: CostEstimate, roles: Iterable[Role], subject: str, body: str, *, at: datetime) -> None:
    """Tell those who act next, wherever they hold the role, in the house and by mail."""
    grants = RoleGrant.objects.on(at.date()).filter(role__in=[*roles])
    people = Person.objects.filter(pk__in=grants.values("person"), is_active=True).order_by(by_name("name"))
    _tell(people, estimate, subject, body, at)


def _tell(people: Iterable[Person], estimate: CostEstimate, subject: str, body: str, at: datetime) -> None:
    url, key = address_of_estimate(estimate), f"money:{estimate.pk}:{estimate.revision}"
    for person in people:
        tell(person, subject=subject, body=body, url=url, at=at, key=key)
