"""Which rule holds on a day, which day it means, how it is cited."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.agencies.domain import Role
from doingoai.dates import Period
from doingoai.law.domain import (
    NoFixedDay,
    Op,
    Unit,
    citation,
    clash,
    data_days,
    fixed_day,
    may_verify,
    meant,
    ruling,
)
from doingoai.ops.reference.roles import Reach, reach_of
from tests.law.builders import rule

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def test_before_30_11_means_that_29_11_is_the_last_safe_day():
    assert fixed_day(rule(), 2022) == date(2022, 11, 29)


def test_by_20_12_still_counts_the_day_itself():
    assert fixed_day(rule(amount="12-20", op=Op.BY), 2022) == date(2022, 12, 20)


def test_before_the_first_of_march_ends_with_february_as_long_as_it_is():
    first = rule(amount="03-01")
    assert (fixed_day(first, 2024), fixed_day(first, 2023)) == (date(2024, 2, 29), date(2023, 2, 28))


@given(st.dates(date(2001, 1, 1), date(2001, 12, 31)), st.integers(2015, 2035))
def test_before_is_always_the_day_before_by(day, year):
    amount = f"{day:%m-%d}"
    by = fixed_day(rule(amount=amount, op=Op.BY), year)
    assert fixed_day(rule(amount=amount), year) == by - timedelta(days=1)
    assert (by.month, by.day) == (day.month, day.day)


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": None},
        {"amount": None, "op": Op.BY},
        {"amount": "3", "unit": Unit.MONTHS, "op": Op.AT_LEAST_EVERY},
        {"amount": "12", "unit": Unit.MONTHS},
        {"amount": "11-31"},
        {"amount": "30/11"},
        {"amount": "12-15..12-14"},
        {"amount": "11-30", "op": Op.NONE},
        {"amount": None, "unit": Unit.NONE, "op": Op.NONE},
    ],
)
def test_what_names_no_day_never_becomes_a_date(changes):
    with pytest.raises(NoFixedDay, match="khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT không ghi ngày"):
        fixed_day(rule(**changes), 2022)


def test_days_of_data_begin_in_the_year_before():
    year, half = (rule(amount=f"12-15..{end}", op=Op.NONE) for end in ("12-14", "06-14"))
    assert data_days(year, 2022) == Period(date(2021, 12, 15), date(2022, 12, 14))
    assert data_days(half, 2022) == Period(date(2021, 12, 15), date(2022, 6, 14))
    assert data_days(rule(amount="01-01..06-30", op=Op.NONE), 2022).start == date(2022, 1, 1)


@pytest.mark.parametrize("changes", [{}, {"amount": "12-15..12-14"}, {"amount": None, "op": Op.NONE}])
def test_a_deadline_is_no_run_of_days(changes):
    with pytest.raises(NoFixedDay):
        data_days(rule(**changes), 2022)


def test_a_rule_means_its_last_day_or_its_days_of_data_or_nothing():
    assert meant(rule(), 2022) == date(2022, 11, 29)
    assert meant(rule(amount="12-15..12-14", op=Op.NONE), 2022) == Period(date(2021, 12, 15), date(2022, 12, 14))
    assert meant(rule(amount="3", unit=Unit.MONTHS, op=Op.AT_LEAST_EVERY), 2022) is None


OLD = rule(code="cu", addressee="Bộ cũ", valid_to=date(2025, 2, 28))
NEW = rule(code="moi", addressee="Bộ mới", valid_from=date(2025, 3, 1))


def test_the_rule_is_picked_by_its_matter_and_the_day():
    rules = [NEW, OLD, rule(code="khac", matter="viec-khac")]
    picked = {day: ruling(rules, "bao-cao-nam", day) for day in (date(2025, 2, 28), date(2025, 3, 1))}
    assert [found.addressee for found in picked.values() if found] == ["Bộ cũ", "Bộ mới"]
    assert ruling(rules, "bao-cao-nam", date(2019, 4, 21)) is None
    assert ruling(rules, "viec-la", date(2022, 1, 1)) is None


@given(st.lists(st.tuples(DAYS, DAYS), min_size=2, max_size=4), DAYS)
def test_where_nothing_clashes_one_rule_at_most_holds_on_any_day(spans, day):
    rules = [rule(code=f"r{n}", valid_from=min(span), valid_to=max(span)) for n, span in enumerate(spans)]
    holding = [each for each in rules if each.holds(day)]
    assert len(holding) <= 1 or clash(rules) is not None


def test_two_rules_of_one_matter_on_one_day_clash_and_those_that_follow_each_other_do_not():
    assert clash([OLD, NEW]) is None
    late = rule(code="muon", valid_to=date(2025, 3, 1))
    assert clash([OLD, NEW, rule(code="khac", matter="viec-khac")]) is None
    assert clash([NEW, late]) == (NEW, late)
    assert clash([rule(valid_from=None), rule(valid_from=None, code="hai")]) is not None


@pytest.mark.parametrize(
    ("article", "document", "words"),
    [
        ("24.6", "72/2015/NĐ-CP", "khoản 6 Điều 24 Nghị định 72/2015/NĐ-CP"),
        ("5.2.b", "09/2017/NĐ-CP", "điểm b khoản 2 Điều 5 Nghị định 09/2017/NĐ-CP"),
        ("12", "09/2019/NĐ-CP", "Điều 12 Nghị định 09/2019/NĐ-CP"),
        ("10.5", "02/2019/TT-BTTTT", "khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT"),
        ("41.2", "103/2016/QH13", "khoản 2 Điều 41 Luật 103/2016/QH13"),
        ("1", "5406/BTTTT-TTĐN", "Điều 1 Văn bản 5406/BTTTT-TTĐN"),
    ],
)
def test_a_place_is_cited_as_an_office_cites_it(article, document, words):
    assert citation(rule(article=article, document=document)) == words


def test_the_coordinator_and_an_administrator_vouch_for_rules():
    able = {role for role in Role if reach_of(may_verify)[role] is Reach.ALL}
    assert able == {Role.COORDINATOR, Role.ADMINISTRATOR}
