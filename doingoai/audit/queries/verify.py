"""Whether the record is whole: the watch, the chain link by link, its values, the rows that must stand, the anchor."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from doingoai.audit.domain import anchor
from doingoai.audit.domain.anchor import Head
from doingoai.audit.domain.chain import FIRST, Fault, Row, faults, is_as_captured
from doingoai.audit.models import Entry, Link
from doingoai.audit.queries.watch import watch
from doingoai.audit.registry import watched
from doingoai.audit.triggers import postgresql, sqlite

BATCH = 2000
# Shorter chains are looked through sooner by one process than two are started.
WORTH_TWO = 20_000
MOST = 100
ERASE = "erase_values"


@dataclass(frozen=True)
class Verdict:
    """What was looked at and what is wrong, in the order of the links."""

    head: Head
    anchors: int
    faults: list[Fault]


def head() -> Head:
    """The head of the chain as it stands; one query."""
    last = Link.objects.order_by("-pk").values_list("pk", "hash").first()
    return Head(*last) if last else Head(0)


def verify(*, processes: int = 1) -> Verdict:
    """Look through the whole record; with more processes each takes its part of the chain on its own connection."""
    found = head()
    wrong = [Fault(0, f"thiếu hoặc sai chốt canh của cơ sở dữ liệu: {name}") for name in watch().wrong]
    erased = frozenset(erasures())
    if processes > 1 and found.count > WORTH_TWO:
        wrong += _by_processes(found.count, erased, processes)
    else:
        connection.ensure_connection()
        # A cursor of the driver's own: nothing between it and a million rows.
        wrong += _part(connection.connection.cursor(), 0, found.count, erased)
    wrong += _strangers()
    anchored = read_anchor()
    wrong += anchor.faults(anchored, _hashes([told.head.count for told in anchored]))
    return Verdict(found, len(anchored), sorted(wrong, key=lambda fault: fault.link)[:MOST])


def erasures() -> Iterator[int]:
    """The links from which something was erased by an act on record."""
    for after in Entry.objects.filter(verb=ERASE).values_list("after", flat=True):
        yield from map(int, (after or {}).get("links", ()))


def read_anchor() -> list[anchor.Anchored]:
    """What was written down outside; nothing where no file is."""
    path = Path(settings.ANCHOR)
    return list(anchor.read(path.read_text(encoding="ascii"))) if path.exists() else []


def _by_processes(count: int, erased: frozenset[int], processes: int) -> list[Fault]:
    borders = [count * n // processes for n in range(processes + 1)]
    connection.close()
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
        parts = [pool.submit(_alone, low, high, erased) for low, high in pairwise(borders)]
        return [fault for part in parts for fault in part.result()]


def _alone(low: int, high: int, erased: frozenset[int]) -> list[Fault]:
    raw = connection.get_new_connection(connection.get_connection_params())
    try:
        return _part(raw.cursor(), low, high, erased)
    finally:
        raw.close()


def _part(cursor: Any, low: int, high: int, erased: frozenset[int]) -> list[Fault]:
    """What is wrong with the links after `low` up to `high`."""
    cursor.execute(f"SELECT hash FROM audit_link WHERE id = {int(low)}")  # noqa: S608  # a number
    before = cursor.fetchone() or (FIRST,)
    select = (sqlite if connection.vendor == "sqlite" else postgresql).ROWS
    span = f"BETWEEN {int(low) + 1} AND {int(high)}"
    cursor.execute(f"{select} FROM audit_link l LEFT JOIN audit_value v ON v.id = l.id WHERE l.id {span} ORDER BY l.id")
    found = []
    for fault in faults(_rows(cursor), (low, before[0]), erased):
        found.append(fault)
        if len(found) == MOST:
            break
    return [*found, *_standing(cursor, span)]


def _rows(cursor: Any) -> Iterator[Row]:
    while batch := cursor.fetchmany(BATCH):
        yield from batch


def _standing(cursor: Any, span: str) -> Iterator[Fault]:
    """The rows of the record that are not what was captured of them, or are gone."""
    for table in watched():
        if not table.only_grows:
            continue
        cursor.execute(
            f"SELECT l.id, v.body, {_as_json(table.columns)} FROM audit_link l JOIN audit_value v ON v.id = l.id "  # noqa: S608  # names of ours
            f"LEFT JOIN {table.table} r ON r.id = CAST(l.key AS bigint) "
            f"WHERE l.kind = '{table.kind}' AND l.id {span} ORDER BY l.id"
        )
        for link, body, row in _rows(cursor):  # type: ignore[misc]  # three columns here
            if not is_as_captured(body, table.columns, row):
                yield Fault(link, f"dòng của {table.kind} ghi ở đây đã bị sửa hoặc xóa")


def _as_json(columns: tuple[str, ...]) -> str:
    if connection.vendor == "sqlite":
        made = f"json_array({', '.join(f'r.{name}' for name in columns)})"
    else:
        made = "jsonb_build_array(" + ", ".join(f"to_jsonb(r) -> '{name}'" for name in columns) + ")::text"
    return f"CASE WHEN r.id IS NULL THEN NULL ELSE {made} END"


def _strangers() -> Iterator[Fault]:
    """Rows of the record that no link knows: written while the watch was down."""
    for table in watched():
        if table.only_grows:
            with connection.cursor() as cursor:
                first = f"(SELECT min(CAST(key AS bigint)) FROM audit_link WHERE kind = '{table.kind}')"  # noqa: S608  # names of ours
                cursor.execute(
                    f"SELECT (SELECT count(*) FROM {table.table} WHERE id >= {first}), "  # noqa: S608  # names of ours
                    f"(SELECT count(*) FROM audit_link WHERE kind = '{table.kind}')"
                )
                rows, links = cursor.fetchone()
                if rows <= links:
                    continue
                cursor.execute(
                    f"SELECT r.id FROM {table.table} r WHERE r.id >= {first} AND NOT EXISTS "  # noqa: S608  # names of ours
                    f"(SELECT 1 FROM audit_link l WHERE l.kind = '{table.kind}' AND l.key = CAST(r.id AS varchar(20))) "
                    f"LIMIT {MOST}"
                )
                for (key,) in cursor.fetchall():
                    yield Fault(0, f"dòng {key} của {table.kind} không có trong chuỗi")


def _hashes(numbers: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for begin in range(0, len(numbers), 500):
        found.update(Link.objects.filter(pk__in=numbers[begin : begin + 500]).values_list("pk", "hash"))
    return found
