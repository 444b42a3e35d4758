"""Kinds of work: several measures at once, the place where it is wanted, commissioned work marked everywhere."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.plan.actions.evidence import Details, record_work
from doingoai.plan.domain.evidence import NotEvidence, SourceRef
from doingoai.plan.models import Evidence, KindOfWork, Measure, Report
from doingoai.plan.queries.figures import figures
from tests.factories import NOW, actor

RECORD = "/bang-chung/2022/ghi/"
CLASS = {
    "token": "abc",
    "task": "II.2.3",
    "title": "Lớp tập huấn thông tin đối ngoại",
    "kind": "training",
    "measure": "lop",
    "quantity": "1",
    "measure_2": "luot-nguoi",
    "quantity_2": "45",
    "done_on": "12/5/2022",
    "agency": "so-ngv",
    "place": "xã Y Tý",
}


@pytest.fixture
def desk(client, plan):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    return client


def recorded(plan, kind, place="", **counts):
    return record_work(
        plan.tasks.get(number="II.2.3"),
        SourceRef("test", kind),
        {Measure.objects.get(pk=code.replace("_", "-")): Decimal(n) for code, n in counts.items()},
        done_on=date(2022, 5, 1),
        agency=Agency.objects.get(slug="so-ngv"),
        details=Details(f"Việc {kind}", place, kind=KindOfWork.objects.get(pk=kind)),
        by=None,
        at=NOW,
    )


def test_a_class_and_its_people_are_told_in_one_form_and_are_one_work(desk):
    assert desk.post(RECORD, CLASS).status_code == 302
    rows = {row.measure_id: row for row in Evidence.objects.all()}
    assert {code: row.quantity for code, row in rows.items()} == {"lop": 1, "luot-nguoi": 45}
    assert rows["lop"].work == rows["luot-nguoi"].work
    assert rows["lop"].place_code == "c02701"
    desk.post(RECORD, CLASS)
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity_2": ""}, "quantity_2"),
        ({"measure_2": ""}, "measure_2"),
        ({"measure_2": "lop"}, "measure_2"),
        ({"kind": "border-work", "place": ""}, "place"),
    ],
)
def test_half_a_measure_a_measure_twice_and_a_missing_place_are_told_at_the_field(desk, changes, field):
    answer = desk.post(RECORD, CLASS | changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Evidence.objects.exists()


def test_all_measures_of_a_work_are_recorded_or_none(plan):
    with pytest.raises(NotEvidence):
        recorded(plan, "training", lop=1, luot_nguoi=0)
    assert not Evidence.objects.exists()


def test_work_in_border_communes_needs_its_place_whichever_door_it_comes_by(plan):
    with pytest.raises(NotEvidence, match="cần nơi làm"):
        recorded(plan, "border-work", lop=1)
    [row] = recorded(plan, "border-work", "Y Tý", lop=1)
    assert row.place_code == "c02701"


def test_a_form_may_begin_with_a_kind(desk):
    form = desk.get(f"{RECORD}?loai=inspection").context["form"]
    assert (form.initial["measure"], form.initial["measure_2"]) == ("kiem-tra", "co-quan-kiem-tra")
    assert desk.get(f"{RECORD}?loai=khong-co").status_code == 200


def test_evidence_is_filtered_by_kind_by_place_and_by_border_communes(desk, plan):
    recorded(plan, "training", "xã Y Tý", lop=1)
    recorded(plan, "briefing", "Hội trường lớn", giao_ban=1, luot_bao_chi=12)

    def listed(asked):
        return {row.title for row in desk.get(f"/bang-chung/2022/?{asked}").context["page"]}

    assert listed("kind=training") == listed("place=Y+Tý") == listed("place=xa,+phuong+bien+gioi") == {"Việc training"}
    assert listed("place=hội+trường") == listed("kind=briefing") == {"Việc briefing"}


def test_the_report_tells_what_was_done_at_each_place(desk, plan):
    recorded(plan, "training", "xã Y Tý", lop=1, luot_nguoi=45)
    recorded(plan, "briefing", "Hội trường lớn", giao_ban=1)
    report = Report.objects.get(period__code="6-thang")
    told = {(p.name, p.measure): p.total for p in figures(report).places}
    assert told == {
        ("Y Tý, huyện Bát Xát", "lop"): 1,
        ("Y Tý, huyện Bát Xát", "luot-nguoi"): 45,
        ("Hội trường lớn", "giao-ban"): 1,
    }
    assert "Y Tý, huyện Bát Xát" in desk.get("/bao-cao/2022/6-thang/").content.decode()


def test_commissioned_work_is_marked_wherever_it_is_shown(desk, plan):
    [row, _hours] = recorded(plan, "commissioned-broadcast", chuyen_muc=1, gio_dat_hang=2)
    drill = "/bao-cao/2022/6-thang/chi-tiet/?task=II.2.3&measure=chuyen-muc"
    for url in ("/bang-chung/2022/", f"/bang-chung/2022/{row.pk}/"):
        assert '<span class="chip lua">hợp tác</span>' in desk.get(url).content.decode()
    assert "· hợp tác" in desk.get(drill).content.decode()
    book = load_workbook(BytesIO(desk.get("/bang-chung/2022/bang-chung.xlsx").content))
    assert "hợp tác" in [cell.value for line in book.active for cell in line]
    report = load_workbook(BytesIO(desk.get("/bao-cao/2022/6-thang/ban.xlsx").content))["Bằng chứng"]
    assert "hợp tác" in [cell.value for line in report for cell in line]
