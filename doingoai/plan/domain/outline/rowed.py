"""Tables of work: each row that is no head, group or total becomes a task."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from doingoai.plan.domain.outline.contexts import WHEN, Context
from doingoai.plan.domain.outline.labels import Label, field_of
from doingoai.plan.domain.outline.lines import Sheet
from doingoai.plan.domain.outline.money import money_of
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.parties import led_and_helped, parties_of
from doingoai.plan.domain.outline.reading import SectionReading, Span, TaskReading
from doingoai.plan.domain.outline.tables import Column, Columns, Row, columns_of, rows_of
from doingoai.plan.domain.outline.times import time_of

SAYS = (Column.LEAD, Column.PERFORM, Column.COORDINATE, Column.TIME, Column.MONEY, Column.OUTPUT)
# A group may bear the sum of its rows.
WHO_AND_WHEN = (Column.LEAD, Column.PERFORM, Column.COORDINATE, Column.TIME, Column.OUTPUT)
BETWEEN = re.compile(r"\s*[:\n]\s*|;\s+")
WORD = re.compile(r"(?<=\s)\S+")
OWN_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]\s+(?=\S)")
DITTO = frozenset({"nt", "như trên", "//", '"', "''", "”", "〃", "″"})
NOTHING = frozenset({"", "-", "–", "x"})


def tasks_of_sheet(
    sheet: Sheet, names: Names, year: int, prefix: str = ""
) -> Iterator[tuple[TaskReading, list[Span]] | SectionReading]:
    """The tasks of a table in order, and the group rows under which they stand."""
    columns = columns_of(sheet.rows, sheet.caption)
    if columns is None:
        return
    rows = list(
        _with_groups(list(_repeating(_numbered(row, columns) for row in rows_of(sheet.rows, sheet.lines, columns))))
    )
    group, running, held, lead, above = prefix, 0, None, "", Context()
    for row, last in rows:
        if row.kind == "group":
            group = ".".join(piece for piece in (prefix, row.number) if piece) or group
            held, lead, above = None, "", _told(row.title)
            if row.title:
                yield SectionReading(group or row.number, row.title, row.line)
            continue
        running += 1
        number = row.number or str(running)
        path = _path(group, number, held)
        held = path if row.number and "." not in row.number else held
        lead = _said(row, Column.LEAD) or lead
        if sheet.is_text and lead and not _said(row, Column.LEAD):
            row = replace(row, cells={**row.cells, Column.LEAD: lead})
        task, spans = _task(replace(row, number=path), last, columns, names, year)
        yield above.filled(task, names, year), spans


def _numbered(row: Row, columns: Columns) -> Row:
    """The row with its number told from its words, where no column holds numbers: "1. Họp báo"."""
    match = OWN_NUMBER.match(row.title) if Column.NUMBER not in columns.kinds and row.kind == "task" else None
    return replace(row, number=match[1], title=row.title[match.end() :]) if match and not row.number else row


def _repeating(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each cell that says "nt" or "//" with the words of the cell above."""
    above: dict[Column, str] = {}
    for row in rows:
        if row.kind == "task":
            told = {kind: above.get(kind, "") if _is_ditto(text) else text for kind, text in row.cells.items()}
            row = replace(row, cells=told)
            above = told
        yield row


def _is_ditto(text: str) -> bool:
    return text.strip(" -–.").casefold() in DITTO


def _told(title: str) -> Context:
    """What the row of a group tells of the rows under it: "Chủ trì: Sở Công Thương", "Quý I"."""
    found = field_of(title)
    if found is not None and found.label in {Label.LEAD, Label.PERFORM}:
        return Context(lead=found.value)
    return Context(time=title) if WHEN.fullmatch(title.strip(" :.")) else Context()


def _path(group: str, number: str, held: str | None) -> str:
    """The row's number under its group's; a letter or dash stands under the numbered row above."""
    if number in {"-", "+", "*"} or (number.isalpha() and number.islower()):
        return f"{held or group}.{number}".strip(".")
    return f"{group}.{number}" if group and not number.startswith(f"{group}.") else number


def _with_groups(rows: list[Row]) -> Iterator[tuple[Row, int]]:
    """Rows with their last line; one that only names a thing is the group of those under it, or goes on with one."""
    for index, row in enumerate(rows):
        if row.kind == "total":
            continue
        if row.kind == "task" and not any(_said(row, column) for column in WHO_AND_WHEN) and not row.span:
            following = rows[index + 1] if index + 1 < len(rows) else None
            if following is not None and following.kind == "task" and _stands_under(following, row):
                yield replace(row, kind="group"), row.line
            continue
        last = row.line
        for other in rows[index + 1 :]:
            if other.kind != "task" or any(_said(other, c) for c in SAYS) or other.span or _opens_group(rows, other):
                break
            last = other.line
        yield row, last


def _opens_group(rows: list[Row], row: Row) -> bool:
    index = rows.index(row)
    return index + 1 < len(rows) and rows[index + 1].kind == "task" and _stands_under(rows[index + 1], row)


def _stands_under(row: Row, above: Row) -> bool:
    """Whether the row counts below the one above: 1 under I, 1.1 under 1, 1 under a row without number."""
    if not any(_said(row, column) for column in SAYS) and not row.span:
        return False
    if not above.number:
        return bool(row.number) and row.number.lstrip("0") in {"1", "a", "-"}
    if row.number.startswith(f"{above.number}.") or row.number in {"-", "+", "a"}:
        return True
    return not above.number[0].isdigit() and (not row.number or row.number[0].isdigit())


def _said(row: Row, column: Column) -> str:
    text = row.cells.get(column, "").strip()
    return "" if text.casefold() in NOTHING else text


def _task(row: Row, last: int, columns: Columns, names: Names, year: int) -> tuple[TaskReading, list[Span]]:
    who = _said(row, Column.LEAD) or _said(row, Column.PERFORM)
    lead, helpers = led_and_helped(who, names) if who else ([], [])
    if _said(row, Column.LEAD) and _said(row, Column.PERFORM):
        helpers += led_and_helped(_said(row, Column.PERFORM), names)[0]
    if helping := _said(row, Column.COORDINATE):
        helpers += parties_of(helping, names)
    leading = {party.agency or party.name for party in lead}
    title = row.title or " ".join(_said(row, Column.DETAIL).split())
    detail = _said(row, Column.DETAIL) if row.title else ""
    time, output = _time_and_output(row, columns, year)
    task = TaskReading(
        number=row.number,
        title=title.strip().lstrip("-–+ ").rstrip(";"),
        content=tuple(detail.splitlines()),
        lead=tuple(lead),
        coordinate=tuple(p for p in helpers if (p.agency or p.name) not in leading),
        time=time_of(time, year, limits=columns.limits),
        budget=money_of(_said(row, Column.MONEY), columns.unit),
        output=output or None,
        lines=(row.line, last),
    )
    return task, []


def _time_and_output(row: Row, columns: Columns, year: int) -> tuple[str, str]:
    """When and what comes out, each from its column, or both from one: "Quý II: 02 phim", "Quý II 02 phim"."""
    time = row.span or _said(row, Column.TIME)
    output = "; ".join(line.rstrip(" ;") for line in _said(row, Column.OUTPUT).splitlines())
    if columns.yields and (match := BETWEEN.search(time)):
        time, output = time[: match.start()], time[match.end() :]
    elif columns.yields:
        words = " ".join(time.split())
        end = next((m.start() for m in WORD.finditer(words) if _tells_all(words, m.start(), year)), len(words))
        time, output = words[:end], words[end:] or output
    return " ".join(time.split()), " ".join(output.split())


def _tells_all(words: str, place: int, year: int) -> bool:
    """Whether what stands before the place tells the whole time, and something else begins there."""
    told, said = time_of(words, year), time_of(words[:place], year)
    opens = words[place].isupper() or words[place].isdigit()
    return opens and told is not None and said is not None and said == replace(told, text=said.text)
