"""A piece of evidence, typed by hand or in a spreadsheet."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.plan.actions.evidence import check_place
from doingoai.plan.domain.evidence import NotEvidence
from doingoai.plan.forms.files import FileField
from doingoai.plan.models import KindOfWork, Measure, Plan, Task
from doingoai.plan.queries.places import in_year
from doingoai.shell.forms import DayField

BESIDE = (("measure_2", "quantity_2"), ("measure_3", "quantity_3"))


def _quantity(label: object) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        max_digits=14,
        decimal_places=2,
        localize=True,
        required=False,
    )


class TaskChoice(forms.ModelChoiceField[Task]):
    """Tasks by number and the beginning of their name."""

    def label_from_instance(self, obj: Task) -> str:
        """Number and name, cut at a word."""
        words = obj.title.split()
        return f"{obj.number} {' '.join(words[:16])}{'…' if len(words) > 16 else ''}"


class EvidenceForm(forms.Form):
    """What was done, when, how much, by whom; the token makes a second sending change nothing."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)
    task = TaskChoice(Task.objects.none(), label=_("Task"), to_field_name="number", empty_label=_("choose"))
    title = forms.CharField(label=_("What was done"), max_length=300)
    kind = forms.ModelChoiceField(
        KindOfWork.objects.all(),
        label=_("Kind of work"),
        required=False,
        empty_label=_("not told"),
        help_text=_("A training class, an inspection, a press briefing, commissioned work: told, it can be filtered."),
    )
    measure = forms.ModelChoiceField(Measure.objects.all(), label=_("Measure"), empty_label=_("choose"))
    quantity = forms.DecimalField(
        label=_("Quantity"), max_digits=14, decimal_places=2, localize=True, help_text=_("In digits, for example 10.")
    )
    measure_2 = forms.ModelChoiceField(
        Measure.objects.all(), label=_("Second measure"), required=False, empty_label=_("none")
    )
    quantity_2 = _quantity(_("Its quantity"))
    measure_3 = forms.ModelChoiceField(
        Measure.objects.all(), label=_("Third measure"), required=False, empty_label=_("none")
    )
    quantity_3 = _quantity(_("Its quantity"))
    done_on = DayField(
        label=_("Day it was finished"),
        help_text=_("day/month/year"),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), to_field_name="slug", empty_label=_("choose")
    )
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=_("A commune, a district, a gate; another place may be typed in words."),
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    file = FileField(
        label=_("File"),
        required=False,
        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, plan: Plan, actor: Actor, *args: Any, alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alone:
            for name in (name for pair in BESIDE for name in pair):
                del self.fields[name]
        self.places = [place.label for place in in_year(plan.year)]
        self.fields["token"].initial = uuid4().hex
        self.fields["task"].queryset = plan.tasks.all()  # type: ignore[attr-defined]  # a model choice field has one
        # What is corrected keeps the name under which it was recorded, though that body may have ended.
        kept = Q(slug=self.initial.get("agency", ""))
        own = Agency.objects.filter(kept | Q(pk=actor.agency.pk))
        every = Agency.objects.filter(kept | Q(tracking__isnull=False, tracking__valid_to=None)).distinct()
        self.fields["agency"].queryset = every if actor.is_coordinator else own  # type: ignore[attr-defined]
        self.fields["agency"].initial = actor.agency.slug

    def clean(self) -> dict[str, Any]:
        """Each further measure comes with its quantity and another measure; a kind that needs a place has one."""
        said = super().clean() or {}
        seen = {said.get("measure")}
        for measure, quantity in BESIDE:
            if bool(said.get(measure)) != (said.get(quantity) is not None):
                missing = quantity if said.get(measure) else measure
                self.add_error(missing, _("A measure and its quantity go together."))
            elif said.get(measure) in seen - {None}:
                self.add_error(measure, _("Told already above: choose another measure."))
            seen.add(said.get(measure))
        try:
            check_place(said.get("place") or "", said.get("kind"))
        except NotEvidence as refusal:
            self.add_error("place", str(refusal))
        return said

    @property
    def counts(self) -> dict[Measure, Decimal]:
        """Every measure with its quantity."""
        said = self.cleaned_data
        beside = {said[m]: said[q] for m, q in BESIDE if said.get(m)}
        return {said["measure"]: said["quantity"]} | beside


class RetractForm(forms.Form):
    """Why a piece of evidence is taken back."""

    reason = forms.CharField(label=_("Reason for taking it back"), max_length=300)


class SpreadsheetForm(forms.Form):
    """A filled-in template of the agency."""

    file = FileField(
        label=_("Filled-in template (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=format_lazy(
            "{} {}",
            _("No document with a secrecy mark: such a file is refused before anything is stored."),
            _("Every row is checked first; if one is wrong, nothing is recorded and the file comes back marked."),
        ),
    )
