"""What may be asked of the record."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.accounts.models import Person
from doingoai.audit.registry import watched
from doingoai.ops.words import KINDS, VERBS, Words, kind_name
from doingoai.shell.forms import DayField
from doingoai.shell.ordering import by_name
from doingoai.text import alphabetical


class HistoryFilter(forms.Form):
    """Acts, changes or accesses; who, what, on which day, on what kind of thing; nothing given means all."""

    what = forms.ChoiceField(
        required=False,
        label=_("Show"),
        choices=[("", _("acts")), ("changes", _("captured changes")), ("access", _("sign-ins and readings"))],
    )
    person = forms.ModelChoiceField(Person.objects.order_by(by_name("name")), required=False, label=_("Person"))
    verb = forms.ChoiceField(required=False, label=_("Act"))
    kind = forms.ChoiceField(required=False, label=_("Object"))
    on = DayField(required=False, label=_("Day"))
    request = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"
        self.fields["person"].empty_label = _("all")  # type: ignore[attr-defined]  # a choice of rows has one
        self.fields["verb"].choices = _choices(VERBS)  # type: ignore[attr-defined]  # a choice field
        captured = {table.kind: kind_name(table.kind) for table in watched() if not table.only_grows}
        self.fields["kind"].choices = _choices(captured | KINDS)  # type: ignore[attr-defined]  # a choice field


def _choices(words: Mapping[str, Words]) -> list[tuple[str, Words]]:
    return [("", _("all")), *sorted(words.items(), key=lambda pair: alphabetical(str(pair[1])))]
