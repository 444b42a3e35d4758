"""To whom a letter goes, and how it is numbered, dated and signed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.shell.forms import DayField


class RequestForm(forms.Form):
    """The letters of one stroke."""

    agencies = forms.MultipleChoiceField(
        label=_("Agencies asked"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one agency.")},
    )
    number = forms.IntegerField(
        label=_("First number"), min_value=1, max_value=99999, help_text=_("each letter takes the next one")
    )
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("for example STTTT-TTĐN"))
    dated_on = DayField(label=_("Date of the letters"))
    signer_title = forms.CharField(label=_("Signer's title"), max_length=120)
    signer_name = forms.CharField(
        label=_("Signer's name"),
        max_length=120,
        error_messages={"required": _("Write who signs: a letter without a signer's name is not issued.")},
    )
    telephone = forms.CharField(label=_("Telephone of who asks"), max_length=40)
    with_links = forms.BooleanField(
        label=_("Print a key link of its own in each letter"),
        required=False,
        help_text=_("Whoever holds the letter may then send the part. The links stand only in files of the next hour."),
    )
    anyway = forms.BooleanField(label=_("A number used before shall stand"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, agencies: Sequence[Agency], letters: Mapping[str, object], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {agency.slug: agency for agency in agencies}
        named = [(agency.slug, _named(agency, letters.get(agency.slug))) for agency in agencies]
        self.fields["agencies"].choices = named  # type: ignore[attr-defined]  # a choice field

    def clean_agencies(self) -> list[Agency]:
        """The agencies themselves, in the order of their names."""
        return [agency for slug, agency in self.known.items() if slug in self.cleaned_data["agencies"]]

    def go_on(self, refusal: Exception) -> None:
        """Tell that letters were made since; who has one now is ticked no more, and the next number is proposed."""
        said = QueryDict(mutable=True)
        said.update(self.data)
        said["seen"], said["number"] = str(self.initial["seen"]), str(self.initial["number"])
        said.setlist("agencies", [slug for slug in said.getlist("agencies") if slug in self.initial["agencies"]])
        self.data = said
        self.add_error(None, str(refusal))


def _named(agency: Agency, letter: object) -> object:
    """An agency to choose, with the number of the letter that it has."""
    return _("%(name)s (has letter %(letter)s)") % {"name": agency.name, "letter": letter} if letter else agency.name


class CommentLetterForm(RequestForm):
    """The letters of one stroke that ask for comments on a draft; there is no key to a draft."""

    def __init__(self, agencies: Sequence[Agency], letters: Mapping[str, object], *args: Any, **kwargs: Any) -> None:
        super().__init__(agencies, letters, *args, **kwargs)
        del self.fields["with_links"]
