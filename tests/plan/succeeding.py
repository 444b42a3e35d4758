"""A process of its own that lets a succession take effect, to be killed in the middle of it."""

import os
import sys
from datetime import date, datetime
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doingoai.settings")
django.setup()

from django.conf import settings  # noqa: E402  # the apps are there only now

from doingoai.accounts.models import Person  # noqa: E402
from doingoai.agencies.actions import load_profile  # noqa: E402
from doingoai.agencies.actions.successions import Told, record_succession, settle_due  # noqa: E402
from doingoai.agencies.domain import Role  # noqa: E402
from doingoai.agencies.domain.succession import Change  # noqa: E402
from doingoai.agencies.models import Agency, RoleGrant  # noqa: E402
from doingoai.agencies.queries import Actor  # noqa: E402
from doingoai.jobs.domain import PROVINCE  # noqa: E402
from doingoai.law.actions import load_rules  # noqa: E402
from doingoai.plan.actions.reference import load_reference  # noqa: E402
from doingoai.plan.actions.shipped import adopt_shipped  # noqa: E402

JUNE, JULY = (datetime(2022, month, 10, 8, tzinfo=PROVINCE) for month in (6, 7))


def prepare() -> None:
    """A province with its plan, two people, and a merger that waits for the first of July."""
    folder = Path(settings.PROFILE_DIR)
    load_profile(folder, at=JUNE)
    load_rules(at=JUNE)
    load_reference()
    adopt_shipped(folder, "Lào Cai", at=JUNE)
    before, heir = Agency.objects.get(slug="so-ngv"), Agency.objects.get(slug="vp-ubnd")
    for name in ("an", "binh"):
        RoleGrant.objects.create(person=Person.objects.create(username=name), agency=before, role=Role.EDITOR)
    chief = Person.objects.create(username="dieu.phoi")
    RoleGrant.objects.create(person=chief, agency=heir, role=Role.COORDINATOR)
    told = Told(Change.MERGE, date(2022, 7, 1), (before,), (heir,))
    record_succession(told, by=Actor(chief, heir, frozenset({Role.COORDINATOR})), at=JUNE)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    else:
        print("begun", flush=True)  # whoever kills it waits for this
        settle_due(at=JULY)
        print("done", flush=True)  # likewise
