"""The box for a day takes what people type, and says which of two things is wrong."""

from datetime import date

import pytest
from django import forms

from doingoai.shell.forms import DayField
from tests.house.test_pages import forms_of_the_house


class Box(forms.Form):
    day = DayField(label="Ngày")


@pytest.mark.parametrize("typed", ["30/5/2022", "30.5.2022", "30-5-2022", "30 5 2022", "30052022", "30/5/22"])
def test_a_day_is_taken_as_it_is_typed_and_shown_as_the_office_writes_it(typed):
    form = Box({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2022, 5, 30)
    assert not Box({"day": typed}, initial={"day": date(2022, 5, 30)}).has_changed()


def test_a_day_that_the_calendar_lacks_is_named():
    assert Box({"day": "31/02/2023"}).errors["day"] == ["Không có ngày 31/02/2023 trong lịch. Xem lại ngày và tháng."]


def test_what_is_no_day_is_told_how_to_be_written():
    assert Box({"day": "hôm qua"}).errors["day"] == ["Ghi ngày/tháng/năm, ví dụ 31/5/2022."]


def test_every_box_for_a_day_is_this_one_and_a_telephone_gives_all_its_keys_for_it():
    boxes = {
        f"{form.__name__}.{name}": field
        for form in forms_of_the_house()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.DateField)
    }
    assert len(boxes) > 20
    assert [name for name, field in boxes.items() if not isinstance(field, DayField)] == []
    assert [name for name, field in boxes.items() if "inputmode" in field.widget.attrs] == []
