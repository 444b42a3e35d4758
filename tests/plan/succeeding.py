"""A process of its own that lets a succession take effect, or undoes it, to be killed in the middle of it."""

import os
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doingoai.settings")
django.setup()

from django.conf import settings  # noqa: E402  # the apps are there only now

from doingoai.accounts.models import Person  # noqa: E402
from doingoai.agencies.actions import load_profile  # noqa: E402
from doingoai.agencies.actions.focal import Contact, name_focal  # noqa: E402
from doingoai.agencies.actions.successions import Told, record_succession, settle_due, undo_succession  # noqa: E402
from doingoai.agencies.domain import Role  # noqa: E402
from doingoai.agencies.domain.succession import Change  # noqa: E402
from doingoai.agencies.models import Agency, RoleGrant, Succession  # noqa: E402
from doingoai.agencies.queries import Actor  # noqa: E402
from doingoai.jobs.domain import PROVINCE  # noqa: E402
from doingoai.law.actions import load_rules  # noqa: E402
from doingoai.plan.actions.draft_comments import ask_comments  # noqa: E402
from doingoai.plan.actions.drafts import begin_draft  # noqa: E402
from doingoai.plan.actions.effects import Statement, write_effect  # noqa: E402
from doingoai.plan.actions.links import Asked, make_link  # noqa: E402
from doingoai.plan.actions.own import OwnFacts, keep_own_plan  # noqa: E402
from doingoai.plan.actions.parts import PartWords, save_part  # noqa: E402
from doingoai.plan.actions.reference import load_reference  # noqa: E402
from doingoai.plan.actions.shipped import adopt_shipped  # noqa: E402
from doingoai.plan.domain.states import Start  # noqa: E402
from doingoai.plan.models import Part, Plan  # noqa: E402

JUNE, JULY = (datetime(2022, month, 10, 8, tzinfo=PROVINCE) for month in (6, 7))


def coordinator() -> Actor:
    """Who writes down and undoes."""
    person = Person.objects.get_or_create(username="dieu.phoi")[0]
    heir = Agency.objects.get(slug="vp-ubnd")
    RoleGrant.objects.get_or_create(person=person, agency=heir, role=Role.COORDINATOR)
    return Actor(person, heir, frozenset({Role.COORDINATOR}))


def prepare() -> None:
    """A province with its plan, two people at work, and a merger that waits for the first of July."""
    folder = Path(settings.PROFILE_DIR)
    load_profile(folder, at=JUNE)
    load_rules(at=JUNE)
    load_reference()
    adopt_shipped(folder, "Lào Cai", at=JUNE)
    before, heir = Agency.objects.get(slug="so-ngv"), Agency.objects.get(slug="vp-ubnd")
    for name in ("an", "binh"):
        RoleGrant.objects.create(person=Person.objects.create(username=name), agency=before, role=Role.EDITOR)
    by = coordinator()
    at_work(Actor(Person.objects.get(username="an"), before, frozenset({Role.EDITOR})), by)
    record_succession(Told(Change.MERGE, date(2022, 7, 1), (before,), (heir,)), by=by, at=JUNE)


def at_work(own: Actor, by: Actor) -> None:
    """What the body has begun: its part, an effect, its own plan, a link, a word that is asked of it."""
    plan = Plan.objects.get(year=2022)
    part = Part.objects.select_related("agency", "report__period__plan").get(
        agency=own.agency, report__period__code="nam"
    )
    task = plan.tasks.get(number="II.2.3")
    said = {(task.number, "doan"): Decimal(4)}
    save_part(part, PartWords("Đón hai đoàn.", "", ""), said, revision=0, by=own, at=JUNE)
    effect = Statement("Lượt xem", "1", "2", "Báo cáo của Cổng", None, "", "Không biết ai xem.")
    write_effect(part.report, own.agency, effect, by=own, at=JUNE)
    facts = OwnFacts("15/KH-SNgV", date(2022, 2, 10), "Kế hoạch của Sở")
    keep_own_plan(plan, own.agency, facts, [], revision=0, by=own, at=JUNE)
    name_focal(own.agency, Contact("Lý Mẫu Bình", "Phó", phone="1"), since=date(2022, 1, 1), by=own, at=JUNE)
    last = date(2022, 8, 1)
    make_link(Asked(own.agency, "ghi kết quả", "Mỷ", "Chuyên viên", "", "0214", last, task=task), by=by, at=JUNE)
    make_link(Asked(own.agency, "báo cáo", "Mỷ", "Chuyên viên", "", "0214", last, part=part), by=by, at=JUNE)
    draft = begin_draft(2023, Start.COPY, source=plan, by=by, at=JUNE)
    keys = [raw["key"] for raw in draft.content["tasks"]]
    ask_comments(draft, {own.agency.slug: keys[:1]}, until=date(2022, 12, 1), by=by, at=JUNE)


def undo() -> None:
    """Undo the merger, unless that is done."""
    row = Succession.objects.filter(is_shipped=False, undone_at=None).first()
    if row is not None:
        undo_succession(row, by=coordinator(), at=JULY)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    else:
        print("begun", flush=True)  # whoever kills it waits for this
        undo() if sys.argv[1] == "undo" else settle_due(at=JULY)
        print("done", flush=True)  # likewise
