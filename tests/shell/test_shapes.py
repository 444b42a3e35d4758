from hypothesis import given
from hypothesis import strategies as st

from doingoai.shell.domain import shapes

counts = st.lists(st.integers(min_value=0, max_value=100_000), min_size=1, max_size=60)


@given(counts)
def test_a_chart_stays_inside_its_frame(values):
    drawing = shapes.steps(values, [str(i) for i in range(len(values))])
    for rect in drawing.rects:
        assert 0 <= rect.x <= 100.01
        assert rect.x + rect.width <= 100.1
        assert 0 <= rect.y <= drawing.height
        assert 0 <= rect.height <= drawing.height
    for line in drawing.lines:
        assert min(line.x1, line.x2) >= 0
        assert max(line.x1, line.x2) <= 100.01
        assert min(line.y1, line.y2) >= 0
        assert max(line.y1, line.y2) <= drawing.height


@given(counts)
def test_counts_rise_in_steps_and_never_on_a_slope(values):
    drawing = shapes.steps(values, [])
    assert all(line.x1 == line.x2 or line.y1 == line.y2 for line in drawing.lines)


@given(counts)
def test_every_chart_begins_at_zero_and_has_two_to_five_lines(values):
    drawing = shapes.steps(values, [])
    assert sum(line.kind == "floor" for line in drawing.lines) == 1
    assert 1 <= sum(line.kind == "grid" for line in drawing.lines) <= 4


def test_the_highest_count_is_named_and_the_others_are_in_the_table():
    drawing = shapes.steps([12, 9, 25, 13], ["24", "25", "26", "27"])
    assert [label.text for label in drawing.labels if "v" in label.kind.split()] == ["25"]


def test_a_chart_of_nothing_names_no_number():
    drawing = shapes.steps([0, 0], ["01", "02"])
    assert [label for label in drawing.labels if "v" in label.kind.split()] == []


def test_a_taller_bar_is_a_bigger_number_on_the_one_scale():
    low, high, none = shapes.small_bars([5, 10, 0], 10).rects
    assert high.height > low.height > none.height
    assert none.kind == "o"


def test_a_month_with_nothing_differs_from_a_month_to_come():
    months = shapes.twelve_months([2, 0, 4], until=3)
    assert [rect.kind for rect in months] == ["v", "o", "v", *["x"] * 9]


def test_the_best_month_fills_the_cell():
    months = shapes.twelve_months([2, 0, 4], until=3)
    assert max(rect.height for rect in months) == 20
