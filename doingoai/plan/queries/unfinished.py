"""Plans on their way: papers being read, readings under review, drafts and amendments being written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from doingoai.plan.models import PlanDraft, PlanImport
from doingoai.plan.queries.own import Gap, has_both, sharing
from doingoai.plan.queries.review.imports import waiting_papers

AGENCY = "agency"


@dataclass(frozen=True)
class Unfinished:
    """A plan on its way: "draft", "amendment", "import" under review or "paper" being read; its key and its title."""

    what: str
    pk: int
    title: str


def gap_and_unfinished(year: int, *, on: date) -> tuple[Gap | None, list[Unfinished]]:
    """What agencies with a share lack in the year, and every plan on its way, newest of its kind first; one query."""
    plan, officer = has_both(year, OuterRef("pk"), on=on)
    agencies = _told(sharing(year).order_by(), Value(AGENCY), Value(""), plan, officer)
    kind = Case(When(amends=None, then=Value("draft")), default=Value("amendment"))
    drafts = PlanDraft.objects.filter(issued_at=None, discarded_at=None).order_by()
    readings = PlanImport.objects.filter(plan=None, discarded_at=None).order_by()
    rows = agencies.union(
        _told(drafts, kind, KT("content__document__title")),
        _told(readings, Value("import"), KT("reading__document__title")),
        _told(waiting_papers().order_by(), Value("paper"), F("name")),
        all=True,
    )
    lacks, found = [], []
    for what, pk, title, has_plan, has_officer in rows:
        if what == AGENCY:
            lacks.append((has_plan, has_officer))
        else:
            found.append(Unfinished(what, pk, title))
    return Gap.among(lacks, is_own=False), sorted(found, key=lambda one: (one.what, -one.pk))


def _told(rows: QuerySet[Any], what: Any, title: Any, plan: Any = None, officer: Any = None) -> QuerySet[Any, Any]:
    """The rows in the columns that all kinds share."""
    yes = Value(True, BooleanField())
    columns = {
        "what": Cast(what, TextField()),
        "row": F("pk"),
        "words": Cast(title, TextField()),
        "has_plan": plan or yes,
        "has_officer": officer or yes,
    }
    found: QuerySet[Any, Any] = rows.annotate(**columns).values_list(*columns)
    return found
