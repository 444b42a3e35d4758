"""The acts that the kill tests break off: each readies itself, then gives back the one stroke to be killed in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from doingoai.agencies.actions import load_profile
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.law.actions import load_rules
from doingoai.plan.actions.adopt import adopt
from doingoai.plan.actions.amend import Decision, begin_amendment, issue_amendment
from doingoai.plan.actions.drafts import add_part, drop_part, write_part
from doingoai.plan.actions.imports import bring_in, read_in
from doingoai.plan.actions.issue_draft import Signature, issue_draft
from doingoai.plan.actions.reference import load_reference
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.drafts.parts import standing
from doingoai.plan.domain.money.states import Stage
from doingoai.plan.models import CostEstimate, Plan, PlanDraft, PlanImport, Report
from doingoai.plan.tasks import read_papers
from tests.documents.files import pdf
from tests.factories import NOW, coordinator, done
from tests.plan.budgeting import allocated, brought_to
from tests.plan.drafting import AT, begun
from tests.plan.gold import PROFILE

SIGNED = Signature("12", date(2026, 12, 28), ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Nguyễn Văn A")
DECISION = Decision("1234/QĐ-UBND", date(2022, 6, 20), "Sắp xếp lại nhiệm vụ sáu tháng cuối năm.")
PAPER = PROFILE / "plans" / "2022.txt"


def prepare() -> Callable[[], object]:
    """The province with its coordinator."""

    def stroke() -> None:
        load_profile(Path(settings.PROFILE_DIR), at=NOW)
        load_rules(at=NOW)
        load_reference()
        coordinator()

    return stroke


def import_() -> Callable[[], object]:
    """A plan's paper is read and kept for review."""
    by = _by()
    data = PAPER.read_bytes()
    return lambda: read_in(PAPER.name, data, province="Lào Cai", by=by, person=by.person, at=NOW)


def fan_out() -> Callable[[], object]:
    """The plan is adopted: tasks, shares, periods and parts come into being."""
    by, found = _by(), PlanImport.objects.get()
    return lambda: adopt(found, services={}, revision=found.revision, by=by, at=NOW)


def work() -> Callable[[], object]:
    """Something was done under the plan."""
    return lambda: done(Plan.objects.get())


def freeze() -> Callable[[], object]:
    """The half-year's report is frozen with its papers."""
    by = _by()
    report = Report.objects.get(period__code="6-thang")
    return lambda: freeze_report(report, reason="Chốt để thử", by=by, at=NOW)


def approve() -> Callable[[], object]:
    """An estimate stands approved."""
    return lambda: brought_to(Stage.APPROVED, Plan.objects.get())


def allocate() -> Callable[[], object]:
    """Money is allocated: the decision, each line's share, the step, the record, the notices."""
    estimate = CostEstimate.objects.get()
    return lambda: allocated(estimate)


def write() -> Callable[[], object]:
    """The next plan is drafted from this one."""
    return lambda: begun(Plan.objects.get())


def issue() -> Callable[[], object]:
    """The draft goes into force: its paper, tasks, shares and periods come into being."""
    by, draft = _by(), PlanDraft.objects.get(amends=None)
    return lambda: issue_draft(
        draft, SIGNED, province="Lào Cai", revision=draft.revision, despite="Rà soát sau.", by=by, at=AT
    )


def reconsider() -> Callable[[], object]:
    """An amendment is written: one task gets another lead, one goes, one is new, and so is an assignment."""

    def stroke() -> None:
        by = _by()
        draft = begin_amendment(Plan.objects.get(year=2022), by=by, at=NOW)
        [first, second, *_] = standing(draft.content, "tasks")
        lead = {"text": "Sở Công Thương", "name": "Sở Công Thương", "agency": "so-ct", "group": False, "related": False}
        draft = write_part(draft, first["key"], {"lead": [lead]}, revision=draft.revision, by=by, at=NOW)
        draft = drop_part(draft, second["key"], gone=True, by=by, at=NOW)
        filled = {"section": second["section"], "title": "Việc mới", "lead": [lead]}
        draft, _key = add_part(draft, "t", second["key"], filled, by=by, at=NOW)
        [heading, *_] = standing(draft.content, "assignments")
        add_part(draft, "i", heading["key"], {"text": "Việc mới."}, by=by, at=NOW)

    return stroke


def amend() -> Callable[[], object]:
    """The amendment goes into force: tasks, shares, history and notices follow."""
    by, draft = _by(), PlanDraft.objects.get(amends__isnull=False)
    told = Agency.objects.filter(slug__in=["so-ct", "so-tttt"])
    return lambda: issue_amendment(draft, DECISION, concerned=told, revision=draft.revision, by=by, at=NOW)


def bring() -> Callable[[], object]:
    """A paper that takes long to read is brought in."""
    by, data = _by(), pdf(*PAPER.read_text(encoding="utf-8").splitlines())
    _hold_in_this_house()
    return lambda: bring_in("ke-hoach.pdf", data, by=by, at=NOW)


def read() -> Callable[[], object]:
    """The worker reads the paper that waits; one that a dead worker held it takes up again."""
    _hold_in_this_house()
    return lambda: read_papers(timezone.now())


def _hold_in_this_house() -> None:
    """Houses are copied in these tests, with what waits in them."""
    settings.HELD_ROOT = Path(settings.DATA_DIR) / "held"


def _by() -> Actor:
    return coordinator()


ACTS = {
    "prepare": prepare,
    "import": import_,
    "fan-out": fan_out,
    "work": work,
    "freeze": freeze,
    "approve": approve,
    "allocate": allocate,
    "write": write,
    "issue": issue,
    "reconsider": reconsider,
    "amend": amend,
    "bring": bring,
    "read": read,
}
