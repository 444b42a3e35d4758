"""What the charts of a report and of a plan show."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from doingoai.documents.domain.charts import Multiples, Shares, SpanRow, Spans, Stairs, Steps
from doingoai.documents.write.drawing import drawn
from doingoai.plan.domain.figures import AgencyShare, FigureSection
from doingoai.plan.domain.paper import boxes_from, report_form
from doingoai.plan.domain.progress import charts_of
from doingoai.plan.models import Report
from doingoai.plan.queries.figures import figures
from doingoai.plan.queries.progress import plan_charts
from doingoai.shell.domain.shapes import share, stairs
from doingoai.text import alphabetical
from tests.factories import coordinator, done
from tests.plan.test_figures import FIGURES, LINE

SECOND = replace(LINE, task="II.1.2", measure="hop-bao", state=4, shares=(), silent=("bao-laocai",))


def figures_of(*lines):
    return replace(FIGURES, sections=(FigureSection("II.1", "Đẩy mạnh", lines, tasks=2, tasks_with_evidence=1),))


def test_a_task_stands_once_in_its_section_however_many_measures_it_has():
    [section] = charts_of(figures_of(LINE, replace(LINE, measure="luot-dang"), SECOND)).sections
    assert section.tasks == (("II.1.1", 0), ("II.1.2", 4))
    assert section.counts == ((4, 1), (0, 1))


def test_an_agency_has_so_many_of_so_many_in_the_order_of_names_and_is_never_ranked():
    lines = (replace(LINE, shares=(AgencyShare("z", "Zét", Decimal(9)), AgencyShare("a", "Ánh", Decimal(1)))), SECOND)
    told = [(s.name, s.done, s.planned) for s in charts_of(figures_of(*lines)).shares]
    assert told == [("Ánh", 1, 1), ("Báo", 0, 1), ("Zét", 1, 1)]


def test_small_charts_and_parts_of_a_report_stand_in_the_order_of_names_whoever_did_most(plan):
    for slug, times in (("so-ngv", 3), ("dai-ptth", 1), ("bao-laocai", 2)):
        for time in range(times):
            done(plan, agency=slug, key=f"{slug}-{time}")
    found = figures(Report.objects.get(period__code="6-thang"))
    for told in ([a.short for a in found.agencies], [s.name for s in charts_of(found).shares]):
        assert told == sorted(told, key=alphabetical)
    parts = [part.name for part in found.parts]
    assert parts == sorted(parts, key=alphabetical)
    assert len(found.agencies) == 3
    assert len(parts) > 30


def test_months_are_the_records_of_all_agencies():
    assert charts_of(FIGURES).records == (0, 12)


def test_a_plan_s_charts_count_by_measure_and_month(plan):
    done(plan, key="1", on=date(2022, 3, 1))
    done(plan, key="2", on=date(2022, 3, 2), measure="luot-nguoi", quantity=45)
    found = plan_charts(plan, until=6)
    assert found.records == (0, 0, 2, 0, 0, 0)
    assert {m.measure: m.by_month[2] for m in found.measures} == {"tin-bai": 1, "luot-nguoi": 45}
    assert sum(len(s.tasks) for s in found.sections) == 17
    newspaper = next(s for s in found.shares if s.agency == "bao-laocai")
    assert newspaper.done == 1 < newspaper.planned


def test_a_column_is_as_high_as_its_step_and_fits_the_frame():
    drawing = stairs([0, 1, 4], 8)
    assert sum(rect.kind == "s4" for rect in drawing.rects) == 4
    assert sum(rect.kind == "o" for rect in drawing.rects) == 1
    assert all(rect.x >= 0 and rect.x + rect.width <= 100 and 0 <= rect.y <= drawing.height for rect in drawing.rects)


def test_what_is_done_is_never_wider_than_what_is_planned():
    bed, full = share(3, 5, 10).rects
    assert (bed.width, full.width) == (50, 30)
    assert len(share(0, 5, 10).rects) == 1


@pytest.mark.parametrize(
    "chart",
    [
        Stairs("Bậc", (("II.1 Một mục", (0, 2, 4), "1 hoàn thành"),)),
        Stairs("", ()),
        Shares("Phần", (("Báo", 3, 5), ("Đài", 0, 2))),
        Shares("", ()),
        Spans("Năm", ("1", "2"), (SpanRow("Một việc", "cả năm", 0, 100, 50), SpanRow("Hai", "kế hoạch không ghi"))),
        Spans("", (), ()),
        Multiples("Nhỏ", ("01", "02"), (("Giờ", (Decimal(1), Decimal(2))),), own_scale=True),
    ],
)
def test_every_chart_is_drawn_and_told_in_words(chart):
    strips = drawn(chart, 165)
    assert all("<svg" in strip.svg for strip in strips)
    words = " ".join(strip.words for strip in strips)
    assert all((row.name if isinstance(row, SpanRow) else row[0]) in words for row in chart.rows)


def test_small_charts_of_one_scale_and_of_their_own_are_drawn_apart():
    rows = (("Lớn", (Decimal(100),)), ("Nhỏ", (Decimal(1),)))
    [shared] = drawn(Multiples("", ("01",), rows), 165)
    [own] = drawn(Multiples("", ("01",), rows, own_scale=True), 165)
    assert shared.svg != own.svg


def test_a_report_s_paper_holds_the_charts():
    annexes = report_form(FIGURES, boxes_from({}, {}, "Lào Cai")).annexes
    kinds = {type(block) for annex in annexes for block in annex.blocks}
    assert {Stairs, Shares, Steps, Multiples} <= kinds


def test_the_pages_of_the_plan_and_the_report_show_them_with_their_figures(client, plan):
    done(plan, on=date(2022, 3, 1))
    client.force_login(coordinator().person)
    for url in ("/ke-hoach/2022/tien-do/", "/bao-cao/2022/6-thang/"):
        told = client.get(url).content.decode()
        assert "Phần việc đã có bằng chứng" in told
        assert "Theo chỉ tiêu" in told
        assert told.count("Số liệu của biểu đồ") >= 4
