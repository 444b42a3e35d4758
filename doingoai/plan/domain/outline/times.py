"""When: what the words about time say, as days. The words alone stand where they name no day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from doingoai.dates import Period, half, month, quarter, year
from doingoai.plan.domain.outline.reading import TimeReading
from doingoai.plan.domain.outline.scanned import unslipped
from doingoai.plan.domain.states import Recurrence
from doingoai.text import from_roman

EVERY = r"(?:hằng|hàng|mỗi|từng|theo)"
TIMES = r"(?:\s*(?:01|1|một)?\s*lần)"
RHYTHMS = tuple(
    (re.compile(pattern, re.I), rhythm)
    for pattern, rhythm in (
        (rf"(?:0?3|ba)\s*tháng\s*(?:/|một|mỗi)?{TIMES}|{EVERY}\s+quý|quý\s*/{TIMES}|(?:0?1|một)\s*lần\s*/\s*(?:01\s*)?quý"
         r"|(?:0?4|bốn)\s*(?:lần|kỳ|số|đợt)\s*(?:/|trong|một)\s*năm"
         r"|mỗi năm\s+(?:0?4|bốn)\s*(?:lần|kỳ|số|đợt)", Recurrence.QUARTERLY),
        (
            rf"(?:0?6|sáu)\s*tháng\s*(?:/|một|mỗi)?{TIMES}|{EVERY}\s+(?:0?6|sáu)\s*tháng|(?:0?6|"
            rf"sáu) tháng(?:,| và) (?:cả |hằng |hàng )?năm"
         r"|(?:0?1|một)\s*lần\s*/\s*0?6\s*tháng|(?:0?2|hai)\s*(?:lần|kỳ|đợt)\s*(?:/|trong|một)\s*năm"
         r"|mỗi năm\s+(?:0?2|hai)\s*(?:lần|kỳ|đợt)", Recurrence.HALF_YEARLY),
        (rf"{EVERY}\s+ngày(?!\s*\d)|ngày\s*/{TIMES}|(?:0?1|một)\s*lần\s*/\s*ngày", Recurrence.DAILY),
        (rf"{EVERY}\s+tuần|tuần\s*/{TIMES}|(?:0?1|một)\s*lần\s*/\s*tuần", Recurrence.WEEKLY),
        (
            rf"{EVERY}\s+tháng(?!\s*\d(?!\d?\s*(?:lần|số|kỳ|tin|bài|cuộc|buổi|chuyên|chương|ấn)))"
            rf"|(?<!\d )(?<!\d)(?:0?1\s*)?tháng\s*/{TIMES}"
            r"|(?:0?1|một)\s*lần\s*/\s*tháng|(?<!\d )(?<!ba )(?<!sáu )\btháng (?:một|1|01) lần"
            r"|12\s*(?:lần|kỳ)\s*/\s*năm",
         Recurrence.MONTHLY),
        (r"thường\s+xuyên|liên\s+tục", Recurrence.CONTINUOUS),
        (rf"{EVERY}\s+năm|(?:0?1|một)\s*lần\s*(?:/|trong|một)\s*năm|năm\s*/{TIMES}|thường niên", Recurrence.YEARLY),
    )
)  # fmt: skip
# "quý", "tháng", "6 tháng" inside a rhythm name no quarter, month or half of the year.
RHYTHM_WORDS = re.compile(
    rf"{EVERY}\s+(?:0?6\s+tháng|quý|tháng|năm|tuần|ngày)(?!\s*\d)|\d+\s*tháng\s*(?:/|một|mỗi){TIMES}"
    r"|(?:\d+|hai|ba|bốn)\s*(?:lần|kỳ|đợt)\s*(?:trong|một)\s*năm",
    re.I,
)
OF_YEAR = r"(?:\s*(?:/|-|,?\s*(?:của\s+)?năm)\s*((?:19|20)\d{2}))?"
DAY = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?((?:19|20)\d{2}))?(?![\d/])"
DAYS_OF_MONTH = re.compile(rf"(?<![\d/])(\d{{1,2}})\s*(?:-|–|,|và|đến(?:\s+ngày)?)\s*{DAY}", re.I)
ONE_DAY = re.compile(rf"(?<![\d/.,])(?<!tháng ){DAY}(?:\s+năm\s+((?:19|20)\d{{2}}))?", re.I)
# "4-6" are months or days of one month; a day is written so only with its year or after the word.
NO_DAY = re.compile(r"\d{1,2}\s?[.-]\s?\d{1,2}")
SPELLED_DAY = re.compile(
    rf"(?:ngày\s+)?(?<!\d)(\d{{1,2}})\s+tháng\s+(\d{{1,2}})(?!\s*(?:lần|ngày|/\s*lần)){OF_YEAR}", re.I
)
ROMAN_QUARTER = r"(IV|I{1,3}|[1-4])(?![\w])"
JOIN = r"\s*(?:-|–|—|,|;|và|đến(?:\s+hết)?|tới)\s*"
QUARTERS = re.compile(rf"quý\s+{ROMAN_QUARTER}((?:{JOIN}(?:quý\s+)?{ROMAN_QUARTER})*){OF_YEAR}", re.I)
MONTH = r"(1[0-2]|0?[1-9])(?![\d.,]*\d|\s*(?:ngày|lần|tháng|cuộc|lớp|số|tin|bài))"
MONTHS = re.compile(
    rf"(?<![\d/] )(?<!\d)tháng\s+{MONTH}((?:\s*/\s*(?:19|20)\d{{2}})?(?:{JOIN}(?:tháng\s+)?{MONTH})*){OF_YEAR}", re.I
)
BARE_MONTH = re.compile(r"(?<![\d/.])(1[0-2]|0?[1-9])\s?/\s?((?:19|20)\d{2})(?!\d)")
OR_YEAR = r"(?:\s*(?:/|,?\s*năm)?\s*((?:19|20)\d{2}))?"
HALVES = re.compile(rf"(?:0?6|sáu)\s+tháng\s+(đầu|cuối)(?:\s+năm)?{OR_YEAR}|nửa\s+(đầu|cuối)\s+năm{OR_YEAR}", re.I)
SOME_MONTHS = re.compile(rf"(?<!\d)(0?[1-9]|1[01])\s+tháng\s+(đầu|cuối)(?:\s+năm)?{OR_YEAR}", re.I)
WHOLE_YEARS = re.compile(
    r"(?:cả|trong|suốt|toàn|quanh)\s+năm(?:\s+((?:19|20)\d{2}))?|(?<!hết )năm\s+((?:19|20)\d{2})|^năm$", re.I
)
SEVERAL_YEARS = re.compile(r"(?:năm\s+)?((?:19|20)\d{2})\s*(?:-|–|đến(?:\s+năm)?)\s*((?:19|20)\d{2})", re.I)
TO_YEAR_END = re.compile(r"(?:đến\s+)?(?:hết|cuối)\s+năm(?:\s+((?:19|20)\d{2}))?", re.I)
TO = re.compile(r"(?:đến(?:\s+hết)?|hết|tới)(?:\s+ngày)?\s*$", re.I)
FROM = re.compile(r"(?:từ|kể từ|bắt đầu(?:\s+từ)?|từ đầu)(?:\s+ngày)?\s*$", re.I)
LIMIT = re.compile(
    r"(?:(trước)|(chậm nhất|muộn nhất|không quá|hạn cuối|thời hạn|hạn chót|hạn))"
    r"(?:\s+(?:là|vào|trong|đến|hết|ngày|các|cuối|khi|thời điểm|:)){0,4}\s*$", re.I
)  # fmt: skip
DONE_BY = re.compile(r"(?:hoàn thành|xong|kết thúc|nộp)(?:\s+(?:vào|là|đến|ngày|hết)){0,3}\s*$", re.I)


@dataclass(frozen=True)
class _Point:
    """A day, month, quarter, half or year that the words name, from place `start` to `end` in them."""

    start: int
    end: int
    period: Period
    is_day: bool
    has_year: bool


def time_of(text: str, plan_year: int, *, limits: bool = False) -> TimeReading | None:
    """What the words say about time: the whole range named, or the day before which. None for no words.

    `limits` where the label or column tells by when, so that a bare day is the last.
    """
    text = text.strip().strip(".;,- ").strip()
    if not text:
        return None
    printed, text = text, _plain(text)
    rhythm = next((value for pattern, value in RHYTHMS if pattern.search(text)), None)
    if LUNAR.search(printed):
        return TimeReading(printed, None, None, None, rhythm)  # which days these are, the words alone do not tell
    points = _of_one_year(text, sorted(_points(text, plan_year), key=lambda p: p.start))
    told = [(point, limit) for point in points if (limit := _limit(text, point))]
    if told:
        begun = [p.period.start for p in points if p is not told[0][0] and FROM.search(text[: p.start])]
        return TimeReading(printed, begun[0] if begun else None, None, told[0][1], rhythm)
    if limits and len(points) == 1 and points[0].is_day and len(points[0].period) == 1:
        return TimeReading(printed, None, None, points[0].period.start, rhythm)
    start, end = _range(text, points, plan_year)
    return TimeReading(printed, start, end, None, rhythm)


MONTH_NAMES = {"hai": 2, "ba": 3, "tư": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
QUARTER_NAMES = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
LUNAR = re.compile(r"âm lịch|\bÂL\b", re.I)
WAYS = (
    (re.compile(r"\bquí\b", re.I), "quý"),
    (re.compile(r"\bT\.?\s?(1[0-2]|0?[1-9])(?![\d.,]|\s*(?:tháng|số))"), r"tháng \1"),
    (re.compile(r"(?<=\bquý )([IV]{1,3}|\d)\s*\+\s*", re.I), r"\1, "),
    (re.compile(r"\btuần(?:\s+lễ)?\s+(?:thứ\s+)?(?:\d|nhất|hai|ba|tư)\s+(?:của\s+)?(?=tháng)", re.I), ""),
    (re.compile(r"\b\d{1,2}\s*(?:giờ|h)(?:\s*\d{1,2})?(?:\s*phút)?,?\s+(?=ngày)", re.I), ""),
)


def _plain(text: str) -> str:
    """The words in their usual spelling: "T3" as "tháng 3", "quý ba" as "quý 3"; without what brackets add."""
    plain = unslipped(text)
    for pattern, usual in WAYS:
        plain = pattern.sub(usual, plain)
    plain = _counted(plain, r"tháng", MONTH_NAMES)
    plain = _counted(plain, r"quý", QUARTER_NAMES)
    bare = IN_BRACKETS.sub("", plain)
    return bare if bare != plain and re.search(r"quý|tháng|năm|\d|hằng|hàng|thường xuyên", bare, re.I) else plain


def _counted(text: str, unit: str, names: dict[str, int]) -> str:
    pattern = re.compile(rf"\b({unit}\s+)({'|'.join(names)})(?=\s*(?:$|[,;./)(-]|năm\b|và\b|đến\b))", re.I)
    return pattern.sub(lambda match: f"{match[1]}{names[match[2].casefold()]}", text)


def _points(text: str, plan_year: int) -> Iterator[_Point]:
    """Every day, month, quarter, half and year named, the narrow ones first; what is part of one is no other."""
    taken: list[tuple[int, int]] = [match.span() for match in RHYTHM_WORDS.finditer(text)]
    for finder in (_days, _quarters, _halves, _months, _years):
        for point in finder(text, plan_year):
            if not any(start < point.end and point.start < end for start, end in taken):
                taken.append((point.start, point.end))
                yield point


def _days(text: str, plan_year: int) -> Iterator[_Point]:
    for match in SPELLED_DAY.finditer(text):
        if day := _date(match[1], match[2], match[3], plan_year):
            yield _Point(*match.span(), Period(day, day), is_day=True, has_year=bool(match[3]))
    for match in DAYS_OF_MONTH.finditer(text):
        first, last = _date(match[1], match[3], match[4], plan_year), _date(match[2], match[3], match[4], plan_year)
        if (first and last and first <= last and int(match[2]) > 12) or (first and last and first < last and match[4]):
            yield _Point(*match.span(), Period(first, last), is_day=True, has_year=bool(match[4]))
    for match in ONE_DAY.finditer(text):
        if NO_DAY.fullmatch(match[0].strip()) and not text[: match.start()].rstrip().casefold().endswith("ngày"):
            continue
        if day := _date(match[1], match[2], match[3] or match[4], plan_year):
            yield _Point(*match.span(), Period(day, day), is_day=True, has_year=bool(match[3] or match[4]))


def _quarters(text: str, plan_year: int) -> Iterator[_Point]:
    for match in QUARTERS.finditer(text):
        in_year = int(match[match.lastindex or 0]) if _is_year(match[match.lastindex or 0]) else 0
        numbers = [_quarter(n) for n in re.findall(rf"(?<![\w]){ROMAN_QUARTER}", f"{match[1]} {match[2]}", re.I)]
        of = in_year or plan_year
        period = Period(quarter(of, min(numbers)).start, quarter(of, max(numbers)).end)
        yield _Point(*match.span(), period, is_day=False, has_year=bool(in_year))


def _months(text: str, plan_year: int) -> Iterator[_Point]:
    for match in MONTHS.finditer(text):
        years = re.findall(r"(?:19|20)\d{2}", match[0])
        numbers = [int(n) for n in re.findall(r"(?<!\d)(?:1[0-2]|0?[1-9])(?!\d)", f"{match[1]} {match[2] or ''}")]
        of = int(years[-1]) if years else plan_year
        if len(years) > 1 or (numbers[-1] < numbers[0] and len(numbers) == 2):
            first_of = int(years[0]) if len(years) > 1 else of - 1
            yield _Point(
                *match.span(),
                Period(month(first_of, numbers[0]).start, month(of, numbers[-1]).end),
                is_day=False,
                has_year=True,
            )
            continue
        period = Period(month(of, min(numbers)).start, month(of, max(numbers)).end)
        yield _Point(*match.span(), period, is_day=False, has_year=bool(years))
    for match in BARE_MONTH.finditer(text):
        yield _Point(*match.span(), month(int(match[2]), int(match[1])), is_day=False, has_year=True)


def _halves(text: str, plan_year: int) -> Iterator[_Point]:
    for match in HALVES.finditer(text):
        which, in_year = (match[1], match[2]) if match[1] else (match[3], match[4])
        period = half(int(in_year or plan_year), 1 if which.casefold() == "đầu" else 2)
        yield _Point(*match.span(), period, is_day=False, has_year=bool(in_year))
    for match in SOME_MONTHS.finditer(text):
        count, of = int(match[1]), int(match[3] or plan_year)
        first, last = (1, count) if match[2].casefold() == "đầu" else (13 - count, 12)
        period = Period(month(of, first).start, month(of, last).end)
        yield _Point(*match.span(), period, is_day=False, has_year=bool(match[3]))


def _years(text: str, plan_year: int) -> Iterator[_Point]:
    for match in TO_YEAR_END.finditer(text):
        last = date(int(match[1] or plan_year), 12, 31)
        yield _Point(*match.span(), Period(last, last), is_day=False, has_year=True)
    for match in SEVERAL_YEARS.finditer(text):
        if match[1] < match[2]:
            period = Period(date(int(match[1]), 1, 1), date(int(match[2]), 12, 31))
            yield _Point(*match.span(), period, is_day=False, has_year=True)
    for match in WHOLE_YEARS.finditer(text):
        told = match[1] or match[2]
        yield _Point(*match.span(), year(int(told or plan_year)), is_day=False, has_year=bool(told))


def _is_year(text: str | None) -> bool:
    return bool(text and re.fullmatch(r"(?:19|20)\d{2}", text))


def _of_one_year(text: str, points: list[_Point]) -> list[_Point]:
    """ "Từ tháng 3 đến tháng 6/2023": what bears no year is of the year named next to it; years alone give theirs."""
    spans = [p for p in points if not _is_whole_year(p)]
    alone = [p for p in points if _is_whole_year(p)]
    if spans and alone:
        told = [p for p in alone if p.has_year]
        points = [_in_year(p, told[0].period.start.year) if told and not p.has_year else p for p in spans]
    known: int | None = None
    result: list[_Point] = []
    for point in reversed(points):
        known = point.period.end.year if point.has_year else known
        result.append(point if point.has_year or known is None else _in_year(point, known))
    return result[::-1]


def _is_whole_year(point: _Point) -> bool:
    return (
        (point.period.start.month, point.period.end.month) == (1, 12) and not point.is_day and len(point.period) >= 365
    )


def _in_year(point: _Point, of: int) -> _Point:
    try:
        period = Period(point.period.start.replace(year=of), point.period.end.replace(year=of))
    except ValueError:
        return point
    return replace(point, period=period)


def _limit(text: str, point: _Point) -> date | None:
    """The day before which, where the words before the point set a limit."""
    words = text[: point.start]
    if match := LIMIT.search(words):
        if point.is_day:
            return point.period.start
        ends = not match[1] or re.search(r"(?:hết|cuối)\s*$", words) or text[point.start : point.end].startswith("cuối")
        return point.period.end if ends else point.period.start
    return point.period.start if point.is_day and DONE_BY.search(words) else None


def _range(text: str, points: list[_Point], plan_year: int) -> tuple[date | None, date | None]:
    if not points:
        return None, None
    first, last = min(p.period.start for p in points), max(p.period.end for p in points)
    if len(points) == 1:
        words = text[: points[0].start]
        told = text[points[0].start : points[0].end]
        if (
            FROM.search(words)
            and not re.search(r"đến|tới|-|–", told)
            and points[0].period.end.year >= plan_year
            and not _is_whole_year(points[0])
        ):
            return first, None
        if TO.search(words) or TO_YEAR_END.match(text, points[0].start):
            return None, last
    return first, last


def _quarter(text: str) -> int:
    return int(text) if text.isdigit() else from_roman(text.upper())


def _date(day: str, in_month: str, in_year: str | None, plan_year: int) -> date | None:
    try:
        return date(int(in_year or plan_year), int(in_month), int(day))
    except ValueError:
        return None
