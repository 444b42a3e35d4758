"""What an earlier edition proposes for the figures of the year before."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from doingoai.plan.domain.add_up import LineKey
from doingoai.plan.domain.figures import FigureLine, Figures, FigureSection
from doingoai.plan.domain.same_period import proposed


def line(task, title="Đẩy mạnh tuyên truyền", measure="tin-bai", total=0, records=1):
    return FigureLine(task, title, measure, "Tin, bài", "tin, bài", (Decimal(total),), Decimal(total), (), records)


def edition(*lines):
    section = FigureSection("II.1", "Mục", lines, tasks=len(lines), tasks_with_evidence=0)
    day = date(2021, 6, 14)
    return Figures("6 tháng", 2021, day, day, day, ("Quý I",), ((day, day),), (section,))


KEY = LineKey("II.1.1", "tin-bai")


def test_a_line_with_its_number_and_its_name_is_proposed():
    assert proposed([line("II.1.1")], edition(line("II.1.1", total=37)), {}) == {KEY: 37}


def test_case_and_spaces_of_a_name_do_not_matter_and_other_words_do():
    now = [line("II.1.1", "Đẩy  mạnh\ntuyên truyền")]
    assert proposed(now, edition(line("II.1.1", "đẩy mạnh tuyên truyền", total=3)), {}) == {KEY: 3}
    assert proposed(now, edition(line("II.1.1", "Tuyên truyền biên giới", total=3)), {}) == {}


def test_the_task_that_a_task_follows_tells_whatever_its_number_and_name():
    earlier = edition(line("I.4", "Tên cũ", total=5), line("II.1.1", total=37))
    assert proposed([line("II.1.1")], earlier, {"II.1.1": "I.4"}) == {KEY: 5}
    assert proposed([line("II.1.1")], earlier, {"II.1.1": "I.9"}) == {}


def test_measures_are_never_mixed():
    assert proposed([line("II.1.1")], edition(line("II.1.1", measure="luot-dang", total=5)), {}) == {}


def test_what_nobody_recorded_then_is_not_called_zero():
    assert proposed([line("II.1.1")], edition(line("II.1.1", total=0, records=0)), {}) == {}
    assert proposed([line("II.1.1")], edition(line("II.1.1", total=0, records=2)), {}) == {KEY: 0}


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xy"), st.integers(0, 9)), max_size=6, unique=True))
def test_a_proposal_is_always_a_total_of_the_edition(found):
    earlier = edition(*(line(task, measure=measure, total=total) for task, measure, total in found))
    wanted = [line(task, measure=measure) for task in "ABCD" for measure in "xy"]
    made = proposed(wanted, earlier, {})
    totals = {(each.task, each.measure, each.total) for each in earlier.lines}
    assert {(key.task, key.measure, total) for key, total in made.items()} <= totals
