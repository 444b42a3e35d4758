"""Whatever the record may tell is told in Vietnamese words: kinds of things, columns, values of closed lists, doors."""

import pytest
from django.apps import apps
from django.utils.translation import override

from doingoai.audit.registry import column_name, watched
from doingoai.ops.words import door_name, kind_name
from doingoai.ops.words.values import value_name

# Vietnamese words that have no mark: "trang" is one, "page" is none.
PLAIN = {"trang", "sau"}


def is_vietnamese(words):
    return words in PLAIN or any(letter > "\x7f" for letter in words)


def fields():
    for table in watched():
        for field in apps.get_model(table.kind)._meta.local_concrete_fields:
            if field.column in table.columns:
                yield table.kind, field


def test_every_kind_of_thing_has_its_name():
    with override("vi"):
        assert [table.kind for table in watched() if not is_vietnamese(str(kind_name(table.kind)))] == []


def test_every_column_has_its_name():
    with override("vi"):
        assert [f"{kind}.{field.name}" for kind, field in fields() if not is_vietnamese(str(column_name(field)))] == []


def test_every_value_of_a_closed_list_has_its_words():
    with override("vi"):
        raw = [
            f"{kind}.{field.name}: {value}"
            for kind, field in fields()
            for value, _label in field.flatchoices
            if str(value_name(field, value)) == str(value)
        ]
    assert raw == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("web", "trang"),
        ("command demo", "lệnh demo"),
        ("task ops.anchor", "việc tự chạy ops.anchor"),
        ("outside", "ngoài hệ thống"),
        ("khác", "khác"),
    ],
)
def test_every_door_is_told_in_words(source, told):
    with override("vi"):
        assert str(door_name(source)) == told
