"""What tests of the plan share."""

import pytest
from django.core.cache import cache
from django.test import Client

from doingoai.agencies.actions import load_profile
from doingoai.plan.actions import links
from doingoai.plan.actions.imports import read_in
from doingoai.plan.actions.reference import load_reference
from doingoai.plan.models import Plan, PlanImport
from tests.factories import NOW, adopted_plan, coordinator
from tests.plan.gold import PROFILE
from tests.plan.linking import NOW as MOMENT
from tests.plan.linking import asked


@pytest.fixture
def plan(db: None) -> Plan:
    """The 2022 plan, adopted."""
    return adopted_plan()


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """The coordinator at their desk, with the 2022 plan read in and under review."""
    load_profile(PROFILE, at=NOW)
    load_reference()
    by, paper = coordinator(), PROFILE / "plans" / "2022.txt"
    read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=by.person, at=NOW)
    client.force_login(by.person)
    return client


@pytest.fixture
def url(desk: Client) -> str:
    """The address of the review."""
    return f"/ke-hoach/nhap/{PlanImport.objects.get().pk}/"


@pytest.fixture
def made(plan: Plan) -> links.Made:
    """A key link to the half-year's part of Sở Ngoại vụ, made a moment ago."""
    cache.clear()
    return links.make_link(asked(), by=coordinator(), at=MOMENT)


@pytest.fixture
def phone() -> Client:
    """A browser without a session, which checks form tokens as a real one would meet them."""
    return Client(enforce_csrf_checks=True)
