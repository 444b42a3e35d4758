"""The scorer of plans that the importer has not seen: what it counts, and that the golds agree with themselves."""

import copy

import pytest

from tests.plan.blind import PLANS, compared, options, papers

FOLDERS = ["blind"]
GOLD = {
    "document": {
        "type": "Kế hoạch",
        "title": "Thông tin đối ngoại năm 2022",
        "number": "1/KH-UBND",
        "date": "2022-01-10",
        "year": 2022,
        "signer": {"name": "Trần Văn An"},
    },
    "legal_bases": [{"kind": "Nghị định", "number": "72/2015/NĐ-CP", "date": "2015-09-07"}],
    "tasks": [
        {
            "title": "Mở chuyên trang tiếng Anh trên cổng của tỉnh",
            "lead": ["Sở Ngoại vụ"],
            "coordinate": [{"any_of": ["UBND huyện A", "Ủy ban nhân dân huyện A"]}, {"any_of": ["Báo A", None]}],
            "time": {"from": "2022-04-01", "to": "2022-06-30", "before": None, "recurrence": None},
            "budget": {"any_of": [5, None]},
            "output": None,
        }
    ],
    "assignments": [{"agency": "Sở Ngoại vụ", "items": [{"text": "Chủ trì việc A.", "role": "lead"}]}],
    "deadlines": [{"before": "2022-12-05"}],
}


def plain(told):
    """The first right answer in place of each choice."""
    if isinstance(told, list):
        return [answer for answer in map(plain, told) if answer is not None]
    if isinstance(told, dict) and "any_of" not in told:
        return {key: plain(value) for key, value in told.items()}
    return plain(options(told)[0]) if isinstance(told, dict) else told


def read_as(gold):
    """A reading that holds what the gold tells, in the shape of the contract."""
    found = plain(gold)
    for task in found["tasks"]:
        for part in ("lead", "coordinate"):
            task[part] = [{"text": name, "name": name} for name in task[part]]
    for assignment in found["assignments"]:
        assignment["agency"] = {"text": assignment["agency"], "name": assignment["agency"]}
    return found


def figures(found):
    score = compared(GOLD, found)
    return score.right, score.surplus, score.missed


def test_a_reading_without_fault_has_every_value_and_optional_ones_may_lack():
    found = read_as(GOLD)
    assert figures(found) == (20, 0, 0)
    del found["tasks"][0]["coordinate"][1]
    assert figures(found) == (19, 0, 0)


def test_an_unread_paper_misses_all_that_is_decided():
    assert figures({}) == (0, 0, 18)


def test_a_missing_task_costs_its_values_and_a_surplus_one_what_it_holds():
    found = read_as(GOLD)
    found["tasks"][0]["title"] = "Một việc khác hẳn"
    assert figures(found) == (13, 7, 5)


def test_a_task_is_known_by_a_title_nearly_the_same_whatever_its_number():
    found = read_as(GOLD)
    found["tasks"][0] |= {"no": "9", "title": "Mở chuyên trang tiếng Anh trên cổng tỉnh"}
    assert figures(found) == (19, 1, 1)


def test_case_white_space_and_a_last_full_stop_do_not_count():
    found = read_as(GOLD)
    found["tasks"][0]["title"] = "MỞ chuyên trang  tiếng Anh trên cổng của tỉnh."
    found["legal_bases"][0]["number"] = "72/2015/ NĐ-CP"
    found["tasks"][0]["coordinate"][0] = {"text": "ủy ban nhân dân huyện A", "name": "?"}
    assert figures(found) == (20, 0, 0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda f: f["tasks"][0]["time"].update(to="2022-06-29"), (19, 1, 1)),
        (lambda f: f["tasks"][0].update(budget=7), (19, 1, 0)),
        (lambda f: f["tasks"][0].update(output="01 trang"), (20, 1, 0)),
        (lambda f: f["tasks"][0]["lead"].append({"text": "Sở X", "name": "Sở X"}), (20, 1, 0)),
        (lambda f: f["assignments"][0]["items"][0].update(role="perform"), (19, 1, 1)),
        (lambda f: f["assignments"][0]["agency"].update(text="Sở X", name="Sở X"), (19, 1, 1)),
        (lambda f: f["deadlines"].append({"before": None}), (20, 0, 0)),
        (lambda f: f["deadlines"].append({"before": "2022-06-05"}), (20, 1, 0)),
        (lambda f: f["document"].update(signer=None), (19, 0, 1)),
        (lambda f: f["legal_bases"][0].update(number="27/2015/NĐ-CP"), (19, 1, 1)),
    ],
)
def test_each_value_counts_by_itself(change, expected):
    found = read_as(copy.deepcopy(GOLD))
    change(found)
    assert figures(found) == expected


@pytest.mark.parametrize(
    ("paper", "gold"),
    [pytest.param(*pair, id=pair[0].name) for folder in FOLDERS for pair in papers(PLANS / folder)],
)
def test_every_gold_agrees_with_itself(paper, gold):
    assert compared(gold, read_as(gold)).wrong == 0
