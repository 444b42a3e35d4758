"""Files on their way in stay in memory, and a large one is cut off there."""

from io import BytesIO

import pytest

from doingoai.documents.read import MAX_BYTES
from doingoai.documents.receivers import MOST_AT_ONCE, InMemory

CHUNK = b"x" * (4 * 1024 * 1024)


def taken(handler, chunks):
    handler.new_file("file", "a.txt", "text/plain", len(CHUNK) * chunks)
    for number in range(chunks):
        assert handler.receive_data_chunk(CHUNK, number * len(CHUNK)) is None
    return handler.file_complete(len(CHUNK) * chunks)


@pytest.mark.parametrize(("chunks", "size"), [(1, len(CHUNK)), (5, MAX_BYTES), (6, MAX_BYTES + 1), (40, MAX_BYTES + 1)])
def test_a_file_is_held_in_memory_up_to_one_byte_more_than_is_taken(chunks, size):
    file = taken(InMemory(), chunks)
    assert (file.size, len(file.read())) == (size, size)
    assert isinstance(file.file, BytesIO)


def test_many_large_files_of_one_request_fill_no_more_than_three_do():
    handler = InMemory()
    assert sum(taken(handler, 8).size for _ in range(9)) <= MOST_AT_ONCE
