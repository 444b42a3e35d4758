"""What an agency says of its own plan, and what of the list is asked for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from doingoai.plan.forms.conflicts import SharedForm
from doingoai.plan.forms.files import FileField
from doingoai.plan.models import Task
from doingoai.shell.forms import DayField

LACKING = [
    ("", _("All agencies")),
    ("any", _("Those that lack something")),
    ("plan", _("Those without a plan of their own")),
    ("focal", _("Those without a focal officer")),
]


class OwnPlanForm(SharedForm):
    """The agency's own plan: its paper, and the tasks of the province that it serves."""

    title = forms.CharField(label=_("Name of the paper"), max_length=500)
    number = forms.CharField(label=_("Number"), max_length=60)
    issued_on = DayField(
        label=_("Issued on"),
    )
    file = FileField(
        label=_("File"),
        required=False,
        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),
    )
    tasks = forms.ModelMultipleChoiceField(
        Task.objects.none(),
        label=_("Tasks of the province that it serves"),
        required=False,
        to_field_name="number",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, tasks: QuerySet[Task], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"].queryset = tasks  # type: ignore[attr-defined]  # a choice of rows has one
        self.fields["tasks"].label_from_instance = _of_task  # type: ignore[attr-defined]  # likewise


def _of_task(task: Task) -> str:
    return f"{task.number} {task.brief}"


class LackingForm(forms.Form):
    """Which agencies of the list are asked for."""

    lack = forms.ChoiceField(label=_("Show"), required=False, choices=LACKING)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lack"].widget.attrs["class"] = "in"

    def asked(self) -> str:
        """What was asked for; nothing where it makes no sense."""
        return str(self.cleaned_data.get("lack", "")) if self.is_valid() else ""
