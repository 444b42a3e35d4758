"""Rows in the Vietnamese alphabet's order, the same on both databases, whichever languages these know."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, TextField

from doingoai.text.order import BETWEEN, LETTERS, PLACES, TONE_OF_EACH, alphabetical


class Alphabetical(Func):
    """The key by which a name is sorted, made by the database."""

    function = "alphabetical"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        """The same key letter by letter; bytes are compared, for the database's own language may be any."""
        name, params = compiler.compile(self.source_expressions[0])
        sql = f'(translate({name}, %s, %s) || %s || translate({name}, %s, %s)) COLLATE "C"'
        return sql, [*params, LETTERS, PLACES, BETWEEN, *params, LETTERS, TONE_OF_EACH]


def by_name(path: str) -> Alphabetical:
    """`order_by(by_name("agency__name"))`: "Bộ" before "Bưu", "Đài" after "Dân"."""
    return Alphabetical(F(path))


def teach(connection: BaseDatabaseWrapper, **ignored: Any) -> None:
    """SQLite learns the order with each connection; no table and no index knows of it, so other programs still read."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("alphabetical", 1, _key, deterministic=True)


def _key(name: str | None) -> str | None:
    return None if name is None else alphabetical(name)
