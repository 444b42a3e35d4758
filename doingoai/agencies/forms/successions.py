"""What is told of a succession: one form for each kind of change."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.actions.successions import NewBody, Told
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.forms import AgencyChoice
from doingoai.agencies.models import Agency, holding
from doingoai.agencies.queries import choosable
from doingoai.dates import NoSuchDay, parse_typed
from doingoai.shell.forms import DayField
from doingoai.shell.ordering import by_name

NEW_BODIES = 3


class Bodies(forms.ModelMultipleChoiceField[Agency]):
    """Several bodies out of those alive, as a list to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more: Any) -> None:
        super().__init__(Agency.objects.none(), to_field_name="slug", **more)

    def label_from_instance(self, obj: Agency) -> str:
        """The name alone: the list to tick is long."""
        return obj.name


class SuccessionForm(forms.Form):
    """Day, decision and source: what every succession has."""

    kind: Change
    wide: tuple[str, ...] = ()

    on = DayField(
        label=_("From which day"),
        help_text=_("The first day of the new order, for example 01/7/2025."),
    )
    number = forms.CharField(label=_("Number of the decision"), required=False, max_length=60)
    dated_on = DayField(
        label=_("Day of the decision"),
        required=False,
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=300, help_text=_("Where the decision can be read.")
    )

    def __init__(self, *args: Any, days: tuple[date, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alive = choosable(*days)
        for name in ("before", "after"):
            if name in self.fields:
                self.fields[name].queryset = self._offered(name, alive)  # type: ignore[attr-defined]  # a choice of rows

    def _offered(self, name: str, alive: Any) -> Any:
        """Those alive; a succession of a day long past also knows bodies that were alive then."""
        day = self._said_day()
        then = Agency.objects.filter(holding(day)) if day else Agency.objects.none()
        return (alive | then).distinct().order_by(by_name("name"))

    def _said_day(self) -> date | None:
        try:
            return parse_typed(self.data.get("on", "")) if self.is_bound else None
        except NoSuchDay:
            return None

    def told(self, *, main: str = "", choices: dict[str, str] | None = None) -> Told:
        """What was told, as the act wants it."""
        said = self.cleaned_data
        common = {name: said[name] for name in ("on", "number", "dated_on", "source")}
        names = {name: said[name] for name in ("new_name", "new_short") if name in said}
        before = _listed(said["before"])
        made = tuple(self._made(before))
        return Told(
            self.kind,
            predecessors=before,
            successors=_listed(said.get("after")),
            made=made,
            main=main,
            choices=choices or {},
            **common,
            **names,
        )

    def _made(self, before: tuple[Agency, ...]) -> Any:
        """The bodies that come to be, of the kind of the one named like them, else of the first that goes over."""
        for index in range(1, NEW_BODIES + 1):
            name = self.cleaned_data.get(f"made{index}", "").strip()
            if name:
                short = self.cleaned_data.get(f"made{index}_short", "").strip() or name
                alike = (body.kind for body in before if body.name.split()[0] == name.split()[0])
                yield NewBody(name, short[:80], next(alike, before[0].kind))


def _listed(found: Any) -> tuple[Agency, ...]:
    if found is None:
        return ()
    return (found,) if isinstance(found, Agency) else tuple(found)


def _name(label: Any, length: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=length)


class MergeForm(SuccessionForm):
    """Bodies that go into another, old or new."""

    kind = Change.MERGE
    wide = ("before",)
    field_order = ["before", "after", "made1", "made1_short", "on"]

    before = Bodies(label=_("Agencies that go over"))
    after = AgencyChoice(required=False)
    made1 = _name(_("Name of a new agency"), 200)
    made1_short = _name(_("Its short name"), 80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].label = _("Into which agency (empty where a new one is made)")


class SplitForm(SuccessionForm):
    """One body that goes into several."""

    kind = Change.SPLIT
    wide = ("after",)
    field_order = ["before", "on", "after", "made1", "made1_short", "made2", "made2_short", "made3", "made3_short"]

    before = AgencyChoice()
    after = Bodies(label=_("Successors that exist already, itself if it goes on"), required=False)
    made1 = _name(_("Name of a new agency"), 200)
    made1_short = _name(_("Its short name"), 80)
    made2 = _name(_("Name of a second new agency"), 200)
    made2_short = _name(_("Short name of the second"), 80)
    made3 = _name(_("Name of a third new agency"), 200)
    made3_short = _name(_("Short name of the third"), 80)


class RenameForm(SuccessionForm):
    """One body with its new name."""

    kind = Change.RENAME
    field_order = ["before", "on", "new_name", "new_short"]

    before = AgencyChoice()
    new_name = forms.CharField(label=_("New name"), max_length=200)
    new_short = forms.CharField(label=_("New short name"), max_length=80)


class DissolveForm(SuccessionForm):
    """One body that ends, and who takes over its work."""

    kind = Change.DISSOLVE
    field_order = ["before", "on", "after"]

    before = AgencyChoice()
    after = AgencyChoice(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].label = _("Who takes over its work (may stay empty)")


FORMS: dict[Change, type[SuccessionForm]] = {
    form.kind: form for form in (MergeForm, SplitForm, RenameForm, DissolveForm)
}
