"""What finance says of the lines of an estimate: agreed to, or given back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.actions.money.appraising import Judgement
from doingoai.plan.domain.money.states import Verdict
from doingoai.plan.forms.conflicts import SharedForm, Version
from doingoai.plan.forms.money.fields import AmountField
from doingoai.plan.models import CostEstimate, CostLine
from doingoai.plan.words import VERDICT_WORDS
from doingoai.text import number

CHOICES = [(Verdict.NONE, _("not looked at")), *VERDICT_WORDS.items()]
WORDS = dict(CHOICES)


class DecideForm(SharedForm):
    """Why the estimate is given back, where it is."""

    reason = forms.CharField(
        label=_("Reason for giving it back"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False
    )


class JudgeForm(SharedForm):
    """Every line with its verdict, the sum agreed to, the reason; and why the whole is given back."""

    reason = forms.CharField(
        label=_("Reason for giving it back"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
        help_text=_("Left empty, the reasons of the lines given back are sent."),
    )

    def __init__(self, estimate: CostEstimate, data: Any = None) -> None:
        super().__init__(data, initial={"revision": estimate.revision})
        self.lines = list(estimate.lines.select_related("task", "source", "written_by", "judged_by"))
        for line in self.lines:
            self._add(line)

    def _add(self, line: CostLine) -> None:
        told = {"line": line.item}
        verdict = forms.ChoiceField(label=_("Verdict on %(line)s") % told, choices=CHOICES, required=False)
        verdict.widget = forms.RadioSelect(choices=CHOICES)
        self.fields[f"verdict-{line.pk}"] = verdict
        self.fields[f"agreed-{line.pk}"] = AmountField(label=_("Sum agreed to for %(line)s") % told, required=False)
        reason = forms.CharField(label=_("Reason for %(line)s") % told, required=False, max_length=500)
        self.fields[f"reason-{line.pk}"] = reason
        self.initial[f"verdict-{line.pk}"] = line.verdict
        self.initial[f"agreed-{line.pk}"] = line.amount if line.agreed is None else line.agreed
        self.initial[f"reason-{line.pk}"] = line.reason
        for name in ("agreed", "reason"):
            field = self.fields[f"{name}-{line.pk}"]
            field.widget.attrs |= {"class": "in", "aria-label": str(field.label)}

    def rows(self) -> list[tuple[CostLine, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each line with its three fields."""
        return [
            (line, self[f"verdict-{line.pk}"], self[f"agreed-{line.pk}"], self[f"reason-{line.pk}"])
            for line in self.lines
        ]

    def judgements(self) -> list[Judgement]:
        """What was said of each line; a line agreed to without a sum is agreed to as it was asked for."""
        return [self._judgement(line) for line in self.lines]

    def _judgement(self, line: CostLine) -> Judgement:
        verdict = Verdict(self.cleaned_data[f"verdict-{line.pk}"] or "")
        agreed, reason = self.cleaned_data[f"agreed-{line.pk}"], self.cleaned_data[f"reason-{line.pk}"]
        if verdict is not Verdict.AGREED:
            return Judgement(line.pk, verdict, None, reason if verdict is Verdict.RETURNED else "")
        return Judgement(line.pk, verdict, line.amount if agreed is None else agreed, reason)

    def go_on(self, refusal: Exception) -> None:
        """Tell that somebody saved first, and of which lines the two say different things."""
        super().go_on(refusal)
        self.meanwhile = tuple(
            Version(line.item, _told(line.verdict, line.agreed, line.reason), mine)
            for line, said in zip(self.lines, self.judgements(), strict=True)
            if (mine := _told(said.verdict, said.agreed, said.reason)) != _told(line.verdict, line.agreed, line.reason)
        )


def _told(verdict: str, agreed: int | None, reason: str) -> str:
    words = [str(WORDS[Verdict(verdict)]), "" if agreed is None else number(agreed), reason]
    return ", ".join(word for word in words if word)
