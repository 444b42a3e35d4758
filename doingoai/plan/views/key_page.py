"""What the page behind a key link shows: what is asked, what is recorded, what is written."""

from typing import Any

from django.http import QueryDict

from doingoai.plan.actions.parts import Changed, drafter
from doingoai.plan.domain.paper import draft_of
from doingoai.plan.domain.states import HANDED_IN
from doingoai.plan.forms.links import LONGEST, LinkEvidenceForm, LinkPartForm
from doingoai.plan.forms.signed import SignedForm
from doingoai.plan.models import KeyLink, Part
from doingoai.plan.queries import links as queries
from doingoai.plan.queries.figures import figures, mark_of
from doingoai.plan.queries.task import usual_measures

WORDS = ("narrative", "difficulties", "proposals")
WORK = ("title", "quantity", "done_on", "place", "link")


def _typed(said: QueryDict) -> dict[str, str]:
    """What stands in the boxes of a piece of work; task and measure alone, which a page may have chosen, are none."""
    typed = {name: str(said[name]).replace("\0", "")[:LONGEST] for name in ("task", "measure", *WORK) if said.get(name)}
    return typed if any(name in typed for name in WORK) else {}


class KeyPage:
    """The page of one link: its two forms, bound where something was sent, and what went wrong."""

    theirs: Part | None = None

    def __init__(
        self,
        link: KeyLink,
        said: QueryDict | None = None,
        files: Any = None,
        *,
        act: str = "",
        which: str = "",
    ) -> None:
        self.link, self.said, self.which, self.kept = link, said, which, act
        self.plan = queries.plan_of_link(link)
        self.slips: list[object] = []
        self.figures = figures(link.part.report, agency=link.part.agency) if link.part else None
        self.tasks = queries.tasks_behind(link)
        self.typed = _typed(said) if said else link.unrecorded
        self.is_typing = bool(files) or bool(self.typed)
        self.evidence_form = self._evidence_form(said, files) if act == "ghi" else self._evidence_form()
        self.part_form = self._part_form(said) if link.part else None
        is_in = link.part is not None and link.part.state in HANDED_IN
        sent = act == "ban-ky"
        self.signed_form = SignedForm(said if sent else None, files if sent else None) if is_in else None

    def _evidence_form(self, said: QueryDict | None = None, files: Any = None) -> LinkEvidenceForm:
        """The form of a piece of work; what was typed stands in it whichever button was pressed."""
        usual = usual_measures(self.plan)
        measure = usual.get(self.link.task.number) if self.link.task else None
        return LinkEvidenceForm(self.tasks, said, files, usual=usual, initial={"measure": measure} | self.typed)

    def _part_form(self, said: QueryDict | None) -> LinkPartForm | None:
        """The form of the part as it is saved; while no results are written it begins with what the evidence says."""
        part, found = self.link.part, self.figures
        if part is None or found is None or not queries.may_write(self.link):
            return None
        began = {} if part.narrative else {"narrative": draft_of(found)}
        initial = {name: getattr(part, name) for name in (*WORDS, "revision")} | began
        return LinkPartForm(found.lines if found.has_estimate else (), said, initial=initial)

    def refuse(self, refusal: Exception) -> None:
        """Say what went wrong; where somebody else saved first, show their words beside those still in the boxes."""
        self.slips.append(str(refusal))
        part = self.link.part
        if isinstance(refusal, Changed) and part is not None:
            self.theirs = Part.objects.select_related("agency", "report__period__plan", "drafted_via").get(pk=part.pk)
            self.write_over(self.theirs)

    def write_over(self, part: Part) -> None:
        """Go on from the part as it is saved now, with what was sent still in the boxes."""
        self.link.part = part
        if self.said is not None:
            said = self.said.copy()
            said["revision"] = str(part.revision)
            self.part_form = self._part_form(said)

    def context(self) -> dict[str, Any]:
        """All that the template speaks of."""
        part, rows = self.link.part, queries.recorded(self.link)
        shown = list(rows[: queries.NEWEST])
        return {
            "link": self.link,
            "plan": self.plan,
            "part": part,
            "period": part.report.period if part else None,
            "rows": [(row, queries.is_outside(self.link, row.done_on)) for row in shown],
            "total": rows.count() if len(shown) == queries.NEWEST else len(shown),
            "may_write": queries.may_write(self.link),
            "evidence_form": self.evidence_form,
            "part_form": self.part_form,
            "is_drafted": bool(part and not part.narrative and self.part_form and self.part_form["narrative"].value()),
            "signed_form": self.signed_form,
            "copies": part.signed_copies.select_related("file") if part else (),
            "slips": self.slips,
            "theirs": self.theirs,
            "their_name": drafter(self.theirs) if self.theirs else "",
            "mark": mark_of(part) if part else "",
        }
