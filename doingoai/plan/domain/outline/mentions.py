"""Days to remember, named events and deadlines, wherever the plan speaks of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from doingoai.dates import lunar_new_year, parse_office
from doingoai.plan.domain.outline.head import name_at
from doingoai.plan.domain.outline.lines import Line
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.reading import Anniversary, Deadline, Event
from doingoai.plan.domain.outline.scanned import unslipped

PAIR = re.compile(r"\(\s*(\d{1,2}/\d{1,2}/\d{4})\s*[-–]\s*(\d{1,2}/\d{1,2}/\d{4})\s*\)")
YEARS = re.compile(r"[Kk]ỷ niệm\s+(?:lần thứ\s+)?(\d{1,4})\s+năm\s+|[Kk]ỷ niệm\s+")
TET = re.compile(r"Tết Nguyên đán(?:\s+[A-ZĐ]\w+\s+[A-ZĐ]\w+)?(?:\s+(?:năm\s+)?(\d{4}))?")
EVENT_HEADS = re.compile(
    r"(?:[Tt]ổ chức\s+)?((?:[Hh]ội chợ|[Hh]ội nghị|[Hh]ội thảo|[Nn]gày hội|[Nn]gày văn hóa|[Ll]ễ hội|"
    r"Festival|[Tt]riển lãm|"
    r"[Tt]rưng bày|[Tt]uần lễ|[Tt]uần văn hóa|[Dd]iễn đàn|[Ll]iên hoan|[Gg]iải (?:chạy|đua|thi|bóng|"
    r"marathon)|[Cc]uộc thi|"
    r"[Ll]ễ kỷ niệm|[Nn]ăm [Dd]u lịch)\s[^;]{4,200})"
)
EVENT_TAIL = re.compile(r"\s+(?:thường niên|hằng năm|hàng năm|tại tỉnh\s+[A-ZĐ].*|trên địa bàn.*|năm \d{4})\s*$")
A_DAY = r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
LIMIT = r"(?:trước|chậm nhất|muộn nhất|không quá|hạn cuối)"
BEFORE = re.compile(
    rf"{LIMIT}(?:\s+(?:là|vào|các|đến|trong|hết)){{0,3}}(?:\s+ngày)?\s+({A_DAY})(?:\s*\([^()]{{1,40}}\))?"
    rf"((?:\s*(?:,|và|;)\s*(?:[^\d;.]{{0,40}}?\s)??(?:{LIMIT}\s+)?(?:ngày\s+)?{A_DAY}(?:\s*\([^()]{{1,40}}\))?)*)"
    r"(?:\s*(?:,\s*)?(?:năm|/)\s*(\d{4}))?",
    re.I,
)
DAY = re.compile(A_DAY)
REPORT = re.compile(
    r"báo cáo|\bgửi\b|\bnộp\b|\btrình\b|\bban hành\b|\bxây dựng\b|\bhoàn thành\b|\btổng hợp\b|\blập\b", re.I
)
SENT_TO = re.compile(r"(?:\bvề|\bgửi|\bcho|báo cáo)\s+(?=(?:UBND|Ủy ban|Bộ|Sở|Tỉnh ủy|Ban )\s?)")
THROUGH = re.compile(r"\((?:thông )?qua\s+([^)]{3,80})\)")
RHYTHMED = re.compile(
    r"báo cáo[^.;]{0,120}?\s((?:6 tháng|06 tháng|quý|tháng|năm|01 năm|1 năm|,|và|\s)+)\s+(?=báo cáo|"
    r"gửi)(?:báo cáo|gửi)\s+"
)
HALF_MONTHS = range(5, 8)
YEAR_MONTHS = (10, 11, 12)


def anniversaries(lines: Iterable[Line], year: int) -> list[Anniversary]:
    """The days that the plan names to be remembered, in order; the same day named twice stands once."""
    found: dict[tuple[str, date], Anniversary] = {}
    for line in lines:
        here = [*_paired(line), *_tet(line, year)]
        for place, one in sorted(here, key=lambda pair: pair[0]):
            del place
            found.setdefault((one.name.casefold(), one.date), one)
    return list(found.values())


def _paired(line: Line) -> Iterator[tuple[int, Anniversary]]:
    start, years = 0, None
    for match in PAIR.finditer(line.text):
        origin, day = parse_office(match[1]), parse_office(match[2])
        words = line.text[start : match.start()]
        if opened := list(YEARS.finditer(words)):
            years = int(opened[-1][1]) if opened[-1][1] else None
            words = words[opened[-1].end() :]
        name = re.split(r"[;:]\s*|^\s*(?:và|,)\s+", words)[-1].strip(" ,")
        start = match.end()
        if origin and day and name:
            told = day.year - origin.year
            yield match.start(), Anniversary(name, origin, day, told if years is None else years, line.first)


def _tet(line: Line, year: int) -> Iterator[tuple[int, Anniversary]]:
    for match in TET.finditer(line.text):
        in_year = int(match[1]) if match[1] else year
        if in_year:
            yield match.start(), Anniversary(match[0], None, lunar_new_year(in_year), None, line.first)


def events(lines: Iterable[Line]) -> list[Event]:
    """The events that a list after a colon names one by one."""
    found: dict[str, Event] = {}
    for line in lines:
        _, colon, listed = line.body.partition(":")
        if not colon:
            continue
        for chunk in re.split(r"\s*;\s*|\s+và\s+(?=(?:ngày hội|ngày văn hóa|hội chợ|lễ hội|triển lãm)\s)", listed):
            if match := EVENT_HEADS.match(chunk.strip().rstrip(".")):
                name = EVENT_TAIL.sub("", match[1]).strip()
                name = name[0].upper() + name[1:]
                found.setdefault(name.casefold(), Event(name, chunk.strip(), line.first))
    return list(found.values())


def deadlines(organising: Sequence[Line], content: Sequence[Line], names: Names, year: int) -> list[Deadline]:
    """What must be sent by when, and the reports that the plan asks for without a day."""
    found = [deadline for line in organising for deadline in _dated(line, names, year)]
    return found + [deadline for line in content for deadline in _undated(line, names)]


def _dated(line: Line, names: Names, year: int) -> Iterator[Deadline]:
    text = unslipped(line.text)
    for match in BEFORE.finditer(text):
        before = text[: match.start()]
        if not REPORT.search(before):
            before = f"{before}{text[match.end() :]}"
        told = re.findall(r"(?:19|20)\d{2}", match[0])
        in_year = int(match[3] or (told[-1] if told else year))
        days = [match[1], *DAY.findall(match[2])]
        who, what = _who_and_what(before)
        to, via = _addressees(before, names)
        for told_day in days:
            day = parse_office(re.sub(r"^(?=\d{1,2}\s+tháng)", "ngày ", told_day), of_year=in_year)
            yield Deadline(_with_period(what, day, len(days)), who, day, via, to, line.first)


def _who_and_what(words: str) -> tuple[str | None, str]:
    cut = re.search(r"báo cáo", words, re.I) or REPORT.search(words)
    who, report, rest = (words[: cut.start()], cut[0], words[cut.end() :]) if cut else ("", "", words)
    what = re.split(r"\s+(?:về|gửi|cho)\s+(?=[A-ZĐ])", f"{report}{rest}")[0].strip(" ,(")
    return who.strip(" ,-") or None, what


def _addressees(words: str, names: Names) -> tuple[str | None, str | None]:
    to = SENT_TO.search(words)
    through = THROUGH.search(words)
    return (
        _identity(words[to.end() :], names) if to else None,
        _identity(through[1], names) if through else None,
    )


def _identity(text: str, names: Names) -> str | None:
    length = name_at(text, names)
    if not length:
        return None
    party = names.party(text[:length])
    return party.agency or party.name


def _with_period(what: str, day: date | None, of_several: int) -> str:
    if day is None or of_several == 1:
        return what
    if day.month in HALF_MONTHS:
        return f"{what} (kỳ 6 tháng)"
    return f"{what} (kỳ năm)" if day.month in YEAR_MONTHS else what


def _undated(line: Line, names: Names) -> Iterator[Deadline]:
    if match := RHYTHMED.search(line.text):
        to = _identity(line.text[match.end() :], names)
        addressee = line.text[match.end() : match.end() + name_at(line.text[match.end() :], names)]
        if to and not BEFORE.search(line.text):
            yield Deadline(f"báo cáo {match[1].strip()} gửi {addressee}", None, None, None, to, line.first)
