"""The part on content: numbered headings with labelled lines under them become tasks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from doingoai.plan.domain.outline.fields import Field, Label, field_of, money_of, time_of
from doingoai.plan.domain.outline.lines import Line, Marker
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.reading import PartyReading, SectionReading, Span, TaskReading

SHORT_LABEL = 60


@dataclass
class Node:
    """A heading or lettered item on its way to becoming a task."""

    line: Line
    number: str
    parent: "Node | None" = None
    fields: list[tuple[Field, Line]] = field(default_factory=list)
    content: list[tuple[str, Line]] = field(default_factory=list)
    last: int = 0
    in_content: bool = False

    @property
    def is_lettered(self) -> bool:
        """Whether the node is a lettered item rather than a numbered heading."""
        return self.line.marker is Marker.LETTER

    @property
    def is_task(self) -> bool:
        """Whether somebody is named to lead or do it."""
        return any(f.label in {Label.LEAD, Label.PERFORM, Label.COORDINATE} for f, _ in self.fields)

    @property
    def heading(self) -> str:
        """The words of its heading."""
        return self.line.body.rstrip(":").strip()


def nodes_of(lines: Iterable[Line], part: str) -> list[Node]:
    """The headings of the part in order, each with what stands under it; `part` is its Roman numeral."""
    nodes: list[Node] = []
    numbered: Node | None = None
    current: Node | None = None
    for line in lines:
        found = field_of(line.body)
        if found is None and line.marker is Marker.NUMBER:
            current = numbered = Node(line, _join(part, line.label), last=line.last)
            nodes.append(current)
        elif found is None and line.marker is Marker.LETTER and numbered is not None:
            current = Node(line, _join(numbered.number, line.label), parent=numbered, last=line.last)
            nodes.append(current)
        elif current is not None and numbered is not None:
            owner = numbered if found is not None and line.marker is Marker.LETTER else current
            current = owner
            _take(owner, line, found)
    return _settled(nodes)


def _join(part: str, label: str) -> str:
    return f"{part}.{label}" if part else label


def _take(owner: Node, line: Line, found: Field | None) -> None:
    if found is None:
        owner.content.append((line.body, line))
    elif found.label is Label.CONTENT:
        if found.value:
            owner.content.append((found.value, line))
    else:
        owner.fields.append((found, line))
    owner.last = max(owner.last, line.last)


def _settled(nodes: list[Node]) -> list[Node]:
    """Lettered items nobody leads are content of the heading above them when that heading is led."""
    kept: list[Node] = []
    for node in nodes:
        if node.is_lettered and not node.is_task and node.parent is not None:
            owner = node.parent
            owner.content += [(node.line.body, node.line), *node.content]
            owner.fields += node.fields
            owner.last = max(owner.last, node.last)
        else:
            kept.append(node)
    return kept


def sections_of(nodes: Sequence[Node], part: str) -> list[SectionReading]:
    """The headings of the first level, under which tasks stand."""
    depth = part.count(".") + 2 if part else 1
    return [
        SectionReading(node.number, node.heading, node.line.first)
        for node in nodes
        if not node.is_lettered and node.number.count(".") + 1 == depth
    ]


def tasks_of(nodes: Sequence[Node], names: Names, year: int) -> Iterator[tuple[TaskReading, list[Span]]]:
    """The tasks among the nodes, each with where its parties and times stand on the printed lines."""
    for node in nodes:
        if node.is_task:
            yield _task(node, names, year)


def title_of(node: Node) -> str:
    """The task's name: its heading as printed; a lettered item carries the heading it stands under."""
    if not node.is_lettered or node.parent is None:
        return node.line.body.strip().removesuffix(":")
    words = node.line.body.strip()
    label, colon, _ = words.partition(":")
    own = label.strip() if colon and len(label) <= SHORT_LABEL else words.rstrip(".;: ")
    return f"{node.parent.heading.rstrip('.')} - {own}"


def _task(node: Node, names: Names, year: int) -> tuple[TaskReading, list[Span]]:
    lead: list[PartyReading] = []
    helpers: list[PartyReading] = []
    spans: list[Span] = []
    for found, line in node.fields:
        if found.label in {Label.LEAD, Label.PERFORM}:
            own, others = _led_and_helped(names.split(found.value), found.value)
            lead += own
            helpers += others
            spans += _spans(line, [*own, *others], "lead")
        elif found.label is Label.COORDINATE:
            own = names.split(found.value)
            helpers += own
            spans += _spans(line, own, "coordinate")
        elif found.label is Label.TIME:
            spans += _span(line, found.value, "time")
    values = {found.label: found.value for found, _ in reversed(node.fields)}
    content = [words for words, _ in node.content]
    if node.is_lettered and title_of(node).endswith(node.line.body.partition(":")[0].strip()):
        rest = node.line.body.partition(":")[2].strip()
        content = [rest, *content] if rest else content
    return (
        TaskReading(
            number=node.number,
            title=title_of(node),
            content=tuple(content),
            lead=tuple(lead),
            coordinate=tuple(helpers),
            time=time_of(values.get(Label.TIME, ""), year),
            budget=money_of(values.get(Label.MONEY, "")),
            output=values.get(Label.OUTPUT) or None,
            lines=(node.line.first, node.last),
        ),
        spans,
    )


def _led_and_helped(parties: list[PartyReading], value: str) -> tuple[list[PartyReading], list[PartyReading]]:
    """ "Đơn vị thực hiện: X (chủ trì); Y (phối hợp)": the words in parentheses say which."""
    if "(phối hợp)" not in value.casefold():
        return parties, []
    led = [p for p in parties if "(phối hợp)" not in p.text.casefold()]
    return led, [p for p in parties if p not in led]


def _spans(line: Line, parties: Iterable[PartyReading], role: str) -> list[Span]:
    return [span for party in parties for span in _span(line, party.text, "group" if party.group else role)]


def _span(line: Line, words: str, role: str) -> list[Span]:
    """Where the words stand on the line; nothing where the line was joined from several printed ones."""
    start = line.text.casefold().find(words.casefold())
    if start < 0 or len(line.lines) > 1:
        return []
    return [Span(line.first, start, start + len(words), role)]
