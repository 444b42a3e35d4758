"""The stages of an estimate, walked whole: each route, stage, act, role, at the own agency and at another."""

from itertools import product
from types import SimpleNamespace

import pytest

from doingoai.agencies.domain import Role
from doingoai.plan.domain.money.hands import HANDS, Hand, SameHand, check_hand, is_free
from doingoai.plan.domain.money.routes import propose_route, read_notes
from doingoai.plan.domain.money.states import Act, NotNow, Route, Stage, after, is_permitted, is_possible

A, L, D = Route.APPRAISED, Route.ALLOTTED, Route.OWN
# What the province's rule book says, told once more by hand: from which stage, by which route, the act leads where.
RULES = {
    (Act.WRITE, Stage.DRAFT): {A: Stage.DRAFT, L: Stage.DRAFT, D: Stage.DRAFT},
    (Act.WRITE, Stage.RETURNED): {A: Stage.RETURNED, L: Stage.RETURNED, D: Stage.RETURNED},
    (Act.SUBMIT, Stage.DRAFT): {A: Stage.SUBMITTED, L: Stage.SUBMITTED, D: Stage.SUBMITTED},
    (Act.SUBMIT, Stage.RETURNED): {A: Stage.SUBMITTED, L: Stage.SUBMITTED, D: Stage.SUBMITTED},
    (Act.RETURN, Stage.SUBMITTED): {A: Stage.RETURNED, L: Stage.RETURNED, D: Stage.RETURNED},
    (Act.RETURN, Stage.APPRAISED): {A: Stage.RETURNED},
    (Act.RETURN, Stage.APPROVED): {A: Stage.RETURNED},
    (Act.JUDGE, Stage.SUBMITTED): {A: Stage.SUBMITTED},
    (Act.APPRAISE, Stage.SUBMITTED): {A: Stage.APPRAISED},
    (Act.APPROVE, Stage.APPRAISED): {A: Stage.APPROVED},
    (Act.ALLOCATE, Stage.APPROVED): {A: Stage.ALLOCATED},
    (Act.ALLOCATE, Stage.SUBMITTED): {L: Stage.ALLOCATED},
    (Act.ALLOCATE, Stage.ALLOCATED): {A: Stage.ALLOCATED, L: Stage.ALLOCATED},
    (Act.ALLOCATE, Stage.SPENDING): {A: Stage.SPENDING, L: Stage.SPENDING},
    (Act.SPEND, Stage.ALLOCATED): {A: Stage.SPENDING, L: Stage.SPENDING},
    (Act.SPEND, Stage.SPENDING): {A: Stage.SPENDING, L: Stage.SPENDING, D: Stage.SPENDING},
    (Act.SPEND, Stage.SUBMITTED): {D: Stage.SPENDING},
    (Act.SETTLE, Stage.ALLOCATED): {A: Stage.SETTLED, L: Stage.SETTLED},
    (Act.SETTLE, Stage.SPENDING): {A: Stage.SETTLED, L: Stage.SETTLED, D: Stage.SETTLED},
}
ANYWHERE = {
    Act.RETURN: {Role.FINANCE, Role.LEADER, Role.COORDINATOR},
    Act.JUDGE: {Role.FINANCE},
    Act.APPRAISE: {Role.FINANCE},
    Act.APPROVE: {Role.LEADER},
    Act.ALLOCATE: {Role.FINANCE, Role.COORDINATOR},
}
OF_THE_AGENCY = {
    Act.WRITE: {Role.EDITOR, Role.HEAD, Role.COORDINATOR},
    Act.SUBMIT: {Role.HEAD},
    Act.SPEND: {Role.EDITOR, Role.HEAD, Role.COORDINATOR},
    Act.SETTLE: {Role.HEAD},
}


def told(route, stage, act):
    return RULES.get((act, stage), {}).get(route)


@pytest.mark.parametrize(("route", "stage", "act"), list(product(Route, Stage, Act)))
def test_every_act_leads_where_the_rule_book_says_for_just_those_who_may(route, stage, act):
    end = told(route, stage, act)
    assert is_possible(route, stage, act) == (end is not None)
    if end is None:
        with pytest.raises(NotNow):
            after(route, stage, act)
    else:
        assert after(route, stage, act) is end
    for role, is_own in product(Role, (True, False)):
        may = role in ANYWHERE.get(act, ()) or (is_own and role in OF_THE_AGENCY.get(act, ()))
        acting = SimpleNamespace(roles={role}, agency=SimpleNamespace(slug="so-ngv" if is_own else "so-ct"))
        found = is_permitted(route, stage, act, acting, "so-ngv")
        assert found == (may and end is not None), (role, is_own)


def reached(route):
    seen, waiting = {Stage.DRAFT}, [Stage.DRAFT]
    while waiting:
        stage = waiting.pop()
        ends = {told(route, stage, act) for act in Act} - seen - {None}
        seen |= ends
        waiting += ends
    return seen


def test_each_route_has_its_own_path_and_its_end():
    assert reached(A) == set(Stage)
    assert reached(L) == set(Stage) - {Stage.APPRAISED, Stage.APPROVED}
    assert reached(D) == set(Stage) - {Stage.APPRAISED, Stage.APPROVED, Stage.ALLOCATED}


def test_no_money_of_a_new_estimate_is_allocated_before_it_was_appraised_and_approved():
    """Without the acts of appraisal and approval the walk ends before money."""
    for missing in (Act.APPRAISE, Act.APPROVE):
        seen, waiting = {Stage.DRAFT}, [Stage.DRAFT]
        while waiting:
            stage = waiting.pop()
            ends = {told(A, stage, act) for act in set(Act) - {missing}} - seen - {None}
            seen |= ends
            waiting += ends
        assert not seen & {Stage.ALLOCATED, Stage.SPENDING, Stage.SETTLED}


def test_one_person_has_one_hand_in_an_estimate():
    asked = {Act.WRITE: Hand.ESTIMATE, Act.SUBMIT: Hand.ESTIMATE, Act.JUDGE: Hand.APPRAISE}
    asked |= {Act.APPRAISE: Hand.APPRAISE, Act.APPROVE: Hand.APPROVE}
    assert asked == HANDS
    for hand, act in product(Hand, asked):
        assert is_free(hand, act) == (asked[act] is hand)
        assert is_free(None, act)


def test_who_asked_for_money_does_not_hand_it_out():
    with pytest.raises(SameHand, match="đã lập hoặc gửi dự toán này"):
        check_hand(Hand.ESTIMATE, Act.ALLOCATE)
    assert is_free(Hand.APPRAISE, Act.ALLOCATE)
    assert is_free(Hand.ESTIMATE, Act.SPEND)


NOTES = [
    "Các cơ quan, đơn vị cấp tỉnh căn cứ chức năng nhiệm vụ được giao, lập dự toán kinh phí, gửi Sở Tài chính thẩm "
    "định, trình UBND tỉnh xem xét, quyết định.",
    "Đề nghị các cơ quan, đơn vị sử dụng trong kinh phí tuyên truyền UBND tỉnh đã giao trong dự toán năm 2022.",
    "UBND các huyện, thị xã, thành phố cân đối ngân sách, triển khai có hiệu quả tại địa phương.",
]


@pytest.mark.parametrize(
    ("title", "kind", "route"),
    [
        ("Sửa chữa Cụm thông tin đối ngoại tại Cửa khẩu Quốc tế Lào Cai", "so", A),
        ("Tuyên truyền các chủ trương, chính sách", "bao-chi", L),
        ("Nâng cao chất lượng thông tin, tuyên truyền tại khu vực cửa khẩu", "cap-huyen", D),
        ("Sửa chữa cụm thông tin", "cap-huyen", D),
    ],
)
def test_the_plans_own_words_propose_the_route(title, kind, route):
    assert propose_route(read_notes(NOTES), title, kind).route is route


def test_a_plan_that_says_nothing_of_money_proposes_nothing():
    assert read_notes(["Tổ chức thực hiện nghiêm túc kế hoạch này."]) == []
    assert propose_route([], "Tuyên truyền", "so") is None


def test_without_a_word_on_districts_they_go_with_all_others():
    assert propose_route(read_notes(NOTES[:1]), "Tuyên truyền", "cap-huyen").route is A
