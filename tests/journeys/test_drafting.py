"""Next year's plan: written from last year's, looked at by the agencies, merged, printed, issued, amended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import directory
from doingoai.documents.read import read
from doingoai.plan.domain.outline import read_plan
from doingoai.plan.models import Plan, PlanDraft, Remark
from tests.journeys.conftest import person, sign_in
from tests.plan.drafting import key_of, part

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin(page, server):
    page.goto(f"{server}/ke-hoach/?tat-ca=1")
    page.get_by_role("link", name="Soạn kế hoạch").click()
    page.get_by_label("Năm kế hoạch").fill("2027")
    page.get_by_role("radio", name="Chép kế hoạch cũ, chuyển năm").check()
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.get_by_text("Đã bắt đầu dự thảo.").wait_for()
    return PlanDraft.objects.get(amends=None)


def opened(page, key):
    """The row of a part, opened."""
    row = page.locator(f"#{key}")
    if row.get_attribute("open") is None:
        row.locator("summary").first.click()
    return row


def test_the_plan_of_2027_is_written_commented_merged_printed_and_issued(office, desk, live_server):
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    page = desk("dieuphoi")
    draft = begin(page, live_server.url)
    status = page.locator("#status")
    status.get_by_text("17 chưa có thời gian").first.wait_for()

    # What last year's words leave to a person.
    first = key_of(draft, "II.1.1")
    row = opened(page, first)
    row.get_by_text("Đến năm 2027 là 120 năm, kế hoạch 2022 ghi 115 năm. Năm tròn").wait_for()
    row.get_by_role("button", name="Đổi như đề xuất").first.click()
    page.get_by_text("Đã đổi như đề xuất.").wait_for()
    assert "97 năm Ngày thành lập Đảng" in part(draft, first)["content"][1]
    status.locator("summary", has_text="nêu cơ quan đã kết thúc").click()
    status.get_by_role("button", name="Thay Sở Thông tin và Truyền thông bằng").click()
    page.get_by_text("Đã thay Sở Thông tin và Truyền thông bằng Sở Văn hóa, Thể thao và Du lịch").wait_for()

    # A task written in place keeps itself.
    conference = key_of(draft, "II.2.1")
    row = opened(page, conference)
    row.get_by_role("link", name="Soạn").first.click()
    form = page.locator(f"#{conference}-f form")
    form.get_by_label("Thời gian").fill("hằng quý")
    form.get_by_label("Kinh phí (đồng)").fill("40.000.000")
    form.get_by_label("Kinh phí (đồng)").blur()
    form.get_by_text("Đã lưu lúc").wait_for()
    form.get_by_role("button", name="Lưu").click()
    status.get_by_text("16 chưa có thời gian").first.wait_for()
    assert part(draft, conference)["time"]["recurrence"] == "quarterly"

    # Added, moved, taken out, undone.
    page.goto(f"{live_server.url}/ke-hoach/soan/{draft.pk}/them/t/{conference}/")
    page.get_by_label("Tên nhiệm vụ").fill("Mở lớp bồi dưỡng người phát ngôn")
    page.get_by_label("Chủ trì: Thêm cơ quan, nhóm").first.fill("Sở Ngoại vụ")
    page.get_by_role("button", name="Thêm vào dự thảo").click()
    page.get_by_text("Đã thêm II.2.2 Mở lớp bồi dưỡng người phát ngôn.").wait_for()
    added = key_of(draft, "II.2.2")
    page.locator(f"#{added}").get_by_role("button", name="Lên").click()
    page.get_by_text("Đã chuyển lên; số đánh lại theo.").wait_for()
    assert key_of(draft, "II.2.1") == added
    page.locator("#status").get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã hoàn tác.").wait_for()
    assert key_of(draft, "II.2.2") == added

    # Two agencies answer: one agrees to all, one proposes.
    person("ngoaivu", "so-ngv", Role.EDITOR)
    person("congthuong", "so-ct", Role.HEAD)
    page.get_by_role("link", name="Ý kiến").click()
    until = timezone.localdate() + timedelta(days=10)
    page.get_by_label("Ngày cuối góp ý").fill(f"{until:%d/%m/%Y}")
    page.get_by_role("button", name="Gửi lấy ý kiến").click()
    page.get_by_text("Đã gửi lấy ý kiến").wait_for()

    other = desk("congthuong", 390)
    other.get_by_role("link", name="Hoạt động thông tin đối ngoại tỉnh Lào Cai năm 2027").click()
    other.get_by_role("button", name="Đồng ý tất cả phần của mình").click()
    other.get_by_text("Đã đồng ý tất cả phần.").wait_for()

    guest = desk("ngoaivu")
    guest.get_by_role("link", name="Hoạt động thông tin đối ngoại tỉnh Lào Cai năm 2027").click()
    guest.locator(f"#{added}").get_by_role("link", name="Đề xuất khác").click()
    guest.get_by_label("Thời gian").fill("Quý III/2027")
    guest.get_by_label("Kinh phí (đồng)").fill("60.000.000")
    guest.get_by_label("Lý do đề xuất").fill("Sau đợt tập huấn của Bộ Ngoại giao.")
    guest.get_by_role("button", name="Gửi").click()
    guest.get_by_text("Đã gửi. Điều phối viên thấy góp ý này.").wait_for()
    assert guest.locator("#" + key_of(draft, "II.5")).count() == 0

    # Merged: beside the present text, then taken in, undone, taken in again.
    page.reload()
    remark = page.locator(f"#r{Remark.objects.get(answer='propose').pk}")
    remark.get_by_text("Quý III/2027").wait_for()
    remark.get_by_role("button", name="Tiếp thu", exact=True).click()
    page.get_by_text("Đã tiếp thu; dự thảo đã sửa theo.").wait_for()
    remark.get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã mở lại; dự thảo như trước.").wait_for()
    assert part(draft, added)["time"] is None
    remark.get_by_role("button", name="Tiếp thu", exact=True).click()
    page.get_by_text("Đã tiếp thu; dự thảo đã sửa theo.").wait_for()
    guest.reload()
    guest.locator(f"#{added}").get_by_text("đã tiếp thu").wait_for()

    # Printed, read back, issued.
    page.goto(f"{live_server.url}/ke-hoach/soan/{draft.pk}/")
    for kind in (".docx", ".pdf"):
        with page.expect_download() as got:
            page.get_by_role("link", name=kind).click()
        found = read_plan(read(f"ke-hoach{kind}", got.value.path().read_bytes()), directory("Lào Cai"))
        task = next(task for task in found.tasks if task.number == "II.2.2")
        assert (task.title, task.budget, [p.agency for p in task.lead]) == (
            "Mở lớp bồi dưỡng người phát ngôn", 60_000_000, ["so-ngv"],
        )  # fmt: skip
        assert len(found.tasks) == 18
    page.get_by_role("link", name="Ghi ban hành").click()
    page.get_by_label("Số văn bản").fill("12")
    page.get_by_label("Ngày ký").fill("28/12/2026")
    page.get_by_label("Chức vụ người ký").fill("CHỦ TỊCH")
    page.get_by_label("Họ tên người ký").fill("Nguyễn Văn A")
    page.get_by_label("vẫn ban hành").check()
    page.get_by_label("Lý do").fill("Rà soát tiếp trong tháng 1.")
    page.get_by_role("button", name="Ghi ban hành").click()
    page.get_by_text("Kế hoạch đã ban hành: 18 nhiệm vụ được giao.").wait_for()
    plan = Plan.objects.get(year=2027)
    assert plan.tasks.get(number="II.2.3").previous.number == "II.2.1.b"

    # Amended in the year.
    page.get_by_role("link", name="Điều chỉnh").click()
    page.get_by_role("button", name="Điều chỉnh kế hoạch").click()
    page.get_by_text("Đã bắt đầu bản điều chỉnh").wait_for()
    key = f"t{plan.tasks.get(number='II.2.2').pk}"
    opened(page, key).get_by_role("link", name="Soạn").first.click()
    form = page.locator(f"#{key}-f form")
    form.get_by_label("Kinh phí (đồng)").fill("45.000.000")
    form.get_by_role("button", name="Lưu").click()
    page.locator(f"#{key}").get_by_text("45.000.000").first.wait_for()
    page.get_by_role("link", name="Xem trước, ghi ban hành").click()
    page.get_by_role("rowheader", name="Sở Ngoại vụ").wait_for()
    page.get_by_label("Số quyết định").fill("1234/QĐ-UBND")
    page.get_by_label("Ngày ký").fill("20/6/2027")
    page.get_by_label("Lý do điều chỉnh").fill("Cắt giảm kinh phí.")
    page.get_by_role("button", name="Ghi ban hành điều chỉnh").click()
    page.get_by_text("Điều chỉnh lần 1 đã ban hành").wait_for()
    assert plan.tasks.get(number="II.2.2").budget == 45_000_000


def test_two_people_write_one_task_on_a_telephone_without_a_script(office, desk, browser, live_server):
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    person("binh", "so-tttt", Role.COORDINATOR)
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    sign_in(plain, live_server.url, "dieuphoi")
    draft = begin(plain, live_server.url)
    key = key_of(draft, "II.5")
    here = f"{live_server.url}/ke-hoach/soan/{draft.pk}/phan/{key}/"
    plain.goto(here)

    other = desk("binh")
    other.goto(here)
    other.get_by_label("Tên nhiệm vụ").fill("Sửa chữa cụm thông tin")
    other.get_by_role("button", name="Lưu").click()
    other.get_by_text("Đã lưu II.5").wait_for()

    plain.get_by_label("Tên nhiệm vụ").fill("Nâng cấp cụm thông tin")
    plain.get_by_label("Sản phẩm").fill("Một cụm thông tin")
    plain.get_by_role("button", name="Lưu").click()
    plain.get_by_text("Người binh đã sửa mục này lúc").wait_for()
    plain.get_by_label("lời người kia đã lưu: Sửa chữa cụm thông tin").check()
    plain.get_by_role("button", name="Lưu").click()
    plain.get_by_text("Đã lưu II.5").wait_for()
    found = part(draft, key)
    assert (found["title"], found["output"]) == ("Sửa chữa cụm thông tin", "Một cụm thông tin")
    plain.context.close()
