"""The few sorts of field that a reading is corrected in, with errors that say how to write it."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doingoai.shell.forms import DayField

Label = str | Promise

NEEDED = _("This cannot be empty. Write it, or leave the reading as it was.")
TOO_LONG = _("At most %(limit_value)d characters; %(show_value)d are written.")


def short(label: Label, longest: int = 300, *, needed: bool = False, hint: Label = "") -> forms.CharField:
    """One line of words."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=needed,
        max_length=longest,
        help_text=hint,  # type: ignore[arg-type]  # a lazy word is a word
        error_messages={"required": NEEDED, "max_length": TOO_LONG},
    )


def long(
    label: Label, rows: int = 2, longest: int = 20_000, *, needed: bool = False, hint: Label = ""
) -> forms.CharField:
    """Several lines of words."""
    field = short(label, longest, needed=needed, hint=hint)
    field.widget = forms.Textarea(attrs={"rows": rows})
    return field


def day(label: Label, *, needed: bool = False) -> DayField:
    """A day as the office writes it."""
    return DayField(
        label=label,
        required=needed,
        error_messages={"required": NEEDED},
    )


def whole(label: Label, *, needed: bool = False, least: int = 0, grouped: bool = False) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=needed,
        min_value=least,
        localize=grouped,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": NEEDED,
            "invalid": _("Write it in digits, for example 10."),
            "min_value": _("Not less than %(limit_value)s."),
        },
    )
