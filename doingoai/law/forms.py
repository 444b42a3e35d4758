"""What one asks of the rules, the days off and the clocks, and what is written into them."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.law.read import LONGEST_CALENDAR
from doingoai.law.words import AREA_WORDS
from doingoai.shell.forms import DayField

MORNING = time(8)
# The days that the calendar of days off can hold.
FIRST, LAST = 2010, 2050


class RulesForm(forms.Form):
    """Which rules are shown: of which day (empty is the working year's own), field, mark, and with which words."""

    ngay = DayField(label=_("In force on"), required=False)
    linh_vuc = forms.ChoiceField(
        label=_("Field"),
        required=False,
        choices=[("", _("all")), *AREA_WORDS.items()],
        widget=forms.Select(attrs={"class": "in"}),
    )
    kiem = forms.ChoiceField(
        label=_("Mark"),
        required=False,
        choices=[("", _("all")), ("roi", _("checked")), ("chua", _("not checked"))],
        widget=forms.Select(attrs={"class": "in"}),
    )
    tim = forms.CharField(
        label=_("Words in it"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "in", "type": "search"}),
    )


class TermForm(forms.Form):
    """From when a term is counted: the day, and the hour where hours count."""

    tu = DayField(label=_("Day of the event"))
    gio = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "in", "autocomplete": "off"}),
    )


class HolidayForm(forms.Form):
    """A day off, or a day of the weekend that is worked."""

    day = DayField(label=_("Day"))
    name = forms.CharField(label=_("Name of the day"), max_length=120)
    document = forms.CharField(
        label=_("Document"), max_length=120, required=False, help_text=_("Its number, if it is known.")
    )
    is_worked = forms.BooleanField(label=_("A day that is worked instead of another"), required=False)

    def clean_day(self) -> Any:
        """Keep to the years that clocks reach."""
        day = self.cleaned_data["day"]
        if not FIRST <= day.year <= LAST:
            raise forms.ValidationError(_("Choose a day between 2010 and 2050."), code="far")
        return day


class CalendarForm(forms.Form):
    """A calendar of days off."""

    file = forms.FileField(
        label=_("Calendar (.ics)"),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        help_text=_(
            "No document with a secrecy mark: such a file is refused before anything is stored. "
            "Its days are proposals: none counts before somebody accepts it."
        ),
    )

    def clean_file(self) -> Any:
        """Look at the size first."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LONGEST_CALENDAR:
            raise forms.ValidationError(
                _("The file is larger than 1 MB. Export the holidays of one year."), code="large"
            )
        return file


class TableForm(forms.Form):
    """By which document a year's table is vouched for."""

    document = forms.CharField(
        label=_("Number of the document"), max_length=120, help_text=_("The notice of that year's holidays.")
    )
    issued_on = DayField(label=_("Date of the document"), required=False)


class GroundForm(forms.Form):
    """Why a term is waived."""

    ground = forms.CharField(
        label=_("Ground for waiving it"), max_length=500, help_text=_("The document, the provision, or the reason.")
    )
