"""How what was done becomes a number."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from doingoai.dates import Period
from doingoai.plan.domain.add_up import LineKey, Record, add_up, credit, of_agency, silent
from doingoai.plan.domain.periods import columns
from doingoai.plan.domain.states import Mode

HALF = [c.days for c in columns(date(2021, 12, 15), date(2022, 6, 14), date(2022, 6, 14))]
YEAR = [c.days for c in columns(date(2021, 12, 15), date(2022, 12, 14), date(2022, 12, 14))]
MODES = {"tin-bai": Mode.WORKS, "luot-dang": Mode.SUM}


def one(number: int, **changes: object) -> Record:
    facts = {
        "id": number,
        "task": "II.1.1",
        "measure": "tin-bai",
        "mode": Mode.WORKS,
        "quantity": Decimal(1),
        "done_on": date(2022, 2, 3),
        "agency": "bao-laocai",
        "work": f"work-{number}",
    }
    return Record(**(facts | changes))


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """A year's records of a few agencies about a few works, some of them written down twice."""
    size = draw(st.integers(0, 30))
    made = []
    for number in range(size):
        measure = draw(st.sampled_from(sorted(MODES)))
        made.append(
            one(
                number,
                task=draw(st.sampled_from(["II.1.1", "II.1.2", "II.5"])),
                measure=measure,
                mode=MODES[measure],
                quantity=Decimal(draw(st.integers(1, 50))),
                done_on=date(2021, 12, 1) + timedelta(days=draw(st.integers(0, 395))),
                agency=draw(st.sampled_from(["bao-laocai", "dai-ptth", "so-tttt"])),
                work=draw(st.sampled_from(["a", "b", "c", "d"])),
            )
        )
    return made


KEYS = [LineKey(task, measure) for task in ("II.1.1", "II.1.2", "II.5") for measure in sorted(MODES)]


def test_what_was_done_after_the_data_close_waits_for_the_next_report():
    late = one(1, done_on=date(2022, 6, 15))
    [line] = add_up([LineKey("II.1.1", "tin-bai")], credit([late]), HALF)
    assert line.total == 0
    assert line.records == ()


def test_an_article_on_six_channels_is_one_article_and_six_postings():
    article = one(1, work="article:7")
    postings = [one(n, work="article:7", measure="luot-dang", mode=Mode.SUM) for n in range(2, 8)]
    works, posted = add_up(
        [LineKey("II.1.1", "tin-bai"), LineKey("II.1.1", "luot-dang")], credit([article, *postings]), HALF
    )
    assert (works.total, posted.total) == (1, 6)


def test_a_work_told_by_two_agencies_counts_for_the_one_that_did_it_first():
    first = one(2, work="conference:3", agency="vp-ubnd", done_on=date(2022, 3, 1))
    again = one(1, work="conference:3", agency="so-tttt", done_on=date(2022, 3, 2))
    [line] = add_up([LineKey("II.1.1", "tin-bai")], credit([again, first]), HALF)
    assert line.by_agency == (("vp-ubnd", Decimal(1)),)


def test_a_work_of_winter_told_again_in_spring_counts_in_winter_only():
    winter, spring = one(1, work="w", done_on=date(2022, 1, 5)), one(2, work="w", done_on=date(2022, 4, 5))
    [line] = add_up([LineKey("II.1.1", "tin-bai")], credit([winter, spring]), HALF)
    assert line.by_column == (1, 0)


@given(histories())
def test_the_merged_report_is_the_sum_of_the_parts_for_each_measure(history):
    counted = credit(history)
    merged = add_up(KEYS, counted, YEAR)
    parts = [add_up(KEYS, of_agency(counted, agency), YEAR) for agency in ("bao-laocai", "dai-ptth", "so-tttt")]
    for index, line in enumerate(merged):
        assert line.total == sum(part[index].total for part in parts)
        assert line.total == sum(line.by_column) == sum(quantity for _, quantity in line.by_agency)


@given(histories())
def test_a_work_counts_once_under_a_measure_that_counts_works(history):
    counted = [r for r in credit(history) if r.mode is Mode.WORKS]
    assert len({(r.measure, r.work) for r in counted}) == len(counted)
    told = {(r.measure, r.work) for r in history if r.mode is Mode.WORKS}
    assert {(r.measure, r.work) for r in counted} == told


@given(histories(), st.randoms())
def test_the_order_in_which_evidence_arrives_changes_no_number(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    assert add_up(KEYS, credit(shuffled), YEAR) == add_up(KEYS, credit(history), YEAR)


@given(histories())
def test_two_halves_make_the_year(history):
    counted = credit(history)
    for whole, first, second in zip(
        add_up(KEYS, counted, YEAR), add_up(KEYS, counted, HALF), add_up(KEYS, counted, YEAR[2:]), strict=True
    ):
        assert whole.total == first.total + second.total


def test_agencies_that_recorded_nothing_are_named():
    heard = credit([one(1, agency="bao-laocai")])
    assigned = {"II.1.1": ["dai-ptth", "bao-laocai", "hoi-nhabao"]}
    assert silent(assigned, heard, HALF) == {"II.1.1": ("dai-ptth", "hoi-nhabao")}


def test_columns_cover_every_day_once():
    for cut in (HALF, YEAR):
        days = [day for period in cut for day in _days(period)]
        assert len(days) == len(set(days))
        assert days == sorted(days)
        assert (max(days) - min(days)).days + 1 == len(days)


def _days(period: Period) -> list[date]:
    return [period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)]
