"""An agency with little time does its whole part through a key link, on a phone, from the letter to the sent part."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.documents.write import write_pdf
from doingoai.mail.tasks import deliver
from doingoai.plan.models import Evidence, KeyLink, LinkUse, Part
from tests.browser.conftest import AXE, RULES
from tests.documents.papers import AT, paper
from tests.journeys.conftest import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
PICTURES = os.environ.get("PICTURES", "")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def letters(settings, live_server):
    """The office's mail server; the product knows the address it is reached at."""
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.BASE_URL = live_server.url
    return mail


@pytest.fixture
def phone(browser):
    """A phone in another town: no account, no session."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN", has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            complaints.append(said.text) if said.type == "error" and not re.search("404|422", said.text) else None
        ),
    )
    yield page
    context.close()
    assert complaints == []


def looked_at(page, name):
    """No letter over the edge, nothing for axe to find, in light and in dark."""
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) <= 0, name
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "rules => axe.run({runOnly: rules}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))",
            RULES,
        )
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}.png", full_page=True)
        assert found == [], f"{name}, {scheme}"


def asked_for(desk, live_server, **said):
    """The coordinator asks an agency through a link; the letter leaves."""
    page = desk("dieuphoi")
    page.goto(f"{live_server.url}/bao-cao/2022/6-thang/phan/so-ngv/")
    page.get_by_role("link", name="Tạo đường liên kết").click()
    page.get_by_label("Họ tên người nhận").fill("Lý Thị Mỷ")
    page.get_by_label("Chức vụ người nhận").fill("Chuyên viên")
    page.get_by_label("Thư điện tử người nhận").fill("my@laocai.gov.vn")
    page.get_by_label("Điện thoại người hỏi").fill("0214 3 840 000")
    page.get_by_role("button", name="Tạo đường liên kết").click()
    page.get_by_text("Đang gửi tới my@laocai.gov.vn.").wait_for()
    deliver(timezone.now())
    return page, re.search(r"http\S+/lk/\S+", mail.outbox[-1].body)[0]


def test_an_agency_does_its_whole_part_on_a_phone(office, letters, desk, phone, live_server, tmp_path):
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    person("giamdoc", "so-ngv", Role.HEAD)
    page, address = asked_for(desk, live_server)
    page.get_by_role("button", name="Chép đường liên kết").click()
    page.get_by_text("Đã chép.").wait_for()
    assert "/lk/" in page.evaluate("getSelection().toString()")
    looked_at(page, "da-tao")

    phone.goto(address)
    phone.get_by_role("heading", name="Báo cáo kết quả công tác thông tin đối ngoại").wait_for()
    phone.get_by_text("0214 3 840 000").wait_for()
    looked_at(phone, "mo")
    phone.get_by_label("Nhiệm vụ").select_option("II.2.3")
    assert phone.get_by_label("Loại việc").input_value() == "doan", "a task brings its usual kind of work along"
    phone.get_by_label("Việc đã làm", exact=True).fill("Đoàn công tác của tỉnh Vân Nam")
    phone.get_by_label("Số lượng", exact=True).fill("hai")
    phone.get_by_label("Ngày làm xong").fill("31/5/2022")
    phone.get_by_label("Khó khăn").fill("Thiếu phiên dịch tiếng Trung.")
    phone.get_by_role("button", name="Ghi việc này").click()
    phone.get_by_text("1 chỗ cần sửa").wait_for()
    looked_at(phone, "cho-sua")
    assert phone.get_by_label("Khó khăn").input_value() == "Thiếu phiên dịch tiếng Trung."
    phone.get_by_label("Số lượng", exact=True).fill("2")
    (tmp_path / "anh.png").write_bytes(PNG)
    phone.get_by_label("Tệp, hoặc ảnh chụp").set_input_files(tmp_path / "anh.png")
    phone.get_by_role("button", name="Ghi việc này").click()
    phone.get_by_text("Đã ghi. Việc được tính ngay").wait_for()
    phone.get_by_text("II.2.3 · 2 đoàn · 31/5/2022 · anh.png").wait_for()
    looked_at(phone, "da-ghi")

    narrative = phone.locator("[name=narrative]")
    narrative.fill("Đón một đoàn, quảng bá ở hai cuộc gặp.")
    phone.reload()
    assert narrative.input_value() == "Đón một đoàn, quảng bá ở hai cuộc gặp.", "a closed page loses nothing"
    work = phone.get_by_label("Việc đã làm", exact=True)
    work.fill("Việc đang gõ dở")
    phone.get_by_role("button", name="Lưu bản soạn").click()
    phone.get_by_text("Đã lưu bản soạn, cả việc đang gõ").wait_for()
    phone.evaluate("sessionStorage.clear()")
    phone.goto(address)
    assert work.input_value() == "Việc đang gõ dở", "what is kept is found in any window"
    phone.get_by_role("button", name="Gửi phần báo cáo").click()
    phone.get_by_text("Việc đang gõ ở mục “Ghi một việc đã làm” chưa được ghi.").wait_for()
    assert work.input_value() == "Việc đang gõ dở", "no button loses work that is typed and not recorded"
    looked_at(phone, "dang-go")
    work.fill("")
    phone.get_by_role("button", name="Gửi phần báo cáo").click()
    phone.get_by_text("Đọc lại rồi đánh dấu ô này.").first.wait_for()
    phone.get_by_label("Đã đọc lại").check()
    phone.get_by_role("button", name="Gửi phần báo cáo").click()
    phone.get_by_text("Đã gửi. Người đứng đầu cơ quan").wait_for()
    looked_at(phone, "da-gui")
    evidence, part = Evidence.objects.standing().get(), Part.objects.get(state="sent")
    assert (evidence.agency.slug, evidence.file.name, evidence.via.holder_name) == ("so-ngv", "anh.png", "Lý Thị Mỷ")
    assert (part.agency.slug, part.narrative) == ("so-ngv", "Đón một đoàn, quảng bá ở hai cuộc gặp.")
    assert part.difficulties == "Thiếu phiên dịch tiếng Trung."

    (tmp_path / "bc.pdf").write_bytes(write_pdf(paper(), at=AT))
    phone.get_by_label("Số và ký hiệu").fill("45/BC-SNV")
    phone.get_by_label("Ngày ký văn bản").fill("10/6/2022")
    phone.get_by_label("Bản ký (.pdf").set_input_files(tmp_path / "bc.pdf")
    phone.get_by_role("button", name="Nộp").click()
    phone.get_by_text("Đã lưu bản ký bên cạnh số liệu.").wait_for()
    phone.get_by_text("45/BC-SNV ngày 10/6/2022").wait_for()
    looked_at(phone, "ban-ky")

    page.goto(f"{live_server.url}/bao-cao/2022/6-thang/")
    page.get_by_text("bản ký: 45/BC-SNV ngày 10/6/2022").wait_for()
    looked_at(page, "bao-cao")
    page.get_by_role("link", name="Công văn").click()
    page.get_by_role("heading", name="Công văn đề nghị báo cáo").wait_for()
    looked_at(page, "cong-van")

    head = desk("giamdoc")
    head.goto(f"{live_server.url}/bao-cao/2022/6-thang/phan/so-ngv/")
    head.get_by_text("gửi qua đường liên kết bởi Lý Thị Mỷ, Chuyên viên; chờ xác nhận").wait_for()
    looked_at(head, "cho-xac-nhan")
    head.get_by_role("button", name="Xác nhận và ký nộp").click()
    head.get_by_text("Đã xác nhận.").wait_for()
    assert Part.objects.get(pk=part.pk).signed_by.username == "giamdoc"


def test_without_a_script_nothing_is_lost_either_and_a_revoked_link_shuts_at_once(
    office, letters, desk, browser, live_server
):
    person("dieuphoi", "so-tttt", Role.COORDINATOR)
    page, address = asked_for(desk, live_server)
    plain = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    plain.goto(address)
    plain.locator("[name=narrative]").fill("Đang viết dở.")
    plain.get_by_label("Nhiệm vụ").select_option("II.2.3")
    plain.get_by_label("Loại việc").select_option("doan")
    plain.get_by_label("Việc đã làm", exact=True).fill("Đoàn tỉnh Vân Nam")
    plain.get_by_label("Số lượng", exact=True).fill("2")
    plain.get_by_label("Ngày làm xong").fill("31/5/2022")
    plain.get_by_role("button", name="Ghi việc này").click()
    plain.get_by_role("button", name="Rút lại: Đoàn tỉnh Vân Nam").click()
    plain.get_by_text("Đã rút. Việc không còn được tính.").wait_for()
    assert plain.locator("[name=narrative]").input_value() == "Đang viết dở."

    page.get_by_role("link", name="Xem đường liên kết").click()
    page.get_by_text("Ghi việc: II.2.3: 2 đoàn, Đoàn tỉnh Vân Nam").wait_for()
    looked_at(page, "nhat-ky")
    page.get_by_role("button", name="Thu hồi ngay").click()
    page.get_by_text("Đã thu hồi. Đường liên kết không mở được nữa").wait_for()
    plain.get_by_role("button", name="Lưu bản soạn").last.click()
    plain.get_by_role("heading", name="Đường liên kết này không mở được").wait_for()
    plain.goto(address[:-3] + "0/")
    plain.get_by_role("heading", name="Đường liên kết này không mở được").wait_for()
    plain.get_by_text("Sở Thông tin và Truyền thông").wait_for()
    plain.context.close()
    assert LinkUse.objects.filter(act="record").count() == 1
    assert KeyLink.objects.get().expires_at > timezone.now() + timedelta(days=13)
