"""A plan's file, and the correction of what was read from it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.states import Recurrence
from doingoai.plan.words import RECURRENCE_WORDS


class UploadForm(forms.Form):
    """The paper of a plan."""

    file = forms.FileField(
        label=_("Plan (.docx, .pdf with text, .txt)"),
        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),
    )
    no_secret = forms.BooleanField(label=_("I have read the file; it contains no state secret"))


class TaskReadingForm(forms.Form):
    """A task as it was read, every field correctable; parties are written one a line."""

    title = forms.CharField(label=_("Name of the task"), widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(
        label=_("Leading"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One body a line.")
    )
    coordinate = forms.CharField(
        label=_("Helping"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One body a line.")
    )
    content = forms.CharField(label=_("Content"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    time_text = forms.CharField(label=_("Time as printed"), required=False, max_length=300)
    time_from = forms.DateField(label=_("From"), required=False)
    time_to = forms.DateField(label=_("To"), required=False)
    time_before = forms.DateField(label=_("Due before"), required=False)
    time_recurrence = forms.ChoiceField(
        label=_("Rhythm"), required=False, choices=[("", "—"), *((r.value, RECURRENCE_WORDS[r]) for r in Recurrence)]
    )
    budget = forms.IntegerField(label=_("Money (đồng)"), required=False, min_value=0, localize=True)
    output = forms.CharField(label=_("Expected output"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def of(cls, task: dict[str, Any], **kwargs: Any) -> "TaskReadingForm":
        """The form filled with a task of the reading."""
        time = task["time"] or {}
        initial = {
            "title": task["title"],
            "lead": "\n".join(party["text"] for party in task["lead"]),
            "coordinate": "\n".join(party["text"] for party in task["coordinate"]),
            "content": "\n".join(task["content"]),
            "budget": task["budget"],
            "output": task["output"] or "",
            "time_text": time.get("text") or "",
            "time_recurrence": time.get("recurrence") or "",
        } | {f"time_{name}": _day(time.get(name)) for name in ("from", "to", "before")}
        return cls(initial=initial, prefix=f"t{task['no'].replace('.', '-')}", auto_id="id_%s", **kwargs)

    def changes(self, names: Names) -> dict[str, Any]:
        """What the form says, in the shape of the reading; the bodies are looked up by their names."""
        said = self.cleaned_data
        changes: dict[str, Any] = {
            "title": said["title"],
            "content": self.lines("content"),
            "output": said["output"] or None,
            "budget": said["budget"],
            "time_text": said["time_text"] or None,
            "time_recurrence": said["time_recurrence"] or None,
        }
        for name in ("from", "to", "before"):
            day = said[f"time_{name}"]
            changes[f"time_{name}"] = day.isoformat() if day else None
        for name in ("lead", "coordinate"):
            changes[name] = [asdict(names.party(line)) for line in self.lines(name)]
        return changes

    def lines(self, name: str) -> list[str]:
        """The lines of a field that holds several."""
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
