"""Setting the watch over the tables again: after migrations, and where something of it is missing."""

from datetime import datetime

from django.db import connection, transaction

from doingoai.audit.actions import record
from doingoai.audit.queries.watch import has_tables, watch
from doingoai.audit.registry import closed, watched
from doingoai.audit.triggers import postgresql, sqlite


def lower() -> None:
    """Take the watch away, so that tables can be rebuilt; a migration that breaks off leaves it so."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The view last: a trigger hangs on it.
            for name in sorted(watch().standing, key=lambda name: name == "audit_capturing"):
                cursor.execute(sqlite.drop(name))
        else:
            cursor.execute(postgresql.STANDING)
            for name, _text, _state, table in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name} ON {table}")


@transaction.atomic
def post() -> list[str]:
    """Set every guard that is missing or altered; return their names."""
    if not has_tables():
        return []
    wrong = watch().wrong
    if wrong:
        (_post_sqlite if connection.vendor == "sqlite" else _post_postgresql)(wrong)
    return wrong


def restore(*, at: datetime) -> list[str]:
    """Set the watch where it is not as it must be, and put on record what was missing; the machine's own act."""
    wrong = post()
    if wrong:
        record(None, "restore_watch", ("audit", "watch"), at=at, after={"guards": wrong})
    return wrong


def _post_sqlite(wrong: list[str]) -> None:
    wanted = watch().wanted
    with connection.cursor() as cursor:
        for name in wrong:
            cursor.execute(sqlite.drop(name))
        for name in sorted(wanted.keys() & set(wrong), key=lambda name: name != "audit_capturing"):
            cursor.execute(wanted[name])


def _post_postgresql(wrong: list[str]) -> None:
    wanted = postgresql.wanted(watched(), closed())
    with connection.cursor() as cursor:
        cursor.execute(postgresql.STANDING)
        tables = {name: table for name, _text, _state, table in cursor.fetchall()}
        for name in set(wrong) & tables.keys():
            cursor.execute(f"DROP TRIGGER {name} ON {tables[name]}")
        for name in set(wrong) & postgresql.FUNCTIONS.keys():
            cursor.execute(postgresql.function(name))
        for name in set(wrong) & wanted.keys():
            cursor.execute(wanted[name][1])
