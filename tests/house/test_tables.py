"""Tables know only what stands below them; their changes are named for what they do and carry no data."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from doingoai.accounts.models import Person
from doingoai.plan.models import Task
from tests.house.walk import PACKAGE, lies_below, name, source

MIGRATIONS = sorted(PACKAGE.glob("*/migrations/0*.py"))
NO_NAMES = re.compile(r"auto_\d|_more$|^\d{4}_(initial|alter|remove|rename|update|change|fix|migration)\w*$")


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("doingoai.")]


def room_of(model):
    return model.__module__.split(".")[1] if model.__module__.startswith("doingoai.") else None


def upward(model):
    """The relations of the model to a room that stands above it or beside it."""
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        lower = room_of(field.related_model) if field.is_relation else None
        if lower is not None and not lies_below(lower, room_of(model)):
            yield f"{model._meta.label}.{field.name} points to {lower}"


def test_relations_point_downward():
    assert len(our_models()) > 20
    assert [words for model in our_models() for words in upward(model)] == []


def table(room, **fields):
    """A table that a room might one day be given."""
    meta = type("Meta", (), {"app_label": room})
    return type("Made", (models.Model,), {"Meta": meta, "__module__": f"doingoai.{room}.models", **fields})


@isolate_apps("doingoai.accounts", "doingoai.mail")
def test_a_relation_upward_or_sideways_is_seen():
    up = table("accounts", task=models.ForeignKey(Task, models.CASCADE, related_name="+"))
    assert list(upward(up)) == ["accounts.Made.task points to plan"]
    row = apps.get_model("search", "Row")
    aside = table(
        "mail",
        people=models.ManyToManyField(Person, related_name="+"),
        row=models.OneToOneField(row, models.CASCADE, related_name="+"),
    )
    assert list(upward(aside)) == ["mail.Made.row points to search"]


def test_a_change_of_the_tables_is_named_for_what_it_does():
    assert len(MIGRATIONS) > 8
    assert [name(path) for path in MIGRATIONS if NO_NAMES.search(path.stem)] == []


@pytest.mark.parametrize("stem", ["0002_auto_20220601_0800", "0001_initial", "0003_alter_task", "0004_a_and_more"])
def test_a_name_made_by_the_machine_is_seen(stem):
    assert NO_NAMES.search(stem)


def test_no_change_of_the_tables_brings_data():
    """Reference data comes by a command that can be told again; a migration makes tables and guards."""
    brings = re.compile(r"\.objects\b|get_model\(|loaddata|INSERT INTO", re.I)
    assert [name(path) for path in MIGRATIONS if brings.search(source(path))] == []


def test_every_room_with_tables_keeps_its_own_changes():
    kept = {path.parts[-3] for path in MIGRATIONS}
    assert {room_of(model) for model in our_models()} <= kept


def test_rows_say_what_they_are():
    """A row without words of its own is shown to people as 'Task object (7)'."""
    assert [model._meta.label for model in our_models() if model.__str__ is models.Model.__str__] == []
