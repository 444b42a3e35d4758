"""An annex that lists the body's tasks once more adds none, and completes what the body leaves to it."""

from doingoai.plan.domain.outline.reading import PartyReading, SectionReading, TaskReading, TimeReading
from doingoai.plan.domain.outline.repeated import joined_sections, joined_tasks

SO_A = PartyReading("Sở A", "Sở A", "so-a", group=False)
LONG = "Tuyên truyền về biên giới lãnh thổ, biển, đảo"


def task(number, title, lead=(), time=None, budget=None):
    return TaskReading(number, title, (), tuple(lead), (), time, budget, None, (1, 2))


def test_a_row_with_the_name_of_a_task_is_that_task_and_completes_it():
    body = [task("II.1.1", "Tổ chức họp báo", lead=[SO_A])]
    row = task("1.1", "Tổ chức họp báo.", time=TimeReading("hằng quý"), budget=5)
    [found] = joined_tasks(body, [row])
    assert (found.number, found.lead, found.time, found.budget) == ("II.1.1", (SO_A,), TimeReading("hằng quý"), 5)


def test_what_the_body_says_is_not_written_over():
    [found] = joined_tasks([task("II.1", "Việc", budget=7)], [task("1", "Việc", budget=5)])
    assert found.budget == 7


def test_a_row_that_begins_a_name_is_that_task_only_with_its_number():
    body = [task("II.1.3", f"{LONG}; tăng cường thông tin")]
    assert len(joined_tasks(body, [task("1.3", LONG)])) == 1
    assert len(joined_tasks(body, [task("1.4", LONG)])) == 2
    assert len(joined_tasks(body, [task("1.3", "Tuyên")])) == 2


def test_two_rows_of_one_name_are_one_repetition_and_one_task_more():
    assert len(joined_tasks([task("II.1", "Việc")], [task("1", "Việc"), task("2", "Việc")])) == 2


def test_a_plan_whose_tasks_stand_only_in_the_annex_has_them_all():
    assert len(joined_tasks([], [task("1", "Một"), task("2", "Hai")])) == 2


def test_headings_of_the_table_that_the_body_has_are_not_told_twice():
    told = [SectionReading("II.1", "Tuyên truyền", 3)]
    listed = [SectionReading("1", "Tuyên truyền.", 90), SectionReading("2", "Quảng bá", 95)]
    assert [section.number for section in joined_sections(told, listed)] == ["II.1", "2"]
