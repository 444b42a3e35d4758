"""What is put on record by itself: every table of the house, but those that a room leaves out with its reason."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise

from doingoai.audit.triggers.watched import Closed, Watched

Words = str | Promise
HOUSE = "doingoai."

_left_out: dict[str, str] = {}
_taken_in: set[str] = set()
_hidden: dict[str, frozenset[str]] = {}
_ignored: dict[str, frozenset[str]] = {}
_only_grow: set[str] = set()
_closed: dict[str, Closed] = {}
_sensitive: dict[str, Words] = {}
_columns: dict[str, Words] = {}
_values: list[Callable[["Field[Any, Any]", object], Words]] = []
_words: list[Callable[[str], Words]] = []


def leave_out(reasons: Mapping[str, str]) -> None:
    """Say which tables ("jobs.beat") are not captured, and why."""
    _left_out.update(reasons)


def watch(label: str, *, hidden: Iterable[str] = (), ignored: Iterable[str] = (), only_grows: bool = False) -> None:
    """Capture a table that is not the house's own, or say more of one that is.

    Values of hidden columns are never kept, only that they changed; ignored columns do not count as a change.
    """
    _taken_in.add(label)
    _hidden[label], _ignored[label] = frozenset(hidden), frozenset(ignored)
    if only_grows:
        _only_grow.add(label)


def close(table: str, *, erasable: bool = False) -> None:
    """Say that rows of the table are never changed nor deleted; values may be erased from the record's own."""
    _closed[table] = Closed(table, erasable)


def sensitive(pages: Mapping[str, Words]) -> None:
    """Say which pages, by the name of their address, leave a trace when they are read, and what they are."""
    _sensitive.update(pages)


def sensitive_pages() -> Mapping[str, Words]:
    """The pages whose reading is put on record."""
    return _sensitive


def every_model() -> list[type[Model]]:
    """Each table there is, with those that only tie two others."""
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def label(model: type[Model]) -> str:
    """How the record names the table: "plan.task"."""
    return str(model._meta.label_lower)


def reasons() -> Mapping[str, str]:
    """The tables that are not captured, each with its reason."""
    return _left_out


def undecided() -> list[str]:
    """The tables of which nobody has said whether they are captured: those of libraries."""
    return [label(m) for m in every_model() if label(m) not in _left_out and not _is_watched(m)]


def watched() -> list[Watched]:
    """The tables whose changes are captured."""
    return [_watched(model) for model in every_model() if _is_watched(model)]


def closed() -> list[Closed]:
    """The tables whose rows are never changed."""
    return list(_closed.values())


def _is_watched(model: type[Model]) -> bool:
    return label(model) not in _left_out and (model.__module__.startswith(HOUSE) or label(model) in _taken_in)


def _watched(model: type[Model]) -> Watched:
    name, meta = label(model), model._meta
    dropped = _ignored.get(name, frozenset())
    columns = tuple(str(f.column) for f in meta.local_concrete_fields if not f.primary_key and f.column not in dropped)
    key = str(meta.pk.column)
    return Watched(name, meta.db_table, key, columns, _hidden.get(name, frozenset()), name in _only_grow)


def register_words(
    act: Callable[[str], Words],
    kind: Callable[[str], Words],
    columns: Mapping[str, Words],
    value: Callable[["Field[Any, Any]", object], Words],
) -> None:
    """Tell how the acts, the kinds of things, the columns of every room and their values are named to people."""
    _words[:], _values[:] = [act, kind], [value]
    _columns.update(columns)


def act_name(verb: str) -> Words:
    """The verb as people say it; itself where nobody told."""
    return _words[0](verb) if _words else verb


def kind_name(kind: str) -> Words:
    """The kind of a thing as people say it; itself where nobody told."""
    return _words[1](kind) if _words else kind


def value_name(field: "Field[Any, Any]", value: object) -> Words:
    """A value of a closed list as people say it; itself where nobody told."""
    return _values[0](field, value) if _values else str(value)


def column_name(field: "Field[Any, Any]") -> Words:
    """The column as people say it: as was told of this very one ("plan.task.title"), in the table's own words, or else
    as was told of every column of the name."""
    own = str(field.verbose_name)
    general = _columns.get(field.name, own) if own == field.name.replace("_", " ") else own
    return _columns.get(f"{field.model._meta.label_lower}.{field.name}", general)
