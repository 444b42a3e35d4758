"""The part on organisation: a heading names bodies, the lines under it say what they are asked."""

import re
from collections.abc import Iterable, Iterator, Sequence

from doingoai.plan.domain.outline.lines import Line, Marker
from doingoai.plan.domain.outline.lists import spread
from doingoai.plan.domain.outline.names import HEAD, Names
from doingoai.plan.domain.outline.parties import parties_of
from doingoai.plan.domain.outline.prose import VERB, work_given
from doingoai.plan.domain.outline.reading import AssignmentReading, ItemReading, PartyReading
from doingoai.plan.domain.outline.running import listed, names_at
from doingoai.plan.domain.outline.tree import Node
from doingoai.plan.domain.states import Role
from doingoai.text import canonical

REQUEST = re.compile(r"(?:Đề nghị|Giao|Yêu cầu|Đối với|Riêng)\s+(?:các đồng chí\s+)?")
REPORTING = re.compile(r"(?:chế độ )?(?:thông tin,? )?báo cáo\b|chế độ|kiểm tra, đánh giá|điều khoản", re.I)
CLOSES = re.compile(
    r"Trên đây là|(?:(?:UBND|Ủy ban nhân dân)\s+(?:tỉnh|thành phố)\s+)?[Yy]êu cầu |Đề nghị các |"
    r"Căn cứ (?:nội dung )?Kế hoạch|Trong quá trình|"
    r"Nhận được Kế hoạch"
)
SUBJECT = re.compile(r"Đối với [^,]{3,120},(?:\s*ngoài [^,]{3,120},)?\s*")
LEADS = re.compile(
    r"(?:(?:có trách nhiệm|chịu trách nhiệm|chủ động|được giao|là|làm|cơ quan|"
    r"đơn vị)\s+)*(?:,\s*)?(?:chủ trì)\b",
    re.I,
)
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
KINDS_OF_BODIES = re.compile(
    r"các (?:sở|ban|ngành|địa phương|huyện|đồn|cơ quan (?:báo chí|truyền thông|thông tấn))(?!\w)"
)
END = re.compile(r"\s*\.\s?/\s?\.\s*$")
SENDS = re.compile(r"\b(?:gửi|báo cáo)\b")
GUIDES = re.compile(r"hướng dẫn\s+(?=các cơ quan)")


def assignments_of(nodes: Iterable[Node], names: Names) -> tuple[list[AssignmentReading], list[Line]]:
    """What headings that name bodies, and sentences that do, ask of them; and the lines that name none (reporting)."""
    found: list[AssignmentReading] = []
    others: list[Line] = []
    for node in nodes:
        _visit(node, names, found, others)
    return found, others


def _visit(node: Node, names: Names, found: list[AssignmentReading], others: list[Line]) -> None:
    line = node.line
    parties = _parties(line, names) if node.children or ":" in line.body else []
    if parties:
        items = tuple(item_of(one, parties, names) for one in _whole_items(node))
        found.append(AssignmentReading(line.text, tuple(parties), items, line.first))
        return
    if REPORTING.match(line.body):
        others += [line, *_under(node)]
        return
    if node.is_plain and (CLOSES.match(line.body) or _is_end(line)):
        others.append(line)
        return
    given = work_given(line.body, names)
    if given is not None:
        items = (_sentence(line, given.lead, names), *(item_of(one, given.lead, names) for one in _under(node)))
        found.append(AssignmentReading(line.text, given.lead, items, line.first))
        return
    others.append(line)
    for child in node.children:
        _visit(child, names, found, others)


def _is_end(line: Line) -> bool:
    """Whether the sentence only closes the plan: "./." behind one that names a body and what it sends is its work."""
    return line.text.rstrip().endswith("./.") and not (HEAD.match(line.body) and SENDS.search(line.body))


def _under(node: Node) -> Iterator[Line]:
    for child in node.children:
        if child.is_plain and (CLOSES.match(child.rest) or _is_end(child.line)):
            continue
        yield child.line
        yield from _under(child)


def _parties(line: Line, names: Names) -> list[PartyReading]:
    words = REQUEST.sub("", spread(canonical(line.body)).partition(":")[0], count=1).strip()
    if REPORTING.match(words) or not (HEAD.match(words) or names.at(canonical(words))) or len(words) > 250:
        return []
    _, end = listed(words, 0, names)
    if VERB.match(words, end):
        return []
    return parties_of(words, names)


def _whole_items(node: Node) -> Sequence[Line]:
    """The items under the heading; a heading that runs on after a colon is its own first item."""
    line = node.line
    _, colon, rest = spread(canonical(line.body)).partition(":")
    own = [Line(line.lines, rest.strip(), Marker.NONE, "", rest.strip())] if colon and rest.strip() else []
    return [*own, *_under(node)]


def item_of(line: Line, holders: Sequence[PartyReading], names: Names) -> ItemReading:
    """What a line asks of those who hold it."""
    text = line.body
    return ItemReading(text, _role(text), tuple(_partners(text, holders, names)), line.lines)


def _sentence(line: Line, holders: Sequence[PartyReading], names: Names) -> ItemReading:
    """A sentence that names the body itself: its role is what the words after the name ask."""
    text = END.sub(".", line.body)
    last = holders[-1].text
    told = canonical(text).partition(last)[2].lstrip(" ,") if last in canonical(text) else text
    return ItemReading(text, _role(told), tuple(_partners(text, holders, names)), line.lines)


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
    """The bodies named one after the other from this place in running text on; "các tổ chức quốc tế" names none."""
    for party in names_at(text, start, names):
        if (
            party.text[:1].islower()
            and party.agency is None
            and not (party.related or KINDS_OF_BODIES.match(party.text))
        ):
            return
        yield party
