"""The part on content: headings, items, rows and sentences that somebody leads become tasks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from doingoai.plan.domain.outline.contexts import Context, detailed, lists_work
from doingoai.plan.domain.outline.labels import Label
from doingoai.plan.domain.outline.lines import Line, Marker
from doingoai.plan.domain.outline.money import money_of
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.parties import led_and_helped, parties_of
from doingoai.plan.domain.outline.prose import Given, work_given
from doingoai.plan.domain.outline.reading import PartyReading, SectionReading, Span, TaskReading
from doingoai.plan.domain.outline.times import time_of
from doingoai.plan.domain.outline.tree import LEADS, Node

SHORT_LABEL = 60
SAID = frozenset({Label.TIME, Label.MONEY, Label.OUTPUT})


@dataclass
class Found:
    """Tasks and sections in order, with where parties and times stand on the printed lines."""

    tasks: list[TaskReading] = field(default_factory=list)
    sections: list[SectionReading] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


# "a) Đối với cấp tỉnh: …", "a) Tiếp tục đổi mới, nâng cao chất lượng." speak of the heading; "a) Họp báo" is a name.
NO_NAME = re.compile(r":|[.;]\s*$|^(?:Đối với|Trên|Qua|Tại|Về)\s")
LONGEST_NAME = 200
CALLED = re.compile(r"(?:Tên nhiệm vụ|Nhiệm vụ|Hoạt động|Công việc|Nội dung)(?:\s+\d{1,2})?\s*:\s+(?=\S)")


def tasks_of(roots: Iterable[Node], names: Names, year: int) -> Iterator[tuple[TaskReading, list[Span]]]:
    """The tasks among the nodes and under them, in order."""
    for root in roots:
        yield from _within(root, names, year, Context())


def _within(node: Node, names: Names, year: int, above: Context) -> Iterator[tuple[TaskReading, list[Span]]]:
    """The tasks under headings that may say who or when for all of them."""
    here = above.under(node)
    if lists_work(node):
        yield from ((here.filled(detailed(child, names, year), names, year), []) for child in node.children)
    elif here == above and not any(child.line.marker is Marker.NAMED or lists_work(child) for child in node.walk()):
        yield from ((above.filled(task, names, year), spans) for task, spans in _visited(node, names, year, led=False))
    else:
        for child in node.children:
            yield from _within(child, names, year, here)


def _visited(node: Node, names: Names, year: int, *, led: bool) -> Iterator[tuple[TaskReading, list[Span]]]:
    under = [child for child in node.children if _holds_task(child)]
    if node.is_led or (not led and not under and len({f.label for f, _ in node.fields} & SAID) > 1):
        own = [child for child in node.children if child not in under]
        yield _task(node, own, names, year)
        for child in under:
            yield from _visited(child, names, year, led=True)
        return
    if under:
        for child in node.children:
            yield from _visited(child, names, year, led=led)
        return
    if not led:
        yield from _told(node, names, year)


def _holds_task(node: Node) -> bool:
    return any(one.is_led for one in node.walk())


def _told(node: Node, names: Names, year: int) -> Iterator[tuple[TaskReading, list[Span]]]:
    """Tasks that sentences give: under a heading with one such sentence the heading is the task."""
    given = work_given(node.rest, names) if node.rest else None
    if given is not None:
        yield _from_sentence(node, node, given, given.action, names, year)
        return
    said = [
        (child, work)
        for index, child in enumerate(node.children)
        if not child.children and (work := work_given(_with_what_follows(node, index), names))
    ]
    if len(said) == 1 and node.rest and node.line.marker is not Marker.ROMAN:
        child, work = said[0]
        yield _from_sentence(node, child, work, title_of(node), names, year)
        return
    for index, child in enumerate(node.children):
        for task, spans in _told(child, names, year):
            yield replace(task, title=_headed(node, index) or task.title), spans


def _headed(node: Node, index: int) -> str:
    """The name of a task that stands as a paragraph of its own above the sentence that gives it."""
    if not index or not node.children[index].is_plain:
        return ""
    above = node.children[index - 1]
    words = above.rest.strip()
    is_name = above.is_plain and not above.children and not above.fields and words[-1:] not in {".", ";", ":", ","}
    return words if is_name and len(words) <= LONGEST_NAME and words != words.upper() else ""


def _with_what_follows(node: Node, index: int) -> str:
    """The paragraph with plain ones behind it, which may tell when and how much."""
    words = node.children[index].rest
    if node.children[index].is_plain and words.endswith("."):
        for child in node.children[index + 1 :]:
            if not child.is_plain or child.children:
                break
            words = f"{words} {child.rest}"
    return words


def _from_sentence(
    node: Node, told: Node, given: Given, title: str, names: Names, year: int
) -> tuple[TaskReading, list[Span]]:
    fields = {f.label: f.value for f, _ in reversed([*node.fields, *told.fields])}
    lead, helpers = list(given.lead), list(given.helpers)
    content = [child.line.text if child is told else child.rest for child in node.children if child.rest]
    task = TaskReading(
        number=node.number,
        title=title,
        content=tuple(content) if told is not node else (node.rest, *content),
        lead=tuple(lead),
        coordinate=tuple(helpers),
        time=time_of(fields.get(Label.TIME, "") or given.time, year),
        budget=money_of(fields.get(Label.MONEY, "") or given.money),
        output=fields.get(Label.OUTPUT) or given.output or None,
        lines=(node.line.first, node.last),
    )
    return task, [*_spans(told.line, lead, "lead"), *_spans(told.line, helpers, "coordinate")]


def sections_of(roots: Sequence[Node]) -> list[SectionReading]:
    """The headings of the first level under each part, under which tasks stand."""
    return [
        SectionReading(node.number, node.heading, node.line.first)
        for root in roots
        for node in ([root] if root.line.marker is Marker.NUMBER else root.children)
        if node.line.marker is Marker.NUMBER and node.rest
    ]


def title_of(node: Node) -> str:
    """The task's name: its heading as printed; a lettered item that is no name carries the heading it stands under."""
    parent = node.parent
    words = node.rest.strip()
    if node.line.marker is not Marker.LETTER or parent is None or parent.line.marker is not Marker.NUMBER:
        return CALLED.sub("", words).removesuffix(":")
    if not NO_NAME.search(words):
        return words
    label, colon, _ = words.partition(":")
    own = label.strip() if colon and len(label) <= SHORT_LABEL else words.rstrip(".;: ")
    return f"{parent.heading.rstrip('.')} - {own}"


def _task(node: Node, own: Sequence[Node], names: Names, year: int) -> tuple[TaskReading, list[Span]]:
    lead: list[PartyReading] = []
    helpers: list[PartyReading] = []
    spans: list[Span] = []
    for found, line in node.fields:
        if found.label in LEADS:
            led, others = led_and_helped(found.value, names)
            lead += led
            helpers += others
            spans += [*_spans(line, led, "lead"), *_spans(line, others, "coordinate")]
        elif found.label is Label.COORDINATE:
            others = parties_of(found.value, names)
            helpers += others
            spans += _spans(line, others, "coordinate")
        elif found.label is Label.TIME:
            spans += _span(line, found.value, "time")
    values = {found.label: found.value for found, _ in reversed(node.fields)}
    limits = next((found.limits for found, _ in node.fields if found.label is Label.TIME), False)
    return (
        TaskReading(
            number=node.number,
            title=title_of(node) or values.get(Label.CONTENT, ""),
            content=tuple(_content(node, own)),
            lead=_once(lead),
            coordinate=_once([p for p in helpers if (p.agency or p.name) not in {q.agency or q.name for q in lead}]),
            time=time_of(values.get(Label.TIME, ""), year, limits=limits),
            budget=money_of(values.get(Label.MONEY, "")),
            output=values.get(Label.OUTPUT) or None,
            lines=(node.line.first, node.last),
        ),
        spans,
    )


def _once(parties: Iterable[PartyReading]) -> tuple[PartyReading, ...]:
    return tuple({party.agency or party.name: party for party in reversed(list(parties))}.values())[::-1]


def _content(node: Node, own: Sequence[Node]) -> list[str]:
    """What is to be done, as printed: labelled content, items and paragraphs, in their order."""
    told = [(line.first, found.value) for found, line in node.fields if found.label is Label.CONTENT and found.value]
    for child in own:
        told += [(one.line.first, one.line.body) for one in child.walk() if one.line.body]
    content = [words for _, words in sorted(told, key=lambda pair: pair[0])]
    if node.line.marker is Marker.LETTER and ":" in node.rest:
        label, _, rest = node.rest.partition(":")
        if rest.strip() and title_of(node).endswith(label.strip()):
            content.insert(0, rest.strip())
    return content


def _spans(line: Line, parties: Iterable[PartyReading], role: str) -> list[Span]:
    return [span for party in parties for span in _span(line, party.text, "group" if party.group else role)]


def _span(line: Line, words: str, role: str) -> list[Span]:
    """Where the words stand on the line; nothing where the line was joined from several printed ones."""
    start = line.text.casefold().find(words.casefold())
    if start < 0 or len(line.lines) > 1:
        return []
    return [Span(line.first, start, start + len(words), role)]
