"""A table under watch, and the words that the two databases' triggers share."""

from dataclasses import dataclass

from doingoai.audit.domain.chain import HIDDEN

PREFIX = "audit_watch_"


@dataclass(frozen=True)
class Watched:
    """A table whose changes are captured: its kind ("plan.task"), its key, the columns that count.

    Values of hidden columns are never kept. Of a table that only grows nothing but inserts is captured.
    """

    kind: str
    table: str
    key: str
    columns: tuple[str, ...]
    hidden: frozenset[str] = frozenset()
    only_grows: bool = False

    @property
    def names(self) -> str:
        """The columns in their order, those hidden with their mark."""
        return ",".join(f"{HIDDEN}{name}" if name in self.hidden else name for name in self.columns)


@dataclass(frozen=True)
class Closed:
    """A table whose rows are never changed nor deleted; but for values that are erased, where the record says so."""

    table: str
    erasable: bool = False
