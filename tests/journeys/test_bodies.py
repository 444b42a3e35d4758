"""Two bodies merge in mid-year, and the report after it; an agency fills what its plan lacks."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, FocalOfficer, Succession
from doingoai.plan.models import OwnPlan, Part
from tests.browser.conftest import AXE, RULES
from tests.journeys.conftest import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = "/bao-cao/2022/nam/"


def looked_at(page, name):
    """Nothing runs over the edge, axe finds nothing, in light and in dark; a picture where one is asked for."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    pictures, before = os.environ.get("PICTURES", ""), page.viewport_size
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(wide) <= 0, (name, width)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate(
                "rules => axe.run({runOnly: rules})"
                ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target + '')]))",
                RULES,
            )
            assert found == [], (name, width, scheme)
            if pictures:
                page.screenshot(path=Path(pictures) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size(before)


def record(page, server, words, quantity, day):
    page.goto(f"{server}/bang-chung/2022/ghi/?nhiem-vu=II.2.3")
    page.get_by_label("Việc đã làm").fill(words)
    page.get_by_label("Chỉ tiêu", exact=True).select_option(label="Đoàn ra, đoàn vào có tuyên truyền")
    page.get_by_label("Số lượng", exact=True).fill(quantity)
    page.get_by_label("Ngày làm xong").fill(day)
    page.get_by_role("button", name="Ghi", exact=True).click()
    page.get_by_text("Đã ghi 1 bằng chứng cho II.2.3.").wait_for()


def test_two_bodies_merge_in_mid_year_and_the_report_counts_both_once(office, desk, live_server, browser):
    person("canbo", "so-ngv", Role.EDITOR)
    person("giamdoc", "so-ngv", Role.HEAD)
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    canbo = desk("canbo")
    record(canbo, live_server.url, "Đoàn vào tháng 5", "2", "20/5/2022")
    canbo.goto(f"{live_server.url}{REPORT}phan/so-ngv/")
    canbo.get_by_label("Việc đã làm").fill("Đón hai đoàn.")
    canbo.get_by_role("button", name="Lưu bản soạn").click()
    canbo.get_by_text("Đã lưu bản soạn.").wait_for()

    page = desk("dieuphoi")
    page.goto(f"{live_server.url}{REPORT}phan/so-ngv/")
    page.get_by_role("link", name="Tạo đường liên kết").click()
    page.get_by_label("Họ tên người nhận").fill("Lý Thị Mỷ")
    page.get_by_label("Chức vụ người nhận").fill("Chuyên viên")
    page.get_by_label("Điện thoại người hỏi").fill("0214 3 840 000")
    page.get_by_role("button", name="Tạo đường liên kết").click()
    key = urlsplit(page.locator("pre.key-once").inner_text()).path
    page.goto(f"{live_server.url}/co-quan/so-ngv/")
    page.get_by_role("link", name="Sáp nhập, chia tách, đổi tên, giải thể").click()
    looked_at(page, "kinds")
    page.get_by_role("link", name="Sáp nhập", exact=True).click()
    assert page.get_by_label("Sở Ngoại vụ", exact=True).is_checked()
    page.get_by_label("Ban Quản lý Khu kinh tế", exact=False).first.check()
    page.get_by_label("Tên cơ quan lập mới").fill("Sở Ngoại vụ và Hội nhập")
    page.get_by_label("Tên gọn").fill("Sở NV&HN")
    page.get_by_label("Từ ngày").fill("01/7/2022")
    page.get_by_label("Số quyết định").fill("99/QĐ-UBND")
    looked_at(page, "form")
    page.get_by_role("button", name="Xem những gì chuyển theo").click()
    page.get_by_role("heading", name="Những gì chuyển theo").first.wait_for()
    page.get_by_text("Nhiệm vụ:").first.wait_for()
    page.get_by_text("Người và vai trò").first.wait_for()
    page.get_by_text("Đường liên kết tiếp tục mở").first.wait_for()
    assert not Succession.objects.filter(is_shipped=False).exists()
    looked_at(page, "preview")
    page.get_by_role("button", name="Ghi thay đổi này").click()
    page.get_by_text("Đã ghi và có hiệu lực.").wait_for()
    looked_at(page, "succession")
    heir = Agency.objects.get(name="Sở Ngoại vụ và Hội nhập")

    page.goto(f"{live_server.url}/co-quan/{heir.slug}/")
    page.get_by_role("heading", name="Trước đó → nay").wait_for()
    looked_at(page, "body")
    page.goto(f"{live_server.url}/co-quan/?q=so+ngoai+vu&on=31/12/2022")
    page.get_by_role("link", name="Sở Ngoại vụ và Hội nhập").wait_for()
    page.get_by_text("trước là").first.wait_for()
    looked_at(page, "index")
    page.goto(f"{live_server.url}/co-quan/ke-tuc/")
    looked_at(page, "successions")

    record(canbo, live_server.url, "Đoàn vào tháng 8", "3", "20/8/2022")
    canbo.goto(f"{live_server.url}{REPORT}phan/{heir.slug}/")
    canbo.get_by_text("trong đó 2 do Sở Ngoại vụ thực hiện").wait_for()
    assert "Sở Ngoại vụ: Đón hai đoàn." in canbo.get_by_label("Việc đã làm").input_value()
    looked_at(canbo, "part")
    giamdoc = desk("giamdoc")
    giamdoc.goto(f"{live_server.url}{REPORT}phan/{heir.slug}/")
    giamdoc.get_by_role("button", name="Ký nộp").click()
    giamdoc.get_by_text("Đã ký nộp.").wait_for()
    assert Part.objects.get(report__period__code="nam", agency=heir).state == "submitted"

    page.goto(f"{live_server.url}/duong-lien-ket/2022/")
    page.get_by_text("trước là Sở Ngoại vụ").wait_for()
    page.get_by_role("link", name="Báo cáo kết quả công tác thông tin đối ngoại").click()
    page.get_by_text(f"Sở Ngoại vụ → {heir.short}, từ 01/7/2022").wait_for()
    looked_at(page, "link")
    phone = browser.new_page(viewport={"width": 360, "height": 740}, locale="vi-VN")
    phone.goto(f"{live_server.url}{key}")
    phone.get_by_text("trước là Sở Ngoại vụ").wait_for()
    phone.get_by_text("Đoàn vào tháng 5").first.wait_for()
    looked_at(phone, "key")
    phone.close()

    page.goto(f"{live_server.url}{REPORT}")
    row = page.locator("tr", has=page.get_by_role("link", name="II.2.3", exact=True))
    row.get_by_text("trong đó 2 do Sở Ngoại vụ thực hiện").wait_for()
    assert row.locator("b a.knot").inner_text() == "5"
    looked_at(page, "report")
    page.goto(f"{live_server.url}{REPORT}phan/{heir.slug}/")
    page.locator("tr", has=page.get_by_role("link", name="II.2.3", exact=True)).locator("b a.knot").click()
    page.get_by_role("link", name="Cả 2 dòng").click()
    page.get_by_text("2 dòng.").wait_for()
    page.get_by_text("Tính vào báo cáo").wait_for()
    page.get_by_role("link", name="Đoàn vào tháng 5").wait_for()
    looked_at(page, "evidence")


def test_an_agency_fills_what_it_lacks_and_the_coordinator_sees_who_does_not(office, desk, live_server, tmp_path):
    person("canbo", "so-ngv", Role.EDITOR)
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    page = desk("dieuphoi")
    page.get_by_role("link", name="chưa có kế hoạch").click()
    page.get_by_role("button", name="Nhắc các cơ quan đã chọn").wait_for()
    looked_at(page, "own-list")

    canbo = desk("canbo", 390)
    canbo.get_by_role("link", name="Bổ sung", exact=True).click()
    canbo.get_by_label("Tên văn bản").fill("Kế hoạch thông tin đối ngoại năm 2022 của Sở")
    canbo.get_by_label("Số văn bản", exact=True).fill("15/KH-SNgV")
    canbo.get_by_label("Ngày ban hành").fill("10/02/2022")
    (tmp_path / "ke-hoach.txt").write_text("Kế hoạch của Sở Ngoại vụ", encoding="utf-8")
    canbo.get_by_label("Tệp").set_input_files(tmp_path / "ke-hoach.txt")
    # The tasks in which the agency has a share are ticked already; another is added.
    assert canbo.get_by_label("II.6", exact=False).first.is_checked()
    canbo.get_by_label("II.2.3", exact=False).first.check()
    looked_at(canbo, "own")
    canbo.get_by_role("button", name="Lưu", exact=True).click()
    canbo.get_by_text("Đã ghi kế hoạch của cơ quan.").wait_for()
    canbo.get_by_role("link", name="Ghi người đầu mối").click()
    canbo.get_by_label("Họ và tên").fill("Lý Mẫu Bình")
    canbo.get_by_label("Chức vụ").fill("Phó Chánh Văn phòng")
    canbo.get_by_label("Điện thoại cơ quan").fill("0214 3840 000")
    canbo.get_by_label("Từ ngày").fill("01/01/2022")
    looked_at(canbo, "focal")
    canbo.get_by_role("button", name="Lưu", exact=True).click()
    canbo.get_by_text("Đã ghi người đầu mối.").wait_for()
    assert {"II.2.3", "II.6"} < set(OwnPlan.objects.get().tasks.values_list("number", flat=True))
    assert FocalOfficer.objects.get().agency.slug == "so-ngv"
