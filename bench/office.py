"""A province to measure in: the 2022 plan adopted in a temporary data folder, and labelled evidence in bulk."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.test import Client

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor, actor_for
from doingoai.ops import setup
from doingoai.plan.models import Evidence, Measure, Plan

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2022, 6, 14, 8, 0, tzinfo=PROVINCE)
FIRST, DAYS = date(2021, 12, 15), 180
AGENCIES, ROWS = 60, 3000
# In how many ways each task is counted.
MEASURES = 3
# Every tenth record speaks of a work that another record has told already.
REPEATED = 10


def opened(rows: int = ROWS) -> Plan:
    """The plan of 2022 with so many rows of evidence, every row labelled as a sample."""
    setup.make_ready(at=datetime.now(PROVINCE))
    plan = Plan.objects.get(year=2022)
    fill(plan, rows)
    return plan


def fill(plan: Plan, rows: int) -> None:
    """Add rows until there are so many, spread over sixty agencies, all tasks with three measures each, half a year."""
    begun = Evidence.objects.count()
    agencies, tasks, measures = bodies(), list(plan.tasks.all()), list(Measure.objects.all())
    made = (
        Evidence(
            task=tasks[n % len(tasks)],
            source_kind="bench",
            source_key=str(n),
            work=f"bench:{n - 1 if n % REPEATED == 0 else n}",
            measure=measures[(n % len(tasks) + n // len(tasks) % MEASURES) % len(measures)],
            quantity=Decimal(1 + n % 3),
            done_on=FIRST + timedelta(days=n % DAYS),
            agency=agencies[(n // 7) % len(agencies)],
            title=f"Mẫu để đo: việc số {n}",
            is_demo=True,
            recorded_at=NOW,
        )
        for n in range(begun, rows)
    )
    while batch := list(islice(made, 2000)):
        Evidence.objects.bulk_create(batch)


def bodies() -> list[Agency]:
    """Sixty agencies: those of the profile, and as many made up as are missing, named as samples."""
    known = list(Agency.objects.order_by("slug")[:AGENCIES])
    missing = range(len(known), AGENCIES)
    made = [Agency(slug=f"mau-{n}", name=f"Cơ quan mẫu {n}", short=f"Mẫu {n}", kind="mẫu") for n in missing]
    return known + Agency.objects.bulk_create(made)


def coordinator() -> Actor:
    """The coordinator that the installation made, with a password of their own."""
    person = Person.objects.get(username=setup.FIRST)
    if person.must_change_password:
        person.must_change_password = False
        person.save(update_fields=["must_change_password"])
    found = actor_for(person, on=datetime.now(PROVINCE).date())
    assert found is not None
    return found


def signed_in() -> Client:
    """The coordinator's browser."""
    client = Client()
    client.force_login(coordinator().person)
    return client


def cookie() -> str:
    """The coordinator's session, as a header for a real server on the same data folder."""
    client = signed_in()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
