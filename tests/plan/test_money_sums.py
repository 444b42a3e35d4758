"""Every table of money is the sum of its lines, to the đồng: at every stage, by whatever it is cut, after mergers."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.dates import Period
from doingoai.documents.write import read_rows, workbook
from doingoai.plan.actions.money.lines import LineFacts, return_estimate
from doingoai.plan.actions.money.undoing import undo_step
from doingoai.plan.domain.money.states import Route, Stage
from doingoai.plan.domain.money.sums import COLUMNS, Money, MoneyLine, table, total
from doingoai.plan.models import AllocationShare, CostEstimate, CostLine, FundSource, SettlementShare, Spending
from doingoai.plan.queries.money.lines import Narrowed, lines_of, money_lines
from doingoai.plan.queries.money.sheets import money_sheets
from tests.factories import NOW, actor, adopted_plan, coordinator
from tests.plan.budgeting import (
    agreed,
    allocated,
    appraised,
    approved,
    finance,
    fresh,
    head,
    sent,
    settled,
    spent,
    written,
)
from tests.plan.test_actions_following import merge

SUMS = st.integers(0, 10**12)
MONEYS = st.builds(Money, *[SUMS] * len(COLUMNS))
LINES = st.builds(
    MoneyLine,
    line=st.integers(1, 10**6),
    estimate=st.integers(1, 9),
    agency=st.sampled_from("abc"),
    agency_name=st.just("Sở"),
    task=st.sampled_from(["II.1", "II.2"]),
    task_title=st.just("Việc"),
    source=st.sampled_from("xyz"),
    source_name=st.just("Nguồn"),
    route=st.sampled_from(Route),
    stage=st.sampled_from(Stage),
    item=st.just("Mục"),
    money=MONEYS,
)
BY = (lambda line: (line.agency, ""), lambda line: (line.source, ""), lambda line: (line.task, ""))


@given(st.lists(LINES, max_size=40))
def test_each_table_adds_up_to_the_sum_of_its_lines(lines):
    by_hand = {name: sum(getattr(line.money, name) for line in lines) for name in COLUMNS}
    for of in BY:
        rows = table(lines, of)
        assert sum((row.money for row in rows), Money()) == total(lines) == Money(**by_hand)
        assert len({row.key for row in rows}) == len(rows)


OFFICES = {"so-tttt": ("II.5", "II.2.2.a"), "so-ngv": ("II.2.3", "II.4.2")}
SOURCES = ("ngan-sach-tinh", "xa-hoi-hoa")
WALK = st.fixed_dictionaries(
    {
        "office": st.sampled_from(sorted(OFFICES)),
        "stage": st.sampled_from(Stage),
        "lines": st.lists(
            st.tuples(
                st.integers(0, 1),
                st.decimals(Decimal("0.001"), 500, places=3),
                st.integers(1, 10**8),
                st.sampled_from(SOURCES),
                st.floats(0, 1),
            ),
            min_size=1,
            max_size=3,
        ),
    }
)


@pytest.fixture
def plan(db):
    return adopted_plan()


def one(office, stage, quantity=1, price=7):
    """A walk with one line that is agreed to whole."""
    return {"office": office, "stage": stage, "lines": [(0, Decimal(quantity), price, SOURCES[0], 1.0)]}


def walked(plan, walk, number=1):
    """An estimate brought as far as the walk says, with shares cut as it says."""
    tasks, office = OFFICES[walk["office"]], walk["office"]
    facts = [
        LineFacts(
            None,
            plan.tasks.get(number=tasks[task]),
            f"Mục {number}.{i}",
            "bộ",
            quantity,
            price,
            FundSource.objects.get(pk=source),
        )
        for i, (task, quantity, price, source, _cut) in enumerate(walk["lines"])
    ]
    facts.append(LineFacts(None, facts[0].task, "Việc khác", "lần", Decimal(1), 1_000, facts[0].source))
    made = written(plan, *facts, office=office)
    lines, cuts = list(made.lines.all()), [walk_line[4] for walk_line in walk["lines"]] + [1]
    part = {line.pk: int(line.amount * cut) for line, cut in zip(lines, cuts, strict=True)}
    stages = list(Stage)
    reach = stages.index(walk["stage"])
    acts = {
        Stage.SUBMITTED: lambda: sent(made),
        Stage.APPRAISED: lambda: (agreed(made, part), appraised(made)),
        Stage.APPROVED: lambda: approved(made),
        Stage.ALLOCATED: lambda: allocated(made, part),
        Stage.SPENDING: lambda: [spent(line, part[line.pk], f"{made.pk}-{line.pk}") for line in lines if part[line.pk]],
        Stage.SETTLED: lambda: settled(made, {line.pk: part[line.pk] // 2 for line in lines}),
    }
    if walk["stage"] not in {Stage.DRAFT, Stage.RETURNED}:
        for stage, act in acts.items():
            if stages.index(stage) <= reach:
                act()
    if walk["stage"] == Stage.RETURNED:
        gone = sent(made)
        return_estimate(gone, reason="Thiếu báo giá.", revision=gone.revision, by=finance(), at=NOW)
    return fresh(made)


def counted(plan):
    """What the tables must say, told straight from the rows."""
    rows = CostLine.objects.filter(estimate__plan=plan).select_related("estimate")
    past = {Stage.APPROVED, Stage.ALLOCATED, Stage.SPENDING, Stage.SETTLED}
    shares = AllocationShare.objects.filter(allocation__undone_at=None)
    return Money(
        sum(r.amount for r in rows if r.estimate.stage != Stage.DRAFT),
        sum(r.agreed or 0 for r in rows),
        sum(r.agreed or 0 for r in rows if r.estimate.stage in past),
        sum(s.amount for s in shares),
        sum(s.amount for s in Spending.objects.filter(retracted_at=None)),
        sum(s.amount for s in SettlementShare.objects.filter(settlement__undone_at=None)),
    )


def check(plan):
    lines = money_lines(plan, coordinator())
    assert total(lines) == counted(plan)
    for of in BY:
        assert sum((row.money for row in table(lines, of)), Money()) == counted(plan)
    for row in table(lines, BY[0]):
        assert total(money_lines(plan, coordinator(), Narrowed(agency=row.key))) == row.money
    for row in table(lines, BY[2]):
        assert total(money_lines(plan, coordinator(), Narrowed(task=row.key))) == row.money
    return lines


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(walks=st.lists(WALK, min_size=1, max_size=3))
def test_the_tables_match_the_rows_at_every_stage_and_after_a_merger(plan, walks):
    with transaction.atomic():
        for number, walk in enumerate(walks):
            walked(plan, walk, number)
        check(plan)
        before = total(money_lines(plan, coordinator()))
        merge("so-ngv", "so-tttt")
        lines = check(plan)
        assert total(lines) == before
        assert {line.agency for line in lines} <= {"so-tttt"}
        transaction.set_rollback(True)


def test_what_was_undone_or_taken_back_counts_no_more(plan):
    made = walked(plan, one("so-tttt", Stage.SETTLED, 2, 5))
    assert check(plan)[0].money.settled == 5
    undo_step(made, reason="Nhầm.", revision=made.revision, by=head(), at=NOW)
    assert total(check(plan)).settled == 0


def test_an_estimate_follows_its_body_and_keeps_the_old_name_on_its_papers(plan):
    made = walked(plan, one("so-ngv", Stage.APPROVED))
    old = made.agency.name
    merge("so-ngv", "vp-ubnd")
    made = fresh(made)
    assert (made.holder.slug, made.maker) == ("vp-ubnd", old)
    assert str(made).startswith("Dự toán năm 2022, Sở Ngoại vụ")
    allocated(made, by=actor("so-tc", Role.FINANCE))
    spent(made.lines.first(), 7, "a", by=actor("vp-ubnd", Role.EDITOR))
    assert Agency.objects.get(slug="vp-ubnd").name in {line.agency_name for line in check(plan)}


def test_the_spreadsheet_says_the_same_sums(plan):
    walked(plan, one("so-tttt", Stage.SPENDING, 3, 11))
    lines = check(plan)
    data = workbook(money_sheets(plan, lines), at=NOW)
    for title in ("Theo cơ quan", "Theo nguồn", "Theo nhiệm vụ", "Từng dòng"):
        last = read_rows(data, title)[-1]
        assert [int(cell) for cell in last[-6:]] == [getattr(total(lines), name) for name in COLUMNS]


def test_only_what_falls_within_the_days_of_a_report_counts_in_it(plan):
    walked(plan, one("so-tttt", Stage.SPENDING, 1, 11))
    may = Period(date(2022, 5, 1), date(2022, 5, 31))
    money = total(lines_of(CostEstimate.objects.all(), plan, within=may))
    assert (money.allocated, money.spent) == (1_011, 0)
