"""What a labelled line says: who leads, who helps, when, how much, what comes out."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from doingoai.dates import half, month, quarter, year
from doingoai.plan.domain.outline.reading import TimeReading
from doingoai.plan.domain.states import Recurrence
from doingoai.text import from_roman


class Label(StrEnum):
    """What a labelled line is about."""

    CONTENT = "content"
    LEAD = "lead"
    COORDINATE = "coordinate"
    PERFORM = "perform"
    TIME = "time"
    MONEY = "money"
    OUTPUT = "output"


BODY = "(?:(?:đơn vị|cơ quan|các đơn vị|các cơ quan|cơ quan, đơn vị|đơn vị, cơ quan)\\s+)?(?:được giao\\s+)?"
LABELS = (
    (Label.COORDINATE, rf"{BODY}(?:thực hiện\s+)?phối hợp(?:\s+(?:thực hiện|tổ chức))?"),
    (Label.LEAD, rf"{BODY}(?:thực hiện\s+)?chủ trì(?:\s+(?:thực hiện|tham mưu|tổ chức|thực hiện chính))?"),
    (Label.PERFORM, r"(?:đơn vị|cơ quan|các đơn vị|các cơ quan)\s+thực hiện|phân công thực hiện|tổ chức thực hiện"),
    (
        Label.TIME,
        r"thời gian(?:\s+(?:thực hiện|hoàn thành|tổ chức|triển khai|dự kiến))?|thời hạn(?:\s+\w+\s+\w+)?|tiến độ",
    ),
    (Label.MONEY, r"(?:dự kiến\s+|tổng\s+)?kinh phí(?:\s+(?:thực hiện|dự kiến))?|dự toán(?:\s+kinh phí)?"),
    (
        Label.OUTPUT,
        r"sản phẩm(?:,? kết quả)?(?:\s+(?:dự kiến|đầu ra|hoàn thành))?|kết quả(?:\s+(?:đầu ra|dự kiến|"
        r"cần đạt|đạt được))?"
        r"|chỉ tiêu|đầu ra",
    ),
    (Label.CONTENT, r"nội dung(?:\s+(?:thực hiện|chính|cụ thể|công việc))?"),
)
LABELLED = tuple((label, re.compile(rf"(?:{pattern})\s{{0,3}}:\s{{0,9}}", re.I)) for label, pattern in LABELS)


@dataclass(frozen=True)
class Field:
    """A labelled line: its label, its value, and where in the text the value starts."""

    label: Label
    value: str
    start: int


def field_of(text: str) -> Field | None:
    """The field that the text is, or None where it is none."""
    for label, pattern in LABELLED:
        if match := pattern.match(text):
            return Field(label, text[match.end() :].strip(), match.end())
    return None


RHYTHMS = (
    (re.compile(r"(?:03|3|ba)\s*tháng\s*/\s*(?:01|1|một)?\s*lần|(?:hằng|hàng|mỗi)\s+quý|theo quý|quý/lần", re.I),
     Recurrence.QUARTERLY),
    (re.compile(r"(?:06|6|sáu)\s*tháng\s*/\s*(?:01|1|một)?\s*lần|(?:hằng|hàng)\s+6 tháng|6 tháng(?:,| và)", re.I),
     Recurrence.HALF_YEARLY),
    (re.compile(r"(?:hằng|hàng|mỗi)\s+ngày|ngày/lần", re.I), Recurrence.DAILY),
    (re.compile(r"(?:hằng|hàng|mỗi)\s+tuần|tuần/lần", re.I), Recurrence.WEEKLY),
    (re.compile(r"(?:hằng|hàng|mỗi)\s+tháng|(?:01|1)?\s*tháng\s*/\s*(?:01|1)?\s*lần|1 lần/tháng", re.I),
     Recurrence.MONTHLY),
    (re.compile(r"thường xuyên|liên tục|thường niên trong năm", re.I), Recurrence.CONTINUOUS),
    (re.compile(r"(?:hằng|hàng|mỗi)\s+năm|1 lần/năm", re.I), Recurrence.YEARLY),
)  # fmt: skip
DAY = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?"
BEFORE_DAY = re.compile(rf"(?:trước|chậm nhất|hoàn thành)(?:\s+(?:ngày|trước|là|vào|trong)){{0,3}}\s+{DAY}", re.I)
BEFORE_MONTH = re.compile(r"(?:trước|hoàn thành trước)\s+tháng\s+(\d{1,2})(?:\s*(?:/|năm)\s*(\d{4}))?", re.I)
BEFORE_QUARTER = re.compile(r"trước\s+quý\s+([IV]{1,3}|[1-4])(?:\s*(?:/|năm)\s*(\d{4}))?", re.I)
DAYS = re.compile(rf"(?:từ\s+(?:ngày\s+)?)?{DAY}\s*(?:-|–|đến(?:\s+(?:hết\s+)?ngày)?)\s*{DAY}", re.I)
ONE_DAY = re.compile(rf"(?:ngày\s+)?{DAY}", re.I)
QUARTERS = re.compile(
    r"quý\s+([IV]{1,3}|[1-4])(?:\s*(?:-|–|,|và|đến(?:\s+(?:hết\s+)?quý)?)\s*(?:quý\s+)?([IV]{1,3}|[1-4]))?\b"
    r"(?:\s*(?:/|,?\s*năm)\s*(\d{4}))?",
    re.I,
)
MONTHS = re.compile(
    r"tháng\s+(\d{1,2})(?:\s*(?:-|–|,|và|"
    r"đến(?:\s+(?:hết\s+)?tháng)?)\s*(?:tháng\s+)?(\d{1,2}))?(?:\s*(?:/|,?\s*năm)\s*(\d{4}))?",
    re.I,
)
HALVES = re.compile(r"6 tháng (đầu|cuối) năm(?:\s+(\d{4}))?", re.I)
WHOLE_YEAR = re.compile(r"(?:cả năm|trong năm|năm)(?:\s+(\d{4}))?$|trong năm|cả năm", re.I)


def time_of(text: str, plan_year: int) -> TimeReading | None:
    """What the words say about time; the words alone where they name no day. None for no words."""
    text = text.strip().rstrip(".; ")
    if not text:
        return None
    rhythm = next((value for pattern, value in RHYTHMS if pattern.search(text)), None)
    before = _before(text, plan_year)
    start, end = (None, None) if before else _range(text, plan_year)
    if rhythm is Recurrence.CONTINUOUS and start is None and before is None and WHOLE_YEAR.search(text):
        whole = year(plan_year)
        start, end = whole.start, whole.end
    return TimeReading(text, start, end, before, rhythm)


def _before(text: str, plan_year: int) -> date | None:
    if match := BEFORE_DAY.search(text):
        return _date(match[1], match[2], match[3], plan_year)
    if match := BEFORE_MONTH.search(text):
        return _date("1", match[1], match[2], plan_year)
    if match := BEFORE_QUARTER.search(text):
        return quarter(int(match[2] or plan_year), _quarter(match[1])).start
    return None


def _range(text: str, plan_year: int) -> tuple[date | None, date | None]:
    if match := DAYS.search(text):
        last = _date(match[4], match[5], match[6], plan_year)
        first = _date(match[1], match[2], match[3], last.year if last else plan_year)
        return first, last
    if match := QUARTERS.search(text):
        in_year = int(match[3] or plan_year)
        first_quarter = _quarter(match[1])
        return quarter(in_year, first_quarter).start, quarter(in_year, _quarter(match[2] or match[1])).end
    if match := HALVES.search(text):
        found = half(int(match[2] or plan_year), 1 if match[1].casefold() == "đầu" else 2)
        return found.start, found.end
    if match := MONTHS.search(text):
        in_year, numbers = int(match[3] or plan_year), [int(n) for n in (match[1], match[2] or match[1])]
        if all(1 <= n <= 12 for n in numbers):
            return month(in_year, numbers[0]).start, month(in_year, numbers[1]).end
    if match := ONE_DAY.search(text):
        day = _date(match[1], match[2], match[3], plan_year)
        return day, day
    if match := WHOLE_YEAR.search(text):
        whole = year(int(match[1] or plan_year))
        return whole.start, whole.end
    return None, None


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else min(from_roman(text.upper()), 4)


def _date(day: str, in_month: str, in_year: str | None, plan_year: int) -> date | None:
    try:
        return date(int(in_year or plan_year), int(in_month), int(day))
    except ValueError:
        return None


def last_day(before: date) -> date:
    """The last day on which something due before a day can still be done."""
    return before - timedelta(days=1)


UNITS = {
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "tr": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "đồng": 1,
    "đ": 1,
    "vnđ": 1,
}
AMOUNT = re.compile(r"(\d[\d.,]*)\s*(tỷ|tỉ|triệu|tr|nghìn|ngàn|đồng|vnđ|đ)\b(?:\s*(?:đồng|đ|vnđ)\b)?", re.I)
BREAKDOWN = re.compile(r"[(,;]?\s*(?:trong đó|bao gồm|gồm)\b.*", re.I | re.S)


def money_of(text: str) -> int | None:
    """The sum in whole đồng that the words name; what follows "trong đó" is its breakdown. None where none is named."""
    total, least = Decimal(0), None
    for match in AMOUNT.finditer(BREAKDOWN.sub("", text)):
        worth = UNITS[match[2].casefold()]
        if least is not None and worth >= least:
            break
        total += _amount(match[1]) * worth
        least = worth
    return int(total) if least is not None else None


def _amount(text: str) -> Decimal:
    """1.250 is one thousand two hundred and fifty; 85,5 has a fraction."""
    text = text.strip(".,")
    if "," in text:
        whole, _, fraction = text.rpartition(",")
        return Decimal(f"{whole.replace('.', '').replace(',', '') or 0}.{fraction}")
    groups = text.split(".")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        return Decimal("".join(groups))
    return Decimal(text) if text.count(".") <= 1 else Decimal("".join(groups))
