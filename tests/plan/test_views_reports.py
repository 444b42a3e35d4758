"""The doors of the reports: numbers that open, parts that are sent, editions that stay."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import docx
import openpyxl
import pytest

from doingoai.agencies.domain import Role
from doingoai.documents.read import read
from doingoai.mail.models import Letter
from doingoai.plan.actions.parts import excuse_part
from doingoai.plan.actions.periods import make_periods
from doingoai.plan.models import Part, Plan, Snapshot
from doingoai.plan.queries.figures import figures
from tests.factories import NOW, actor, coordinator, done

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
REPORT = "/bao-cao/2022/6-thang/"
PART = f"{REPORT}phan/so-ngv/"


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    return client


@pytest.fixture
def work(plan):
    """Two delegations in the second quarter, one in the first, by two agencies."""
    done(plan, "II.2.3", key="a", measure="doan", on=date(2022, 2, 1), agency="so-ngv")
    done(plan, "II.2.3", key="b", measure="doan", quantity=2, on=date(2022, 5, 1), agency="so-ct")


def words(answer):
    """What the page says in its middle, without the tokens that are new each time."""
    text = " ".join(answer.content.decode().split())
    return TOKEN.sub("", text[text.find("<main") :])


def drill(client, **asked):
    return client.get(f"{REPORT}chi-tiet/", {"task": "II.2.3", "measure": "doan", **asked})


def test_a_number_opens_to_its_sum_its_newest_work_and_the_whole_list(desk, work):
    told = words(drill(desk))
    assert "3 = 1 + 2." in told
    assert told.index("Việc b") < told.index("Việc a")
    assert "since=15/12/2021&amp;until=14/6/2022" in told


def test_what_nobody_has_sent_is_no_nought_on_the_screen(desk, work):
    rows = re.findall(r"<tr>.*?</tr>", words(desk.get(REPORT)))
    silent = next(row for row in rows if ">II.1.2<" in row)
    assert ">chưa gửi</a>" in silent
    assert ">0</a>" not in silent
    assert ">3</a>" in next(row for row in rows if ">II.2.3<" in row and "Đoàn ra" in row)
    own = re.findall(r"<tr>.*?</tr>", words(desk.get(PART)))
    assert ">chưa gửi</a>" not in "".join(own)


def test_a_quarter_opens_to_what_was_done_in_it(desk, work):
    told = words(drill(desk, column="0"))
    assert "Quý I: 1." in told
    assert "Việc a" in told
    assert "Việc b" not in told
    assert "until=14/3/2022" in told
    assert drill(desk, column="7").status_code == 404


def test_the_number_of_a_part_opens_to_the_work_of_its_agency(desk, work):
    told = words(drill(desk, agency="so-ct"))
    assert "2 = 0 + 2." in told
    assert "Việc a" not in told
    assert "agency=so-ct" in told


def test_a_zero_opens_to_the_names_of_those_who_sent_nothing(desk):
    told = words(desk.get(f"{REPORT}chi-tiet/", {"task": "II.2.4", "measure": "su-kien"}))
    assert "Sở Công Thương" in told
    assert "so-ct" not in told


def test_with_htmx_only_the_row_comes(desk, work):
    answer = desk.get(f"{REPORT}chi-tiet/", {"task": "II.2.3", "measure": "doan"}, headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith("<tr")


def test_freezing_early_asks_for_a_reason_and_then_keeps_the_edition(desk, work):
    answer = desk.post(f"{REPORT}chot/", {"reason": ""})
    assert answer.status_code == 422
    assert "Ghi lý do chốt sớm" in answer.content.decode()
    answer = desk.post(f"{REPORT}chot/", {"reason": "Đến hạn gửi UBND tỉnh."})
    assert answer["Location"] == f"{REPORT}ban-chot/1/"
    assert "3" in words(desk.get(answer["Location"]))
    assert "Từ đó chưa có gì đổi." in words(desk.get(REPORT))


def test_what_changed_since_the_edition_stands_beside_it_and_the_edition_stays(desk, plan, work):
    desk.post(f"{REPORT}chot/", {"reason": "Đến hạn."}, follow=True)
    frozen = words(desk.get(f"{REPORT}ban-chot/1/"))
    done(plan, "II.2.3", key="c", measure="doan", on=date(2022, 5, 2), agency="so-ngv")
    assert "II.2.3 Đoàn ra, đoàn vào có tuyên truyền: 3 → 4" in words(desk.get(REPORT))
    assert words(desk.get(f"{REPORT}ban-chot/1/")) == frozen
    told = words(drill(desk, edition="1"))
    assert "3 = 1 + 2." in told
    assert "Việc c" not in told


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_frozen_edition_is_handed_out_to_the_byte(desk, plan, work, kind):
    desk.post(f"{REPORT}chot/", {"reason": "Đến hạn."})
    before = desk.get(f"{REPORT}ban.{kind}?edition=1").content
    done(plan, "II.2.3", key="c", measure="doan", on=date(2022, 5, 2), agency="so-ngv")
    assert desk.get(f"{REPORT}ban.{kind}?edition=1").content == before
    assert desk.get(f"{REPORT}ban.{kind}").content != before


def test_the_papers_hold_the_numbers(desk, work):
    paper = "\n".join(p.text for p in docx.Document(BytesIO(desk.get(f"{REPORT}ban.docx").content)).paragraphs)
    print_out = " ".join(text for _line, text in read("a.pdf", desk.get(f"{REPORT}ban.pdf").content).texts())
    for text in (paper, print_out):
        assert "3 đoàn (Sở Công Thương 2, Sở Ngoại vụ 1)" in " ".join(text.split())
    book = openpyxl.load_workbook(BytesIO(desk.get(f"{REPORT}ban.xlsx").content))
    assert [row[3].value for row in book["Bằng chứng"].iter_rows(min_row=2)] == ["Việc b", "Việc a"]


def test_a_print_is_shown_where_it_is_and_a_paper_is_kept(desk, work):
    assert desk.get(f"{REPORT}ban.pdf?xem=1")["Content-Disposition"].startswith("inline")
    assert desk.get(f"{REPORT}ban.docx")["Content-Disposition"].startswith("attachment")
    assert desk.get(f"{REPORT}ban.exe").status_code == 404


def saved(client, **said):
    part = Part.objects.get(report__period__code="6-thang", agency__slug="so-ngv")
    words = {"narrative": "Đón hai đoàn.", "difficulties": "", "proposals": "", "revision": part.revision}
    return client.post(PART, words | said)


def test_an_editor_drafts_and_a_head_signs(client, plan):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    assert saved(client).status_code == 302
    client.post(f"{PART}nop/")
    assert Part.objects.get(agency__slug="so-ngv", report__period__code="6-thang").state == "drafting"
    client.force_login(actor("so-ngv", Role.HEAD).person)
    client.post(f"{PART}nop/")
    assert Part.objects.get(agency__slug="so-ngv", report__period__code="6-thang").state == "submitted"
    assert "đã nộp" in words(client.post(f"{PART}nop/", follow=True))


def test_a_part_begins_with_what_the_evidence_says_until_somebody_has_written(client, work):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    begun = "II.2.3 Quảng bá hình ảnh Lào Cai qua các đoàn ra, đoàn vào: đoàn ra, đoàn vào có tuyên truyền 1 đoàn."
    assert client.get(PART).context["form"]["narrative"].value() == begun
    assert "máy soạn sẵn" in words(client.get(PART))
    assert Part.objects.get(agency__slug="so-ngv", report__period__code="6-thang").narrative == ""
    saved(client)
    assert client.get(PART).context["form"]["narrative"].value() == "Đón hai đoàn."


def test_the_second_to_save_sees_what_changed_loses_nothing_and_saves_again(client, plan):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    saved(client, difficulties="Thiếu người.", promised_on="12/6/2022")
    mine = {"narrative": "Lời của người thứ hai.", "difficulties": "Thiếu người."}
    answer = saved(client, revision=0, **mine)
    assert answer.status_code == 422
    told = words(answer)
    assert "vừa sửa phần này" in told
    form = answer.context["form"]
    assert [(str(one.theirs), one.mine) for one in form.meanwhile] == [
        ("Đón hai đoàn.", "Lời của người thứ hai."),
        ("12/06/2022", ""),
    ]
    assert "Đón hai đoàn." in told
    assert form["narrative"].value() == "Lời của người thứ hai."
    assert saved(client, revision=form["revision"].value(), **mine).status_code == 302
    part = Part.objects.get(report__period__code="6-thang", agency__slug="so-ngv")
    assert (part.narrative, part.difficulties, part.revision) == (*mine.values(), 2)


def test_what_was_expected_stays_typed_when_the_draft_is_refused(client, work):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    year = "/bao-cao/2022/nam/phan/so-ngv/"
    [name] = [name for name in client.get(year).context["form"].fields if name.endswith("II.2.3:doan")]
    answer = client.post(year, {"revision": 0, "narrative": "Đón hai đoàn.", name: "bảy"})
    assert answer.status_code == 422
    assert answer.context["form"][name].value() == "bảy"
    answer = client.post(year, {"revision": 0, "narrative": "Đón hai đoàn.", name: "7"})
    assert answer.status_code == 302
    answer = client.post(year, {"revision": 0, "narrative": "Đón hai đoàn.", name: "9"})
    assert [(one.theirs, one.mine) for one in answer.context["form"].meanwhile] == [("7", "9")]


def test_the_second_to_write_the_merged_report_sees_what_changed_and_saves_again(desk, plan):
    desk.post(f"{REPORT}loi/", {"revision": 0, "overview": "Lời thứ nhất."})
    answer = desk.post(f"{REPORT}loi/", {"revision": 0, "overview": "Lời thứ hai."})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert [(one.theirs, one.mine) for one in form.meanwhile] == [("Lời thứ nhất.", "Lời thứ hai.")]
    assert "Lời thứ nhất." in words(answer)
    again = {"revision": form["revision"].value(), "overview": "Lời thứ hai."}
    assert desk.post(f"{REPORT}loi/", again).status_code == 302


def test_a_part_is_given_back_with_a_reason_even_after_freezing(client, plan):
    client.force_login(actor("so-ngv", Role.EDITOR, Role.HEAD).person)
    saved(client)
    client.post(f"{PART}nop/")
    client.force_login(coordinator().person)
    client.post(f"{REPORT}chot/", {"reason": "Đến hạn."})
    assert "Ghi lý do trả lại" in words(client.post(f"{PART}tra/", {"reason": ""}, follow=True))
    client.post(f"{PART}tra/", {"reason": "Thiếu số quý II."})
    part = Part.objects.get(agency__slug="so-ngv", report__period__code="6-thang")
    assert (part.state, part.return_reason) == ("returned", "Thiếu số quý II.")
    assert Snapshot.objects.count() == 1


def test_a_reminder_by_mail_holds_the_whole_address(desk, plan, settings):
    settings.BASE_URL = "https://ttdn.example.vn"
    actor("so-ngv", Role.EDITOR)
    desk.post(f"{REPORT}nhac/", {"agency": ["so-ngv"]})
    assert f"https://ttdn.example.vn{PART}" in Letter.objects.get().body_text


def test_an_agency_that_nobody_reads_for_is_told_to_be_reminded_by_letter(desk, plan):
    told = words(desk.post(f"{REPORT}nhac/", {"agency": ["so-ct"]}, follow=True))
    assert "nhắc bằng công văn" in told


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD, Role.LEADER, Role.VIEWER, Role.FINANCE])
def test_only_the_coordinator_writes_freezes_and_reminds(client, plan, role):
    client.force_login(actor("so-ngv", role).person)
    assert client.get(REPORT).status_code == 200
    for door in ("loi/", "chot/"):
        assert client.get(f"{REPORT}{door}").status_code == 403
    assert client.post(f"{REPORT}ky/").status_code == 403
    client.post(f"{REPORT}nhac/", {"agency": ["so-ct"]})
    client.post(f"{REPORT}phan/so-ct/mien/", {"reason": "x"})
    part = Part.objects.get(agency__slug="so-ct", report__period__code="6-thang")
    assert (part.reminders, part.state) == (0, "unopened")


def test_another_agencys_part_is_not_read(client, plan):
    client.force_login(actor("so-ct", Role.EDITOR).person)
    assert client.get(PART).status_code == 403
    assert saved(client).status_code == 403


def test_the_coordinator_takes_an_agency_off_the_list_and_puts_it_back(desk, plan):
    desk.post(f"{PART}mien/", {"reason": "Không có nhiệm vụ trong kỳ."})
    assert Part.objects.get(agency__slug="so-ngv", report__period__code="6-thang").state == "excused"
    assert "46 trên 46 cơ quan" in words(desk.get(REPORT))
    desk.post(f"{PART}mien/", {"reason": ""})
    assert "47 trên 47 cơ quan" in words(desk.get(REPORT))


def test_the_paper_is_addressed_to_those_to_whom_the_report_goes_on(desk, plan):
    period = plan.periods.get(code="6-thang")
    period.onward.create(addressee="Cục Thông tin đối ngoại", order=5)
    paper = docx.Document(BytesIO(desk.get(f"{REPORT}ban.docx").content))
    assert any("Cục Thông tin đối ngoại" in p.text for p in paper.paragraphs)


def test_a_signature_before_seven_in_the_morning_bears_that_day(client, plan):
    part = Part.objects.get(report__period__code="6-thang", agency__slug="so-ngv")
    head = actor("so-ngv", Role.HEAD).person
    early = datetime(2022, 6, 9, 23, 30, tzinfo=UTC)  # half past six on the tenth in the province
    Part.objects.filter(pk=part.pk).update(state="submitted", signed_by=head, submitted_at=early)
    [sent] = [one for one in figures(part.report).parts if one.agency == "so-ngv"]
    assert sent.submitted_on == date(2022, 6, 10)


def test_samples_are_told_on_the_paper_itself(desk, plan, work):
    plan.tasks.get(number="II.2.3").evidence.update(is_demo=True)
    paper = docx.Document(BytesIO(desk.get(f"{REPORT}ban.docx").content))
    assert any("dữ liệu mẫu" in p.text for p in paper.paragraphs)


def test_desk_report_and_list_of_reports_tell_the_same_number_of_agencies(client, plan):
    client.force_login(coordinator().person)
    excused = Part.objects.filter(report__period__code="6-thang").first()
    excuse_part(excused, reason="Không có việc trong kỳ.", by=coordinator(), at=NOW)
    listed = client.get("/bao-cao/").content.decode()
    assert re.search(r'data-l="Số phần">46</td>', listed)
    assert "Nhắc 46 cơ quan chưa nộp phần báo cáo" in client.get("/").content.decode()
    report = client.get("/bao-cao/2022/6-thang/")
    assert (report.context["asked"], len(report.context["missing"])) == (46, 46)


def test_reports_stand_by_year_newest_first(client, plan):
    client.force_login(coordinator().person)
    for year in (2027, 2023):
        said = {"title": "Kế hoạch", "issuer": plan.issuer, "reading": plan.reading, "adopted_at": NOW}
        later = Plan.objects.create(year=year, **said)
        make_periods(later)
    html = client.get("/bao-cao/").content.decode()
    assert re.findall(r'href="/bao-cao/(\d+)/6-thang/"', html) == ["2027", "2023", "2022"]
