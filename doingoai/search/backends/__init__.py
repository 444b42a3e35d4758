"""How each database looks words up; the only raw SQL of the room."""

from collections.abc import Callable

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import RawSQL

from doingoai.search.backends import postgresql, sqlite
from doingoai.search.domain import Terms

_BACKENDS = {"sqlite": sqlite, "postgresql": postgresql}
_CONDITIONS: dict[str, Callable[[str, tuple[str, ...]], RawSQL]] = {
    "sqlite": sqlite.condition,
    "postgresql": postgresql.condition,
}


def is_found(asked: Terms) -> RawSQL:
    """Every word stands in the row's title or body, tones aside."""
    return _CONDITIONS[connection.vendor]("folded_all", asked.folded)


def is_exact(asked: Terms) -> RawSQL:
    """Every word stands in the row with the tones as typed."""
    return _CONDITIONS[connection.vendor]("exact", asked.exact)


def is_in_title(asked: Terms) -> RawSQL:
    """Every word stands in the row's title, tones aside."""
    return _CONDITIONS[connection.vendor]("folded_title", asked.folded)


def refill(connection: BaseDatabaseWrapper) -> None:
    """Build the index anew from the rows, where the database does not do so itself."""
    _BACKENDS[connection.vendor].refill(connection)


def migrate(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index, as a step of a migration."""
    for statement in _BACKENDS[schema_editor.connection.vendor].INSTALL:
        schema_editor.execute(statement)


def unmigrate(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away, as a step back of a migration."""
    for statement in _BACKENDS[schema_editor.connection.vendor].REMOVE:
        schema_editor.execute(statement)
