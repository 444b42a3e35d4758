"""A part of a report that is not sent goes to the successor: its words, its estimates, and who must send it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from doingoai.agencies.domain.succession import Passing
from doingoai.agencies.models import Agency
from doingoai.dates import office
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.states import HANDED_IN, PartState
from doingoai.plan.models import Estimate, Part

WORDS = ("narrative", "difficulties", "proposals")
DAYS = ("submitted_at", "confirmed_at")
WHO = ("signed_by_id", "sent_via_id", "confirmed_by_id", "passed_to_id")
KEPT = (*WORDS, *DAYS, *WHO, "state", "return_reason", "revision", "figures")


@dataclass
class Handing:
    """Hands parts on within one succession; keeps what they were: `was` of those handed on, `taken` of the heirs."""

    passing: Passing
    heirs: Mapping[str, Agency]
    was: list[dict[str, Any]] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)

    def hand_on(self, part: Part, *, is_open: bool) -> None:
        """Let the part go to the main successor; one that need not be sent only says who counts its figures now."""
        main = self.heirs.get(self.passing.main or "")
        self.was.append(_snapshot(part))
        if is_open:
            part.state, part.return_reason = PartState.EXCUSED, self._reason(part, main)
            part.revision += 1
        part.passed_to = main
        part.save(update_fields=["state", "return_reason", "revision", "passed_to"])
        if is_open and main is not None:
            self._take_in(part, main)
            self._share_out(part, main)

    def _reason(self, part: Part, main: Agency | None) -> str:
        whither = f"theo về {main.name}" if main else "không có cơ quan kế tục"
        return f"Từ {office(self.passing.on)} {part.agency.name_on(self.passing.last)} không còn; phần này {whither}."

    def _take_in(self, part: Part, main: Agency) -> None:
        """Add the words to the successor's own; one already sent opens again, for it lacks something now."""
        own = self._of(part, main)
        before = _snapshot(own)
        name = part.agency.name_on(self.passing.last)
        for word in WORDS:
            if said := getattr(part, word).strip():
                setattr(own, word, f"{getattr(own, word)}\n\n{name}: {said}".strip())
        if own.state in HANDED_IN:
            own.state, own.submitted_at, own.signed_by = PartState.RETURNED, None, None
            own.sent_via, own.confirmed_by, own.confirmed_at = None, None, None
            own.return_reason = f"Phần của {name} theo về từ {office(self.passing.on)}. Bổ sung rồi nộp lại."
        elif own.state == PartState.EXCUSED:
            own.state, own.return_reason = PartState.DRAFTING, ""
        # A part that took in nothing still begins with what the evidence says.
        if _snapshot(own) != before:
            own.revision += 1
            own.save()

    def _share_out(self, part: Part, main: Agency) -> None:
        """Let each estimate go with its task."""
        for estimate in part.estimates.select_related("task", "measure"):
            heir = self.heirs.get(self.passing.heir(f"task:{estimate.task_id}") or "", main)
            line: dict[str, Any] = {"part": self._of(part, heir), "task": estimate.task, "measure": estimate.measure}
            known = Estimate.objects.filter(**line).first()
            quantity = estimate.quantity + (known.quantity if known else Decimal(0))
            Estimate.objects.update_or_create(**line, defaults={"quantity": quantity})

    def _of(self, part: Part, heir: Agency) -> Part:
        """The successor's part of the same report, remembered as it was before anything was added."""
        own = Part.objects.get_or_create(report=part.report, agency=heir)[0]
        while own.passed_to is not None:
            # The successor's part has gone further since: who answers for it now takes it in.
            own = Part.objects.get_or_create(report=part.report, agency=own.passed_to)[0]
        if own.pk not in {entry["part"] for entry in self.taken}:
            self.taken.append(_snapshot(own))
        return own


def _snapshot(part: Part) -> dict[str, Any]:
    facts = {name: getattr(part, name) for name in KEPT}
    facts |= {name: facts[name].isoformat() for name in DAYS if facts[name]}
    estimates = [[e.task_id, e.measure_id, number_text(e.quantity)] for e in part.estimates.all()]
    return {"part": part.pk, "facts": facts, "estimates": estimates}


def take_back(snapshots: Iterable[Mapping[str, Any]]) -> None:
    """Make the parts what they were, estimates and all; one that is gone meanwhile stays gone."""
    for entry in snapshots:
        part = Part.objects.filter(pk=entry["part"]).first()
        if part is None:
            continue
        for name, value in entry["facts"].items():
            setattr(part, name, datetime.fromisoformat(value) if name in DAYS and value else value)
        part.save()
        part.estimates.all().delete()
        Estimate.objects.bulk_create(
            Estimate(part=part, task_id=task, measure_id=measure, quantity=Decimal(quantity))
            for task, measure, quantity in entry["estimates"]
        )
