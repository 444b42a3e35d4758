"""PostgreSQL: GIN indexes over the same folded words; its own parser is never asked."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

COLUMNS = {
    "folded_all": "search_row.folded_title || ' ' || search_row.folded",
    "folded_title": "search_row.folded_title",
    "exact": "search_row.exact",
}


def vector(column: str) -> str:
    """The words of the column as PostgreSQL indexes them."""
    return f"array_to_tsvector(array_remove(string_to_array({COLUMNS[column]}, ' '), ''))"


INSTALL = [
    f"CREATE INDEX search_row_{column} ON search_row USING gin ({vector(column).replace('search_row.', '')})"
    for column in COLUMNS
]
REMOVE = [f"DROP INDEX IF EXISTS search_row_{column}" for column in COLUMNS]


def condition(column: str, words: tuple[str, ...]) -> RawSQL:
    """All the words in the column, the last as a beginning."""
    # A word holds letters, digits and marks only, so quoting it is enough.
    query = " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
    sql = f"{vector(column)} @@ %s::tsquery"
    return RawSQL(sql, [query], output_field=BooleanField())  # noqa: S611  # the words go as a parameter


def refill(connection: BaseDatabaseWrapper) -> None:
    """Nothing to do: PostgreSQL keeps its indexes itself."""
