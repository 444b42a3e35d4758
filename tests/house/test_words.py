"""The words of all rooms are thrown together on a page: no room reads a sentence otherwise than another."""

from collections import defaultdict

from babel.messages.pofile import read_po

from doingoai.ops.translations import catalogue_path, rooms


def readings():
    """Each English sentence with its readings in Vietnamese."""
    found = defaultdict(set)
    for path in map(catalogue_path, rooms()):
        if path.exists():
            with path.open("rb") as file:
                for message in read_po(file):
                    if message.id:
                        found[message.context, message.id].add(message.string)
    return found


def test_no_sentence_has_two_readings():
    found = readings()
    assert len(found) > 1000
    assert {said: read for said, read in found.items() if len(read) > 1} == {}
