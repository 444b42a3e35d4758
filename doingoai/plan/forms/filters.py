"""What a reader may ask to see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.plan.domain.states import Role, State
from doingoai.plan.domain.titles import brief
from doingoai.plan.models import Plan
from doingoai.plan.queries.measures import measures_and_kinds
from doingoai.plan.queries.places import BORDER_COMMUNES, in_year
from doingoai.plan.queries.timeline import YearFilters, YearTasks
from doingoai.plan.queries.tree import MONTHS, Filters
from doingoai.shell.forms import DayField
from doingoai.shell.ordering import by_name
from doingoai.shell.templatetags.house import STATE_WORDS

SILENT = "silent"


class TreeFilterForm(forms.Form):
    """Filters of the tree; what makes no sense is left out."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("Leading or helping")), (Role.LEAD, _("Leading")), (Role.COORDINATE, _("Helping"))],
    )
    months = forms.ChoiceField(label=_("Months"), required=False)
    state = forms.ChoiceField(label=_("Step"), required=False)

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(tracking__party__task__plan=plan, tracking__passed_to=None).distinct()
        self._choose("agency", [("", _("All"))] + [(a.slug, a.short) for a in agencies.order_by(by_name("name"))])
        spans = [
            ("", _("The whole year")),
            ("1-3", "1–3"),
            ("4-6", "4–6"),
            ("7-9", "7–9"),
            ("10-12", "10–12"),
            ("1-6", "1–6"),
        ]
        self._choose("months", spans)
        steps = [(str(int(state)), STATE_WORDS[state]) for state in State]
        self._choose("state", [("", _("Every step")), (SILENT, _("Without evidence")), *steps])
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker only
        field.choices = choices

    def filters(self) -> Filters:
        """The filters asked for."""
        self.is_valid()
        said = self.cleaned_data
        state, span = said.get("state") or "", said.get("months") or f"1-{MONTHS}"
        first, _dash, last = span.partition("-")
        return Filters(
            agency=said.get("agency") or "",
            role=said.get("role") or "",
            state=int(state) if state.isdigit() else None,
            silent=state == SILENT,
            from_month=int(first),
            to_month=int(last),
        )


class TimelineFilterForm(forms.Form):
    """Filters of the year: an agency that has a share, a section, a step; what makes no sense is left out."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)
    section = forms.ChoiceField(label=_("Section"), required=False)
    state = forms.ChoiceField(label=_("Step"), required=False)

    def __init__(self, tasks: YearTasks, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("agency", [("", _("All")), *tasks.agencies]),
            ("section", [("", _("All")), *((number, f"{number}. {brief(title)}") for number, title in tasks.sections)]),
            ("state", [("", _("Every step")), *((str(int(state)), STATE_WORDS[state]) for state in State)]),
        ):
            self.fields[name].choices = rows  # type: ignore[attr-defined]  # a choice field
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"

    def filters(self) -> YearFilters:
        """The filters asked for."""
        self.is_valid()
        said = self.cleaned_data
        state = said.get("state") or ""
        return YearFilters(said.get("agency") or "", said.get("section") or "", int(state) if state else None)


class EvidenceFilterForm(forms.Form):
    """Filters of the list of evidence: a task by its number, a measure by its code, an agency by its slug.

    With a report, the agency is the one whose part counts the work, whoever recorded it before that body went over.
    """

    words = forms.CharField(
        label=_("Holding the words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    task = forms.ChoiceField(label=_("Task"), required=False)
    measure = forms.ChoiceField(label=_("Measure"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    kind = forms.ChoiceField(label=_("Kind of work"), required=False)
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    period = forms.SlugField(required=False, widget=forms.HiddenInput)

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = [BORDER_COMMUNES, *(place.label for place in in_year(plan.year))]
        agencies = Agency.objects.filter(tracking__isnull=False).distinct()
        words = measures_and_kinds()
        # Each list is asked for once: what is chosen is one of those shown.
        for name, rows in (
            ("task", [(task.number, str(task)) for task in plan.tasks.all()]),
            ("measure", words["measure"]),
            ("agency", [(agency.slug, agency.name) for agency in agencies]),
            ("kind", words["kind"]),
        ):
            self.fields[name].choices = [("", _("All")), *rows]  # type: ignore[attr-defined]  # a choice field
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"
