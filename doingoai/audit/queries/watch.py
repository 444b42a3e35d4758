"""The watch over the tables: the triggers that must stand, and those that do."""

from dataclasses import dataclass

from django.db import connection

from doingoai.audit.registry import closed, watched
from doingoai.audit.triggers import postgresql, sqlite

CHAIN = "audit_link"


@dataclass(frozen=True)
class Watch:
    """The guards of the database by name, each as it is written: those that must stand, and those that stand."""

    wanted: dict[str, str]
    standing: dict[str, str]

    @property
    def wrong(self) -> list[str]:
        """The guards that are missing, altered, or stand where none should."""
        names = self.wanted.keys() | self.standing.keys()
        return sorted(name for name in names if self.wanted.get(name) != self.standing.get(name))


def has_tables() -> bool:
    """Whether every table under watch is there; not so in the midst of migrations."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    return {CHAIN, *(w.table for w in watched()), *(c.table for c in closed())} <= there


def watch() -> Watch:
    """How the watch stands in this database."""
    wanted, standing = (_sqlite if connection.vendor == "sqlite" else _postgresql)()
    return Watch(wanted, standing)


def _sqlite() -> tuple[dict[str, str], dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sqlite.STANDING)
        return sqlite.wanted(watched(), closed()), sqlite.present(cursor.fetchall())


def _postgresql() -> tuple[dict[str, str], dict[str, str]]:
    made = {name: text for name, (_, text) in postgresql.wanted(watched(), closed()).items()}
    with connection.cursor() as cursor:
        cursor.execute(postgresql.STANDING)
        # A trigger that is switched off ('D') stands no longer.
        standing = {name: text if state == "O" else f"{text} ({state})" for name, text, state, _ in cursor.fetchall()}
        cursor.execute(postgresql.BODIES)
        return made | postgresql.FUNCTIONS, standing | dict(cursor.fetchall())
