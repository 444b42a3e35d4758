"""The pages of money: what each shows and to whom, that a slip loses nothing, spreadsheets both ways, papers."""

import re
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Role
from doingoai.documents.models import StoredFile
from doingoai.jobs.domain import PROVINCE
from doingoai.law.models import LegalRule
from doingoai.plan.actions.money.papers import estimate_form
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.money.states import Route, Stage
from doingoai.plan.models import CostEstimate, MoneyRoute, Report, Spending
from doingoai.plan.queries.money.basis import MATTER
from tests.factories import NOW, actor, adopted_plan, coordinator
from tests.plan.budgeting import (
    agreed,
    brought_to,
    editor,
    facts,
    finance,
    fresh,
    head,
    leader,
    sent,
    spent,
    written,
)
from tests.plan.linking import words
from tests.plan.test_views_requests import text_of

MONEY = "/ke-hoach/2022/kinh-phi/"


@pytest.fixture
def plan(db):
    return adopted_plan()


@pytest.fixture
def desk(client):
    def signed_in(who):
        client.force_login(who.person)
        return client

    return signed_in


def here(estimate, more=""):
    return f"{MONEY}du-toan/{estimate.pk}/{more}"


def typed(estimate, *rows, **said):
    """What a browser sends of the lines."""
    names = ("key", "task", "item", "unit", "quantity", "unit_price", "source", "note")
    told = {f"lines-{i}-{name}": value for i, row in enumerate(rows) for name, value in zip(names, row, strict=True)}
    counts = {"lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": "0"}
    return {"revision": str(fresh(estimate).revision)} | counts | told | said


ROW = ("", "II.5", "Thay nguồn màn hình", "bộ", "2", "85,5 triệu", "ngan-sach-tinh", "Báo giá 12")


def test_the_page_says_the_next_step_where_there_is_no_money_yet(desk, plan):
    assert "Chọn cách cấp kinh phí, ghi các dòng, rồi người đứng đầu ký gửi." in words(desk(editor()).get(MONEY))
    assert "Dự toán hiện ở đây khi các cơ quan lập." in words(desk(leader()).get(MONEY))
    assert "cân đối ngân sách" in words(desk(leader()).get(MONEY))


def test_an_agency_sees_its_own_money_and_those_who_oversee_see_all(desk, plan):
    mine = brought_to(Stage.SPENDING, plan)
    other = brought_to(Stage.SPENDING, plan, facts(plan, task="II.2.3"), office="so-ngv")
    for who in (coordinator(), finance(), leader()):
        page = desk(who).get(MONEY)
        assert {e.pk for e in page.context["estimates"]} == {mine.pk, other.pk}
    page = desk(editor()).get(MONEY)
    assert [e.pk for e in page.context["estimates"]] == [mine.pk]
    assert desk(head("so-ct")).get(MONEY).context["sums"].spent == 0
    assert desk(head("so-ct")).get(here(mine)).status_code == 403
    assert desk(actor("so-tttt", Role.ADMINISTRATOR, name="quan-tri")).get(MONEY).status_code == 403


def test_every_number_of_the_tables_opens_to_lines_that_add_up_to_it(desk, plan):
    brought_to(Stage.SPENDING, plan)
    brought_to(Stage.APPROVED, plan, facts(plan, task="II.2.3", source="xa-hoi-hoa"), office="so-ngv")
    client = desk(leader())
    page = client.get(MONEY)
    for each in page.context["tables"]:
        for row in each["rows"]:
            opened = client.get(f"{MONEY}dong/?{each['key']}={row.key}&what=spent")
            assert opened.context["sums"] == row.money
    assert "HĐ t" in words(client.get(f"{MONEY}dong/?what=spent"))


def test_lines_are_written_on_the_page_and_a_slip_loses_nothing(desk, plan):
    made = written(plan)
    client = desk(editor())
    client.post(here(made), typed(made))
    wrong = client.post(here(made), typed(made, ROW, (*ROW[:4], "nhiều", "một triệu", *ROW[6:])))
    assert wrong.status_code == 422
    assert "Số lượng: Ghi số lượng lớn hơn 0" in words(wrong)
    assert 'value="một triệu"' in words(wrong)
    client.post(here(made), typed(made, ROW, ("", "", "", "", "", "", "ngan-sach-tinh", "")))
    line = fresh(made).lines.get()
    assert (line.amount, line.quantity, line.unit_price) == (171_000_000, 2, 85_500_000)
    assert "Một trăm bảy mươi mốt triệu đồng chẵn" in words(client.get(here(made)))


@pytest.mark.parametrize("none", ["²", "9" * 5_000, "-1", "một"])
def test_a_number_that_is_none_breaks_no_page(desk, plan, none):
    made = written(plan)
    client = desk(head())
    assert client.post(here(made, "gui/"), {"revision": none}).status_code == 302
    page = client.post(here(made), {"revision": none, "lines-TOTAL_FORMS": none, "more": "1"})
    assert page.status_code == 200
    assert fresh(made).stage == Stage.DRAFT


def test_more_rows_are_given_without_losing_what_was_typed(desk, plan):
    made = written(plan)
    page = desk(editor()).post(here(made), typed(made, ROW, more="1"))
    assert len(page.context["form"].rows.forms) == 6
    assert "Thay nguồn màn hình" in words(page)
    assert fresh(made).lines.get().item == "Thay màn hình LED"


def test_who_saves_second_sees_what_the_first_kept_beside_their_own(desk, plan):
    made = written(plan)
    late = typed(made, ROW)
    client = desk(editor())
    key = str(made.lines.get().pk)
    client.post(here(made), typed(made, (key, "II.5", "Thuê kiểm định", *ROW[3:])))
    page = client.post(here(made), late)
    assert page.status_code == 422
    assert "Người khác vừa làm việc trên dự toán này" in words(page)
    assert "II.5 Thuê kiểm định: 2 bộ × 85.500.000 (Báo giá 12)" in words(page)
    again = {name: page.context["form"].data[name] for name in late}
    assert client.post(here(made), again).status_code == 302
    assert fresh(made).lines.get().item == "Thay nguồn màn hình"


def test_appraisal_is_kept_though_it_cannot_be_closed_yet(desk, plan):
    made = sent(written(plan, facts(plan), facts(plan, item="Nhân công")))
    first, second = made.lines.all()
    said = {f"verdict-{first.pk}": "agreed", f"verdict-{second.pk}": "", "act": "close"}
    client = desk(finance())
    page = client.post(here(made, "tham-dinh/"), {"revision": str(made.revision)} | said)
    assert "Còn 1 dòng chưa thẩm định" in words(page)
    assert fresh(made).lines.first().verdict == "agreed"
    said[f"verdict-{second.pk}"] = "agreed"
    client.post(here(made, "tham-dinh/"), {"revision": page.context["form"].data["revision"]} | said)
    assert fresh(made).stage == Stage.APPRAISED


def test_the_leadership_gives_an_estimate_back_only_with_a_reason(desk, plan):
    made = brought_to(Stage.APPRAISED, plan)
    client = desk(leader())
    page = client.post(here(made, "duyet/"), {"revision": made.revision, "act": "return", "reason": ""})
    assert "Ghi lý do trả lại" in words(page)
    client.post(here(made, "duyet/"), {"revision": made.revision, "act": "return", "reason": "Chưa cân đối được."})
    assert fresh(made).return_reason == "Chưa cân đối được."


def spending(**said):
    return {"token": "a", "amount": "5 triệu", "spent_on": "01/6/2022", "document": "HĐ 1", "reason": ""} | said


def test_the_document_of_spending_passes_the_guard_and_opens_to_those_who_see_the_money(desk, plan):
    made = brought_to(Stage.ALLOCATED, plan)
    line = made.lines.get()
    there, client = f"{MONEY}dong/{line.pk}/chi/", desk(editor())
    secret = SimpleUploadedFile("mat.txt", "TỐI MẬT\nHợp đồng".encode())
    assert client.post(there, spending(file=secret)).status_code == 422
    assert not Spending.objects.exists()
    assert not StoredFile.objects.filter(name="mat.txt").exists()
    bill = SimpleUploadedFile("hoa-don.txt", "Hóa đơn 15".encode())
    assert client.post(there, spending(file=bill)).status_code == 302
    file = f"/tep/{Spending.objects.get().file_id}/"
    assert client.get(file).status_code == 200
    assert desk(finance()).get(file).status_code == 200
    assert desk(head("so-ct")).get(file).status_code == 403


def test_the_coordinator_chooses_routes_and_the_proposal_stays_where_nothing_is_chosen(desk, plan):
    client = desk(coordinator())
    page = client.get(f"{MONEY}cach-cap/")
    ways = {(row.task.number, row.agency.slug): row for row, _bound in page.context["form"].rows()}
    assert ways["II.5", "so-tttt"].way.route is Route.APPRAISED
    assert ways["II.3.2", "so-tttt"].way.route is Route.ALLOTTED
    assert ways["II.3.2", "ubnd-tx-sapa"].way.route is Route.OWN
    assert not any(row.way.is_chosen for row in ways.values())
    row = ways["II.3.2", "so-tttt"]
    client.post(f"{MONEY}cach-cap/", {row.key: "appraised"})
    assert (MoneyRoute.objects.get().task, MoneyRoute.objects.get().route) == (row.task, Route.APPRAISED)
    made = written(plan)
    tasks = desk(editor()).get(here(made)).context["form"].rows.forms[0].tasks
    assert {"II.5", "II.3.2"} <= set(tasks)


def filled(data, sheet, change):
    book = openpyxl.load_workbook(BytesIO(data))
    change(book[sheet])
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("bang.xlsx", out.getvalue())


def test_lines_go_out_and_come_in_as_a_spreadsheet_and_errors_are_marked_in_it(desk, plan):
    made = written(plan)
    client = desk(editor())
    template = client.get(here(made, "mau.xlsx")).content
    wrong = ["II.9", "Nhân công", "công", 0, "x", "Nguồn lạ", "", ""]
    bad = filled(template, "Dự toán", lambda page: page.append(wrong))
    answer = client.post(here(made, "bang/"), {"file": bad})
    marked = openpyxl.load_workbook(BytesIO(answer.content))["Dự toán"]
    told = " ".join(str(cell.value) for cell in marked[6] if cell.value)
    for slip in ("Không có nhiệm vụ", "Ghi số lượng", "Ghi số tiền", "Không có nguồn"):
        assert slip in told
    assert fresh(made).lines.count() == 1
    row = ["II.5", "Nhân công", "công", 40, "400 nghìn", "Ngân sách tỉnh cấp bổ sung", "", ""]
    good = filled(template, "Dự toán", lambda page: page.append(row))
    assert client.post(here(made, "bang/"), {"file": good}).status_code == 302
    assert list(fresh(made).lines.values_list("amount", flat=True)) == [300_000_000, 16_000_000]
    good.seek(0)
    stale = client.post(here(made, "bang/"), {"file": good})
    assert "Người khác vừa làm việc trên dự toán này" in words(stale)


def test_lines_are_appraised_by_spreadsheet_with_the_same_four_eyes(desk, plan):
    made = sent(written(plan))
    template = desk(finance()).get(here(made, "tham-dinh/mau.xlsx")).content

    def say(page, agreed, reason):
        for column, value in ((5, "đồng ý"), (6, agreed), (7, reason)):
            page.cell(5, column, value)

    def answered(who, agreed, reason=""):
        file = filled(template, "Thẩm định", lambda page: say(page, agreed, reason))
        return desk(who).post(here(made, "tham-dinh/bang/"), {"file": file})

    other = actor("so-tc", Role.FINANCE, name=head().person.username)
    assert other.person == head().person
    client = desk(other)
    client.post("/co-quan/lam-viec-cho/", {"agency": "so-tc"})
    file = filled(template, "Thẩm định", lambda page: say(page, 200_000_000, "Theo định mức."))
    refused = client.post(here(made, "tham-dinh/bang/"), {"file": file})
    assert "đã lập hoặc gửi dự toán này" in words(refused)
    assert fresh(made).lines.get().agreed is None
    lacking = openpyxl.load_workbook(BytesIO(answered(finance(), 200_000_000).content))["Thẩm định"]
    assert "Ghi lý do" in " ".join(str(cell.value) for cell in lacking[5] if cell.value)
    assert answered(finance(), "200 triệu", "Theo định mức.").status_code == 302
    assert fresh(made).lines.get().agreed == 200_000_000


def test_the_letter_that_submits_says_what_was_asked_for_though_finance_has_begun(desk, plan):
    made = sent(written(plan, facts(plan), facts(plan, item="Nhân công", price=10_000_000)))
    agreed(made, cut={made.lines.first().pk: 200_000_000})
    letter = text_of(desk(head()).get(here(made, "van-ban/gui.docx")).content)
    assert "Nguồn: Ngân sách tỉnh cấp bổ sung 320.000.000 đồng." in letter


@pytest.mark.parametrize(("day", "is_checked"), [(date(2022, 6, 10), True), (date(2026, 7, 6), False)])
def test_papers_cite_the_rule_of_their_day_and_the_page_says_whether_it_was_checked(desk, plan, day, is_checked):
    made = brought_to(Stage.APPROVED, plan)
    at = datetime.combine(day, time(9), PROVINCE)
    CostEstimate.objects.filter(pk=made.pk).update(appraised_at=at, approved_at=at)
    client = desk(leader())
    cited = "khoản 3 Điều 24 Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động"
    assert f"Căn cứ {cited}" in text_of(client.get(here(made, "van-ban/duyet.docx")).content)
    page = words(client.get(here(made)))
    assert cited in page
    assert ("chưa kiểm" not in page) == is_checked


def test_no_paper_cites_a_rule_where_none_is_known(plan):
    LegalRule.objects.filter(matter=MATTER).delete()
    made = brought_to(Stage.APPRAISED, plan)
    assert estimate_form("tham-dinh", made, at=NOW).legal_bases == (f"Căn cứ {plan.name}",)


def test_the_papers_say_the_sums_in_digits_and_in_words(desk, plan):
    finance()
    made = brought_to(Stage.APPROVED, plan)
    client = desk(leader())
    names = ("gui", "tham-dinh", "duyet")
    told = {what: text_of(client.get(here(made, f"van-ban/{what}.docx")).content) for what in names}
    for text in told.values():
        assert "300.000.000 đồng (bằng chữ: Ba trăm triệu đồng chẵn)" in text
        assert "Sở Thông tin và Truyền thông" in text
    assert "đề nghị Sở Tài chính thẩm định" in told["gui"]
    assert "Điều 1. Phê duyệt dự toán kinh phí" in told["duyet"]
    assert "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nCăn cứ" in told["duyet"]
    assert client.get(here(made, "van-ban/duyet.pdf")).content.startswith(b"%PDF-")
    assert client.get(here(made, "van-ban/khac.docx")).status_code == 404
    assert client.get(here(written(plan), "van-ban/duyet.docx")).status_code == 404


def test_the_tables_go_out_as_a_spreadsheet(desk, plan):
    brought_to(Stage.SPENDING, plan)
    book = openpyxl.load_workbook(BytesIO(desk(leader()).get(f"{MONEY}bang.xlsx").content))
    assert book.sheetnames == ["Theo cơ quan", "Theo nguồn", "Theo nhiệm vụ", "Từng dòng"]


def test_a_long_list_of_lines_is_cut_into_pages_and_its_sum_is_of_all(desk, plan):
    made = brought_to(Stage.SUBMITTED, plan, *(facts(plan, item=f"Mục {n}", price=1_000) for n in range(60)))
    client = desk(leader())
    first, second = (client.get(f"{MONEY}dong/?task=II.5&page={page}") for page in (1, 2))
    assert [len(page.context["page"]) for page in (first, second)] == [50, 10]
    assert {page.context["sums"].estimated for page in (first, second)} == {120_000}
    assert "task=II.5&amp;page=2" in words(first)
    assert "Mục 59" in words(second)
    assert made.lines.count() == 60


def test_what_waits_is_shown_to_whoever_is_next(desk, plan):
    made = sent(written(plan))
    assert "Thẩm định" in words(desk(finance()).get(f"{MONEY}cho-xu-ly/"))
    assert "Không có việc nào chờ." in words(desk(leader()).get(f"{MONEY}cho-xu-ly/"))
    assert made.pk == CostEstimate.objects.get().pk


def test_the_report_and_its_frozen_edition_tell_the_money_of_all_agencies_and_samples_do_not_count(desk, plan):
    report, client = "/bao-cao/2022/6-thang/", desk(leader())
    assert "Chi trong kỳ" not in words(client.get(report))
    made = brought_to(Stage.ALLOCATED, plan)
    spent(made.lines.get(), 7_000_000, "a")
    sample = brought_to(Stage.SPENDING, plan, facts(plan, task="II.2.3"), office="so-ngv")
    CostEstimate.objects.filter(pk=sample.pk).update(is_demo=True)
    written(plan, office="so-ct")
    told = ("300.000.000", "300.000.000", "300.000.000", "7.000.000")
    assert shown_money(client.get(report)) == told
    edition = freeze_report(Report.objects.get(period__code="6-thang"), reason="Mẫu.", by=coordinator(), at=NOW)
    spent(made.lines.get(), 1_000_000, "b")
    assert shown_money(client.get(report))[-1] == "8.000.000"
    assert shown_money(client.get(f"{report}ban-chot/{edition.edition}/")) == told
    paper = text_of(client.get(f"{report}ban.docx?edition={edition.edition}").content)
    assert "Đến ngày 14/6/2022, các cơ quan đề nghị 300.000.000 đồng, trong đó được duyệt 300.000.000 đồng." in paper
    assert "Trong kỳ đã phân bổ 300.000.000 đồng, đã chi 7.000.000 đồng." in paper
    book = openpyxl.load_workbook(BytesIO(client.get(f"{report}ban.xlsx").content))["Kinh phí"]
    assert [row[1].value for row in book.iter_rows(min_row=2)][-1] == 8_000_000


def shown_money(page):
    """What the section on money says, in its order."""
    part = words(page).partition('id="hmoney"')[2].partition("</section>")[0]
    return tuple(re.findall(r'<dd class="num">([\d.]+)</dd>', part))


def asked(client, page):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_a_list_of_money_takes_ten_queries_at_most_with_one_estimate_and_with_three(desk, plan):
    client = desk(leader())
    brought_to(Stage.SPENDING, plan)
    pages = (MONEY, f"{MONEY}cho-xu-ly/", f"{MONEY}dong/?what=spent")
    client.get(MONEY)
    with_one = [asked(client, page) for page in pages]
    for office in ("so-ngv", "so-ct"):
        brought_to(Stage.SPENDING, plan, facts(plan, task="II.5", item="Khác"), office=office)
    assert [asked(client, page) for page in pages] == with_one
    assert max(with_one) <= 10


def test_an_estimate_asks_the_same_with_one_line_and_with_three(desk, plan):
    one = brought_to(Stage.SPENDING, plan, facts(plan))
    three = brought_to(Stage.SPENDING, plan, *(facts(plan, item=f"Mục {n}") for n in range(3)))
    client = desk(leader())
    client.get(here(one))
    assert asked(client, here(one)) == asked(client, here(three)) <= 22
