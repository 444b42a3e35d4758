"""What may be asked of the directory, and told about accounts and roles."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import choosable
from doingoai.agencies.words import ROLE_DUTIES, ROLE_WORDS
from doingoai.dates import office
from doingoai.shell.forms import DayField
from doingoai.shell.ordering import by_name

SIGN_IN_NAME = r"^[a-z0-9]+([._-][a-z0-9]+)*$"


class Filter(forms.Form):
    """Words and switches above a list; what makes no sense is left out."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "in"
        self.is_valid()

    def asked(self, name: str) -> Any:
        """What was asked for under the name; None where nothing was, or what makes no sense."""
        return self.cleaned_data.get(name) or None


class BodyFilter(Filter):
    """Bodies by name, on a day, with or without those that do not exist on it."""

    on = DayField(label=_("Day"), required=False)
    every = forms.BooleanField(label=_("Also those that have ended or not begun"), required=False)


class DayFilter(Filter):
    """Groups on a day."""

    q = None  # type: ignore[assignment]  # Django's way to leave a field out
    on = DayField(label=_("Day"), required=False)


class PeopleFilter(Filter):
    """People by name, sign-in name, address or agency, with or without closed accounts."""

    q = forms.CharField(label=_("Name or agency"), required=False, max_length=100)
    every = forms.BooleanField(label=_("Also closed accounts"), required=False)


def _roles() -> list[tuple[str, str]]:
    return [(role, f"{str(word).capitalize()}: {ROLE_DUTIES[role]}") for role, word in ROLE_WORDS.items()]


class AgencyChoice(forms.ModelChoiceField[Agency]):
    """Agencies that somebody may get a role at."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            Agency.objects.none(), label=_("Agency"), to_field_name="slug", empty_label=_("choose"), **more
        )

    def label_from_instance(self, obj: Agency) -> str:
        """The name, what the body was before, and the last day of one that ended or will."""
        was = [former.name for former in obj.former_names] + [body.name for body in obj.predecessors.all()]
        told = [gettext("before: %(names)s") % {"names": ", ".join(was)}] if was else []
        told += [gettext("until %(day)s") % {"day": office(obj.valid_to)}] if obj.valid_to else []
        return f"{obj.name} ({'; '.join(told)})" if told else obj.name


class RoleForm(forms.Form):
    """A role for a person at an agency."""

    agency = AgencyChoice()
    role = forms.ChoiceField(label=_("Role"), choices=_roles, widget=forms.RadioSelect)

    def __init__(self, *args: Any, days: tuple[date, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = choosable(*days)  # type: ignore[attr-defined]  # a choice of rows has one

    def clean_role(self) -> Role:
        """The role as the house knows it."""
        return Role(self.cleaned_data["role"])


class NameForm(forms.Form):
    """How a person is called, and where their post goes."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Of the office; one may sign in with it as well. May stay empty."),
    )


class PersonForm(NameForm, RoleForm):
    """Somebody who shall have an account, and what they may do from today."""

    field_order = ["name", "username", "email", "agency", "role"]

    username = forms.RegexField(
        SIGN_IN_NAME,
        label=_("Sign-in name"),
        min_length=3,
        max_length=40,
        help_text=_("Small letters without tones, digits, and dots between them, for example ly.mau.binh."),
        error_messages={"invalid": _("Small letters without tones, digits, and single dots between them.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )


class GrantForm(RoleForm):
    """A role for somebody who has an account."""

    person = forms.ModelChoiceField(
        Person.objects.filter(is_active=True).order_by(by_name("name")), label=_("Who"), empty_label=_("choose")
    )

    field_order = ["person", "agency", "role"]


class EndForm(forms.Form):
    """The last day on which the role holds."""

    on = DayField(label=_("Last day of the role"), required=False, help_text=_("Empty: it ends at once."))


class CloseForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
