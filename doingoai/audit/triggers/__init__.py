"""What the database itself says to anyone who would rewrite what must stand, and how it captures what is changed.

A room closes a table of its own by `operations = [triggers.close("room_table")]` in a migration and by
`audit.registry.close("room_table")` in `ready()`: after every migration the watch is set again.
"""

from collections.abc import Callable
from functools import partial

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Act = Callable[[BaseDatabaseWrapper, str], None]
RECORD = "audit_entry"
WORDS = "rows of {table} are append-only"
INSTALL = {
    "sqlite": [
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END",
        # REPLACE deletes without asking the trigger above.
        "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS "
        "(SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{words}'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
    ],
}
REMOVE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS {table}_no_update",
        "DROP TRIGGER IF EXISTS {table}_no_delete",
        "DROP TRIGGER IF EXISTS {table}_no_replace",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        "DROP FUNCTION IF EXISTS {table}_refuse()",
    ],
}


def install(connection: BaseDatabaseWrapper, table: str = RECORD) -> None:
    """Make the triggers; from here on the database refuses to change or delete a row of the table."""
    _run(connection, INSTALL, table)


def remove(connection: BaseDatabaseWrapper, table: str = RECORD) -> None:
    """Take the triggers away: for the tests' empty database and for undoing the migration."""
    _run(connection, REMOVE, table)


def close(table: str = RECORD) -> migrations.RunPython:
    """Make the triggers of the table, as a step of a migration, with its step back."""
    return migrations.RunPython(partial(_step, install, table), partial(_step, remove, table))


def opening(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the record's first guards away, as a step of a migration: those that stand now let values be erased."""
    remove(schema_editor.connection, RECORD)


def _step(
    act: Callable[[BaseDatabaseWrapper, str], None], table: str, apps: object, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    act(schema_editor.connection, table)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]], table: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement.format(table=table, words=WORDS.format(table=table)))
