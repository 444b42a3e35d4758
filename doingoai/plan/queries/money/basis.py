"""By which rule estimates are made and appraised: the one that holds on the day of the paper."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from doingoai.dates import long_office
from doingoai.jobs.domain import PROVINCE
from doingoai.law.domain import Rule, citation
from doingoai.law.queries import rule_for
from doingoai.plan.models import CostEstimate, Plan

# Each year a plan with its estimate, which the finance body lays before those who decide.
MATTER = "ttdn-ke-hoach-nam"


@dataclass(frozen=True)
class Basis:
    """The rule, and how a paper cites it."""

    rule: Rule
    words: str


def day_of(what: str, estimate: CostEstimate, *, at: datetime) -> date:
    """The day on which the act of the paper (gui, tham-dinh, duyet) was done; of one still to come, today."""
    done = {"gui": estimate.submitted_at, "tham-dinh": estimate.appraised_at, "duyet": estimate.approved_at}
    return (done[what] or at).astimezone(PROVINCE).date()


def basis_on(plan: Plan, day: date) -> Basis | None:
    """The rule of the day as a paper cites it; None where no rule is known.

    Who issued the document and what it is about is said as the plan's own legal bases say it.
    """
    rule = rule_for(MATTER, on=day)
    if rule is None:
        return None
    known: list[dict[str, Any]] = plan.reading.get("legal_bases", [])
    printed = next((basis for basis in known if basis["number"] == rule.document), {})
    words = [citation(rule).replace(rule.document, f"số {rule.document}")]
    words += [long_office(rule.issued_on)] if rule.issued_on else []
    words += [f"của {printed['issuer']}"] if printed.get("issuer") else []
    words += [_about(str(printed["subject"]))] if printed.get("subject") else []
    return Basis(rule, " ".join(words))


def _about(subject: str) -> str:
    return subject if subject[:3].casefold() == "về " else f"về {subject}"
