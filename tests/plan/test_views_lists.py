"""Lists ask the database no more however long they grow, and no page is heavy."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.law.queries import calendar
from doingoai.plan.actions.imports import read_in
from tests.factories import NOW, coordinator, done
from tests.plan.gold import PROFILE

LISTS = (
    "/",
    "/ke-hoach/?tat-ca=1",
    "/ke-hoach/2022/",
    "/ke-hoach/2022/?agency=bao-laocai",
    "/ke-hoach/2022/theo-co-quan/",
    "/ke-hoach/2022/dong-thoi-gian/",
    "/ke-hoach/2022/tien-do/",
    "/ke-hoach/2022/viec/",
    "/ke-hoach/2022/kinh-phi/",
    "/ke-hoach/2022/ban-goc/",
    "/ke-hoach/2022/loai-viec/",
    "/bang-chung/2022/",
    "/bao-cao/",
    "/thong-bao/",
    "/tim/?q=tuyen+truyen",
)
MOST = 10
MOST_OF_A_PAGE = 22  # a report: figures, parts with their papers, effects, places, editions, whom it goes on to
REPORT = "/bao-cao/2022/6-thang/"
HEAVIEST = 60 * 1024


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    client.get("/")
    calendar()  # read once by a process, and again only after a change of the days off
    return client


def asked(desk, url):
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(url)
    assert answer.status_code == 200, url
    return len(queries)


def work_goes_on(plan, start, rows):
    for number in range(start, start + rows):
        done(plan, "II.1.1", key=str(number), on=NOW.date() - timedelta(days=number))
        done(plan, "II.1.2", key=f"b{number}", agency="dai-ptth", on=NOW.date() - timedelta(days=40 + number))


@pytest.mark.parametrize("url", LISTS)
def test_a_list_takes_ten_queries_at_most_with_one_row_and_with_three(desk, plan, url):
    work_goes_on(plan, 0, 1)
    with_one = asked(desk, url)
    work_goes_on(plan, 1, 2)
    assert asked(desk, url) == with_one <= MOST


def test_a_filter_of_the_evidence_costs_no_further_query_and_an_agency_one(desk, plan):
    work_goes_on(plan, 0, 1)
    plain = asked(desk, "/bang-chung/2022/")
    assert asked(desk, "/bang-chung/2022/?task=II.1.1&measure=tin-bai") == plain
    # What went over into the agency is asked for.
    assert asked(desk, "/bang-chung/2022/?task=II.1.1&measure=tin-bai&agency=bao-laocai") == plain + 1
    page = desk.get("/bang-chung/2022/?task=II.1.1&agency=bao-laocai").context["page"]
    assert [row.task.number for row in page.object_list] == ["II.1.1"]
    assert desk.get("/bang-chung/2022/?task=II.99").context["page"].paginator.count == 2


@pytest.mark.parametrize("url", ["/bang-chung/2022/", "/", "/bao-cao/"])
def test_what_is_heavy_stays_in_the_database_where_a_list_does_not_show_it(desk, plan, url):
    work_goes_on(plan, 0, 1)
    desk.get(url)
    with CaptureQueriesContext(connection) as queries:
        desk.get(url)
    heavy = ('"plan_plan"."lines"', '"plan_snapshot"."content"')
    told = [query["sql"] for query in queries.captured_queries]
    rows = [sql for sql in told if "plan_evidence" in sql or "plan_snapshot" in sql]
    assert [sql for sql in rows if any(column in sql for column in heavy)] == []


@pytest.mark.parametrize(
    "url", [REPORT, "/bao-cao/2022/nam/", f"{REPORT}phan/bao-laocai/", "/ke-hoach/2022/nhiem-vu/II.1.1/"]
)
def test_a_page_of_many_parts_asks_the_same_however_much_was_done(desk, plan, url):
    work_goes_on(plan, 0, 1)
    with_one = asked(desk, url)
    work_goes_on(plan, 1, 2)
    assert asked(desk, url) == with_one <= MOST_OF_A_PAGE


def test_a_list_of_evidence_is_cut_into_pages_and_a_page_that_is_not_there_is_the_first(desk, plan):
    work_goes_on(plan, 0, 30)
    first = desk.get("/bang-chung/2022/").context["page"]
    assert (first.paginator.count, first.paginator.num_pages, len(first.object_list)) == (60, 2, 50)
    second = desk.get("/bang-chung/2022/?page=2").context["page"]
    assert len(second.object_list) == 10
    assert not set(first.object_list) & set(second.object_list)
    for nonsense in ("99", "0", "-1", "x", ""):
        assert desk.get(f"/bang-chung/2022/?page={nonsense}").context["page"].number == 1


@pytest.mark.parametrize(
    "url", [*LISTS, REPORT, "/bao-cao/2022/nam/", "/ke-hoach/nhap/1/", "/ke-hoach/2022/nhiem-vu/II.1.1/"]
)
def test_no_page_weighs_more_than_sixty_kilobytes_on_the_wire(desk, plan, url):
    by, paper = coordinator(), PROFILE / "plans" / "2022.txt"
    found = read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=by.person, at=NOW)
    answer = desk.get(url.replace("/nhap/1/", f"/nhap/{found.pk}/"), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= HEAVIEST / 2  # styles and scripts, kept by the browser, are the other half
    assert b"</html>" in gzip.decompress(answer.content)
