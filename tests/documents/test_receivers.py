"""What is sent is held in memory; a file that is too large is told to its form, never dropped in silence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory

from doingoai.documents.receivers import BESIDE, InMemory

LIMIT = 100_000


def sent(settings, size):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = LIMIT
    request = RequestFactory().post("/", {"title": "Chợ phiên", "file": SimpleUploadedFile("a.png", b"x" * size)})
    request.upload_handlers = [InMemory(request)]
    return request


def test_a_file_that_fits_comes_whole(settings):
    file = sent(settings, LIMIT).FILES["file"]
    assert (file.name, file.size, file.read()) == ("a.png", LIMIT, b"x" * LIMIT)


@pytest.mark.parametrize("size", [LIMIT + BESIDE, LIMIT + 3 * BESIDE])
def test_of_one_that_does_not_fit_name_and_size_come_and_the_words_beside_it(settings, size):
    request = sent(settings, size)
    file = request.FILES["file"]
    assert (file.name, file.size, file.read()) == ("a.png", size, b"")
    assert QueryDict("title=Chợ phiên") == request.POST
