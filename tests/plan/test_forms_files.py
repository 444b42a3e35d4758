"""A file over 20 MB, or an empty one, is refused in words wherever one may be sent."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile

from doingoai.plan.forms.files import FileField
from tests.house.test_pages import file_fields, forms_of_the_house

LARGE = InMemoryUploadedFile(BytesIO(), "file", "a.png", "image/png", 20 * 2**20 + 1, None)


@pytest.mark.parametrize(("file", "because"), [(LARGE, "20 MB"), (SimpleUploadedFile("a.png", b""), "trống")])
def test_it_is_refused_in_words(file, because):
    with pytest.raises(ValidationError, match=because):
        FileField().clean(file)


def test_one_of_20_mb_is_let_in():
    file = SimpleUploadedFile("a.png", b"x" * (20 * 2**20))
    assert FileField().clean(file) is file


def test_every_form_of_the_plan_asks_for_its_file_that_way():
    found = [field for form in forms_of_the_house() if "plan" in form.__module__ for field in file_fields(form)]
    assert len(found) >= 6
    assert [field for field in found if not isinstance(field, FileField)] == []
