"""Which day one asks about."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """The day whose rules are shown; empty means the working year's own."""

    ngay = forms.DateField(
        label=_("In force on"),
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "in", "inputmode": "numeric", "autocomplete": "off"}),
    )
