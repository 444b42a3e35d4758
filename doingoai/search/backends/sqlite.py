"""SQLite: an FTS5 table over search_row, kept in step by triggers."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

COLUMNS = {"folded_all": "{folded_title folded}", "folded_title": "{folded_title}", "exact": "{exact}"}

NEW = (
    "INSERT INTO search_fts (rowid, folded_title, folded, exact) "
    "VALUES (new.id, new.folded_title, new.folded, new.exact);"
)
OLD = (
    "INSERT INTO search_fts (search_fts, rowid, folded_title, folded, exact) "
    "VALUES ('delete', old.id, old.folded_title, old.folded, old.exact);"
)
INSTALL = [
    "CREATE VIRTUAL TABLE search_fts USING fts5(folded_title, folded, exact, content='search_row', content_rowid='id', "
    # The words come folded; the tokenizer only parts them at the spaces.
    "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")",
    f"CREATE TRIGGER search_row_added AFTER INSERT ON search_row BEGIN {NEW} END",
    f"CREATE TRIGGER search_row_removed AFTER DELETE ON search_row BEGIN {OLD} END",
    f"CREATE TRIGGER search_row_changed AFTER UPDATE ON search_row BEGIN {OLD} {NEW} END",
]
REMOVE = [
    "DROP TRIGGER IF EXISTS search_row_changed",
    "DROP TRIGGER IF EXISTS search_row_removed",
    "DROP TRIGGER IF EXISTS search_row_added",
    "DROP TABLE IF EXISTS search_fts",
]


def condition(column: str, words: tuple[str, ...]) -> RawSQL:
    """All the words in the column, the last as a beginning."""
    # A word holds letters, digits and marks only, so quoting it is enough.
    quoted = [f'"{word}"' for word in words]
    match = f"{COLUMNS[column]} : ({' AND '.join([*quoted[:-1], f'{quoted[-1]} *'])})"
    sql = "search_row.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH %s)"
    return RawSQL(sql, [match], output_field=BooleanField())  # noqa: S611  # the words go as a parameter


def refill(connection: BaseDatabaseWrapper) -> None:
    """Build the index anew from the rows."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
