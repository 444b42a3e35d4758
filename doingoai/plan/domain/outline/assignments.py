"""The part on organisation: a heading names bodies, the lines under it say what they are asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from doingoai.plan.domain.outline.head import name_at
from doingoai.plan.domain.outline.lines import Line, Marker
from doingoai.plan.domain.outline.names import HEAD, SEPARATOR, Names
from doingoai.plan.domain.outline.reading import AssignmentReading, ItemReading, PartyReading
from doingoai.plan.domain.states import Role
from doingoai.text import canonical

REQUEST = re.compile(r"(?:Đề nghị|Giao|Yêu cầu)\s+(?:các đồng chí\s+)?")
REPORTING = re.compile(r"(?:chế độ )?(?:thông tin,? )?báo cáo\b|chế độ|kiểm tra, đánh giá|điều khoản", re.I)
SUBJECT = re.compile(r"Đối với [^,]{3,120},(?:\s*ngoài [^,]{3,120},)?\s*")
LEADS = re.compile(r"(?:chủ động\s+|là cơ quan\s+|là đơn vị\s+)?(?:,\s*)?chủ trì\b", re.I)
HELPS = re.compile(r"(?:chủ động\s+|tích cực\s+|thường xuyên\s+)?phối hợp\b", re.I)
WITH = re.compile(
    r"(?<!ký kết )(?:phối hợp|hợp tác|trao đổi|liên hệ|liên kết)"
    r"(?:\s+(?:chặt chẽ|thường xuyên|,|hợp tác|chỉ đạo))*(?:,\s*hợp tác|,\s*trao đổi)?"
    r"\s+(?:với|cùng)\s+",
    re.I,
)
BETWEEN = re.compile(r"(?:phối hợp|hợp tác)\s+giữa\s+", re.I)
ADVISES = re.compile(
    r"(?i:tham mưu)(?:,\s*giúp việc)?\s+(?:cho\s+)?(?=(?:Ủy ban|UBND|Tỉnh ủy|Thường trực|Chủ tịch|Ban )[^,]*)"
)
REPORTS = re.compile(
    r"(?:\bbáo cáo|\bgửi)(?:\s[^.;()]{0,120}?)??\s(?:về\s|cho\s|lên\s)?(?=(?:Ủy ban|UBND|Bộ|Sở|Tỉnh ủy)\s)"
)
THROUGH = re.compile(r"\((?:thông )?qua\s+([^)]{3,80})\)")
GUIDES = re.compile(r"hướng dẫn\s+(?=các cơ quan)")


@dataclass
class _Heading:
    line: Line
    items: list[Line] = field(default_factory=list)


def assignments_of(lines: Iterable[Line], names: Names) -> tuple[list[AssignmentReading], list[Line]]:
    """The headings that name bodies, with their items; and the lines under headings that name none (reporting)."""
    headings: list[_Heading] = []
    for line in lines:
        if line.marker is Marker.NUMBER:
            headings.append(_Heading(line))
        elif headings:
            headings[-1].items.append(line)
    found: list[AssignmentReading] = []
    others: list[Line] = []
    for heading in headings:
        if parties := _parties(heading.line, names):
            items = tuple(_item(line, parties, names) for line in _whole_items(heading))
            found.append(AssignmentReading(heading.line.text, tuple(parties), items, heading.line.first))
        else:
            others += [heading.line, *heading.items]
    return found, others


def _parties(line: Line, names: Names) -> list[PartyReading]:
    words = REQUEST.sub("", line.body.partition(":")[0] if line.body.endswith(":") else line.body, count=1).strip()
    if REPORTING.match(words) or not (HEAD.match(words) or names.at(canonical(words))) or len(words) > 250:
        return []
    return names.split(words)


def _whole_items(heading: _Heading) -> Sequence[Line]:
    """The items under the heading; a heading that runs on after a colon is its own only item."""
    if heading.items:
        return heading.items
    _, colon, rest = heading.line.body.partition(":")
    line = heading.line
    return [Line(line.lines, rest.strip(), Marker.NONE, "", rest.strip())] if colon and rest.strip() else []


def _item(line: Line, holders: Sequence[PartyReading], names: Names) -> ItemReading:
    text = line.body
    return ItemReading(text, _role(text), tuple(_partners(text, holders, names)), line.lines)


def _role(text: str) -> Role:
    """What the first verb asks: to lead, to help, else to do."""
    start = SUBJECT.match(text)
    words = text[start.end() :] if start else text
    if LEADS.match(words):
        return Role.LEAD
    return Role.COORDINATE if HELPS.match(words) else Role.PERFORM


def subjects(text: str, names: Names) -> Iterator[PartyReading]:
    """The bodies that an item speaks of by name at its start: "Báo A, Đài B: …", "Đối với UBND thị xã C, …"."""
    text = canonical(text)
    opened = re.match(r"(?:Đối với|Riêng)\s+", text)
    return _list_at(text, opened.end() if opened else 0, names)


def _partners(text: str, holders: Sequence[PartyReading], names: Names) -> Iterator[PartyReading]:
    """With whom: those named after "phối hợp với"; else those advised, reported to or guided."""
    text = canonical(text)
    own = {holder.agency for holder in holders if holder.agency}
    seen: set[str] = set()
    found = [
        p for pattern in (WITH, BETWEEN) for match in pattern.finditer(text) for p in _list_at(text, match.end(), names)
    ]
    if not found:
        found = list(_others(text, names))
    for party in found:
        key = party.agency or party.name
        if key not in seen and party.agency not in own:
            seen.add(key)
            yield party


def _others(text: str, names: Names) -> Iterator[PartyReading]:
    for pattern in (ADVISES, REPORTS):
        if match := pattern.search(text):
            yield from _list_at(text, match.end(), names)
            if through := THROUGH.search(text):
                yield from _list_at(text, through.start(1), names)
            return
    if match := GUIDES.search(text):
        yield from _list_at(text, match.end(), names)


def _list_at(text: str, start: int, names: Names) -> Iterator[PartyReading]:
    """The bodies named one after the other from this place in running text on."""
    position = start
    while length := _party_length(text[position:], names):
        yield names.party(text[position : position + length])
        position += length
        separator = SEPARATOR.match(text, position)
        if separator is None:
            return
        position = separator.end()


OPEN_GROUP = re.compile(
    r"(?:các\s+|những\s+)?(?:cơ quan|đơn vị|sở|ban|ngành|địa phương|tổ chức|doanh nghiệp)"
    r"(?:,\s*(?:cơ quan|đơn vị|sở|ban|ngành|địa phương|tổ chức|đoàn thể|doanh nghiệp|UBND các huyện|"
    r"thị xã|thành phố))*"
    r"(?:\s+(?:có\s+)?liên quan)(?:\s+khác)?",
    re.I,
)


def _party_length(text: str, names: Names) -> int:
    """How many characters the name of a body or group takes here; 0 where none begins."""
    group = OPEN_GROUP.match(text)
    length = max(group.end() if group else 0, names.at(text))
    if length:
        related = re.match(r"\s+(?:có\s+)?liên quan", text[length:])
        return length + (related.end() if related else 0)
    if text[:1].islower() or not HEAD.match(text):
        return 0
    return name_at(text, names)
