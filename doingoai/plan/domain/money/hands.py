"""Four eyes: whoever estimates neither appraises nor approves, and whoever appraises does not approve."""

from enum import StrEnum

from doingoai.plan.domain.money.states import Act


class Hand(StrEnum):
    """On which side of the table a person sat with an estimate: one person has one hand in it, for good."""

    ESTIMATE = "estimate"
    APPRAISE = "appraise"
    APPROVE = "approve"


class SameHand(Exception):
    """The person has had another hand in the estimate; the message says in Vietnamese who must act instead."""


HANDS = {
    Act.WRITE: Hand.ESTIMATE,
    Act.SUBMIT: Hand.ESTIMATE,
    Act.JUDGE: Hand.APPRAISE,
    Act.APPRAISE: Hand.APPRAISE,
    Act.APPROVE: Hand.APPROVE,
}
# Money is not handed out by whoever asked for it.
KEPT_FROM = {Act.ALLOCATE: {Hand.ESTIMATE}}
WORDS = {
    Hand.ESTIMATE: "đã lập hoặc gửi dự toán này",
    Hand.APPRAISE: "đã thẩm định dự toán này",
    Hand.APPROVE: "đã duyệt dự toán này",
}


def is_free(known: Hand | None, act: Act) -> bool:
    """Whether somebody with that hand in the estimate may do the act; None has had none."""
    if known is None:
        return True
    return HANDS.get(act, known) is known and known not in KEPT_FROM.get(act, ())


def check_hand(known: Hand | None, act: Act) -> None:
    """Look at the hand that the person has had.

    :raises SameHand: if it keeps them from the act
    """
    if known is not None and not is_free(known, act):
        raise SameHand(f"Người này {WORDS[known]} nên không làm được bước này. Đề nghị người khác có cùng vai trò làm.")
