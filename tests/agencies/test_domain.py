from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doingoai.agencies.domain import (
    GRANTERS,
    Alias,
    Body,
    Clash,
    Extent,
    Group,
    Membership,
    Role,
    clashes,
    day_within,
)

FIRST, LAST = date(2020, 1, 1), date(2025, 6, 30)
DAY = timedelta(days=1)


def body(slug, name, *aliases, first=None, last=None):
    return Body(slug, name, name, "so", aliases, first, last)


@pytest.mark.parametrize(("day", "is_there"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_a_body_exists_from_its_first_day_to_its_last_both_included(day, is_there):
    assert body("a", "Sở A", first=FIRST, last=LAST).is_alive(day) is is_there
    assert Membership("a", FIRST, LAST).holds(day) is is_there


def test_a_body_whose_days_nobody_knows_exists_always():
    assert body("a", "Sở A").is_alive(date.min)
    assert Membership("a").holds(date.max)


def test_a_closed_group_names_its_members_of_the_day_in_its_own_order():
    group = Group("g", "các sở", Extent.CLOSED, (), (Membership("b"), Membership("c", FIRST, LAST), Membership("a")))
    assert group.members_on(FIRST) == ("b", "c", "a")
    assert group.members_on(LAST + DAY) == ("b", "a")


@pytest.mark.parametrize("extent", [Extent.OPEN, Extent.PLACEHOLDER])
def test_a_group_that_is_not_closed_never_expands(extent):
    assert Group("g", "các đơn vị có liên quan", extent, (), (Membership("a"),)).members_on(FIRST) == ()


def test_accounts_and_roles_are_given_by_two_roles_only():
    assert {Role.COORDINATOR, Role.ADMINISTRATOR} == GRANTERS


@pytest.mark.parametrize(
    ("year", "day"),
    [(2022, date(2022, 12, 31)), (2026, date(2026, 11, 27)), (2027, date(2027, 1, 1))],
)
def test_one_looks_at_a_year_on_its_day_that_is_nearest_to_today(year, day):
    assert day_within(year, date(2026, 11, 27)) == day


@given(st.integers(1990, 2100), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_day_of_a_year_lies_in_the_year(year, today):
    assert day_within(year, today).year == year


def test_a_name_that_means_two_bodies_on_one_day_is_found_whatever_its_letters():
    one, other = body("a", "Sở Văn hóa"), body("b", "Sở B", Alias("SỞ VĂN HOÁ"))
    assert list(clashes([one, other])) == [Clash("SỞ VĂN HOÁ", ("a", "b"))]


def test_a_body_may_bear_the_name_of_one_that_is_gone():
    gone, heir = body("a", "Sở Xây dựng", last=FIRST - DAY), body("b", "Sở Xây dựng", first=FIRST)
    assert list(clashes([gone, heir])) == []


def test_a_name_clashes_only_on_the_days_on_which_both_bear_it():
    old = body("a", "Sở A", Alias("Sở Chung", valid_to=FIRST - DAY))
    new = body("b", "Sở B", Alias("Sở Chung", valid_from=FIRST))
    assert list(clashes([old, new])) == []
    late = body("c", "Sở C", Alias("Sở Chung", valid_from=LAST))
    assert [clash.bodies for clash in clashes([old, new, late])] == [("b", "c")]


def test_a_body_may_write_its_own_name_twice():
    assert list(clashes([body("a", "Sở A", Alias("Sở A"), Alias("sở a"))])) == []
