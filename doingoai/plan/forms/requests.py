"""To whom a letter goes, and how it is numbered, dated and signed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency


class RequestForm(forms.Form):
    """The letters of one stroke."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label=_("Agencies asked"), to_field_name="slug", widget=forms.CheckboxSelectMultiple
    )
    number = forms.IntegerField(
        label=_("First number"), min_value=1, max_value=99999, help_text=_("each letter takes the next one")
    )
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("for example STTTT-TTĐN"))
    dated_on = forms.DateField(
        label=_("Date of the letters"), widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"})
    )
    signer_title = forms.CharField(label=_("Signer's title"), max_length=120)
    signer_name = forms.CharField(label=_("Signer's name"), required=False, max_length=120)
    telephone = forms.CharField(label=_("Telephone of who asks"), max_length=40)
    with_links = forms.BooleanField(
        label=_("Print a key link of its own in each letter"),
        required=False,
        help_text=_("Whoever holds the letter may then send the part. The link stands in this file only."),
    )
    anyway = forms.BooleanField(label=_("A number used before shall stand"), required=False)

    def __init__(self, agencies: QuerySet[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = agencies  # type: ignore[attr-defined]  # a model choice field has one
