"""A report's numbers as text."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from doingoai.plan.domain.figures import (
    AgencyMonths,
    AgencyShare,
    EffectLine,
    FigureLine,
    Figures,
    FigureSection,
    MeasureMonths,
    PartSummary,
    PlaceLine,
    Source,
    from_text,
    seal,
    sources_from_text,
    sources_to_text,
    to_text,
)
from doingoai.plan.domain.money.sums import Money

LINE = FigureLine(
    task="II.1.1",
    title="Tuyên truyền",
    measure="tin-bai",
    measure_name="Tin, bài",
    unit="tin, bài",
    by_column=(Decimal("91"), Decimal("57.50")),
    total=Decimal("148.50"),
    shares=(AgencyShare("bao-laocai", "Báo Lào Cai", Decimal("148.5")),),
    records=12,
    estimate=Decimal("200"),
    silent=("hoi-nhabao",),
)
FIGURES = Figures(
    period="6 tháng đầu năm 2022",
    year=2022,
    starts_on=date(2021, 12, 15),
    ends_on=date(2022, 6, 14),
    data_close=date(2022, 6, 14),
    columns=("Quý I", "Quý II"),
    column_days=((date(2021, 12, 15), date(2022, 3, 14)), (date(2022, 3, 15), date(2022, 6, 14))),
    sections=(FigureSection("II.1", "Đẩy mạnh", (LINE,), tasks=1, tasks_with_evidence=1),),
    parts=(PartSummary("bao-laocai", "Báo Lào Cai", "Báo", "submitted", submitted_on=date(2022, 6, 10)),),
    months=("12/2021", "01/2022"),
    agencies=(AgencyMonths("bao-laocai", "Báo Lào Cai", "Báo", (0, 12)),),
    words={"overview": "Một câu."},
)


def test_figures_come_back_from_their_text_as_they_went_in():
    assert from_text(to_text(FIGURES)) == FIGURES


def test_equal_numbers_have_one_text_and_one_seal():
    assert to_text(from_text(to_text(FIGURES))) == to_text(FIGURES)
    assert seal(to_text(FIGURES)) == seal(to_text(from_text(to_text(FIGURES))))
    assert '"148.5"' in to_text(FIGURES)


def test_only_parts_that_are_neither_sent_nor_excused_are_missing():
    assert FIGURES.missing == ()


def test_evidence_comes_back_line_by_line():
    source = Source(
        7, "II.1.1", "tin-bai", "Một tin", date(2022, 2, 3), Decimal(4), "bao-laocai", "Báo", 0, place="Sa Pa"
    )
    assert list(sources_from_text(sources_to_text([source, source]))) == [source, source]


def test_a_report_frozen_before_effects_were_written_keeps_its_text_to_the_byte():
    older = replace(FIGURES, version=1)
    text = to_text(older)
    assert not {"version", "effects", "measures", "places"} & json.loads(text).keys()
    assert from_text(text) == older
    assert to_text(from_text(text)) == text


def test_a_report_frozen_before_money_was_told_keeps_its_text_to_the_byte():
    older = replace(FIGURES, version=2)
    text = to_text(older)
    assert "money" not in json.loads(text)
    assert from_text(text) == older
    assert to_text(from_text(text)) == text


def test_money_comes_back_to_the_dong():
    told = replace(FIGURES, money=Money(10**12 + 1, 7, 6, 5, 4, 3))
    assert from_text(to_text(told)) == told


def test_effects_measures_and_places_come_back_as_they_went_in():
    full = replace(
        FIGURES,
        effects=(EffectLine(1, "so-ngv", "Sở", "Lượt", "", "2.015", "Cổng", date(2022, 6, 1), "", "mùa du lịch"),),
        measures=(MeasureMonths("tin-bai", "Tin", "tin", (Decimal(1), Decimal("2.5"))),),
        places=(PlaceLine("c1", "Y Tý", "lop", "Lớp", "cuộc", Decimal(2), 1),),
    )
    assert from_text(to_text(full)) == full


def test_a_source_frozen_before_kinds_were_told_is_read():
    line = '{"agency":"a","agency_name":"A","column":0,"done_on":"2022-03-01","id":1,"is_demo":false,"link":"",'
    line += '"measure":"tin-bai","place":"","quantity":"1","task":"II.1.1","title":"T"}\n'
    [found] = sources_from_text(line)
    assert (found.kind, found.is_partnered) == ("", False)
