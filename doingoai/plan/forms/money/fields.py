"""Sums and quantities as they are typed: "1.250.000", "85,5 triệu", "2 tỷ 150 triệu"."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.money.amounts import NotAnAmount, amount_of, quantity_of
from doingoai.plan.forms.files import FileField
from doingoai.plan.forms.imports.fields import MoneyField
from doingoai.text import number


class AmountField(MoneyField):
    """A sum in whole đồng, no fraction of one let by; negative only where it is `signed`."""

    def __init__(self, *, signed: bool = False, **kwargs: Any) -> None:
        self.signed = signed
        attrs = {"autocomplete": "off", "data-money": "1"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """The sum; None where nothing was typed."""
        words = str(value or "").strip()
        try:
            return amount_of(words, signed=self.signed) if words else None
        except NotAnAmount as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: Any) -> Any:
        """A sum as the office writes it; what was typed as it was typed."""
        return number(value) if isinstance(value, int) else value


class QuantityField(forms.CharField):
    """How much of it, with at most three decimals."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "data-quantity": "1"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """The quantity; None where nothing was typed and nothing need be."""
        words = super().clean(value)
        if not words:
            return None
        try:
            return quantity_of(words)
        except NotAnAmount as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: Any) -> Any:
        """A quantity as the office writes it; what was typed as it was typed."""
        return number(value) if isinstance(value, Decimal) else value


def paper_field(label: Any) -> FileField:
    """The file of a document."""
    return FileField(
        label=label,
        required=False,
        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),
    )
