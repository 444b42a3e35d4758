"""What changed, as agencies state it: with a source and limits, in the report, its papers and its editions."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.audit.models import Entry
from doingoai.plan.actions.effects import Statement, correct_effect, take_out_effect, write_effect
from doingoai.plan.actions.papers import paper
from doingoai.plan.actions.parts import Changed, NotReady
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Effect, Report
from doingoai.plan.queries.figures import figures
from doingoai.plan.queries.report import frozen_figures
from tests.factories import NOW, actor, coordinator, done

SAID = Statement(
    what="Lượt truy cập từ nước ngoài vào Cổng trong một tháng",
    baseline="1.240",
    value="2.015",
    source="Báo cáo thống kê của Cổng",
    source_on=date(2022, 6, 1),
    link="https://example.vn/thong-ke",
    limits="Không biết người đọc là ai; có thể do mùa du lịch.",
)
ADDRESS = "/bao-cao/2022/6-thang/hieu-qua/"


@pytest.fixture
def report(plan):
    return Report.objects.get(period__code="6-thang")


@pytest.fixture
def editor(plan):
    return actor("so-ngv", Role.EDITOR)


def written(report, editor, **changes):
    said = Statement(**{name: getattr(SAID, name) for name in SAID.__dataclass_fields__} | changes)
    return write_effect(report, editor.agency, said, by=editor, at=NOW)


def test_an_effect_stands_in_the_report_of_all_and_in_its_agency_s_part_only(report, editor):
    written(report, editor)
    [line] = figures(report).effects
    assert (line.agency, line.baseline, line.value, line.source_on) == ("so-ngv", "1.240", "2.015", date(2022, 6, 1))
    assert figures(report, agency=editor.agency).effects == (line,)
    assert figures(report, agency=Agency.objects.get(slug="bao-laocai")).effects == ()
    assert Entry.objects.filter(verb="write_effect").count() == 1


@pytest.mark.parametrize("field", ["source", "limits"])
def test_no_effect_can_be_stored_without_its_source_and_its_limits(report, editor, field):
    with pytest.raises(IntegrityError), transaction.atomic():
        written(report, editor, **{field: ""})


def test_another_agency_does_not_write_for_this_one(report, editor):
    with pytest.raises(NotAllowed):
        write_effect(report, Agency.objects.get(slug="so-ct"), SAID, by=editor, at=NOW)
    effect = written(report, editor)
    with pytest.raises(NotAllowed):
        take_out_effect(effect, by=actor("so-ct", Role.HEAD), at=NOW)
    write_effect(report, Agency.objects.get(slug="so-ct"), SAID, by=coordinator(), at=NOW)
    assert Effect.objects.count() == 2


def test_who_comes_second_is_told_and_nothing_is_overwritten(report, editor):
    effect = written(report, editor)
    correct_effect(effect, SAID, revision=0, by=editor, at=NOW)
    with pytest.raises(Changed):
        correct_effect(effect, SAID, revision=0, by=coordinator(), at=NOW)


def test_a_part_that_is_sent_takes_no_more_effects_from_its_agency(report, editor):
    effect = written(report, editor)
    report.parts.filter(agency=editor.agency).update(state="submitted", signed_by=editor.person, submitted_at=NOW)
    with pytest.raises(NotReady, match="đã nộp"):
        correct_effect(effect, SAID, revision=0, by=editor, at=NOW)
    assert correct_effect(effect, SAID, revision=0, by=coordinator(), at=NOW).revision == 1


def test_effects_are_printed_with_source_and_limits_and_nothing_is_worked_out(report, editor):
    written(report, editor)
    written(report, editor, what="Nhận biết về tỉnh", baseline="")
    found = figures(report)
    printed = docx.Document(BytesIO(paper("docx", report, found, [], at=NOW)))
    words = "\n".join(paragraph.text for paragraph in printed.paragraphs)
    assert "2.015 (trước 1.240). Nguồn: Báo cáo thống kê của Cổng, 01/6/2022." in words
    assert "không có mức nền để so" in words
    assert "Số này chưa nói được: Không biết người đọc là ai" in words
    assert "%" not in words
    sheet = load_workbook(BytesIO(paper("xlsx", report, found, [], at=NOW)))["Hiệu quả"]
    assert "2.015" in [cell.value for row in sheet for cell in row]
    assert paper("pdf", report, found, [], at=NOW).startswith(b"%PDF")


def test_an_edition_keeps_the_effects_it_was_frozen_with(report, editor):
    effect = written(report, editor)
    done(report.period.plan)
    snapshot = freeze_report(report, reason="thử", by=coordinator(), at=NOW)
    take_out_effect(effect, by=editor, at=NOW)
    assert [line.value for line in frozen_figures(snapshot).effects] == ["2.015"]
    assert figures(report).effects == ()


def test_the_form_works_without_javascript_and_keeps_what_was_typed(client, report, editor):
    client.force_login(editor.person)
    assert "Chưa có mục hiệu quả nào." in client.get("/bao-cao/2022/6-thang/").content.decode()
    said = {"what": "Lượt truy cập", "value": "2.015", "source": "", "limits": "", "agency": "so-ngv", "revision": "0"}
    answer = client.post(ADDRESS, said)
    assert answer.status_code == 422
    assert 'value="2.015"' in answer.content.decode()
    client.post(ADDRESS, said | {"source": "Cổng", "limits": "mùa du lịch"})
    effect = Effect.objects.get()
    change = f"{ADDRESS}{effect.pk}/"
    assert client.get(change).status_code == 200
    told = said | {"source": "Cổng", "limits": "mùa du lịch", "value": "3.000"}
    client.post(change, told)
    again = client.post(change, told | {"value": "4.000"})
    assert again.status_code == 422
    assert 'value="4.000"' in again.content.decode()
    assert "3.000" in again.content.decode()
    assert Effect.objects.get().value == "3.000"
    client.post(f"{change}bo/")
    assert not Effect.objects.exists()


def test_a_viewer_writes_no_effect(client, report):
    client.force_login(actor("so-ngv", Role.VIEWER).person)
    assert client.get(ADDRESS).status_code == 403
    assert client.get(f"{ADDRESS}999/").status_code == 404
