"""Capture on SQLite: triggers write the change and chain it at once, for there is one writer at a time.

They call functions that only the product's own connections have, so a foreign program that writes is refused.
"""

import base64
import os
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache

from doingoai.audit.domain.chain import ADDRESS, FIRST, SALT, Value, digest, root_of, written
from doingoai.audit.triggers.watched import PREFIX, Closed, Watched
from doingoai.audit.triggers.whose import whose

SEP = " || char(31) || "
FIELDS = ("at", "ifnull({0}person_id, '')", *("agency", "request_id", "source", "kind", "key", "op"))
TEXT = "{0}id" + SEP + SEP.join(f if "{" in f else "{0}" + f for f in (*FIELDS, "whole", "root"))
WORDS = "rows of {table} are append-only"
VIEW = (
    "CREATE VIEW audit_capturing AS SELECT NULL AS at, NULL AS person_id, NULL AS agency, NULL AS request_id, "
    "NULL AS source, NULL AS kind, NULL AS key, NULL AS op, NULL AS body WHERE 0"
)
CHAIN = f"""CREATE TRIGGER {PREFIX}chain INSTEAD OF INSERT ON audit_capturing BEGIN
INSERT INTO audit_link (id, at, person_id, agency, request_id, source, kind, key, op, whole, root, hash)
SELECT n.id, n.at, n.person_id, n.agency, n.request_id, n.source, n.kind, n.key, n.op, n.whole, n.root,
audit_sha256(n.previous || char(31) || {TEXT.format("n.")})
FROM (SELECT ifnull(max(id), 0) + 1 AS id, NEW.at AS at, NEW.person_id AS person_id, NEW.agency AS agency,
NEW.request_id AS request_id, NEW.source AS source, NEW.kind AS kind, NEW.key AS key, NEW.op AS op,
audit_sha256(NEW.body) AS whole, audit_root(NEW.body) AS root,
ifnull((SELECT hash FROM audit_link ORDER BY id DESC LIMIT 1), '{FIRST}') AS previous FROM audit_link LIMIT 1) n;
INSERT INTO audit_value (id, body, is_erased) SELECT max(id), NEW.body, 0 FROM audit_link;
END"""  # noqa: S608  # names of ours
WATCH = """CREATE TRIGGER {name} AFTER {when} ON "{table}"{unless} BEGIN
INSERT INTO audit_capturing SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'), audit_said('person'), audit_said('agency'),
audit_said('request'), audit_said('source'), '{kind}', replace({row}."{key}", char(31), ' '), '{op}',
audit_lines('{op}', '{names}', {values}); END"""


def wanted(watched: Iterable[Watched], closed: Iterable[Closed]) -> dict[str, str]:
    """Each trigger and view that must stand, by its name, as it is written."""
    made = {"audit_capturing": VIEW, f"{PREFIX}chain": CHAIN}
    for c in closed:
        made |= _closing(c)
    for w in watched:
        made |= dict(_watching(w))
    return made


def _closing(closed: Closed) -> dict[str, str]:
    table = closed.table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS.format(table=table)}'); END"
    unless = " WHEN NOT audit_said('erasing')" if closed.erasable else ""
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}{unless} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        # REPLACE deletes without asking the trigger above.
        f"{table}_no_replace": f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS "  # noqa: S608  # names of ours
        f"(SELECT 1 FROM {table} WHERE id = NEW.id) {refuse}",
    }


def _watching(w: Watched) -> Iterator[tuple[str, str]]:
    old, new = ([f'{row}."{column}"' for column in w.columns] for row in ("OLD", "NEW"))
    changed = " OR ".join(f"{was} IS NOT {became}" for was, became in zip(old, new, strict=True))
    acts = [("i", "INSERT", "", "NEW", new)]
    if not w.only_grows:
        acts += [("u", "UPDATE", f" WHEN {changed}", "OLD", old + new), ("d", "DELETE", "", "OLD", old)]
    for op, when, unless, row, values in acts:
        name = f"{PREFIX}{w.table}_{op}"
        yield name, WATCH.format(
            name=name, when=when, table=w.table, unless=unless, kind=w.kind, row=row, key=w.key, op=op,
            names=w.names, values=", ".join(values),
        )  # fmt: skip


def present(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What stands of ours, from rows of (name, text)."""
    return {name: text for name, text in names if is_ours(name)}


def is_ours(name: str) -> bool:
    """Whether a trigger of that name is one of the record's."""
    return name.startswith("audit_") or name.endswith(("_no_update", "_no_delete", "_no_replace"))


STANDING = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"


def drop(name: str) -> str:
    """How the trigger, or the view, goes."""
    return f"DROP {'VIEW' if name == 'audit_capturing' else 'TRIGGER'} IF EXISTS {name}"


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the triggers call; a row that is replaced counts as deleted."""
    connection.create_function("audit_lines", -1, _lines)
    connection.create_function("audit_root", 1, root_of, deterministic=True)
    connection.create_function("audit_sha256", 1, digest, deterministic=True)
    connection.create_function("audit_said", 1, _said)
    connection.execute("PRAGMA recursive_triggers = ON")


@cache
def _names(names: str) -> tuple[str, ...]:
    return tuple(names.split(","))


def _lines(op: str, names: str, *values: Value) -> str:
    columns = _names(names)
    half = len(columns)
    old = () if op == "i" else values[:half]
    new = values if op == "i" else values[half:]
    # Eighteen bytes of chance are twenty-four characters.
    salts = base64.b64encode(os.urandom(SALT * 3 // 4 * (half + 1))).decode()
    body = written(columns, old, new, salts)
    address = whose().address
    return "\n".join(filter(None, (body, written((ADDRESS,), (), (address,), salts[-SALT:])))) if address else body


def _said(what: str) -> Value:
    return getattr(whose(), what)  # type: ignore[no-any-return]  # a field of Whose


ROWS = f"SELECT l.id, {TEXT.format('l.')}, l.hash, v.body, l.whole, l.root"
