"""The figures of the year before: each with its source, all in one act."""

from decimal import Decimal

import pytest

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.actions.same_period import NotAFigure, set_same_period
from doingoai.plan.domain.add_up import LineKey
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.domain.same_period import Told
from doingoai.plan.models import SamePeriod
from doingoai.plan.queries.figures import figures
from doingoai.plan.queries.report import frozen_figures, line_of
from tests.factories import NOW, actor, coordinator

NEWS, TALKS = LineKey("II.1.1", "tin-bai"), LineKey("II.2.1.a", "hop-bao")
PAPER = "Báo cáo 178/BC-STTTT ngày 20/6/2021"


def told(number, source=PAPER):
    return Told(Decimal(number), source)


@pytest.fixture
def half(plan):
    return plan.periods.select_related("plan__issuer", "report").get(code="6-thang")


def put(period, said, by=None):
    return set_same_period(period, said, by=by or coordinator(), at=NOW)


def test_figures_stand_beside_those_of_the_period_with_their_source(half):
    assert put(half, {NEWS: told(123), TALKS: told("2.5", "Báo cáo 9")}) == 2
    line = line_of(figures(half.report), "II.1.1", "tin-bai")
    assert (line.same_period, line.same_period_source) == (123, PAPER)


def test_what_is_not_named_stays_and_none_takes_away(half):
    put(half, {NEWS: told(123), TALKS: told(2)})
    assert put(half, {NEWS: None}) == 1
    assert [(s.task.number, s.quantity) for s in half.same_period.all()] == [("II.2.1.a", 2)]


def test_writing_the_same_again_changes_nothing_and_is_no_act(half):
    said = {NEWS: told(123), TALKS: None}
    assert (put(half, said), put(half, {NEWS: told("123.00"), TALKS: None})) == (1, 0)
    assert Entry.objects.filter(verb="set_same_period").count() == 1


def test_the_record_says_what_was_there_before_and_after(half):
    put(half, {NEWS: told(123), TALKS: told(2)})
    put(half, {NEWS: told(124), TALKS: None})
    entry = Entry.objects.filter(verb="set_same_period").latest("pk")
    assert entry.before == {"II.1.1 tin-bai": ["123", PAPER], "II.2.1.a hop-bao": ["2", PAPER]}
    assert entry.after == {"II.1.1 tin-bai": ["124", PAPER], "II.2.1.a hop-bao": None}


def test_zero_is_a_figure(half):
    put(half, {NEWS: told(0)})
    assert line_of(figures(half.report), "II.1.1", "tin-bai").same_period == 0


@pytest.mark.parametrize(
    ("key", "figure", "because"),
    [
        (NEWS, told(1, "  "), "ghi nguồn"),
        (NEWS, told(-1), "không nhỏ hơn 0"),
        (NEWS, told("NaN"), "không nhỏ hơn 0"),
        (LineKey("II.99", "tin-bai"), told(1), "không có dòng II.99"),
        (LineKey("II.1.1", "bai-tho"), told(1), "không có dòng II.1.1, bai-tho"),
    ],
)
def test_one_wrong_figure_keeps_all_of_them_out(half, key, figure, because):
    with pytest.raises(NotAFigure, match=because):
        put(half, {TALKS: told(2), key: figure})
    assert not SamePeriod.objects.exists()
    assert not Entry.objects.filter(verb="set_same_period").exists()


def test_only_the_coordinator_writes_them(half):
    with pytest.raises(NotAllowed, match="Chỉ điều phối viên"):
        put(half, {NEWS: told(1)}, by=actor("so-ngv", Role.HEAD))


def test_a_frozen_edition_keeps_its_figures_and_the_next_takes_the_new_ones(half):
    put(half, {NEWS: told(1)})
    first = freeze_report(half.report, reason="Hạn gửi.", by=coordinator(), at=NOW)
    put(half, {NEWS: told(2)})
    second = freeze_report(half.report, reason="Hạn gửi.", by=coordinator(), at=NOW)
    kept = [line_of(frozen_figures(edition), "II.1.1", "tin-bai").same_period for edition in (first, second)]
    assert kept == [1, 2]
