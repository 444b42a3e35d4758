"""What a person should look at: slips, doubts, and what the plan leaves open. Nothing here changes the reading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from doingoai.agencies.domain import Directory
from doingoai.dates import office
from doingoai.plan.domain.outline.assignments import subjects
from doingoai.plan.domain.outline.contradictions import contradictions
from doingoai.plan.domain.outline.head import years_differ
from doingoai.plan.domain.outline.lines import Line
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.reading import PartyReading, PlanReading, ReadingWarning
from doingoai.plan.domain.outline.scanned import slips
from doingoai.plan.domain.states import Role
from doingoai.text import canonical

TOPIC = "thông tin(?: đối ngoại)?"
# Each frame: what stands there by a slip of scanning or typing, and how it is meant. The frame, not the word, decides:
# "công" is a true word in "công tác", a slip only in "Công TTĐT" or "các công thành phần".
FRAMES = (
    (re.compile(rf"\b([Cc])(?:ùm|um)\b(?=(\s+{TOPIC}))"), "ụm"),
    (re.compile(r"\b([Cc])ông\b(?=(\s+(?:TTĐT|TTĐN|[Tt]hông tin (?:điện tử|đối ngoại)|thành phần)))"), "ổng"),
    (re.compile(r"\b([Cc])hỉ trì\b(?=(\s+[a-zà-ỹđ]+))"), "hủ trì"),
    (
        re.compile(
            r"(?:^|(?<=[.;]\s)|(?<=-\s))(Đ)ề\b(?=(\s+(?:sử dụng|thực hiện|bảo đảm|đảm bảo|triển khai|"
            r"nâng cao|kịp thời)))"
        ),
        "ể",
    ),
    (re.compile(r"\b(P)HH(?=(Ố))"), "H"),
    (re.compile(r"\b(S)[ờô]\b(?=(\s+[A-ZĐ]\w*))"), "ở"),
    (re.compile(r"\b([Đđ])on\b(?=(\s+vị\b))"), "ơn"),
)
OPEN_RHYTHM = re.compile(
    r"(họp báo thường kỳ|giao ban định kỳ|báo chí theo định kỳ|cung cấp thông tin định kỳ|định kỳ báo cáo)", re.I
)


def warnings(reading: PlanReading, lines: Sequence[Line], names: Names) -> Iterator[ReadingWarning]:
    """Everything doubtful, slips first, then names, then what the plan leaves open."""
    yield from sorted((*_slips(reading.source), *_numbers(reading.source), *_years(reading)), key=lambda w: w.line)
    yield from _joined(lines)
    yield from _outdated(reading, names.directory)
    yield from _inconsistent(reading, names)
    yield from _same_number(reading)
    yield from _wrong_years(reading)
    yield from contradictions(reading)
    yield from _without_heading(reading, names)
    yield from _without_task(reading)
    yield from _unnamed(reading)
    yield from _open_rhythms(reading.source)
    yield from _without_aim(reading)


def _slips(source: Iterable[tuple[int, str]]) -> Iterator[ReadingWarning]:
    for line, text in source:
        for frame, ending in FRAMES:
            for match in frame.finditer(text):
                printed, proposal = match[0] + match[2], match[1] + ending + match[2]
                yield ReadingWarning(
                    "ocr", f"“{printed}” có thể là chữ nhận dạng sai của “{proposal}”.", line, printed, proposal
                )


def _numbers(source: Iterable[tuple[int, str]]) -> Iterator[ReadingWarning]:
    for line, text in source:
        for printed, read in slips(text):
            yield ReadingWarning(
                "ocr", f"“{printed}” được đọc là “{read}”, như chữ nhận dạng sai.", line, printed, read
            )


def _years(reading: PlanReading) -> Iterator[ReadingWarning]:
    for basis in reading.legal_bases:
        if (meant := years_differ(basis)) and basis.date and basis.printed_date:
            yield ReadingWarning(
                "year-mismatch",
                f"{basis.kind} số {basis.number} ghi ngày {basis.printed_date}: hai năm khác nhau. "
                f"Có thể là {_like(basis.printed_date, meant)}.",
                basis.line,
                basis.printed_date,
                _like(basis.printed_date, meant),
            )


def _like(printed: str, meant: date) -> str:
    return re.sub(r"\d{4}$", str(meant.year), printed) if re.search(r"\d{4}$", printed) else office(meant)


def _joined(lines: Iterable[Line]) -> Iterator[ReadingWarning]:
    for line in lines:
        for _ in line.lines[1:]:
            yield ReadingWarning(
                "joined", f"Câu bị ngắt ở dòng {line.first} được nối với dòng {line.last}.", line.first
            )


def _outdated(reading: PlanReading, directory: Directory) -> Iterator[ReadingWarning]:
    """Names that were no longer, or not yet, in use when the plan was made."""
    on = reading.head.date or date(reading.head.year or 1, 1, 15)
    for body in directory.bodies.values():
        for alias in body.aliases:
            gone = alias.valid_to is not None and alias.valid_to < on
            if not gone:
                continue
            pattern = re.compile(rf"(?<!\w){re.escape(canonical(alias.text))}(?!\w)")
            since = (alias.valid_to or on) + timedelta(days=1)
            current = next((a.text for a in body.aliases if a.valid_from and a.valid_from <= on), body.short)
            for line, text in reading.source:
                if pattern.search(canonical(text)):
                    yield ReadingWarning(
                        "outdated-name",
                        f"“{alias.text}” không còn là tên gọi từ {office(since)}; nay là “{current}”.",
                        line,
                        alias.text,
                        current,
                    )


def _same_number(reading: PlanReading) -> Iterator[ReadingWarning]:
    by_number: dict[str, list[str]] = {}
    for basis in reading.legal_bases:
        if basis.number:
            by_number.setdefault("/".join(basis.number.split("/")[:2]), []).append(f"{basis.kind} số {basis.number}")
    for number, bases in by_number.items():
        if len(bases) > 1 and number.count("/") == 1:
            line = next(b.line for b in reading.legal_bases if b.number and b.number.startswith(number))
            yield ReadingWarning("same-number", f"Hai văn bản cùng số {number}: {'; '.join(bases)}.", line)


def _wrong_years(reading: PlanReading) -> Iterator[ReadingWarning]:
    for one in reading.anniversaries:
        if one.origin and one.years is not None and one.date.year - one.origin.year != one.years:
            told = one.date.year - one.origin.year
            yield ReadingWarning(
                "years-mismatch",
                f"{one.name}: in {one.years} năm, tính từ {office(one.origin)} là {told} năm.",
                one.line,
                f"{one.years} năm",
                f"{told} năm",
            )


def _parties(reading: PlanReading, *, lead: bool) -> Iterator[tuple[PartyReading, int]]:
    for task in reading.tasks:
        for party in task.lead if lead else task.coordinate:
            yield party, task.lines[0]


def _identity(party: PartyReading) -> str:
    return party.agency or party.name


def _inconsistent(reading: PlanReading, names: Names) -> Iterator[ReadingWarning]:
    """Bodies written in more than one way, abbreviations and the province's name aside, and odd abbreviations."""
    forms: dict[str, dict[str, tuple[str, int]]] = {}
    for party, line in _all_named(reading, names):
        if party.agency and not party.group:
            forms.setdefault(party.agency, {}).setdefault(names.plain(party.text), (party.text, line))
            if names.is_unusual(party):
                yield ReadingWarning(
                    "unusual-name",
                    f"“{party.text}” là cách viết lạ của {party.name}.",
                    line,
                    party.text,
                    names.directory.bodies[party.agency].name,
                )
    for written in forms.values():
        if len(written) > 1:
            (first, _), *others = written.values()
            for text, line in others:
                yield ReadingWarning(
                    "inconsistent-name", f"“{text}” và “{first}” là một cơ quan viết hai cách.", line, text
                )


def _all_named(reading: PlanReading, names: Names) -> Iterator[tuple[PartyReading, int]]:
    yield from _parties(reading, lead=True)
    yield from _parties(reading, lead=False)
    for assignment in reading.assignments:
        yield from ((party, assignment.line) for party in assignment.parties)
    for line, text in reading.source:
        if any(text.endswith(recipient) for recipient in reading.head.recipients):
            yield from ((party, line) for party in names.split(text.lstrip("-–+* ")))


def _without_heading(reading: PlanReading, names: Names) -> Iterator[ReadingWarning]:
    if not reading.assignments:
        return
    told = {_identity(party) for a in reading.assignments for party in a.parties}
    told |= {_identity(party) for a in reading.assignments for item in a.items for party in subjects(item.text, names)}
    told |= {m.body for one in told if one in names.directory.groups for m in names.directory.groups[one].members}
    seen: set[str] = set()
    for party, line in _parties(reading, lead=True):
        identity = _identity(party)
        if identity not in told and identity not in seen:
            seen.add(identity)
            count = sum(identity == _identity(p) for p, _ in _parties(reading, lead=True))
            yield ReadingWarning(
                "lead-without-heading",
                f"{party.text} chủ trì {count} nhiệm vụ nhưng phần tổ chức thực hiện không có mục nào giao việc.",
                line,
                party.text,
            )


def _without_task(reading: PlanReading) -> Iterator[ReadingWarning]:
    if not reading.tasks:
        return
    leading = {_identity(party) for party, _ in _parties(reading, lead=True)}
    for assignment in reading.assignments:
        party = assignment.parties[0]
        leads = any(item.role is Role.LEAD for item in assignment.items)
        if _identity(party) not in leading and not party.group:
            what = "được giao chủ trì ở phần tổ chức thực hiện" if leads else "có việc ở phần tổ chức thực hiện"
            yield ReadingWarning(
                "heading-without-task", f"{party.text} {what} nhưng không chủ trì nhiệm vụ nào.", assignment.line
            )


def _unnamed(reading: PlanReading) -> Iterator[ReadingWarning]:
    for task in reading.tasks:
        open_ones = [p for p in (*task.lead, *task.coordinate) if p.related or (p.group and p.agency is None)]
        if open_ones:
            names = "; ".join(f"“{p.text}”" for p in open_ones)
            yield ReadingWarning(
                "open-group", f"{task.number}: {names} không kể tên. Máy để là nhóm mở, không sinh việc cho ai.",
                task.lines[1], open_ones[0].text,
            )  # fmt: skip


def _open_rhythms(source: Iterable[tuple[int, str]]) -> Iterator[ReadingWarning]:
    for line, text in source:
        if match := OPEN_RHYTHM.search(text):
            yield ReadingWarning("no-frequency", f"“{match[1]}” không ghi bao lâu một lần.", line, match[1])


def _without_aim(reading: PlanReading) -> Iterator[ReadingWarning]:
    if reading.tasks and not any(task.output for task in reading.tasks):
        yield ReadingWarning("no-output", "Không nhiệm vụ nào ghi sản phẩm hay chỉ tiêu.", reading.tasks[0].lines[0])
    if reading.tasks and not any(task.time for task in reading.tasks):
        yield ReadingWarning("no-time", "Không nhiệm vụ nào ghi thời gian.", reading.tasks[0].lines[0])
    if reading.tasks and not any(task.budget for task in reading.tasks):
        yield ReadingWarning("no-money", "Không nhiệm vụ nào ghi kinh phí.", reading.tasks[0].lines[0])
