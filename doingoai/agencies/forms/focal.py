"""Who the focal officer of a body is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.accounts.models import Person
from doingoai.agencies.actions.focal import Contact
from doingoai.agencies.models import Agency
from doingoai.shell.forms import DayField
from doingoai.shell.ordering import by_name

PHONE = r"^[0-9+().\s-]{6,40}$"


class FocalForm(forms.Form):
    """An official by the contact of their office: nothing private."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    post = forms.CharField(label=_("Post"), max_length=120)
    phone = forms.RegexField(
        PHONE, label=_("Telephone of the office"), required=False, help_text=_("No private number.")
    )
    email = forms.EmailField(label=_("E-mail of the office"), required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Account here, if they have one"), required=False, empty_label=_("none")
    )
    since = DayField(label=_("From which day"))
    until = DayField(label=_("Until which day"), required=False, help_text=_("Empty: until somebody else is named."))

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(is_active=True, grants__agency=agency).distinct().order_by(by_name("name"))
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a choice of rows has one

    def contact(self) -> Contact:
        """The official, as the act wants them."""
        names = ("name", "post", "phone", "email", "person")
        return Contact(**{name: self.cleaned_data[name] for name in names})
