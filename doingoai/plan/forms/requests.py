"""To whom a letter goes, and how it is numbered, dated and signed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.shell.forms import DayField


class RequestForm(forms.Form):
    """The letters of one stroke."""

    agencies = forms.MultipleChoiceField(label=_("Agencies asked"), widget=forms.CheckboxSelectMultiple)
    number = forms.IntegerField(
        label=_("First number"), min_value=1, max_value=99999, help_text=_("each letter takes the next one")
    )
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("for example STTTT-TTĐN"))
    dated_on = DayField(label=_("Date of the letters"))
    signer_title = forms.CharField(label=_("Signer's title"), max_length=120)
    signer_name = forms.CharField(label=_("Signer's name"), required=False, max_length=120)
    telephone = forms.CharField(label=_("Telephone of who asks"), max_length=40)
    with_links = forms.BooleanField(
        label=_("Print a key link of its own in each letter"),
        required=False,
        help_text=_("Whoever holds the letter may then send the part. The link stands in this file only."),
    )
    anyway = forms.BooleanField(label=_("A number used before shall stand"), required=False)

    def __init__(self, agencies: Sequence[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {agency.slug: agency for agency in agencies}
        self.fields["agencies"].choices = [(a.slug, a.name) for a in agencies]  # type: ignore[attr-defined]  # a choice field

    def clean_agencies(self) -> list[Agency]:
        """The agencies themselves, in the order of their names."""
        return [agency for slug, agency in self.known.items() if slug in self.cleaned_data["agencies"]]


class CommentLetterForm(RequestForm):
    """The letters of one stroke that ask for comments on a draft; there is no key to a draft."""

    def __init__(self, agencies: Sequence[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(agencies, *args, **kwargs)
        del self.fields["with_links"]
