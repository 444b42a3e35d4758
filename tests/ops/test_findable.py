import sqlite3
from contextlib import closing
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.models import AgencyName
from doingoai.audit.triggers.sqlite import teach
from doingoai.ops import tasks
from doingoai.plan.models import Plan, Section, Task
from doingoai.plan.queries import findable
from doingoai.search import queries
from doingoai.search.actions import index_found
from doingoai.search.models import Row
from tests.factories import adopted_plan, done
from tests.ops.builders import agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(at):
    plan = Plan.objects.create(year=2022, title="Kế hoạch", issuer=agency("ubnd-tinh", "UBND tỉnh"), adopted_at=at)
    section = Section.objects.create(plan=plan, number="II", title="Nhiệm vụ", order=1)
    return Task.objects.create(
        plan=plan, section=section, number="II.3.2", title="Tổ chức hội chợ", content=["Tại Kim Thành"], order=1
    )


@pytest.fixture
def plan_at_work():
    plan = adopted_plan()
    for key in "abc":
        done(plan, key=key)
    return plan


def found(text, at):
    return [(hit.kind, hit.key) for hit in queries.find(text, agencies=(), at=at)]


def test_a_task_is_found_by_its_number_its_title_and_what_the_paper_says(task, at):
    tasks.refresh_search(at)
    for words in ("II.3.2", "hoi cho", "kim thành"):
        assert found(words, at) == [("plan.task", str(task.pk))]
    [hit] = queries.find("hội chợ", agencies=(), at=at)
    assert hit.url == "/ke-hoach/2022/nhiem-vu/II.3.2/"


def test_an_agency_is_found_by_any_of_its_names(task, at):
    office = agency("so-tttt", "Sở Thông tin và Truyền thông")
    AgencyName.objects.create(agency=office, text="Sở TT&TT", valid_from=date(2008, 1, 1))
    tasks.refresh_search(at)
    assert found("Sở TT&TT", at) == [("agencies.agency", "so-tttt")]


def test_what_is_gone_from_the_rooms_is_gone_from_the_search(task, at):
    tasks.refresh_search(at)
    task.delete()
    tasks.refresh_search(at)
    assert found("hội chợ", at) == []


def test_a_plan_s_whole_paper_does_not_come_along_with_each_row(plan_at_work, at):
    with CaptureQueriesContext(connection) as asked:
        tasks.refresh_search(at)
    assert Row.objects.filter(kind="plan.evidence").count() == 3
    assert [query["sql"] for query in asked.captured_queries if '"plan_plan"."lines"' in query["sql"]] == []


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_does_not_stop_the_sweep(plan_at_work, at, monkeypatch):
    """On SQLite a reader whom a writer has overtaken cannot write: it is told at once that the database is locked."""
    monkeypatch.setattr(findable, "BATCH", 2)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        teach(other)
        for found in findable.evidence():
            other.execute("UPDATE plan_plan SET number = number || 'x'")
            other.commit()
            index_found(found)
    assert Row.objects.filter(kind="plan.evidence").count() == 3
