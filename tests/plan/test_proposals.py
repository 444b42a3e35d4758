"""Which task a kind of work may serve."""

from doingoai.plan.domain.proposals import Proposal, propose

TASKS = [
    ("II.4.1", "Tổng hợp dư luận báo chí trong nước viết về Lào Cai"),
    ("II.4.2", "Tổng hợp dư luận báo chí nước ngoài viết về Lào Cai"),
    ("II.5", "Sửa chữa Cụm thông tin đối ngoại tại Cửa khẩu Quốc tế Lào Cai"),
]


def test_the_title_that_holds_the_words_is_proposed_with_the_words():
    assert propose({"foreign-digest": ["dư luận báo chí nước ngoài"]}, TASKS) == [
        Proposal("foreign-digest", "II.4.2", ("dư luận báo chí nước ngoài",))
    ]


def test_the_title_that_holds_more_of_the_words_wins():
    [proposal] = propose({"repair": ["sửa chữa", "báo chí", "cửa khẩu"]}, TASKS)
    assert proposal.task == "II.5"


def test_a_kind_without_a_hit_is_left_to_the_person():
    assert propose({"delegation": ["đoàn ra"]}, TASKS) == []


def test_words_match_whole_words_and_either_spelling_of_a_tone():
    assert propose({"x": ["khẩu quốc"]}, TASKS)[0].task == "II.5"
    assert propose({"x": ["khẩ"]}, TASKS) == []
    assert propose({"x": ["hòa"]}, [("1", "Hoà bình")])[0].task == "1"
