"""Acts with money: by those who may, with four eyes, once, with a reason, on the record; undone where they may be."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.mail.models import Letter, Notice
from doingoai.plan.actions.money.appraising import Judgement, judge_lines
from doingoai.plan.actions.money.lines import drop_estimate, return_estimate, write_lines
from doingoai.plan.actions.money.paying import MoneyPaper, retract_spending
from doingoai.plan.actions.money.routes import choose_route
from doingoai.plan.actions.money.undoing import undo_step
from doingoai.plan.actions.parts import Changed, NotReady
from doingoai.plan.domain.money.hands import SameHand
from doingoai.plan.domain.money.states import NotNow, Route, Stage, Verdict
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import CostEstimate, CostLine, EstimateHand, MoneyRoute, Spending
from tests.factories import NOW, actor, adopted_plan, coordinator
from tests.plan.budgeting import (
    agreed,
    allocated,
    appraised,
    approved,
    brought_to,
    editor,
    facts,
    finance,
    fresh,
    head,
    leader,
    lines_of,
    sent,
    settled,
    spent,
    written,
)


@pytest.fixture
def plan(db):
    return adopted_plan()


def verbs(estimate):
    return [
        e.verb
        for e in Entry.objects.filter(object_kind="plan.costestimate", object_key=str(estimate.pk)).order_by("pk")
    ]


def test_a_new_estimate_goes_from_its_first_line_to_its_settlement_and_each_act_is_on_record(plan):
    made = brought_to(Stage.SETTLED, plan)
    assert made.stage == Stage.SETTLED
    assert verbs(made) == [
        "begin_estimate",
        "write_estimate",
        "submit_estimate",
        "judge_lines",
        "appraise_estimate",
        "approve_estimate",
        "allocate_money",
        "record_spending",
        "settle_estimate",
    ]
    assert [step.act for step in made.steps.order_by("pk")] == ["submit", "appraise", "approve", "allocate", "settle"]


def test_money_that_was_allotted_before_is_allocated_without_a_second_appraisal(plan):
    line = facts(plan, task="II.1.1", source="tuyen-truyen")
    made = sent(written(plan, line, route=Route.ALLOTTED, office="bao-laocai"))
    with pytest.raises(NotNow):
        agreed(made)
    allocated(made)
    spent(made.lines.get(), 5, "a")
    assert fresh(made).stage == Stage.SPENDING


def test_a_districts_own_money_is_recorded_only(plan):
    line = facts(plan, task="II.3.2", source="ngan-sach-huyen")
    made = sent(written(plan, line, route=Route.OWN, office="ubnd-tx-sapa"))
    for act in (agreed, appraised, approved, allocated):
        with pytest.raises(NotNow):
            act(made)
    spent(made.lines.get(), 300_000_000, "a")
    with pytest.raises(NotReady, match="Chi vượt dự toán của dòng này 1 đồng"):
        spent(made.lines.get(), 1, "b")
    settled(made, {made.lines.get().pk: 300_000_000})
    assert fresh(made).stage == Stage.SETTLED


def test_those_who_act_next_are_told_in_the_house_and_by_mail(plan):
    finance(), leader()
    made = sent(written(plan))
    assert Notice.objects.get(person=finance().person).subject.endswith(": đã gửi")
    assert Letter.objects.filter(to=finance().person.email).exists()
    appraised(agreed(made))
    assert "chờ duyệt" in Notice.objects.get(person=leader().person).subject
    approved(made)
    assert Notice.objects.filter(person=head().person, subject__contains="chờ phân bổ").exists()


def test_a_line_goes_back_alone_and_the_others_stay_agreed_to(plan):
    made = sent(written(plan, facts(plan), facts(plan, item="Nhân công", quantity=1, price=20_000_000)))
    first, second = made.lines.all()
    said = [
        Judgement(first.pk, Verdict.AGREED, 250_000_000, "Theo báo giá thấp nhất."),
        Judgement(second.pk, Verdict.RETURNED, reason="Chưa có dự toán nhân công."),
    ]
    made = judge_lines(made, said, revision=made.revision, by=finance(), at=NOW)
    with pytest.raises(NotReady, match="Có 1 dòng đã trả"):
        appraised(made)
    made = return_estimate(made, reason="", revision=made.revision, by=finance(), at=NOW)
    assert made.return_reason == "Nhân công: Chưa có dự toán nhân công."
    new = lines_of(made)
    new[1] = facts(plan, item="Nhân công theo định mức", quantity=1, price=18_000_000)
    made = sent(write_lines(made, new, revision=made.revision, by=editor(), at=NOW))
    assert list(made.lines.values_list("verdict", "agreed")) == [("agreed", 250_000_000), ("", None)]
    with pytest.raises(NotReady, match="Còn 1 dòng chưa thẩm định"):
        appraised(made)


def test_a_sum_agreed_to_lower_says_why_and_is_never_higher(plan):
    made = sent(written(plan))
    line = made.lines.get()

    def judge(agreed_to, reason=""):
        said = [Judgement(line.pk, Verdict.AGREED, agreed_to, reason)]
        return judge_lines(made, said, revision=made.revision, by=finance(), at=NOW)

    with pytest.raises(NotReady, match="ghi lý do"):
        judge(1)
    with pytest.raises(NotReady, match="lớn hơn số đề nghị"):
        judge(line.amount + 1, "Giá lên.")
    assert judge(0, "Chưa cần.").lines.get().agreed == 0


EYES = [
    pytest.param(editor, agreed, Stage.SUBMITTED, id="who wrote does not appraise"),
    pytest.param(head, agreed, Stage.SUBMITTED, id="who sent does not appraise"),
    pytest.param(editor, approved, Stage.APPRAISED, id="who wrote does not approve"),
    pytest.param(head, approved, Stage.APPRAISED, id="who sent does not approve"),
    pytest.param(finance, approved, Stage.APPRAISED, id="who appraised does not approve"),
    pytest.param(editor, allocated, Stage.APPROVED, id="who wrote does not allocate"),
]


@pytest.mark.parametrize(("who", "act", "stage"), EYES)
def test_four_eyes_hold_though_one_human_has_roles_at_two_agencies(plan, who, act, stage):
    made = brought_to(stage, plan)
    other = actor("so-tc", Role.FINANCE, Role.LEADER, name=who().person.username)
    assert other.person == who().person
    before = Entry.objects.count()
    with pytest.raises(SameHand, match="Đề nghị người khác"):
        act(made, by=other)
    assert Entry.objects.count() == before
    assert fresh(made).stage == stage


def test_who_appraised_does_not_write_on_what_came_back(plan):
    made = agreed(sent(written(plan)))
    made = return_estimate(made, reason="Thiếu báo giá.", revision=made.revision, by=finance(), at=NOW)
    both = actor("so-tttt", Role.EDITOR, name=finance().person.username)
    with pytest.raises(SameHand):
        write_lines(made, lines_of(made), revision=made.revision, by=both, at=NOW)


def broken(change):
    """The database itself refuses."""
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_keeps_four_eyes_whatever_the_acts_do(plan):
    made = brought_to(Stage.APPROVED, plan)
    rows, lines = CostEstimate.objects.filter(pk=made.pk), CostLine.objects.filter(estimate=made)
    broken(lambda: rows.update(appraised_by=made.submitted_by))
    broken(lambda: rows.update(approved_by=made.submitted_by))
    broken(lambda: rows.update(approved_by=made.appraised_by))
    broken(lambda: lines.update(judged_by=editor().person))
    broken(lambda: EstimateHand.objects.create(estimate=made, person=editor().person, hand="appraise"))


def test_the_database_keeps_money_whole_and_in_its_order(plan):
    made = brought_to(Stage.SPENDING, plan)
    lines, rows = CostLine.objects.filter(estimate=made), CostEstimate.objects.filter(pk=made.pk)
    money = Spending.objects.filter(line__estimate=made)
    broken(lambda: lines.update(agreed=lines.get().amount + 1))
    broken(lambda: lines.update(agreed=1, reason=""))
    broken(lambda: lines.update(unit_price=-1))
    broken(lambda: rows.update(approved_by=None, stage="allocated"))
    broken(lambda: rows.update(submitted_by=None))
    broken(lambda: money.update(amount=0))
    broken(lambda: money.update(amount=-5, reason=""))
    broken(lambda: money.update(document=""))


def test_what_is_spent_is_never_over_what_was_allocated_without_a_reason_and_a_refund_says_why(plan):
    made = brought_to(Stage.ALLOCATED, plan)
    line = made.lines.get()
    with pytest.raises(NotReady, match="Chi vượt số đã phân bổ của dòng này 1 đồng"):
        spent(line, line.amount + 1, "a")
    spent(line, line.amount + 1, "a", reason="Giá thiết bị tăng, có văn bản đồng ý.")
    with pytest.raises(NotReady, match="lý do hoàn lại"):
        spent(line, -1, "b")
    with pytest.raises(NotReady, match="lớn hơn số đã chi"):
        spent(line, -line.amount - 2, "b", reason="Trả hàng.")
    spent(line, -1, "b", reason="Trả hàng.")
    with pytest.raises(NotReady, match="từ 01/01/2022 đến hôm nay"):
        spent(line, -1, "c", on=date(2023, 1, 1), reason="Trả hàng.")


def test_spending_sent_twice_counts_once(plan):
    line = brought_to(Stage.ALLOCATED, plan).lines.get()
    assert spent(line, 5, "a") == spent(line, 5, "a")
    assert Spending.objects.count() == 1


def test_spending_taken_back_lets_the_estimate_stand_where_it_stood(plan):
    made = brought_to(Stage.ALLOCATED, plan)
    money = spent(made.lines.get(), 5, "a")
    with pytest.raises(NotReady):
        retract_spending(money, reason=" ", by=editor(), at=NOW)
    retract_spending(money, reason="Ghi nhầm dòng.", by=editor(), at=NOW)
    assert fresh(made).stage == Stage.ALLOCATED
    with pytest.raises(NotReady, match="không quá 0 đồng"):
        settled(made, {made.lines.get().pk: 5})


def test_no_line_is_allocated_more_than_was_agreed_to_over_all_decisions(plan):
    made = brought_to(Stage.APPROVED, plan)
    line = made.lines.get()
    allocated(made, {line.pk: line.amount - 1})
    with pytest.raises(NotReady, match=r"là quá 300\.000\.000 đồng"):
        allocated(made, {line.pk: 2})
    with pytest.raises(NotReady, match="Ngày văn bản chưa tới"):
        allocated(made, {line.pk: 1}, paper=MoneyPaper("1/QĐ", date(2030, 1, 1)))
    allocated(made, {line.pk: 1})
    assert sum(a.amount for a in made.allocations.all()) == line.amount


UNDONE = [
    pytest.param(Stage.SUBMITTED, head, Stage.DRAFT, id="sending"),
    pytest.param(Stage.APPRAISED, finance, Stage.SUBMITTED, id="appraisal"),
    pytest.param(Stage.APPROVED, leader, Stage.APPRAISED, id="approval"),
    pytest.param(Stage.ALLOCATED, finance, Stage.APPROVED, id="allocation"),
    pytest.param(Stage.SETTLED, head, Stage.SPENDING, id="settlement"),
]


def undone(made, by, reason="Bấm nhầm."):
    return undo_step(made, reason=reason, revision=fresh(made).revision, by=by, at=NOW)


@pytest.mark.parametrize(("stage", "who", "before"), UNDONE)
def test_the_last_step_is_undone_with_a_reason_by_those_who_could_do_it(plan, stage, who, before):
    made = brought_to(stage, plan)
    with pytest.raises(NotAllowed):
        undone(made, actor("so-ct", Role.VIEWER))
    with pytest.raises(NotReady):
        undone(made, who(), " ")
    undone(made, who())
    assert fresh(made).stage == before
    assert verbs(made)[-1] == "undo_money_step"
    assert made.steps.exclude(undone_at=None).get().undo_reason == "Bấm nhầm."


def test_a_step_on_which_somebody_built_stays(plan):
    made = agreed(sent(written(plan)))
    with pytest.raises(NotNow, match="đã có người làm tiếp"):
        undone(made, head())
    spending = brought_to(Stage.SPENDING, plan)
    with pytest.raises(NotNow, match="đã có người làm tiếp"):
        undone(spending, finance())


def test_what_was_undone_can_be_done_again(plan):
    made = brought_to(Stage.ALLOCATED, plan)
    undone(made, finance())
    allocated(made)
    assert fresh(made).stage == Stage.ALLOCATED
    assert [a.undone_at is None for a in made.allocations.order_by("pk")] == [False, True]


def test_who_saves_second_loses_nothing_and_is_told(plan):
    made = written(plan)
    with pytest.raises(Changed, match="vẫn còn nguyên"):
        write_lines(made, [facts(plan)], revision=made.revision - 1, by=editor(), at=NOW)
    made = sent(made)
    with pytest.raises(Changed):
        judge_lines(made, [], revision=made.revision - 1, by=finance(), at=NOW)


def test_an_estimate_that_was_sent_is_not_put_away_and_an_empty_one_is_not_sent(plan):
    made = written(plan)
    write_lines(made, [], revision=made.revision, by=editor(), at=NOW)
    with pytest.raises(NotReady, match="chưa có dòng"):
        sent(made)
    write_lines(fresh(made), [facts(plan)], revision=fresh(made).revision, by=editor(), at=NOW)
    made = sent(made)
    made = return_estimate(made, reason="Sửa.", revision=made.revision, by=finance(), at=NOW)
    with pytest.raises(NotNow, match="được giữ lại"):
        drop_estimate(made, by=editor(), at=NOW)
    fresh_one = written(plan, facts(plan, task="II.1.1"), route=Route.ALLOTTED)
    drop_estimate(fresh_one, by=editor(), at=NOW)
    assert not CostEstimate.objects.filter(pk=fresh_one.pk).exists()


def test_a_second_estimate_of_the_year_follows_the_first_that_was_sent(plan):
    first = sent(written(plan))
    second = written(plan)
    assert (first.order, second.order) == (1, 2)
    assert written(plan).pk == second.pk


def test_the_coordinator_chooses_the_route_where_no_line_stands_against_it(plan):
    task, office = plan.tasks.get(number="II.5"), written(plan).holder
    with pytest.raises(NotAllowed):
        choose_route(task, office, Route.OWN, by=editor(), at=NOW)
    with pytest.raises(NotNow, match="theo cách khác"):
        choose_route(task, office, Route.ALLOTTED, by=coordinator(), at=NOW)
    choose_route(task, office, Route.APPRAISED, by=coordinator(), at=NOW)
    assert MoneyRoute.objects.get().route == Route.APPRAISED
    choose_route(task, office, None, by=coordinator(), at=NOW)
    assert not MoneyRoute.objects.exists()
