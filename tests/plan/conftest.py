"""What tests of the plan share."""

import pytest

from doingoai.plan.models import Plan
from tests.factories import adopted_plan


@pytest.fixture
def plan(db: None) -> Plan:
    """The 2022 plan, adopted."""
    return adopted_plan()
