"""What the record says, in words that people read: acts and captured changes of one object, newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doingoai.audit.domain.chain import ADDRESS, DOT, Line, read
from doingoai.audit.models import Entry, Link, Value
from doingoai.audit.queries import reference
from doingoai.audit.queries.names import Names, Wanted, name_in, names_of, want
from doingoai.audit.registry import Words, act_name, column_name, value_name
from doingoai.dates import office

ENTRY = "audit.entry"
NEWEST = 50
SHORT = 300
EMPTY = frozenset({"", "{}", "[]"})
DAY = len("2022-06-02")
OPS: Mapping[str, Words] = {
    "i": gettext_lazy("row added"),
    "u": gettext_lazy("row changed"),
    "d": gettext_lazy("row deleted"),
}


@dataclass(frozen=True)
class Pair:
    """One value that changed: what it is called, as it was, as it became; erased where nothing of it is left."""

    label: str
    old: str
    new: str
    is_erased: bool = False


@dataclass(frozen=True)
class Told:
    """An act or a captured change: when, who, what, in which words, what changed; its link and request if any.

    `thing` is what a changed row is called; "" of an act, whose words tell it, and of a row that is gone.
    """

    at: datetime
    who: str
    what: Words
    words: str = ""
    reason: str = ""
    pairs: tuple[Pair, ...] = ()
    link: int = 0
    request: str = ""
    source: str = ""
    address: str = ""
    is_act: bool = False
    thing: str = ""


def told(obj: Model | tuple[str, str], *, newest: int = NEWEST) -> list[Told]:
    """What was done to an object and what changed of it, newest first; two queries, one more a kind."""
    kind, key = reference(obj)
    acts = [_act(entry) for entry in Entry.objects.about(kind, key)[:newest]]
    links = with_values(Link.objects.filter(kind=kind, key=key)).order_by("-pk")[:newest]
    lines = _joined(acts, changes(links))
    return sorted(lines, key=lambda line: line.at, reverse=True)[:newest]


def _joined(acts: list[Told], captured: list[Told]) -> list[Told]:
    """The acts, each with what its own request changed of the object; then the changes that no act tells of."""
    by_request: dict[str, list[Pair]] = {}
    for line in captured:
        by_request.setdefault(line.request, []).extend(line.pairs)
    told = {act.request for act in acts if act.request}
    joined = [replace(act, pairs=tuple(by_request.pop(act.request, ()))) if act.request else act for act in acts]
    return [*joined, *(line for line in captured if line.request not in told)]


def with_values(links: QuerySet[Link]) -> QuerySet[Link]:
    """The links with who made the change and what it was, as `changes` wants them."""
    body = Value.objects.filter(pk=OuterRef("pk")).values("body")
    return links.select_related("person").annotate(body=Subquery(body))


def changes(links: Iterable[Link]) -> list[Told]:
    """Captured changes in words, in the order given; one query a kind of what they speak of."""
    rows = list(links)
    lines = {link.pk: read(vars(link)["body"] or "") for link in rows}
    names = _names(rows, lines)
    return [_change(link, lines.get(link.pk, []), names) for link in rows]


def addresses(kind: str, keys: Iterable[str]) -> dict[str, str]:
    """From which machine each row of the kind was written, by its key, where that was told; two queries."""
    rows = dict(Link.objects.filter(kind=kind, key__in=list(keys), op=Link.Op.INSERT).values_list("pk", "key"))
    values = Value.objects.filter(pk__in=list(rows))
    return {rows[value.pk]: address for value in values if (address := _address(read(value.body)))}


def _act(entry: Entry) -> Told:
    return Told(
        entry.at, entry.person_name, act_name(entry.verb), entry.summary, entry.reason, request=entry.request_id,
        is_act=True,
    )  # fmt: skip


def _change(link: Link, lines: list[Line], names: Names) -> Told:
    fields = columns_of(link.kind)
    every = (_pair(line, fields.get(line.column), names) for line in lines if line.column != ADDRESS)
    pairs = tuple(pair for pair in every if pair.old or pair.new or pair.is_erased)
    address = _address(lines)
    return Told(
        link.at, str(link.person or ""), OPS[link.op], pairs=pairs, link=link.pk, request=link.request_id,
        source=link.source, address=address, thing=name_in(names, link.kind, link.key),
    )  # fmt: skip


def _address(lines: Iterable[Line]) -> str:
    return next((str(line.new) for line in lines if line.column == ADDRESS and line.new), "")


def columns_of(kind: str) -> dict[str, "Field[Any, Any]"]:
    """The fields of the kind by their column; none where there is no such table any more."""
    try:
        return {field.column: field for field in apps.get_model(kind)._meta.local_concrete_fields}
    except (LookupError, ValueError):
        return {}


def _pair(line: Line, field: "Field[Any, Any] | None", names: Names) -> Pair:
    label = str(column_name(field) if field is not None else line.column)
    if line.is_erased:
        return Pair(label, "", "", is_erased=True)
    if line.old == line.new == DOT:
        return Pair(label, "", _("changed; what it is, is never kept"))
    return Pair(label, _said(line.old, field, names), _said(line.new, field, names))


def _said(value: object, field: "Field[Any, Any] | None", names: Names) -> str:
    if value is None or str(value) in EMPTY:
        return ""
    if isinstance(value, dict) and "sha256" in value:
        return _("long text of %(length)s letters, kept by its hash") % {"length": value["length"]}
    if field is not None and field.related_model is not None:
        return names.get(field.related_model, {}).get(value, f"#{value}")
    if field is not None and field.get_internal_type() == "BooleanField":
        return _("yes") if value else _("no")
    if field is not None and field.get_internal_type() in {"DateTimeField", "DateField"}:
        return _moment(str(value))
    text = str(value_name(field, value) if field is not None and field.flatchoices else value)
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _moment(text: str) -> str:
    """A day, or a moment by the province's clock, as an office writes it; the database keeps moments in UTC."""
    moment = parse_datetime(text)
    if moment is None or len(text) == DAY:
        day = parse_date(text)
        return office(day) if day else text
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(timezone.get_current_timezone())
    return f"{local:%H:%M}, {office(local.date())}"


def _names(rows: list[Link], lines: Mapping[int, list[Line]]) -> Names:
    """What the rows and those that they point to are called, one query a kind."""
    wanted = Wanted()
    for link in rows:
        want(wanted, link.kind, link.key)
        fields = columns_of(link.kind)
        for line in lines.get(link.pk, []):
            field = fields.get(line.column)
            if field is not None and field.related_model is not None:
                ids = {value for value in (line.old, line.new) if value is not None}
                wanted.setdefault(field.related_model, set()).update(ids)
    return names_of(wanted)
