"""Days with a name: when each is kept, and for how many years."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from doingoai.dates import NATION, NamedDay, Period, kept_in, lunar, lunar_words, round_words, year

BY_NAME = {named.name: named for named in NATION}


def kept(name, in_year):
    return [found.on for found in kept_in([BY_NAME[name]], year(in_year))]


def test_days_of_the_moon_fall_where_the_year_puts_them():
    assert kept("Tết Nguyên đán", 2022) == [date(2022, 2, 1)]
    assert kept("Giao thừa", 2022) == [date(2022, 1, 31)]
    assert kept("Rằm tháng Giêng", 2022) == [date(2022, 2, 15)]
    assert [kept("Giỗ Tổ Hùng Vương", n) for n in (2022, 2023, 2024, 2025, 2026)] == [
        [date(2022, 4, 10)],
        [date(2023, 4, 29)],
        [date(2024, 4, 18)],
        [date(2025, 4, 7)],
        [date(2026, 4, 26)],
    ]


def test_a_day_of_the_last_month_may_fall_twice_in_a_solar_year_or_not_at_all():
    last = NamedDay("Hội cuối năm", 25, 11, is_lunar=True)
    falls = {n: len(kept_in([last], year(n))) for n in range(2000, 2051)}
    assert set(falls.values()) == {0, 1, 2}


def test_a_day_that_the_month_lacks_is_kept_on_the_day_before():
    assert [k.on for k in kept_in([NamedDay("Ngày nhuận", 29, 2, since=2000)], year(2022))] == [date(2022, 2, 28)]
    short = kept_in([NamedDay("Cuối năm", 30, 12, is_lunar=True)], Period(date(2025, 1, 1), date(2025, 2, 28)))
    assert [k.on for k in short] == [date(2025, 1, 28)]


def test_years_are_counted_from_the_first_and_round_ones_are_told():
    province = NamedDay("Ngày thành lập tỉnh Lào Cai", 12, 7, since=1907)
    [found] = kept_in([province], year(2022))
    assert (found.years, found.round_words) == (115, "năm lẻ 5")
    assert found.words == "115\u00a0năm Ngày thành lập tỉnh Lào Cai"
    [found] = kept_in([province], year(2027))
    assert (found.years, found.round_words) == (120, "năm tròn")
    assert kept_in([province], year(1906)) == []


@given(st.integers(0, 400))
def test_a_year_is_round_by_its_last_figure(years):
    assert bool(round_words(years)) == (years > 0 and years % 5 == 0)
    assert (round_words(years) == "năm tròn") == (years > 0 and years % 10 == 0)


@given(st.sampled_from([n for n in NATION if n.is_lunar and not n.shift]), st.integers(2000, 2050))
def test_every_day_of_the_moon_has_its_own_lunar_date(named, in_year):
    for found in kept_in([named], year(in_year)):
        here = lunar(found.on)
        assert (here.day, here.month, here.is_leap) == (named.day, named.month, False)


def test_the_lunar_day_is_told_beside_the_solar():
    assert lunar_words(date(2022, 4, 10)) == "10/3 âm lịch"
