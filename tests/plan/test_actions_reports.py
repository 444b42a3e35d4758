"""Parts, the merged report, and the edition that never changes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import docx
import openpyxl
import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doingoai.agencies.domain import Role
from doingoai.audit.queries.verify import head
from doingoai.documents.actions import content_of
from doingoai.mail.models import Letter, Notice
from doingoai.plan.actions import parts
from doingoai.plan.actions.evidence import retract_evidence
from doingoai.plan.actions.papers import paper
from doingoai.plan.actions.reports import AlreadyFrozen, Incomplete, freeze_report, write_report
from doingoai.plan.domain.add_up import LineKey, add_up, credit
from doingoai.plan.domain.figures import to_text
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Evidence, Part, Report
from doingoai.plan.queries.credited import records
from doingoai.plan.queries.figures import figures, period_columns
from doingoai.plan.queries.report import (
    Changes,
    asked,
    changed_since,
    frozen_drill,
    frozen_figures,
    line_of,
    signed_otherwise,
)
from tests.factories import NOW, actor, coordinator, done

AGENCIES = ("bao-laocai", "dai-ptth", "so-tttt")
MEASURES = ("tin-bai", "luot-dang", "gio-phat")


def half(plan) -> Report:
    return Report.objects.select_related("period__plan").get(period__plan=plan, period__code="6-thang")


def year(plan) -> Report:
    return Report.objects.select_related("period__plan").get(period__plan=plan, period__code="nam")


def part_of(report, agency) -> Part:
    return Part.objects.select_related("report__period__plan", "agency").get(report=report, agency__slug=agency)


def totals(found):
    return {(line.task, line.measure): line.total for line in found.lines if line.total}


happened = st.lists(
    st.tuples(
        st.sampled_from(["II.1.1", "II.1.2", "II.5"]),
        st.sampled_from(MEASURES),
        st.integers(1, 9),
        st.integers(0, 360),
        st.sampled_from(AGENCIES),
        st.sampled_from(["", "w1", "w2"]),
    ),
    max_size=12,
)


@given(happened)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_merged_report_is_the_sum_of_the_parts_and_the_pure_rule_agrees(plan, history):
    Evidence.objects.all().delete()
    for index, (task, measure, quantity, days, agency, work) in enumerate(history):
        day = date(2021, 12, 15) + timedelta(days=days)
        late = NOW + timedelta(days=400)
        done(plan, task, key=str(index), measure=measure, quantity=quantity, on=day, agency=agency, work=work, at=late)
    for report in (half(plan), year(plan)):
        merged = figures(report)
        counted: dict = {}
        for agency in AGENCIES:
            for key, total in totals(figures(report, agency=part_of(report, agency).agency)).items():
                counted[key] = counted.get(key, Decimal(0)) + total
        assert totals(merged) == counted
        keys = [LineKey(line.task, line.measure) for line in merged.lines]
        pure = add_up(keys, credit(records(plan)), [c.days for c in period_columns(report.period)])
        assert [(line.total, line.by_column) for line in merged.lines] == [(p.total, p.by_column) for p in pure]


def test_work_on_both_sides_of_the_data_close_is_kept_apart(plan):
    done(plan, key="in", on=date(2022, 6, 14), at=NOW + timedelta(days=9))
    done(plan, key="out", on=date(2022, 6, 15), at=NOW + timedelta(days=9))
    line = line_of(figures(half(plan)), "II.1.1", "tin-bai")
    assert (line.total, line.by_column) == (1, (0, 1))


def test_an_assignment_to_a_group_is_one_line_however_many_members_do_it(plan):
    for index, agency in enumerate(["vp-ubnd-h-batxat", "vp-ubnd-h-bacha", "vp-ubnd-tx-sapa"]):
        done(plan, "II.2.1.b", key=str(index), measure="thong-cao", agency=agency)
    [line] = [line for line in figures(half(plan)).lines if line.task == "II.2.1.b"]
    assert line.total == 3
    assert len(line.shares) == 3


def test_a_line_names_the_agencies_that_sent_nothing(plan):
    done(plan, "II.2.3", measure="doan", agency="so-ngv")
    assert line_of(figures(half(plan)), "II.2.3", "doan").silent == ()
    assert line_of(figures(half(plan)), "II.4.2", "diem-bao").silent == ("so-ngv",)


def write(plan, agency="so-ngv", report=None, **estimates):
    editor = actor(agency, Role.EDITOR)
    part = part_of(report or half(plan), agency)
    words = parts.PartWords("Đã làm.", "Thiếu người.", "")
    return parts.save_part(part, words, estimates.get("said", {}), revision=part.revision, by=editor, at=NOW)


def sign(part):
    head = actor(part.agency.slug, Role.HEAD)
    return parts.submit_part(part, figures(part.report, agency=part.agency), by=head, at=NOW)


def test_a_part_is_signed_by_its_head_and_only_by_its_head(plan):
    part = write(plan)
    with pytest.raises(NotAllowed, match="đứng đầu"):
        parts.submit_part(part, figures(part.report), by=actor("so-ngv", Role.EDITOR), at=NOW)
    with pytest.raises(NotAllowed):
        parts.submit_part(part, figures(part.report), by=coordinator(), at=NOW)
    assert sign(part).state == "submitted"


def test_an_empty_part_is_not_signed(plan):
    with pytest.raises(parts.NotReady, match="chưa có lời"):
        sign(part_of(half(plan), "so-ngv"))


def test_who_saved_first_is_not_overwritten(plan):
    part = part_of(half(plan), "so-ngv")
    write(plan)
    words = parts.PartWords("Bản khác.", "", "")
    with pytest.raises(parts.Changed, match="vẫn còn nguyên"):
        parts.save_part(part, words, {}, revision=part.revision, by=actor("so-ngv", Role.EDITOR), at=NOW)


def test_a_sent_part_is_written_again_only_when_it_is_given_back(plan):
    part = sign(write(plan))
    with pytest.raises(parts.NotReady, match="đã nộp"):
        write(plan)
    parts.return_part(part, reason="Thiếu số quý I.", by=coordinator(), at=NOW)
    assert write(plan).state == "drafting"
    assert Notice.objects.filter(body="Thiếu số quý I.").exists()


def test_numbers_that_changed_after_the_signature_are_told(plan):
    done(plan, "II.2.3", measure="doan", agency="so-ngv")
    part = sign(write(plan))
    done(plan, "II.2.3", key="2", measure="doan", agency="so-ngv")
    [(line, was)] = signed_otherwise(part, figures(part.report, agency=part.agency))
    assert (line.task, was, line.total) == ("II.2.3", "1", 2)


def test_silent_agencies_are_reminded_in_the_app_and_by_mail_once_each_time(plan):
    actor("so-ngv", Role.EDITOR)
    late = Part.objects.filter(report=half(plan), agency__slug__in=["so-ngv", "so-ct"])
    late = late.select_related("agency", "report__period__plan")
    reached = parts.remind(late, by=coordinator(), at=NOW)
    assert [part.agency.slug for part in reached] == ["so-ngv"]
    assert (Notice.objects.count(), Letter.objects.count()) == (1, 1)
    parts.remind(late, by=coordinator(), at=NOW)
    assert part_of(half(plan), "so-ngv").reminders == 2
    assert Letter.objects.count() == 2


def test_what_is_expected_is_never_less_than_what_was_done(plan):
    done(plan, "II.2.3", measure="doan", quantity=7, agency="so-ngv")
    key = ("II.2.3", "doan")
    sign(write(plan, report=year(plan), said={key: Decimal(5)}))
    assert line_of(figures(year(plan)), *key).estimate == 7


def test_an_estimate_counts_when_its_part_is_signed(plan):
    done(plan, "II.2.3", measure="doan", quantity=7, agency="so-ngv")
    key = ("II.2.3", "doan")
    part = write(plan, report=year(plan), said={key: Decimal(10)})
    assert line_of(figures(year(plan)), *key).estimate == 7
    sign(part)
    assert line_of(figures(year(plan)), *key).estimate == 10
    assert line_of(figures(half(plan)), *key).estimate is None


def test_freezing_with_parts_missing_needs_a_reason(plan):
    with pytest.raises(Incomplete, match="47 cơ quan"):
        freeze_report(half(plan), reason="", by=coordinator(), at=NOW)
    with pytest.raises(NotAllowed):
        freeze_report(half(plan), reason="Hạn gửi Bộ.", by=actor("so-ngv", Role.HEAD), at=NOW)


def test_a_frozen_report_never_changes_by_a_byte(plan):
    evidence = done(plan, "II.2.3", measure="doan", agency="so-ngv")
    report = half(plan)
    snapshot = freeze_report(report, reason="Hạn gửi Bộ.", by=coordinator(), at=NOW)
    kept = (snapshot.content, snapshot.evidence, snapshot.sha256, *(content_of(f) for f in papers(snapshot)))
    retract_evidence(evidence, reason="nhầm", by=coordinator(), at=NOW)
    done(plan, "II.2.3", key="new", measure="doan", quantity=50, agency="so-ngv")
    said = {name: "" for name in ("overview", "difficulties", "proposals", "outlook", "number", "signer_authority")}
    said |= {"dated_on": None, "signer_title": "", "signer_name": "Người khác", "overview": "Lời khác."}
    write_report(report, said, revision=0, by=coordinator(), at=NOW)
    snapshot.refresh_from_db()
    assert (snapshot.content, snapshot.evidence, snapshot.sha256, *(content_of(f) for f in papers(snapshot))) == kept
    number = asked(frozen_figures(snapshot), "II.2.3", "doan")
    behind = frozen_drill(snapshot, frozen_figures(snapshot), number)
    assert behind.total == 1
    assert [source.id for source in behind.newest] == [evidence.pk]
    assert line_of(figures(report), "II.2.3", "doan").total == 50


def letterhead(data):
    return docx.Document(BytesIO(data)).tables[0].rows[0].cells[0].text.split("\n")[1].replace("\u00a0", " ")


def test_the_letterhead_is_of_who_holds_the_office_on_the_day_of_the_paper_and_a_frozen_one_stays(plan):
    then, now = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    report, later = half(plan), NOW.replace(year=2026)
    snapshot = freeze_report(report, reason="Hạn gửi Bộ.", by=coordinator(), at=NOW)
    assert letterhead(paper("docx", report, figures(report), [], at=later)) == now
    report.dated_on = date(2022, 6, 14)
    assert letterhead(paper("docx", report, figures(report), [], at=later)) == then
    assert letterhead(content_of(snapshot.docx)) == then


def read_docx(data):
    """The words of a paper, and the table of figures."""
    file = docx.Document(BytesIO(data))
    [table] = [table for table in file.tables if table.rows[0].cells[1].text == "Chỉ tiêu"]
    return [p.text for p in file.paragraphs], [[cell.text for cell in row.cells] for row in table.rows]


def sheet_of(data):
    return [list(row) for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0].values]


def test_while_parts_are_missing_the_papers_say_so_and_print_no_nought(plan):
    done(plan, "II.2.3", measure="doan", quantity=3, agency="so-ngv", on=date(2022, 5, 1))
    report = half(plan)
    told, rows = read_docx(paper("docx", report, figures(report), [], at=NOW))
    assert "Không có." not in told
    assert told.count("Chưa nhận được ý kiến: 47 trên 47 cơ quan chưa gửi báo cáo.") == 1
    assert told.count("Chưa nhận được ý kiến: 47 trên 47 cơ quan chưa gửi báo cáo./.") == 1
    silent = next(row for row in rows if row[0] == "II.1.2")
    assert "chưa gửi" in silent
    assert "0" not in silent
    [with_result] = [row for row in rows if row[0] == "II.2.3" and row[1].startswith("Đoàn ra")]
    assert "3" in with_result
    book = sheet_of(paper("xlsx", report, figures(report), [], at=NOW))
    assert "chưa gửi" in next(row for row in book if row[0] == "II.1.2")
    assert 3 in next(row for row in book if row[0] == "II.2.3" and row[2].startswith("Đoàn ra"))


def test_when_all_parts_are_in_nought_is_nought_and_nothing_said_is_nothing(plan):
    report = half(plan)
    found = figures(report)
    found = replace(found, parts=tuple(replace(part, state="submitted") for part in found.parts))
    told, rows = read_docx(paper("docx", report, found, [], at=NOW))
    assert ("Không có." in told, "Không có./." in told) == (True, True)
    assert not [row for row in rows if "chưa gửi" in row]
    assert "0" in next(row for row in rows if row[0] == "II.1.2")


def test_what_some_have_said_stands_beside_how_many_have_not(plan):
    report = half(plan)
    head = actor("so-ngv", Role.HEAD)
    said = parts.PartWords("Đón hai đoàn.", "Thiếu phiên dịch.", "")
    mine = parts.save_part(part_of(report, "so-ngv"), said, {}, revision=0, by=head, at=NOW)
    parts.submit_part(mine, figures(report, agency=mine.agency), by=head, at=NOW)
    told, _rows = read_docx(paper("docx", report, figures(report), [], at=NOW))
    place = told.index("Sở Ngoại vụ: Thiếu phiên dịch.")
    assert told[place + 1] == "Chưa nhận được đủ ý kiến: 46 trên 47 cơ quan chưa gửi báo cáo."


def papers(snapshot):
    return (snapshot.docx, snapshot.pdf, snapshot.xlsx)


def test_frozen_again_without_a_change_is_refused_and_with_one_makes_the_next_edition(plan):
    report = half(plan)
    freeze_report(report, reason="x", by=coordinator(), at=NOW)
    with pytest.raises(AlreadyFrozen):
        freeze_report(report, reason="x", by=coordinator(), at=NOW)
    done(plan)
    assert freeze_report(report, reason="x", by=coordinator(), at=NOW).edition == 2


def test_a_part_that_comes_after_freezing_goes_into_the_next_edition(plan):
    first = freeze_report(half(plan), reason="Đến hạn gửi Bộ.", by=coordinator(), at=NOW)
    sign(write(plan))
    second = freeze_report(half(plan), reason="Đủ thêm một phần.", by=coordinator(), at=NOW)
    before, after = frozen_figures(first), frozen_figures(second)
    assert (len(before.missing), len(after.missing)) == (47, 46)
    assert changed_since(first, after) == Changes(lines=(), parts=("Sở Ngoại vụ",))


def test_what_changed_since_the_last_edition_is_told_line_by_line(plan):
    done(plan)
    snapshot = freeze_report(half(plan), reason="Đến hạn gửi Bộ.", by=coordinator(), at=NOW)
    assert not changed_since(snapshot, figures(half(plan)))
    done(plan, key="2", quantity=2)
    changes = changed_since(snapshot, figures(half(plan)))
    assert [(was, line.task, line.total) for line, was in changes.lines] == [(1, "II.1.1", 3)]
    assert changes


def test_frozen_text_is_the_figures_to_the_letter(plan):
    done(plan)
    snapshot = freeze_report(half(plan), reason="x", by=coordinator(), at=NOW)
    assert to_text(frozen_figures(snapshot)) == snapshot.content


def test_the_head_of_the_record_is_printed_on_the_papers_and_shown_on_the_page(plan, client):
    done(plan)
    by = coordinator()
    told = str(head())
    snapshot = freeze_report(half(plan), reason="x", by=by, at=NOW)
    word = "\n".join(p.text for p in docx.Document(BytesIO(content_of(snapshot.docx))).paragraphs)
    with pdfplumber.open(BytesIO(content_of(snapshot.pdf))) as pdf:
        printed = "\n".join(page.extract_text() for page in pdf.pages)
    for text in (word, printed):
        assert f"Nhật ký hệ thống khi chốt: {told}." in text
    client.force_login(by.person)
    assert told in client.get("/bao-cao/2022/6-thang/ban-chot/1/").content.decode()
