"""The box for a day, the same on every page; the form that the page of parts shows, filled in with one slip."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.dates import NoSuchDay, parse_typed


class DayField(forms.DateField):
    """A day, typed as people do; a telephone gives all its keys for it."""

    default_error_messages = {
        "no_such_day": _("There is no %(day)s in the calendar. Look at the day and the month."),
    }

    def __init__(self, **kwargs: Any) -> None:
        look = forms.DateInput(format="%d/%m/%Y", attrs={"class": "in", "autocomplete": "off"})
        super().__init__(**{"widget": look} | kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day; a word on what is wrong where it is none, or none of the calendar."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            day = parse_typed(str(value))
        except NoSuchDay as refusal:
            told = self.error_messages["no_such_day"]
            raise forms.ValidationError(told, "no_such_day", {"day": str(refusal)}) from refusal
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return day


class Sample(forms.Form):
    """A day, a number, a file, a choice and a promise."""

    done_on = DayField(label=_("Day done"), help_text=_("day/month/year"))
    quantity = forms.IntegerField(label=_("Quantity"), widget=forms.TextInput)
    file = forms.FileField(
        label=_("File of the evidence"),
        help_text=_("No paper with a secrecy mark. Such a file is refused before anything is stored."),
        required=False,
    )
    promise = forms.BooleanField(label=_("Read, and it holds no state secret"), required=False)


SLIP = {"done_on": "31/5/2022", "quantity": "mười", "promise": "on"}
