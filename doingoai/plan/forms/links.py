"""What is asked when a key link is made, and what comes in through one."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.plan.forms.conflicts import ExpectedForm
from doingoai.plan.forms.files import FileField
from doingoai.plan.models import Measure, Task
from doingoai.shell.forms import DayField

LONGEST = 20_000  # letters in one box


class LinkForm(forms.Form):
    """For whom a link is, what for, until when."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), to_field_name="slug", empty_label=_("choose")
    )
    purpose = forms.CharField(label=_("What is asked"), max_length=300)
    name = forms.CharField(label=_("Officer's name"), max_length=120)
    post = forms.CharField(label=_("Officer's post"), max_length=120)
    email = forms.EmailField(
        label=_("Officer's e-mail"),
        required=False,
        max_length=254,
        help_text=_("Without an address nothing is mailed: the link is shown once, to be handed over."),
    )
    telephone = forms.CharField(label=_("Telephone of who asks"), max_length=40)
    last_day = DayField(label=_("Opens up to and including"))
    max_uses = forms.IntegerField(
        label=_("Most uses"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Each recording, keeping or sending is a use. Empty: until the part is sent or the days are over."),
    )

    def __init__(self, agencies: QuerySet[Agency], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]  # a model choice field has one
        known = list(agencies[:2])
        if len(known) == 1:
            self.fields["agency"].initial = known[0].slug


class TaskSelect(forms.Select):
    """Tasks, each with the measure that is usual for it."""

    usual: Mapping[str, str] = MappingProxyType({})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The measure goes along, for the page to choose."""
        option = super().create_option(name, value, *args, **kwargs)
        if measure := self.usual.get(str(value)):
            option["attrs"]["data-measure"] = measure
        return option


class TaskChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    """Tasks under the number and the short name that they bear."""

    widget = TaskSelect

    def label_from_instance(self, obj: Task) -> str:
        """The number as printed, then the first clauses."""
        return f"{obj.number} {obj.brief}"


class MeasureChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    """Measures with their units."""

    def label_from_instance(self, obj: Measure) -> str:
        """What is counted, and in what."""
        return f"{obj.name} ({obj.unit})"


class LinkEvidenceForm(forms.Form):
    """A piece of work, told on a phone."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    task = TaskChoice(Task.objects.none(), label=_("Task"), to_field_name="number", empty_label=_("choose"))
    measure = MeasureChoice(
        Measure.objects.all(),
        label=_("Kind of work"),
        required=False,
        empty_label=_("choose"),
        help_text=_("Left out, it is the usual one of the task, where it has one."),
    )
    title = forms.CharField(label=_("What was done"), max_length=300)
    quantity = forms.DecimalField(
        label=_("Quantity"), max_digits=14, decimal_places=2, localize=True, help_text=_("In digits, for example 10.")
    )
    done_on = DayField(
        label=_("Day it was finished"),
        help_text=_("day/month/year"),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    file = FileField(
        label=_("File, or a photo of the paper"),
        required=False,
        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),
    )

    def __init__(self, tasks: Iterable[Task], *args: Any, usual: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = self.fields["task"].widget.usual = usual
        self.fields["token"].initial = uuid4().hex
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]  # a model choice field has one
        known = list(tasks)
        if len(known) == 1:
            self.fields["task"].initial = known[0].number

    def clean(self) -> dict[str, Any]:
        """Without a kind of work it is the usual one of the task."""
        said = super().clean() or {}
        if said.get("task") and said.get("measure") is None and "measure" not in self.errors:
            said["measure"] = Measure.objects.filter(pk=self.usual.get(said["task"].number)).first()
            if said["measure"] is None:
                self.add_error("measure", self.fields["measure"].error_messages["required"])
        return said


def _words(label: object, rows: int, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy word is a word
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,  # type: ignore[arg-type]
    )


class LinkPartForm(ExpectedForm):
    """The words of a part, and what is asked once more before it goes out."""

    narrative = _words(_("Results in words"), 6)
    difficulties = _words(_("Difficulties"), 3)
    proposals = _words(_("Proposals"), 3)
    no_secret = forms.BooleanField(label=_("Read over; it holds no state secret"), required=False)
