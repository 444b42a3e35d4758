"""From an object's page to its record: whoever was shown the object, and nobody else."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Role
from doingoai.audit.queries.shown import key_for
from doingoai.plan.models import Plan
from tests.factories import actor, adopted_plan, coordinator, done
from tests.plan.budgeting import written

pytestmark = pytest.mark.django_db
OBJECTS = (
    "/ke-hoach/2022/nhiem-vu/II.1.1/",
    "/ke-hoach/2022/ban-goc/",
    "/bao-cao/2022/6-thang/",
    "/bao-cao/2022/6-thang/ky/",
    "/bao-cao/2022/6-thang/phan/so-ngv/",
    "/co-quan/so-ngv/",
    "/co-quan/nguoi/{person}/",
    "/bang-chung/2022/{evidence}/",
    "/ke-hoach/2022/kinh-phi/du-toan/{estimate}/",
    "/ke-hoach/2022/kinh-phi/dong/{line}/",
)


@pytest.fixture
def plan():
    return adopted_plan()


def text(answer):
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def way_of(page):
    [address] = re.findall(r'href="(/nhat-ky/cua/[^"]+)"', page)
    return address


@pytest.mark.parametrize("address", OBJECTS)
def test_every_object_s_page_leads_to_its_record(client, plan, address):
    by = coordinator()
    client.force_login(by.person)
    evidence, estimate = done(plan, by=by), written(plan)
    told = {"person": by.person.pk, "evidence": evidence.pk, "estimate": estimate.pk, "line": estimate.lines.get().pk}
    page = text(client.get(address.format(**told)))
    assert "Việc và thay đổi" in text(client.get(way_of(page)))


@pytest.mark.django_db(transaction=True)
def test_the_record_tells_acts_and_changes_in_words(client, plan):
    by = actor("bao-laocai", Role.EDITOR)
    client.force_login(by.person)
    made = done(plan, by=by, agency="bao-laocai")
    address = f"/bang-chung/2022/{made.pk}/"
    assert client.post(f"{address}rut/", {"reason": "đếm nhầm"}).status_code == 302
    record = text(client.get(way_of(text(client.get(address)))))
    assert "Rút bằng chứng" in record
    assert "Lý do rút: <ins>đếm nhầm</ins>" in record
    assert "retracted" not in record.lower()
    assert by.person.name in record


def test_a_key_opens_to_its_holder_alone(client, plan):
    task = plan.tasks.get(number="II.1.1")
    mine, other = coordinator().person, actor("so-ngv", Role.HEAD).person
    address = f"/nhat-ky/cua/{key_for(task, mine)}/"
    assert client.get(address).status_code == 302
    client.force_login(other)
    assert client.get(address).status_code == 404
    client.force_login(mine)
    assert client.get(address).status_code == 200
    assert client.get(address.replace("/cua/", "/cua/x")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_long_record_asks_no_more_than_a_short_one(client, plan, rows):
    by = coordinator()
    client.force_login(by.person)
    for number in range(rows):
        Plan.objects.filter(pk=plan.pk).update(title=f"Kế hoạch {number}")
    address = f"/nhat-ky/cua/{key_for(plan, by.person)}/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    # The three kinds of rows that a plan points to are named, and the reading itself is put on record.
    assert len(queries) <= 11
