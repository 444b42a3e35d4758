"""From the paper of a plan to a frozen report, as officers walk it."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.plan.actions.imports import read_in
from doingoai.plan.models import Evidence, Plan, PlanImport, Snapshot
from tests.factories import NOW
from tests.journeys.conftest import person, sign_in
from tests.plan.gold import PROFILE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_plan_is_brought_in_reviewed_and_adopted(province, desk, live_server):
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    page = desk("dieuphoi")
    page.get_by_role("link", name="Kế hoạch năm", exact=True).click()
    page.get_by_role("link", name="Nhập kế hoạch").first.click()
    page.get_by_label("Văn bản kế hoạch").set_input_files(PROFILE / "plans" / "2022.txt")
    page.get_by_role("button", name="Đọc tệp").click()
    page.get_by_text("Đánh dấu ô này sau khi tự đọc lại nội dung tệp.").first.wait_for()
    page.get_by_text("Tệp 2022.txt không giữ lại được. Chọn lại tệp.").wait_for()
    page.get_by_label("Văn bản kế hoạch").set_input_files(PROFILE / "plans" / "2022.txt")
    page.get_by_label("Đã đọc tệp").check()
    page.get_by_role("button", name="Đọc tệp").click()

    page.get_by_text("Máy đọc được 17 nhiệm vụ, 69 phân công").wait_for()
    doubts, task = page.locator("#doubts"), page.locator("#t16")
    doubts.get_by_role("button", name="Đọc là “19/10/2016”").click()
    doubts.get_by_text("còn 45 trên 46 chỗ").wait_for()
    doubts.get_by_role("button", name="Đọc là “Cụm thông tin đối ngoại”", exact=True).click()
    doubts.get_by_text("còn 43 trên 46 chỗ").wait_for()
    task.locator("summary", has_text="Sửa chữa Cụm").wait_for()
    doubts.get_by_label("Loại chỗ").select_option("open-group")
    doubts.get_by_role("button", name="Để mở cả 10").click()
    doubts.get_by_text("còn 33 trên 46 chỗ").wait_for()
    doubts.get_by_role("link", name="Hiện cả 46").click()
    doubts.get_by_role("button", name="Hoàn tác cả 10").click()
    doubts.get_by_text("còn 43 trên 46 chỗ").wait_for()

    page.locator("#d188 a.ln").click()
    task.locator(".view").wait_for()
    task.get_by_role("link", name="Sửa").click()
    form = page.locator("#t16-f form")
    form.get_by_text("máy đọc: Sửa chữa Cùm thông tin đối ngoại").wait_for()
    form.get_by_label("Kinh phí (đồng)").fill("một trăm")
    form.get_by_role("button", name="Lưu cách đọc").click()
    form.get_by_text("Ghi số tiền, ví dụ 85,5 triệu đồng hoặc 85.500.000.").first.wait_for()
    form.get_by_label("Kinh phí (đồng)").fill("150 triệu đồng")
    form.get_by_label("Chủ trì: Thêm cơ quan, nhóm").first.fill("Công an tỉnh")
    form.get_by_role("button", name="Lưu cách đọc").click()
    task.get_by_text("150.000.000").wait_for()
    task.get_by_text("Công an tỉnh", exact=True).wait_for()

    page.get_by_role("link", name="Nhận kế hoạch").click()
    page.get_by_text("cho 15 đầu mối").wait_for()
    assert page.get_by_label("Sửa chữa cụm thông tin").input_value() == "II.5"
    page.get_by_role("button", name="Nhận kế hoạch").click()
    page.get_by_text("Đã nhận kế hoạch: 17 nhiệm vụ được giao.").wait_for()
    plan = Plan.objects.get()
    assert plan.tasks.get(number="II.5").budget == 150_000_000
    assert {party.agency.slug for party in plan.tasks.get(number="II.5").parties.filter(role="lead")} == {
        "so-tttt",
        "ca-tinh",
    }
    assert plan.reading["legal_bases"][1]["date"] == "2016-10-19"


def test_a_plan_is_reviewed_by_two_people_on_a_telephone_without_a_script(province, desk, browser, live_server):
    first = person("dieuphoi", "so-tttt", Role.COORDINATOR)
    person("binh", "so-tttt", Role.COORDINATOR)
    paper = PROFILE / "plans" / "2022.txt"
    by = Actor(first, Agency.objects.get(slug="so-tttt"), frozenset({Role.COORDINATOR}))
    made = read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=first, at=NOW)
    here = f"{live_server.url}/ke-hoach/nhap/{made.pk}/"
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    sign_in(plain, live_server.url, "dieuphoi")
    plain.goto(here)
    plain.get_by_role("button", name="Giữ như in").first.click()
    plain.get_by_text("còn 45 trên 46 chỗ").wait_for()
    plain.locator("#t16 > summary").click()
    plain.locator("#t16").get_by_role("link", name="Sửa").click()

    other = desk("binh")
    other.goto(f"{here}phan/t16/")
    other.get_by_label("Tên nhiệm vụ").fill("Sửa chữa cụm thông tin")
    other.get_by_role("button", name="Lưu cách đọc").click()
    other.get_by_text("Đã sửa cách đọc II.5.").wait_for()

    plain.get_by_label("Tên nhiệm vụ").fill("Nâng cấp cụm thông tin")
    plain.get_by_label("Sản phẩm").fill("Một cụm thông tin")
    plain.get_by_role("button", name="Lưu cách đọc").click()
    plain.get_by_text("Người binh đã sửa mục này lúc").wait_for()
    plain.get_by_text("đang lưu là “Sửa chữa cụm thông tin”").wait_for()
    assert plain.get_by_label("Tên nhiệm vụ").input_value() == "Nâng cấp cụm thông tin"
    plain.get_by_role("button", name="Lưu cách đọc").click()
    plain.get_by_text("Đã sửa cách đọc II.5.").wait_for()

    plain.goto(f"{here}phan/t16/")
    plain.get_by_role("button", name="Bỏ khỏi bản đọc").click()
    plain.get_by_text("Đã bỏ II.5 khỏi bản đọc.").wait_for()
    plain.locator("#t16 > summary").click()
    plain.locator("#t16").get_by_role("button", name="Hoàn lại").click()
    plain.get_by_text("Đã hoàn lại II.5.").wait_for()
    plain.goto(f"{here}phan/t16/")
    plain.get_by_role("button", name="Trả về như máy đọc").click()
    plain.get_by_text("Đã trả II.5 về như máy đọc.").wait_for()
    plain.context.close()
    assert PlanImport.objects.get().reading["tasks"][15]["title"].startswith("Sửa chữa Cùm")


def test_an_agency_records_its_work_by_form_and_takes_it_back(office, desk, live_server):
    person("canbo", "so-ngv", Role.EDITOR)
    page = desk("canbo", 390)
    page.goto(f"{live_server.url}/ke-hoach/2022/nhiem-vu/II.2.3/")
    page.get_by_role("link", name="Ghi bằng chứng").first.click()
    page.get_by_label("Việc đã làm").fill("Đoàn công tác của tỉnh Vân Nam")
    page.get_by_label("Chỉ tiêu", exact=True).select_option(label="Đoàn ra, đoàn vào có tuyên truyền")
    page.get_by_label("Số lượng", exact=True).fill("một")
    page.get_by_label("Ngày làm xong").fill("31/5/2022")
    page.get_by_role("button", name="Ghi", exact=True).click()
    assert page.get_by_label("Việc đã làm").input_value() == "Đoàn công tác của tỉnh Vân Nam"
    page.get_by_label("Số lượng", exact=True).fill("1")
    page.get_by_role("button", name="Ghi", exact=True).click()
    page.get_by_text("Đã ghi 1 bằng chứng cho II.2.3.").wait_for()
    page.get_by_text("Rút lại").first.click()
    page.get_by_label("Lý do rút lại").fill("Ghi nhầm năm.")
    page.get_by_role("button", name="Rút lại").click()
    page.get_by_text("Đã rút lại: không tính vào báo cáo.").wait_for()
    page.get_by_role("button", name="Hoàn lại").click()
    page.get_by_text("Đã hoàn lại.").wait_for()
    assert Evidence.objects.standing().get().agency.slug == "so-ngv"


def filled(data: bytes, rows: list[list[Any]]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    for row in rows:
        book["Bằng chứng"].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_spreadsheet_with_a_slip_comes_back_marked_and_the_mended_one_is_taken_whole(
    office, desk, live_server, tmp_path
):
    person("toasoan", "bao-laocai", Role.EDITOR)
    page = desk("toasoan")
    page.goto(f"{live_server.url}/bang-chung/2022/bang/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải mẫu").click()
    template = taken.value.path().read_bytes()
    good = ["II.1.1", "Phóng sự chợ phiên Bắc Hà", "Tin, bài, chương trình", 3, "31/5/2022", "Bắc Hà", "", ""]
    bad = ["II.9.9", "Tin không có nhiệm vụ", "Tin, bài, chương trình", "ba", "31/2/2022", "", "", ""]

    (tmp_path / "sai.xlsx").write_bytes(filled(template, [good, bad]))
    page.get_by_label("Tệp mẫu đã điền").set_input_files(tmp_path / "sai.xlsx")
    with page.expect_download() as back:
        page.get_by_role("button", name="Kiểm và ghi").click()
    marked = openpyxl.load_workbook(BytesIO(back.value.path().read_bytes()))["Bằng chứng"]
    told = [cell.value for row in marked.iter_rows(min_row=6) for cell in row if cell.value and "." in str(cell.value)]
    assert any("Không có nhiệm vụ mang số này" in str(words) for words in told)
    assert not Evidence.objects.exists()

    (tmp_path / "dung.xlsx").write_bytes(filled(template, [good]))
    page.reload()
    page.get_by_label("Tệp mẫu đã điền").set_input_files(tmp_path / "dung.xlsx")
    page.get_by_role("button", name="Kiểm và ghi").click()
    page.get_by_text("Đã ghi 1 dòng.").wait_for()
    assert Evidence.objects.standing().get().quantity == 3


def test_parts_are_signed_merged_opened_frozen_and_exported(office, desk, live_server):
    person("canbo", "so-ngv", Role.EDITOR)
    person("giamdoc", "so-ngv", Role.HEAD)
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    canbo = desk("canbo")
    canbo.goto(f"{live_server.url}/bang-chung/2022/ghi/?nhiem-vu=II.2.3")
    canbo.get_by_label("Việc đã làm").fill("Đoàn vào tháng 5")
    canbo.get_by_label("Chỉ tiêu", exact=True).select_option(label="Đoàn ra, đoàn vào có tuyên truyền")
    canbo.get_by_label("Số lượng", exact=True).fill("2")
    canbo.get_by_label("Ngày làm xong").fill("20/5/2022")
    canbo.get_by_role("button", name="Ghi", exact=True).click()
    canbo.goto(f"{live_server.url}/bao-cao/2022/6-thang/phan/so-ngv/")
    canbo.get_by_label("Việc đã làm").fill("Đón hai đoàn, quảng bá ở ba cuộc gặp.")
    canbo.get_by_role("button", name="Lưu bản soạn").click()
    canbo.get_by_text("Đã lưu bản soạn.").wait_for()

    giamdoc = desk("giamdoc")
    giamdoc.goto(f"{live_server.url}/bao-cao/2022/6-thang/phan/so-ngv/")
    giamdoc.get_by_role("button", name="Ký nộp").click()
    giamdoc.get_by_text("Đã ký nộp.").wait_for()

    page = desk("dieuphoi")
    page.goto(f"{live_server.url}/bao-cao/2022/6-thang/")
    page.get_by_text("46 trên 47 cơ quan chưa nộp phần của mình.").wait_for()
    row = page.locator("tr", has=page.get_by_role("link", name="II.2.3", exact=True))
    row.locator("b a.knot").click()
    page.get_by_text("2 = 0 + 2.").wait_for()
    page.get_by_role("link", name="Đoàn vào tháng 5").wait_for()

    page.get_by_role("link", name="Chốt").click()
    page.get_by_role("button", name="Chốt bản này").click()
    page.get_by_text("Ghi lý do chốt sớm").wait_for()
    page.get_by_label("Lý do chốt sớm").fill("Đến hạn gửi UBND tỉnh.")
    page.get_by_role("button", name="Chốt bản này").click()
    page.get_by_text("Bản này không đổi một chữ nào nữa.").wait_for()
    for kind, start in ((".docx", b"PK"), (".pdf", b"%PDF-"), (".xlsx", b"PK")):
        with page.expect_download() as got:
            page.get_by_role("link", name=kind).click()
        assert got.value.path().read_bytes().startswith(start)
    assert Snapshot.objects.count() == 1
