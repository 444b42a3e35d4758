"""Which route each task's money takes, and which part of the money is asked for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.money.states import Route
from doingoai.plan.queries.money.routes import WayRow
from doingoai.plan.words import ROUTE_WORDS

CHOICES = [(route.value, words) for route, words in ROUTE_WORDS.items()]


class WaysForm(forms.Form):
    """A choice for each task at each agency; left open it is as the plan's words propose."""

    def __init__(self, rows: Iterable[WayRow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = list(rows)
        for row in self.ways:
            label = f"{row.task.number}, {row.agency.short}"
            field = forms.ChoiceField(label=label, required=False, choices=[("", _("as the plan says")), *CHOICES])
            field.widget.attrs |= {"class": "in", "aria-label": label}
            self.fields[row.key] = field
            self.initial[row.key] = row.way.route.value if row.way.is_chosen and row.way.route else ""

    def rows(self) -> list[tuple[WayRow, forms.BoundField]]:
        """Each row with its field."""
        return [(row, self[row.key]) for row in self.ways]

    def chosen(self) -> list[tuple[WayRow, Route | None]]:
        """What was chosen otherwise than it stands."""
        return [
            (row, Route(said) if (said := self.cleaned_data[row.key]) else None)
            for row in self.ways
            if row.key in self.changed_data
        ]


class BeginForm(forms.Form):
    """By which route an estimate is begun."""

    route = forms.ChoiceField(label=_("Route of the money"), choices=CHOICES, widget=forms.RadioSelect)
