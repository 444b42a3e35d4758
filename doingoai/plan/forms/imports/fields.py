"""The few sorts of field that a reading is corrected in, with errors that say how to write it."""

import re
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.outline.money import AMOUNT, money_of
from doingoai.shell.forms import DayField

Label = str | Promise

# What may stand between the pieces of one sum: "1 tỷ và 200 triệu đồng".
BETWEEN = re.compile(r"[\s,]*(?:(?:và|lẻ)[\s,]*)?")
TOO_LONG = _("At most %(limit_value)d characters; %(show_value)d are written.")


def short(label: Label, longest: int = 300, *, needed: bool = False, hint: Label = "") -> forms.CharField:
    """One line of words."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=needed,
        max_length=longest,
        help_text=hint,  # type: ignore[arg-type]  # a lazy word is a word
        error_messages={"max_length": TOO_LONG},
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
    )


def whole(label: Label, *, needed: bool = False, least: int = 0) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=needed,
        min_value=least,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Write it in digits, for example 10."),
            "min_value": _("Not less than %(limit_value)s."),
        },
    )


class MoneyField(forms.IntegerField):
    """A sum in đồng, written in digits alone or with its unit as in a plan: "85,5 triệu đồng"."""

    default_error_messages = {
        "invalid": _("Write the sum, for example 85,5 triệu đồng or 85.500.000."),
        "min_value": _("Not less than %(limit_value)s."),
    }

    def to_python(self, value: Any) -> int | None:
        """The sum that the words name and nothing beside it; digits alone are đồng."""
        words = str(value or "").strip()
        if AMOUNT.search(words) and BETWEEN.fullmatch(AMOUNT.sub("", words)):
            return money_of(words)
        return super().to_python(value)


def money(label: Label) -> MoneyField:
    """A sum of money."""
    return MoneyField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=False,
        min_value=0,
        localize=True,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
