"""The people and the plan that tests work with."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from doingoai.accounts.models import Person
from doingoai.agencies.actions import load_profile
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.queries import Actor
from doingoai.law.actions import load_rules
from doingoai.plan.actions.evidence import Details, record_evidence
from doingoai.plan.actions.reference import load_reference
from doingoai.plan.actions.shipped import adopt_shipped
from doingoai.plan.domain.evidence import SourceRef
from doingoai.plan.models import Evidence, Measure, Plan

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2022, 6, 10, 8, 0, tzinfo=PROVINCE)


def adopted_plan() -> Plan:
    """The 2022 plan of Lào Cai, adopted from its own paper."""
    load_profile(Path(settings.PROFILE_DIR), at=NOW)
    load_rules(at=NOW)
    load_reference()
    [plan] = adopt_shipped(Path(settings.PROFILE_DIR), "Lào Cai", at=NOW)
    return plan


def actor(agency: str, *roles: Role, name: str = "") -> Actor:
    """A person with roles at an agency."""
    body = Agency.objects.get(slug=agency)
    username = name or f"{agency}-{'-'.join(roles)}"
    person, _ = Person.objects.get_or_create(
        username=username, defaults={"name": f"Người {username}", "email": f"{username}@example.vn"}
    )
    for role in roles:
        RoleGrant.objects.get_or_create(person=person, agency=body, role=role)
    return Actor(person, body, frozenset(roles))


def coordinator() -> Actor:
    """The coordinator of the province."""
    return actor("so-tttt", Role.COORDINATOR)


def done(
    plan: Plan,
    task: str = "II.1.1",
    *,
    key: str = "1",
    measure: str = "tin-bai",
    quantity: int = 1,
    on: date = date(2022, 3, 1),
    agency: str = "bao-laocai",
    work: str = "",
    by: Actor | None = None,
    at: datetime = NOW,
) -> Evidence:
    """A piece of evidence."""
    return record_evidence(
        plan.tasks.select_related("plan").get(number=task),
        SourceRef("test", key),
        measure=Measure.objects.get(pk=measure),
        quantity=Decimal(quantity),
        done_on=on,
        agency=Agency.objects.get(slug=agency),
        details=Details(f"Việc {key}"),
        work=work,
        by=by,
        at=at,
    )
