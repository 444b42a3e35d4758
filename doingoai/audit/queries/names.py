"""What the rows that the record speaks of are called today."""

from collections.abc import Collection, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model

Wanted = dict[type[Model], set[Any]]
Names = Mapping[type[Model], Mapping[Any, str]]


def names_of(wanted: Mapping[type[Model], Collection[Any]]) -> Names:
    """The names of rows by their keys, one query a kind; a model whose name holds others' says so: `named_by`."""
    return {model: _names(model, keys) for model, keys in wanted.items() if keys}


def _names(model: type[Model], keys: Collection[Any]) -> dict[Any, str]:
    rows = model._base_manager.select_related(*getattr(model, "named_by", ()))
    return {row.pk: str(row) for row in rows.filter(pk__in=keys)}


def want(wanted: Wanted, kind: str, key: str) -> None:
    """Ask for the name of a thing of the record, ("plan.task", "7"); one that is no row has none."""
    if found := _row(kind, key):
        model, pk = found
        wanted.setdefault(model, set()).add(pk)


def name_in(names: Names, kind: str, key: str) -> str:
    """What the thing is called; "" where it is no row, or is gone."""
    found = _row(kind, key)
    return names.get(found[0], {}).get(found[1], "") if found else ""


def _row(kind: str, key: str) -> tuple[type[Model], Any] | None:
    try:
        model = apps.get_model(kind)
        return model, model._meta.pk.to_python(key)
    except (LookupError, ValueError, ValidationError):
        return None
