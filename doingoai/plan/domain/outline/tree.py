"""The body of a plan as a tree: headings, items under them, and what labelled lines say of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from doingoai.plan.domain.outline.labels import Field, Label, fields_of
from doingoai.plan.domain.outline.lines import DASHES, Line, Marker, Piece, Sheet
from doingoai.plan.domain.outline.names import HEAD

RANKS = {Marker.PART: 0, Marker.CAPITAL: 1, Marker.ROMAN: 2, Marker.NAMED: 3, Marker.NUMBER: 4, Marker.LETTER: 9}
FIRST_BULLET, PLAIN = 10, 99
WHO = frozenset({Label.LEAD, Label.PERFORM, Label.COORDINATE})
LEADS = frozenset({Label.LEAD, Label.PERFORM})


@dataclass
class Node:
    """A line with what hangs under it. `fields` are the labelled pieces that speak of it; `rest` its own words."""

    line: Line
    rank: int
    number: str = ""
    rest: str = ""
    fields: list[tuple[Field, Line]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    parent: Node | None = None

    @property
    def is_field(self) -> bool:
        """Whether the line is nothing but labelled pieces."""
        return bool(self.fields) and not self.rest

    @property
    def is_led(self) -> bool:
        """Whether somebody is named to lead, do or help."""
        return any(found.label in WHO for found, _ in self.fields)

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands before the words: a paragraph, no heading or item."""
        return self.line.marker is Marker.NONE

    @property
    def heading(self) -> str:
        """The words of its heading, without the mark that ends it."""
        return self.rest.rstrip(":").strip()

    @property
    def last(self) -> int:
        """The last printed line of it and all under it."""
        own = [self.line.last, *(line.last for _, line in self.fields)]
        return max(own + [child.last for child in self.children] + [s.lines[-1] for s in self.sheets])

    def walk(self) -> Iterator[Node]:
        """The node and all under it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class _Growth:
    """Trees on their way: the roots, the open headings, and in which order kinds of bullets came."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.stack: list[Node] = []
        self.bullets: dict[str, int] = {}
        self.before: Node | None = None

    def hold(self, sheet: Sheet) -> None:
        """Hang a table under the heading that is open."""
        if not self.stack:
            self.stack.append(Node(Line(sheet.lines[:1], "", Marker.NONE, "", ""), -1))
            self.roots.append(self.stack[-1])
        told = self.before.line.text if self.before is not None else ""
        self.stack[-1].sheets.append(replace(sheet, caption=sheet.caption or told))
        self.before = None

    def take(self, line: Line) -> None:
        """Hang a line where its marker says."""
        node = _node(line, self.bullets)
        if self.before is not None and _fills(self.before, node):
            self.before.children.append(node)
            return
        if self.before is not None and _is_named(self.before, node):
            self.before.rest, self.before.fields = self.before.fields[0][0].value, []
            self.stack.append(self.before)
        self.before = node
        if self._names_part(node):
            return
        if node.rank <= RANKS[Marker.ROMAN]:
            self.bullets.clear()
        while self.stack and self.stack[-1].rank >= node.rank:
            self.stack.pop()
        node.parent = self.stack[-1] if self.stack else None
        (self.stack[-1].children if self.stack else self.roots).append(node)
        if not node.is_field and not node.is_plain:
            self.stack.append(node)

    def _names_part(self, node: Node) -> bool:
        """ "PHẦN THỨ HAI" with its heading on a line of its own."""
        top = self.stack[-1] if self.stack else None
        if top is None or top.rank > RANKS[Marker.ROMAN] or top.rest or not node.is_plain or node.fields:
            return False
        top.rest = node.rest
        return True


def grown(pieces: Iterable[Piece]) -> list[Node]:
    """The pieces as trees, one for each heading of the first level, with labelled lines given to what they speak of."""
    growth = _Growth()
    for piece in pieces:
        if isinstance(piece, Sheet):
            growth.hold(piece)
        else:
            growth.take(piece)
    for root in growth.roots:
        _number(root, "")
        _settle(root)
    return growth.roots


def _node(line: Line, bullets: dict[str, int]) -> Node:
    rest, found = fields_of(line.body)
    fields = [(one, line) for one in found]
    return Node(line, _rank(line, bullets), rest=rest, fields=fields)


def _is_named(node: Node, following: Node) -> bool:
    """Whether the numbered label names the task of which the labelled line after it speaks: "1. Nội dung: Họp báo"."""
    told = [found.label for found, _ in node.fields]
    is_label = following.is_field and following.line.marker in {Marker.NONE, Marker.BULLET}
    return node.is_field and node.line.marker is Marker.NUMBER and told == [Label.CONTENT] and is_label


def _fills(label: Node, node: Node) -> bool:
    """Whether the item is a value of the label above it that stands alone: "Đơn vị phối hợp:" and a body a line."""
    if not label.is_field or label.fields[-1][0].value or node.fields or node.rank < RANKS[Marker.LETTER]:
        return False
    found = label.fields[-1][0].label
    if node.rank <= label.rank and label.line.marker is not Marker.NONE:
        return False
    return found is not Label.CONTENT and (found not in WHO or bool(HEAD.match(node.rest)))


def _rank(line: Line, bullets: dict[str, int]) -> int:
    if line.marker is Marker.NONE:
        return PLAIN
    if line.marker is Marker.BULLET:
        mark = "-" if line.label in DASHES else line.label
        return bullets.setdefault(mark, FIRST_BULLET + len(bullets))
    if line.marker is Marker.NUMBER:
        return RANKS[Marker.NUMBER] + line.label.count(".") - (1 if line.label[0] in "IVX" else 0)
    return RANKS[line.marker]


def _number(node: Node, above: str) -> None:
    """The path of printed numbers: "II.2.1.a"; what bears none has its place among its like."""
    label = node.line.label
    if node.line.marker in {Marker.PART, Marker.CAPITAL, Marker.ROMAN}:
        node.number = label if node.line.marker is not Marker.ROMAN or not above else f"{above}.{label}"
    elif node.line.marker is Marker.NUMBER:
        node.number = label if label[0] in "IVX" else _joined(_part(above), label, above)
    elif node.line.marker is Marker.LETTER:
        node.number = f"{above}.{label}" if above else label
    else:
        node.number = above
    places: dict[int, int] = {}
    for child in node.children:
        _number(child, node.number)
        if child.line.marker is Marker.BULLET:
            places[child.rank] = places.get(child.rank, 0) + 1
            child.number = f"{node.number}.{places[child.rank]}" if node.number else str(places[child.rank])
            for grandchild in child.children:
                _number(grandchild, child.number)


def _part(above: str) -> str:
    """The part of a path that is no number: "II" of "II.2.1"."""
    return ".".join(piece for piece in above.split(".") if piece.isupper())


def _joined(part: str, label: str, above: str) -> str:
    """ "1.2" under "II.1" is "II.1.2", and so is "2" under "II.1" where the paper counts anew."""
    plain = above.removeprefix(part).strip(".")
    if plain and "." not in label and not label.startswith(f"{plain}."):
        return f"{above}.{label}"
    return f"{part}.{label}" if part else label


def _settle(node: Node) -> None:
    """Give labelled lines to the node they speak of, from the leaves up."""
    for child in node.children:
        _settle(child)
    items = [child for child in node.children if not child.is_field]
    _give_back(node, items)
    runs = _runs(node.children)
    leading = [run for run in runs if any(f.label in LEADS for one in run for f, _ in one.fields)]
    interleaved = len(leading) > 1 and all(_item_before(node, run) is not None for run in leading)
    for run in runs:
        owner = _item_before(node, run) if interleaved else node
        _take(owner or node, run)
    taken = {id(one) for run in runs for one in run}
    node.children = [child for child in node.children if id(child) not in taken]
    if interleaved:
        _gather(node)


def _give_back(node: Node, items: list[Node]) -> None:
    """Labels under the last item of a list alone speak of what the list stands under, not of that item."""
    bulleted = [child for child in items if child.line.marker in {Marker.BULLET, Marker.LETTER}]
    if (
        (len(bulleted) == 1 and bulleted[0].line.marker is Marker.LETTER)
        or not bulleted
        or node.is_led
        or node.rank < RANKS[Marker.ROMAN]
    ):
        return
    last = bulleted[-1]
    own = [(found, line) for found, line in last.fields if line is not last.line]
    if last.line.marker is Marker.LETTER:
        own = [(found, line) for found, line in own if line.marker is Marker.NONE]
    others = [child for child in items if child is not last and child.is_led]
    if own and not others and any(found.label in WHO for found, _ in own) and (node.rest or node.number):
        last.fields = [pair for pair in last.fields if pair not in own]
        node.fields += own


def _runs(children: Iterable[Node]) -> list[list[Node]]:
    """Labelled lines that follow one another."""
    runs: list[list[Node]] = []
    before: Node | None = None
    for child in children:
        if child.is_field:
            if before is None or not before.is_field:
                runs.append([])
            runs[-1].append(child)
        before = child
    return runs


def _item_before(node: Node, run: list[Node]) -> Node | None:
    """The first of the items between the labelled lines before and this run: what the run speaks of."""
    index = node.children.index(run[0])
    first: Node | None = None
    for child in reversed(node.children[:index]):
        if child.is_field:
            break
        first = child
    return first


def _take(owner: Node, run: Iterable[Node]) -> None:
    for one in run:
        owner.fields += one.fields
        if one.children:
            found, line = owner.fields.pop()
            words = [found.value, *(child.rest for child in one.children)]
            owner.fields.append((Field(found.label, "; ".join(w.rstrip(" ;.") for w in words if w), found.start), line))


def _gather(node: Node) -> None:
    """Where runs of labels stand between items, the items after the first of each run are its content."""
    kept: list[Node] = []
    for child in node.children:
        if child.is_led or not kept or not kept[-1].is_led or child.rank < kept[-1].rank or child.children:
            kept.append(child)
        else:
            kept[-1].children.append(child)
    node.children = kept
