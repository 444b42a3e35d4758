"""All rooms speak with one voice: rooms share one dictionary, so an English sentence has one Vietnamese everywhere."""

from collections import defaultdict

import pytest
from django.utils.translation import gettext, ngettext, override

from doingoai.accounts.words import SAID_BY_OTHERS as AT_THE_DOOR
from doingoai.ops.translations import catalogue_path, read_catalogue, rooms, told_twice
from doingoai.shell.words import SAID_BY_OTHERS as IN_FORMS


def test_one_english_sentence_has_one_vietnamese_in_all_rooms():
    said = defaultdict(dict)
    for room in rooms():
        for entry in read_catalogue(catalogue_path(room)):
            if entry.id and entry.string:
                said[str(entry.id), entry.context].setdefault(str(entry.string), room.name)
    assert {words: answers for words, answers in said.items() if len(answers) > 1} == {}


def test_a_sentence_with_two_entries_is_told(tmp_path):
    once = 'msgid "Tasks"\nmsgstr "Nhiệm vụ"\n\nmsgctxt "sum"\nmsgid "Tasks"\nmsgstr "Tổng"\n\n'
    again = 'msgid ""\n"Ta"\n"sks"\nmsgstr "Việc"\n'
    path = tmp_path / "django.po"
    path.write_text(once, encoding="utf-8")
    assert list(told_twice(path)) == []
    path.write_text(once + again, encoding="utf-8")
    assert len(list(told_twice(path))) == 1


@pytest.mark.parametrize("words", [words for words in (*AT_THE_DOOR, *IN_FORMS) if isinstance(words, str)])
def test_what_libraries_say_is_said_in_the_houses_own_words(words):
    with override("vi"):
        said = gettext(words)
    assert said != words
    assert "vui lòng" not in said.lower()
    assert "bạn" not in said.lower()
    assert "!" not in said


def test_lengths_are_told_with_their_numbers():
    one = "Ensure this value has at most %(limit_value)d character (it has %(show_value)d)."
    many = "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d)."
    with override("vi"):
        said = ngettext(one, many, 500) % {"limit_value": 500, "show_value": 612}
    assert said == "Viết không quá 500 ký tự, đang có 612."
