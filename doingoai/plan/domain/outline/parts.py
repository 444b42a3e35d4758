"""What each part of a plan is about: purpose, content, organisation, money."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doingoai.plan.domain.outline.contexts import lists_work
from doingoai.plan.domain.outline.lines import Line, Marker, Sheet
from doingoai.plan.domain.outline.names import HEAD, Names
from doingoai.plan.domain.outline.tree import Node

ORGANISATION = re.compile(
    r"tổ chức (?:triển khai )?thực hiện|tổ chức triển khai|phân công (?:nhiệm vụ|thực hiện|"
    r"trách nhiệm|tổ chức)|trách nhiệm (?:của|thực hiện|các|thi hành)"
    r"|^trách nhiệm\b|chế độ (?:thông tin,? )?báo cáo|^tổ chức$|điều khoản thi hành",
    re.I,
)
# Under a heading of work, "Tổ chức hội nghị" and "Tổ chức triển khai chiến dịch" are work; only these are none.
ORGANISES = re.compile(
    r"(?:công tác )?tổ chức (?:thực hiện|triển khai(?: thực hiện)?)(?: (?:kế hoạch|nhiệm vụ)(?: .{0,20})?)?"
    r"|phân công (?:nhiệm vụ|thực hiện|trách nhiệm|tổ chức thực hiện)(?: .{0,40})?"
    r"|trách nhiệm (?:của|thực hiện|các|thi hành)\b.{0,60}|chế độ (?:thông tin,? )?báo cáo|điều khoản thi hành",
    re.I,
)
MONEY = re.compile(r"^(?:(?:bảo đảm|đảm bảo|bố trí|nguồn|dự toán|tổng|về|các) )*(?:kinh phí|nguồn lực)|^dự toán", re.I)
PURPOSE = re.compile(
    r"mục đích|yêu cầu|mục tiêu|quan điểm|phạm vi|đối tượng|căn cứ|tình hình|thời gian|kết quả (?:năm|"
    r"công tác|thực hiện)|đánh giá|sự cần thiết",
    re.I,
)
CONTENT = re.compile(r"nội dung|nhiệm vụ|hoạt động|giải pháp|công việc", re.I)
LONGEST_HEADING = 160
NAMED = 0.8  # the share of items under a heading that begin with a body


@dataclass(frozen=True)
class Part:
    """Headings of one kind that follow one another, with what stands under them."""

    kind: str
    nodes: tuple[Node, ...]

    @property
    def lines(self) -> list[Line]:
        """Every line of it."""
        return [line for node in self.nodes for line in _lines(node)]

    @property
    def sheets(self) -> list[Sheet]:
        """The tables that stand in it."""
        return [sheet for node in self.nodes for one in node.walk() for sheet in one.sheets]


def _lines(node: Node) -> Iterator[Line]:
    seen: set[int] = set()
    for one in node.walk():
        for line in (one.line, *(line for _, line in one.fields)):
            if id(line) not in seen:
                seen.add(id(line))
                yield line


def parts_of(roots: Sequence[Node], names: Names) -> list[Part]:
    """The parts in order. A heading below the first level that tells of another kind is a part of its own."""
    return [Part(kind, (node,)) for kind, node in _kinds(roots, names, "content", 0)]


def _kinds(nodes: Sequence[Node], names: Names, inherited: str, depth: int) -> Iterator[tuple[str, Node]]:
    for node in nodes:
        kind = _kind(node, names, inherited, depth)
        apart = [c for c in node.children if _is_heading(c) and _kind(c, names, kind, depth + 1) != kind]
        if depth < 2 and apart and kind in {"content", "purpose"}:
            whole = list(node.children)
            for child in whole:
                if child in apart:
                    node.children.remove(child)
            yield kind, node
            yield from _kinds(apart, names, kind, depth + 1)
        else:
            yield kind, node


def _is_heading(node: Node) -> bool:
    return (
        node.line.marker in {Marker.CAPITAL, Marker.ROMAN, Marker.NUMBER, Marker.LETTER}
        and 0 < len(node.rest) <= LONGEST_HEADING
    )


def _kind(node: Node, names: Names, inherited: str, depth: int) -> str:
    """What the heading tells; where it tells of both work and who does it, what stands under it decides."""
    if not node.rest or len(node.rest) > LONGEST_HEADING:
        return inherited
    words = node.heading
    if depth and (node.is_led or any(child.is_led for child in node.children)):
        return inherited
    if ORGANISES.fullmatch(words.strip(" .:;")) if depth else ORGANISATION.search(words):
        is_work = CONTENT.search(re.sub(r"nhiệm vụ$", "", words, flags=re.I)) and _holds_led(node)
        return "content" if is_work else "organisation"
    if depth and inherited != "purpose" and not MONEY.search(words):
        return inherited
    told = _told(words, depth)
    return told or ("organisation" if not depth and _asks_bodies(node) else inherited)


def _told(words: str, depth: int) -> str:
    """What the words of a heading tell; nothing where they tell of none."""
    if MONEY.search(words):
        return "money"
    if CONTENT.search(words):
        return "purpose" if PURPOSE.match(words) and not re.search(r"nội dung|nhiệm vụ", words, re.I) else "content"
    return "purpose" if (PURPOSE.search(words) and not depth) or PURPOSE.match(words) else ""


def _asks_bodies(node: Node) -> bool:
    """Whether what stands under a heading that tells nothing begins with bodies' names, none of which leads a task."""
    items = [child for child in node.children if not child.is_plain] or node.children
    named = sum(bool(HEAD.match(child.rest)) for child in items)
    is_led = any(one.is_led for child in items for one in child.walk())
    details = any(lists_work(one) for child in [node, *items] for one in child.walk())
    return bool(items) and named >= NAMED * len(items) and not is_led and not details


def _holds_led(node: Node) -> bool:
    named = sum(bool(HEAD.match(child.rest)) for child in node.children)
    led = sum(any(one.is_led for one in child.walk()) for child in node.children)
    return led > named
