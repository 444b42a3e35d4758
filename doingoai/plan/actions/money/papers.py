"""The papers of an estimate in .docx and .pdf: submission, appraisal, approval."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from doingoai.agencies.domain import Kind, Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.profile import report_boxes
from doingoai.agencies.profile import settings as profile_settings
from doingoai.dates import long_office
from doingoai.documents.domain.form import Form
from doingoai.documents.write import write_docx, write_pdf
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain.money.paper import (
    EstimatePaper,
    PaperLine,
    appraisal_form,
    approval_form,
    submission_form,
)
from doingoai.plan.domain.money.states import Route
from doingoai.plan.domain.paper import Boxes
from doingoai.plan.models import CostEstimate, Plan
from doingoai.plan.queries.money.basis import basis_on, day_of
from doingoai.shell.ordering import by_name
from doingoai.text import number

FINANCE = "Cơ quan tài chính"
COMMITTEES = frozenset({Kind.GOVERNMENT, Kind.DISTRICT, Kind.COMMUNE})
SIGNERS: dict[str, str] = {Kind.DEPARTMENT: "Giám đốc"}
WHAT: dict[str, Callable[[EstimatePaper, Boxes], Form]] = {
    "gui": submission_form,
    "tham-dinh": appraisal_form,
    "duyet": approval_form,
}
WRITERS = {"docx": write_docx, "pdf": write_pdf}


def estimate_paper(what: str, kind: str, estimate: CostEstimate, *, at: datetime) -> bytes:
    """The paper (gui, tham-dinh, duyet) as a file of the kind (docx, pdf); equal rows at one moment give equal bytes.

    :raises MissingGlyph: if a letter cannot be printed in the .pdf
    :raises KeyError: if paper or kind is another
    """
    return WRITERS[kind](estimate_form(what, estimate, at=at), at=at)


def estimate_form(what: str, estimate: CostEstimate, *, at: datetime) -> Form:
    """The paper as a value: the boxes of whoever issues it on its day, numbers and signatures left to the office."""
    day = day_of(what, estimate, at=at)
    finance, plan = _finance_body(day), estimate.plan
    paper = EstimatePaper(
        agency=estimate.maker,
        year=plan.year,
        plan=f"{plan.name} (số {plan.number})" if plan.number else plan.name,
        route=Route(estimate.route),
        lines=tuple(_lines(estimate)),
        finance=finance.name_on(day) if finance else FINANCE,
        leadership=plan.issuer.name_on(day),
        submitted=f", gửi {long_office(estimate.submitted_at.astimezone(PROVINCE).date())}"
        if estimate.submitted_at
        else "",
        is_sample=estimate.is_demo,
    )
    issuers = {"gui": estimate.agency, "tham-dinh": finance, "duyet": plan.issuer}
    names = {"gui": estimate.maker, "tham-dinh": paper.finance, "duyet": paper.leadership}
    return WHAT[what](paper, _boxes(what, names[what], issuers[what], plan, day))


def _lines(estimate: CostEstimate) -> list[PaperLine]:
    rows = estimate.lines.select_related("task", "source")
    return [
        PaperLine(
            task=row.task.number,
            item=row.item,
            unit=row.unit,
            quantity=number(row.quantity),
            unit_price=row.unit_price,
            amount=row.amount,
            agreed=row.agreed,
            reason=row.reason,
            source=row.source.name,
        )
        for row in rows
    ]


def _finance_body(day: date) -> Agency | None:
    """The body at which people hold the role of finance on the day, the first by name."""
    held = RoleGrant.objects.on(day).filter(role=Role.FINANCE)
    return Agency.objects.filter(pk__in=held.values("agency")).order_by(by_name("name")).first()


def _boxes(what: str, name: str, issuer: Agency | None, plan: Plan, day: date) -> Boxes:
    """The boxes: the province's bodies stand under its leadership; codes and names are the office's to enter."""
    folder, kind = Path(settings.PROFILE_DIR), issuer.kind if issuer else ""
    is_top, is_committee, basis = kind == Kind.GOVERNMENT, kind in COMMITTEES, basis_on(plan, day)
    return Boxes(
        parent_body="" if is_top else str(report_boxes(folder, day).get("parent_body", "")),
        issuing_body=name.upper(),
        code={"gui": "…", "tham-dinh": "BC-…", "duyet": "QĐ-UBND"}[what],
        place=str(profile_settings(folder).get("place", "")),
        addressees=(),
        recipients=("Như trên",),
        keep="Lưu: VT",
        signer_authority=("TM. Ủy ban nhân dân",) if is_committee else (),
        signer_title="Chủ tịch" if is_committee else SIGNERS.get(kind, "Thủ trưởng cơ quan"),
        signer_name="",
        number="",
        day=None,
        legal_bases=(f"Căn cứ {basis.words}",) if basis else (),
    )
