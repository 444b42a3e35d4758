"""Who speaks for a body, by which document, and when it ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.domain.spokesperson import Authority, Speaking
from doingoai.agencies.forms.focal import FocalForm
from doingoai.agencies.words import SPEAKING_WORDS
from doingoai.shell.forms import DayField


class SpokespersonForm(FocalForm):
    """An official by the contact of their office, and the document by which they speak."""

    kind = forms.TypedChoiceField(
        label=_("By what they speak"), choices=list(SPEAKING_WORDS.items()), coerce=Speaking, widget=forms.RadioSelect
    )
    document_number = forms.CharField(
        label=_("Number of the document"),
        max_length=60,
        required=False,
        help_text=_("Signed by the head; none for the head."),
    )
    document_date = DayField(label=_("Day of the document"), required=False)
    matter = forms.CharField(
        label=_("Matter"), max_length=300, required=False, help_text=_("For one who is authorised for one matter.")
    )
    until = DayField(label=_("Until which day"), required=False, help_text=_("One matter: always with an end."))

    field_order = ("kind", "name", "post", "phone", "email", "person", "document_number", "document_date", "matter")

    def authority(self) -> Authority:
        """The authority, as the act wants it."""
        names = ("kind", "since", "until", "document_number", "document_date", "matter")
        return Authority(**{name: self.cleaned_data[name] for name in names})


class EndAuthorityForm(forms.Form):
    """The last day on which somebody speaks, and why."""

    last = DayField(label=_("Last day of speaking"))
    reason = forms.CharField(label=_("Reason"), max_length=300)
