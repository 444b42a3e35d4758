"""The acts that the kill tests break off: each readies itself, then gives back the one stroke to be killed in."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from doingoai.agencies.actions import load_profile
from doingoai.agencies.queries import Actor
from doingoai.law.actions import load_rules
from doingoai.plan.actions.adopt import adopt
from doingoai.plan.actions.imports import read_in
from doingoai.plan.actions.reference import load_reference
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.models import Plan, PlanImport, Report
from tests.factories import NOW, coordinator, done
from tests.plan.gold import PROFILE

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


def _by() -> Actor:
    return coordinator()


ACTS = {"prepare": prepare, "import": import_, "fan-out": fan_out, "work": work, "freeze": freeze}
