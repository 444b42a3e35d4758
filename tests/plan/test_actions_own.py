"""Agencies' own plans under the province's: recorded, followed, reminded of; who lacks what is told."""

import re
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.actions.focal import Contact, name_focal
from doingoai.agencies.actions.successions import Told, record_succession, undo_succession
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import Agency
from doingoai.audit.models import Entry
from doingoai.mail.actions import choose_mail
from doingoai.mail.models import Letter, Notice
from doingoai.plan.actions.own import OwnFacts, keep_own_plan, remind_of_own
from doingoai.plan.actions.parts import Changed
from doingoai.plan.actions.withdraw import uses
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import OwnPlan
from doingoai.plan.queries.home import waiting
from doingoai.plan.queries.own import Gap, lacking, own_lines
from tests.factories import NOW, PROVINCE, actor, adopted_plan, coordinator

FACTS = OwnFacts("15/KH-SNgV", date(2022, 2, 10), "Kế hoạch thông tin đối ngoại của Sở")
DAY = date(2022, 6, 10)
LIST = "/ke-hoach/2022/cua-co-quan/"
SAID = {
    "revision": 0,
    "number": "15/KH-SNgV",
    "issued_on": "10/02/2022",
    "title": "Kế hoạch của Sở",
    "tasks": ["II.2.3"],
}


@pytest.fixture
def plan(db):
    return adopted_plan()


@pytest.fixture
def by(plan):
    return actor("so-ngv", Role.EDITOR)


def keep(plan, by, facts=FACTS, revision=0):
    return keep_own_plan(
        plan, by.agency, facts, list(plan.tasks.filter(number="II.2.3")), revision=revision, by=by, at=NOW
    )


def line_of(plan, slug):
    return next((line for line in own_lines(plan, on=DAY) if line.agency.slug == slug), None)


def test_it_is_recorded_with_the_tasks_it_serves_and_corrected(plan, by):
    own = keep(plan, by)
    assert [task.number for task in own.tasks.all()] == ["II.2.3"]
    keep(plan, by, OwnFacts("16/KH-SNgV", date(2022, 2, 11), "Kế hoạch"), revision=own.revision)
    assert OwnPlan.objects.get().number == "16/KH-SNgV"
    assert Entry.objects.filter(verb="keep_own_plan").count() == 2


def test_the_second_of_two_is_told_and_loses_nothing(plan, by):
    keep(plan, by)
    with pytest.raises(Changed, match="vẫn còn nguyên"):
        keep(plan, by)


def test_another_agency_does_not_record_it(plan, by):
    with pytest.raises(NotAllowed):
        keep_own_plan(plan, by.agency, FACTS, [], revision=0, by=actor("vp-ubnd", Role.HEAD), at=NOW)


def gap_of(person):
    return waiting(2022, person, on=DAY, of=DAY)[1]


def test_who_lacks_either_is_told(plan, by):
    assert line_of(plan, "ubnd-tinh") is None
    keep(plan, by)
    assert line_of(plan, "so-ngv") not in lacking(own_lines(plan, on=DAY), "plan")
    assert line_of(plan, "so-ngv") in lacking(own_lines(plan, on=DAY), "any")
    name_focal(by.agency, Contact("Lý Mẫu Bình", "Phó", phone="1"), since=date(2022, 1, 1), by=by, at=NOW)
    assert line_of(plan, "so-ngv").is_complete
    assert gap_of(by) is None
    every = len(own_lines(plan, on=DAY))
    assert gap_of(coordinator()) == Gap(every - 1, every - 1, False)
    assert gap_of(actor("vp-ubnd", Role.VIEWER)) is None
    assert gap_of(actor("vp-ubnd", Role.EDITOR)) == Gap(1, 1, True)


def test_it_goes_to_the_successor_under_its_own_name_and_comes_back(plan, by):
    keep(plan, by)
    heir = Agency.objects.get(slug="vp-ubnd")
    at = datetime(2022, 9, 1, 8, tzinfo=PROVINCE)
    row = record_succession(Told(Change.MERGE, date(2022, 7, 1), (by.agency,), (heir,)), by=coordinator(), at=at)
    line = line_of(plan, "vp-ubnd")
    assert (line.own.holder, line.own.issuer_then) == (heir, "Sở Ngoại vụ")
    undo_succession(row, by=coordinator(), at=at)
    assert line_of(plan, "so-ngv").own is not None


def test_the_page_of_a_body_that_is_no_more_leads_to_its_successor(client, plan, by):
    keep(plan, by)
    client.force_login(coordinator().person)
    there = f'<a href="{LIST}vp-ubnd/">'
    assert there not in client.get(f"{LIST}so-ngv/").content.decode()
    heir = Agency.objects.get(slug="vp-ubnd")
    at = datetime(2022, 9, 1, 8, tzinfo=PROVINCE)
    record_succession(Told(Change.MERGE, date(2022, 7, 1), (by.agency,), (heir,)), by=coordinator(), at=at)
    html = client.get(f"{LIST}so-ngv/").content.decode()
    assert "Cơ quan này hoạt động đến hết 30/6/2022." in html
    assert there in html


def test_a_reminder_is_a_notice_once_a_day(plan, by):
    asked = Agency.objects.filter(slug__in=["so-ngv", "vp-ubnd"])
    assert [a.slug for a in remind_of_own(plan, asked, by=coordinator(), at=NOW)] == ["so-ngv"]
    remind_of_own(plan, asked, by=coordinator(), at=NOW)
    assert Notice.objects.get(person=by.person).url == f"{LIST}so-ngv/"
    with pytest.raises(NotAllowed):
        remind_of_own(plan, asked, by=by, at=NOW)


def test_who_wants_no_mail_is_reminded_in_the_house_only(plan, by):
    choose_mail(by.person, wants=False, at=NOW)
    remind_of_own(plan, Agency.objects.filter(slug="so-ngv"), by=coordinator(), at=NOW)
    assert Notice.objects.filter(person=by.person).exists()
    assert not Letter.objects.filter(to=by.person.email).exists()


def test_a_plan_under_which_agencies_have_theirs_is_in_use(plan, by):
    keep(plan, by)
    assert uses(plan) == ["1 kế hoạch của cơ quan"]


def test_the_agency_records_it_from_its_page_with_the_file(client, plan, by):
    client.force_login(by.person)
    paper = SimpleUploadedFile("ke-hoach.txt", "Kế hoạch của Sở Ngoại vụ năm 2022".encode(), "text/plain")
    answer = client.post(f"{LIST}so-ngv/", SAID | {"file": paper}, follow=True)
    page = " ".join(answer.content.decode().split())
    assert "Đã ghi kế hoạch của cơ quan." in page
    own = OwnPlan.objects.get()
    assert client.get(f"/tep/{own.file_id}/").status_code in {200, 404}
    assert "15/KH-SNgV, 10/02/2022" in page
    assert client.post(f"{LIST}so-ngv/", SAID).status_code == 422


def test_the_form_begins_with_the_tasks_in_which_the_agency_has_a_share(client, plan, by):
    client.force_login(by.person)
    shared = set(plan.tasks.filter(parties__tracking__agency=by.agency).values_list("number", flat=True))
    assert 0 < len(shared) < plan.tasks.count()
    tasks = client.get(f"{LIST}so-ngv/").context["form"]["tasks"]
    offered = [widget.data["value"].value for widget in tasks]
    assert set(offered[: len(shared)]) == shared == set(tasks.value())
    assert len(offered) == plan.tasks.count()
    keep(plan, by)
    assert client.get(f"{LIST}so-ngv/").context["form"]["tasks"].value() == ["II.2.3"]


def test_the_coordinator_s_own_agency_is_not_chosen_to_be_reminded(client, plan, by):
    client.force_login(coordinator().person)
    boxes = re.findall(r'name="agency" value="(so-tttt|so-ngv)"[^>]*?(checked)?>', client.get(LIST).content.decode())
    assert dict(boxes) == {"so-tttt": "", "so-ngv": "checked"}


def test_a_paper_with_a_secrecy_mark_is_refused_and_nothing_is_kept(client, plan, by):
    client.force_login(by.person)
    secret = SimpleUploadedFile("ke-hoach.txt", "MẬT\nKế hoạch".encode(), "text/plain")
    assert client.post(f"{LIST}so-ngv/", SAID | {"file": secret}).status_code == 422
    assert not OwnPlan.objects.exists()


def test_another_agency_reads_the_page_and_may_not_write(client, plan, by):
    client.force_login(actor("vp-ubnd", Role.EDITOR).person)
    assert client.get(f"{LIST}so-ngv/").status_code == 200
    assert client.post(f"{LIST}so-ngv/", SAID).status_code == 403


def test_the_coordinator_filters_reminds_and_takes_the_list_along(client, plan, by):
    keep(plan, by)
    client.force_login(coordinator().person)
    page = client.get(LIST, {"lack": "plan"}).content.decode()
    assert "/cua-co-quan/so-ngv/" not in page
    assert "/cua-co-quan/vp-ubnd/" in page
    client.post(f"{LIST}nhac/", {"agency": ["so-ngv"]})
    assert Notice.objects.filter(person=by.person).exists()
    book = openpyxl.load_workbook(BytesIO(client.get(f"{LIST}danh-sach.xlsx").content))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert {"15/KH-SNgV", "Sở Ngoại vụ"} <= set(cells)


def test_the_desk_says_what_is_lacking_with_one_button(client, plan, by):
    client.force_login(by.person)
    page = client.get("/").content.decode()
    assert f'href="{LIST}so-ngv/"' in page
    client.force_login(coordinator().person)
    assert f'href="{LIST}?lack=any"' in client.get("/").content.decode()


def test_the_list_asks_the_same_with_one_plan_and_with_three(client, plan):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    client.force_login(coordinator().person)
    client.get("/")
    keep(plan, actor("so-ngv", Role.EDITOR))
    with_one = asked()
    for slug in ("vp-ubnd", "ca-tinh"):
        keep(plan, actor(slug, Role.EDITOR))
    assert asked() == with_one <= 10
