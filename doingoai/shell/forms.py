"""The form that the page of parts shows, filled in with one slip."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Sample(forms.Form):
    """A day, a number, a file, a choice and a promise."""

    done_on = forms.DateField(label=_("Day done"), help_text=_("day/month/year"))
    quantity = forms.IntegerField(label=_("Quantity"), widget=forms.TextInput)
    file = forms.FileField(
        label=_("File of the evidence"),
        help_text=_("No paper with a secrecy mark. Such a file is refused before anything is stored."),
        required=False,
    )
    promise = forms.BooleanField(label=_("Read, and it holds no state secret"), required=False)


SLIP = {"done_on": "31/5/2022", "quantity": "mười", "promise": "on"}
