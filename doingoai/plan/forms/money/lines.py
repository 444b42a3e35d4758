"""The lines of an estimate as a table that is filled in; each row a line, empty rows are let be."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.actions.money.lines import LineFacts
from doingoai.plan.domain.money.amounts import product_of
from doingoai.plan.forms.conflicts import SharedForm, Version
from doingoai.plan.forms.money.fields import AmountField, QuantityField
from doingoai.plan.models import CostEstimate, CostLine, FundSource, Task
from doingoai.text import number, sent

EMPTY_ROWS, MORE_ROWS = 3, 5
MOST_ROWS = 300
TYPED = ("item", "unit", "quantity", "unit_price", "note")
NEEDED = ("task", "item", "unit", "quantity", "unit_price", "source")


class LineForm(forms.Form):
    """One line: all of it, or nothing."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    task = forms.ChoiceField(label=_("Task"), required=False)
    item = forms.CharField(label=_("Item"), required=False, max_length=300)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    quantity = QuantityField(label=_("Quantity"), required=False)
    unit_price = AmountField(label=_("Unit price"), required=False)
    source = forms.ChoiceField(label=_("Source of funds"), required=False)
    note = forms.CharField(label=_("Basis"), required=False, max_length=300)

    def __init__(self, *args: Any, tasks: Mapping[str, Task], sources: Mapping[str, FundSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tasks, self.sources = tasks, sources
        named = [(task.number, f"{task.number} {task.brief}") for task in tasks.values()]
        self.fields["task"].choices = [("", _("choose")), *named]  # type: ignore[attr-defined]  # a choice field
        chosen = [(source.code, source.name) for source in sources.values()]
        self.fields["source"].choices = chosen  # type: ignore[attr-defined]  # likewise
        for name, field in self.fields.items():
            if name != "key":
                field.widget.attrs["class"] = "in"
                field.widget.attrs["aria-label"] = field.label

    def clean(self) -> dict[str, Any]:
        """A line that was begun has all it needs."""
        said = super().clean() or {}
        if not self.is_blank:
            for name in NEEDED:
                if said.get(name) in {None, ""} and name not in self.errors:
                    self.add_error(name, _("Missing: fill it in, or empty the whole row."))
        return said

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in the row."""
        return not any(str(self[name].value() or "").strip() for name in TYPED)

    @property
    def slips(self) -> list[str]:
        """What is wrong with the row, each slip with the name of its column."""
        return [f"{self.fields[name].label}: {error}" for name, errors in self.errors.items() for error in errors]

    @property
    def amount(self) -> int | None:
        """What the row comes to as it stands; None while it cannot be told."""
        said = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        quantity, price = said.get("quantity"), said.get("unit_price")
        return None if quantity is None or price is None else product_of(Decimal(quantity), int(price))

    def facts(self) -> LineFacts:
        """The line, of a row that is whole."""
        said = self.cleaned_data
        task, source = self.tasks[said["task"]], self.sources[said["source"]]
        words = (" ".join(said[name].split()) for name in ("item", "unit"))
        item, unit = words
        return LineFacts(said["key"], task, item, unit, said["quantity"], said["unit_price"], source, said["note"])


LineSet = forms.formset_factory(LineForm, extra=EMPTY_ROWS, max_num=MOST_ROWS, validate_max=True)


class EstimateForm(SharedForm):
    """An estimate with its lines and the revision that was read."""

    def __init__(
        self, estimate: CostEstimate, tasks: Sequence[Task], data: Any = None, *, sources: Iterable[FundSource]
    ) -> None:
        super().__init__(data, initial={"revision": estimate.revision})
        self.kept = list(estimate.lines.select_related("task", "source"))
        known = {source.code: source for source in sources}
        first = next((code for code, source in known.items() if source.route == estimate.route), None)
        rows = LineSet(
            _with_more(data) if data else None,
            prefix="lines",
            initial=[_said(line) for line in self.kept],
            form_kwargs={"tasks": {task.number: task for task in tasks}, "sources": known},
        )
        for form in rows.forms:
            form.fields["source"].initial = first
            if len(tasks) == 1:
                form.fields["task"].initial = tasks[0].number
        self.sets = {"lines": rows}

    @property
    def rows(self) -> Any:
        """The rows of the table."""
        return self.sets["lines"]

    @property
    def total(self) -> int:
        """What the rows come to as they stand."""
        return sum(form.amount or 0 for form in self.rows.forms)

    def is_valid(self) -> bool:
        """Whether every row that was begun is whole."""
        return bool(super().is_valid() and self.rows.is_valid())

    def lines(self) -> list[LineFacts]:
        """The lines of all rows that are not empty."""
        return [form.facts() for form in self.rows.forms if not form.is_blank]

    def go_on(self, refusal: Exception) -> None:
        """Tell that somebody saved first, and in which lines the two differ."""
        super().go_on(refusal)
        theirs = {line.pk: _told(_said(line)) for line in self.kept}
        mine: dict[int | None, list[str]] = {}
        for form in self.rows.forms:
            if not form.is_blank:
                mine.setdefault(form.cleaned_data["key"], []).append(_told(form.cleaned_data))
        keys = [*theirs, *(key for key in mine if key not in theirs)]
        self.meanwhile = tuple(
            Version(_("Line"), theirs.get(key or 0, ""), "\n".join(mine.get(key, [])))
            for key in keys
            if theirs.get(key or 0, "") != "\n".join(mine.get(key, []))
        )


def _said(line: CostLine) -> dict[str, Any]:
    return {
        "key": line.pk,
        "task": line.task.number,
        "item": line.item,
        "unit": line.unit,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "source": line.source_id,
        "note": line.note,
    }


def _told(said: Mapping[str, Any]) -> str:
    how_much = f"{number(said['quantity'])} {said['unit']} × {number(said['unit_price'])}"
    return f"{said['task']} {said['item']}: {how_much}" + (f" ({said['note']})" if said["note"] else "")


def _with_more(data: Any) -> Any:
    """The same data with more empty rows, where they were asked for."""
    if "more" not in data:
        return data
    told = data.copy()
    count = sent(told.get("lines-TOTAL_FORMS", ""), 0)
    told["lines-TOTAL_FORMS"] = str(min(count + MORE_ROWS, MOST_ROWS))
    return told
