"""A signed paper with its number and its date."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from doingoai.plan.forms.files import FileField
from doingoai.shell.forms import DayField


class SignedForm(forms.Form):
    """The signed paper of a part."""

    number = forms.CharField(
        label=_("Number and code"), max_length=60, help_text=_("as printed, for example 45/BC-SNV")
    )
    dated_on = DayField(
        label=_("Date of the paper"),
        help_text=_("day/month/year"),
    )
    paper = FileField(
        label=_("Signed copy (.pdf, or a photo)"),
        help_text=format_lazy(
            "{} {}",
            _("A scanned .pdf is read through letter by letter before it is kept: about three seconds a page."),
            _("No document with a secrecy mark: such a file is refused before anything is stored."),
        ),
    )
