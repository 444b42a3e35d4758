"""Days with a name, solar or lunar, and the years on which they are kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from doingoai.dates.lunar import kept_on, lunar
from doingoai.dates.periods import Period

# Decree 111/2018/NĐ-CP: a "năm tròn" ends in 0, a "năm lẻ 5" in 5; both are kept larger than other years.
ROUND_YEARS = {0: "năm tròn", 5: "năm lẻ 5"}


@dataclass(frozen=True)
class NamedDay:
    """A day kept every year: day and month, of the lunar calendar where `is_lunar`, since a year where one is known.

    `shift` moves it by days: New Year's Eve is the day before 1/1.
    """

    name: str
    day: int
    month: int
    is_lunar: bool = False
    since: int | None = None
    shift: int = 0


@dataclass(frozen=True)
class Kept:
    """A named day as a year keeps it: the solar day, and how many years it has been."""

    named: NamedDay
    on: date
    years: int | None = None

    @property
    def round_words(self) -> str:
        """ "năm tròn" or "năm lẻ 5" where its years end in 0 or 5; empty in other years."""
        return round_words(self.years)

    @property
    def words(self) -> str:
        """How an invitation says it: "115 năm Ngày thành lập tỉnh Lào Cai"."""
        return f"{self.years}\u00a0năm {self.named.name}" if self.years else self.named.name


def round_words(years: int | None) -> str:
    """ "năm tròn" for 10, 20 …, "năm lẻ 5" for 5, 15 …; empty for other counts and for none."""
    return ROUND_YEARS.get(years % 10, "") if years else ""


NATION = (
    NamedDay("Tết Dương lịch", 1, 1),
    NamedDay("Ngày thành lập Đảng Cộng sản Việt Nam", 3, 2, since=1930),
    NamedDay("Giao thừa", 1, 1, is_lunar=True, shift=-1),
    NamedDay("Tết Nguyên đán", 1, 1, is_lunar=True),
    NamedDay("Rằm tháng Giêng", 15, 1, is_lunar=True),
    NamedDay("Giỗ Tổ Hùng Vương", 10, 3, is_lunar=True),
    NamedDay("Ngày Giải phóng miền Nam, thống nhất đất nước", 30, 4, since=1975),
    NamedDay("Ngày Quốc tế Lao động", 1, 5, since=1886),
    NamedDay("Ngày Chiến thắng Điện Biên Phủ", 7, 5, since=1954),
    NamedDay("Lễ Phật đản", 15, 4, is_lunar=True),
    NamedDay("Ngày sinh Chủ tịch Hồ Chí Minh", 19, 5, since=1890),
    NamedDay("Tết Đoan ngọ", 5, 5, is_lunar=True),
    NamedDay("Ngày Báo chí cách mạng Việt Nam", 21, 6, since=1925),
    NamedDay("Ngày Thương binh - Liệt sĩ", 27, 7, since=1947),
    NamedDay("Lễ Vu Lan", 15, 7, is_lunar=True),
    NamedDay("Cách mạng tháng Tám", 19, 8, since=1945),
    NamedDay("Ngày thành lập ngành Ngoại giao Việt Nam", 28, 8, since=1945),
    NamedDay("Quốc khánh", 2, 9, since=1945),
    NamedDay("Tết Trung thu", 15, 8, is_lunar=True),
    NamedDay("Ngày thành lập Quân đội nhân dân Việt Nam", 22, 12, since=1944),
    NamedDay("Tết ông Công, ông Táo", 23, 12, is_lunar=True),
)


def kept_in(days: Iterable[NamedDay], within: Period) -> list[Kept]:
    """Each named day as often as it falls in the period, in order; a lunar one may fall twice in a solar year."""
    found = [kept for named in days for kept in _occurrences(named, within)]
    return sorted(found, key=lambda kept: (kept.on, kept.named.name))


def _occurrences(named: NamedDay, within: Period) -> Iterator[Kept]:
    # A lunar year ends up to two months into the next solar one.
    first = within.start.year - (1 if named.is_lunar else 0)
    for year in range(first, within.end.year + 2):
        day = (kept_on if named.is_lunar else _solar)(year, named.month, named.day) + timedelta(days=named.shift)
        if day in within and (named.since is None or year >= named.since):
            yield Kept(named, day, year - named.since if named.since is not None else None)


def _solar(year: int, month: int, day: int) -> date:
    """29 February is kept on the 28th where the year has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def lunar_words(day: date) -> str:
    """The lunar day as it is printed beside the solar: "10/3 âm lịch"."""
    return f"{lunar(day)} âm lịch"
