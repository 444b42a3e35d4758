"""Take the pictures of the how-to pages: `make pictures`.

A new office is started on a free loopback port with a data folder of its own and labelled sample data; a real browser
walks through it as the coordinator, an officer, a head of an agency and a leader of the province would.
"""

import tempfile
from pathlib import Path

from camera import LONG_PHONE, PHONE, PICTURES, ROOT, Camera, Cast, Office, office
from money import money
from playwright.sync_api import Page, sync_playwright

PLAN = ROOT / "doingoai" / "profiles" / "lao_cai" / "plans" / "2022.txt"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--font-render-hinting=none",
]
REPORT = "/bao-cao/2022/6-thang/"
PART = f"{REPORT}phan/so-ngv/"
# The task that the sample agency leads: II.2.3 of the plan.
TASK = "Quảng bá hình ảnh Lào Cai qua các đoàn ra, đoàn vào"
TO_TOP = "it => window.scrollTo(0, it.getBoundingClientRect().top + window.scrollY - 90)"
STEPS = {
    "II.1.1": "Đang làm",
    "II.1.2": "Đang làm",
    "II.1.3": "Hoàn thành",
    "II.2.1.a": "Đang làm",
    "II.2.2.a": "Hoàn thành",
    "II.2.3": "Đang làm",
    "II.3.2": "Hoàn thành",
    "II.4.1": "Đang làm",
}


def upload(page: Page) -> None:
    """Choose the plan's paper."""
    page.get_by_label("Văn bản kế hoạch").set_input_files(PLAN)
    page.get_by_label("Đã đọc tệp").check()


def bring_in(camera: Camera, lead: Page) -> None:
    """The plan's way in; the shipped plan is taken back first, so that its year is free."""
    lead.goto("/ke-hoach/2022/tra-lai/")
    lead.get_by_label("Lý do").fill("Chụp ảnh cho trang hướng dẫn.")
    lead.get_by_role("button", name="Trả lại kế hoạch").click()
    lead.get_by_text("Máy đọc được 17 nhiệm vụ").wait_for()
    camera.take(lead, "nhap-ke-hoach", "/ke-hoach/nhap/", upload, (1280, 560))
    lead.get_by_role("button", name="Đọc tệp").click()
    lead.get_by_role("button", name="Đọc là “19/10/2016”").wait_for()
    camera.take(lead, "duyet-nhap", "", lambda page: page.locator("#d184 a.ln").click())
    lead.get_by_role("link", name="Nhận kế hoạch").click()
    camera.take(lead, "nhan-ke-hoach", "")
    lead.get_by_role("button", name="Nhận kế hoạch").click()
    lead.get_by_text("Đã nhận kế hoạch").wait_for()


def begin(page: Page) -> None:
    """Next year's plan from this year's."""
    page.get_by_label("Năm kế hoạch").fill("2023")
    page.get_by_role("radio", name="Chép kế hoạch cũ, chuyển năm").check()


def write_place(page: Page) -> None:
    """A task opened and its time written."""
    row = page.locator("details", has=page.locator("summary", has_text=TASK)).first
    row.locator("summary").first.click()
    row.get_by_role("link", name="Soạn").first.click()
    form = row.locator("form", has=page.get_by_label("Thời gian"))
    form.get_by_label("Thời gian").fill("hằng quý")
    form.get_by_label("Kinh phí (đồng)").fill("40.000.000")
    form.get_by_label("Tên nhiệm vụ").evaluate(TO_TOP)


def propose(page: Page) -> None:
    """What the agency would rather have."""
    part = page.locator("section", has=page.locator("h2", has_text=TASK)).first
    part.get_by_role("link", name="Đề xuất khác").click()
    page.get_by_label("Thời gian").fill("Quý III/2023")
    page.get_by_label("Kinh phí (đồng)").fill("60.000.000")
    page.get_by_label("Lý do đề xuất").fill("Mẫu: cùng đợt tập huấn của Bộ Ngoại giao.")
    page.get_by_role("button", name="Gửi").click()
    page.get_by_text("Đã gửi. Điều phối viên thấy góp ý này.").wait_for()
    page.get_by_role("button", name="phần còn lại").click()
    page.get_by_text("Đã đồng ý tất cả phần.").wait_for()


def agree(page: Page, here: str) -> None:
    """The coordinating agency itself has nothing to change."""
    page.goto(f"{here}cua/so-tttt/")
    page.get_by_role("button", name="Đồng ý tất cả phần của mình").click()
    page.get_by_text("Đã đồng ý tất cả phần.").wait_for()


def draft(cast: Cast) -> None:
    """Next year's plan is begun, written and commented."""
    camera, lead, officer = cast.camera, cast.lead, cast.officer
    camera.take(lead, "bat-dau-soan", "/ke-hoach/soan/", begin, (1280, 640))
    lead.get_by_role("button", name="Bắt đầu soạn").click()
    lead.get_by_text("Đã bắt đầu dự thảo.").wait_for()
    here = lead.url
    camera.take(lead, "du-thao", here)
    camera.take(lead, "soan-nhiem-vu", here, write_place)
    lead.goto(f"{here}y-kien/")
    lead.get_by_label("Ngày cuối góp ý").fill("20/6/2022")
    lead.get_by_role("button", name="Gửi lấy ý kiến").click()
    lead.get_by_text("Đã gửi lấy ý kiến").wait_for()
    camera.take(officer, "ban-co-quan", "/")
    led = officer.locator("section", has=officer.locator("h2", has_text=TASK)).first
    camera.take(officer, "gop-y", f"{here}cua/so-ngv/", lambda _: led.evaluate(TO_TOP), PHONE)
    propose(officer)
    agree(lead, here)
    camera.take(lead, "y-kien", f"{here}y-kien/")
    camera.print_out(lead, "ke-hoach-in", f"{here}ban.pdf")


def amend(cast: Cast) -> None:
    """A sum is cut in the running year."""
    lead = cast.lead
    lead.goto("/ke-hoach/2022/dieu-chinh/")
    lead.get_by_role("button", name="Điều chỉnh kế hoạch").click()
    lead.get_by_text("Đã bắt đầu bản điều chỉnh").wait_for()
    write_place(lead)
    lead.get_by_role("button", name="Lưu", exact=True).first.click()
    lead.get_by_text("40.000.000").first.wait_for()
    lead.get_by_role("link", name="Xem trước, ghi ban hành").click()
    cast.camera.take(lead, "dieu-chinh", "")


def step_on(page: Page) -> None:
    """Some tasks are under way, some done: samples like the rest."""
    for number, step in STEPS.items():
        page.goto(f"/ke-hoach/2022/nhiem-vu/{number}/")
        form = page.locator("form", has=page.get_by_role("button", name="Đổi bậc"))
        form.locator("select").select_option(label=step)
        form.locator("textarea").fill("Mẫu: để xem thử.")
        form.get_by_role("button").click()
        page.get_by_text(f"Đã đổi bậc của {number}.").wait_for()


def follow(cast: Cast) -> None:
    """The year as the coordinator and a leader of the province see it."""
    camera, lead = cast.camera, cast.lead
    step_on(lead)
    camera.take(lead, "ban-lam-viec", "/")
    camera.take(lead, "cay-ke-hoach", "/ke-hoach/2022/")
    camera.take(lead, "nhiem-vu", "/ke-hoach/2022/nhiem-vu/II.3.2/")
    camera.take(lead, "dong-thoi-gian", "/ke-hoach/2022/dong-thoi-gian/")
    camera.take(lead, "nguoi", "/co-quan/nguoi/", size=(1280, 620))
    camera.take(cast.leader, "ban-lanh-dao", "/")
    camera.take(cast.leader, "tien-do", "/ke-hoach/2022/tien-do/", size=(1280, 1100))


def plan_of_its_own(page: Page) -> None:
    """An agency's own plan, written in for it."""
    page.get_by_label("Tên văn bản").fill("Mẫu: Kế hoạch thông tin đối ngoại năm 2022 của Sở")
    page.get_by_label("Số văn bản", exact=True).fill("15/KH-SNgV")
    page.get_by_label("Ngày ban hành").fill("10/02/2022")
    page.get_by_label("II.2.3", exact=False).first.check()
    page.mouse.wheel(0, -5000)


def agencies(cast: Cast) -> None:
    """Agencies' own plans, and what becomes of agencies."""
    camera, lead = cast.camera, cast.lead
    camera.take(lead, "ke-hoach-co-quan", "/ke-hoach/2022/cua-co-quan/?lack=any", size=(1280, 620))
    camera.take(lead, "ke-hoach-rieng", "/ke-hoach/2022/cua-co-quan/so-ngv/", plan_of_its_own, (1280, 1000))
    camera.take(lead, "ke-tuc", "/co-quan/ke-tuc/", size=(1280, 620))
    camera.take(lead, "sap-nhap", "/co-quan/ke-tuc/moi/?kind=merge&body=so-ngv", merge)
    lead.get_by_role("button", name="Xem những gì chuyển theo").click()
    lead.get_by_role("heading", name="Những gì chuyển theo").first.wait_for()
    camera.take(lead, "chuyen-theo", "", lambda page: page.locator("main details summary").first.click(), (1280, 760))


def merge(page: Page) -> None:
    """Two bodies become one; a sample, never entered."""
    page.get_by_label("Ban Quản lý Khu kinh tế", exact=False).first.check()
    page.get_by_label("Tên cơ quan lập mới").fill("Sở Ngoại vụ và Hội nhập (mẫu)")
    page.get_by_label("Tên gọn").fill("Sở NV&HN")
    page.get_by_label("Từ ngày").fill("01/7/2022")
    page.get_by_label("Số quyết định").fill("99/QĐ-UBND (mẫu)")
    page.get_by_label("Sở Ngoại vụ", exact=True).scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 0)")


def fill_in(page: Page) -> None:
    """Type what was done."""
    page.get_by_label("Việc đã làm").fill("Mẫu: đoàn công tác của tỉnh Vân Nam thăm và làm việc")
    page.get_by_label("Số lượng", exact=True).fill("1")
    page.get_by_label("Ngày làm xong").fill("20/5/2022")
    page.get_by_label("Nơi").fill("Thành phố Lào Cai")


def own_part(cast: Cast) -> None:
    """An agency's work with an account: evidence, its part, the head's look at it."""
    camera = cast.camera
    camera.take(cast.officer, "ghi-bang-chung", "/bang-chung/2022/ghi/?nhiem-vu=II.2.3", fill_in, PHONE)
    camera.take(cast.officer, "bang-tinh", "/bang-chung/2022/bang/", size=(1280, 520))
    camera.take(cast.officer, "phan-bao-cao", PART)
    camera.take(cast.head, "ky-nop", PART)


def ask(page: Page) -> None:
    """For whom the key link is."""
    page.get_by_label("Họ tên người nhận").fill("Cán bộ Mẫu Hai")
    page.get_by_label("Chức vụ người nhận").fill("Chuyên viên")
    page.get_by_label("Điện thoại người hỏi").fill("0214 3 000 000")


def veil(page: Page) -> None:
    """A key belongs to one person: the picture shows where it stands, not what it is."""
    page.locator(".key-once").evaluate(
        "it => { it.textContent = it.textContent.trim().replace(/[^/]+\\/$/, '••••••••••••/') }"
    )


def tell(page: Page) -> None:
    """One piece of work on the phone."""
    page.get_by_label("Nhiệm vụ").select_option("II.2.3")
    page.get_by_label("Loại việc").select_option("doan")
    page.get_by_label("Việc đã làm", exact=True).fill("Mẫu: đoàn công tác của tỉnh Vân Nam")
    page.get_by_label("Số lượng", exact=True).fill("2")
    page.get_by_label("Ngày làm xong").fill("31/5/2022")
    page.get_by_label("Nơi").fill("Thành phố Lào Cai")
    page.get_by_role("heading", name="Ghi một việc đã làm").evaluate(TO_TOP)


def send(page: Page) -> None:
    """The words, read once more and sent."""
    page.get_by_role("button", name="Ghi việc này").click()
    page.get_by_text("Đã ghi. Việc được tính ngay").wait_for()
    page.locator("[name=narrative]").fill("Mẫu: đón hai đoàn, quảng bá ở ba cuộc gặp.")
    page.get_by_label("Đã đọc lại").check()
    page.get_by_role("button", name="Gửi phần báo cáo").click()
    page.get_by_text("Đã gửi. Người đứng đầu cơ quan").wait_for()


def key_link(cast: Cast, folder: Path) -> None:
    """An agency does its part through a key link; its head confirms; the signed copy comes back."""
    camera, lead = cast.camera, cast.lead
    camera.take(lead, "tao-lien-ket", "/duong-lien-ket/2022/them/?ky=6-thang&co-quan=so-ngv", ask)
    lead.get_by_role("button", name="Tạo đường liên kết").click()
    path = "/lk/" + lead.locator(".key-once").inner_text().strip().partition("/lk/")[2]
    camera.take(lead, "lien-ket", "", veil, (1280, 480))
    lead.get_by_role("link", name="Xem đường liên kết").click()
    of_link = lead.url
    phone = camera.open(PHONE)
    camera.take(phone, "lien-ket-mo", path, size=PHONE)
    camera.take(phone, "lien-ket-ghi", "", tell, LONG_PHONE)
    send(phone)
    camera.take(phone, "lien-ket-da-gui", "", size=LONG_PHONE)
    camera.take(cast.head, "xac-nhan", PART, size=(1280, 520))
    cast.head.get_by_role("button", name="Xác nhận và ký nộp").click()
    cast.head.get_by_text("Đã xác nhận.").wait_for()
    paper = folder / "bao-cao-mau.pdf"
    paper.write_bytes(lead.request.get(f"{REPORT}ban.pdf").body())
    phone.get_by_label("Số và ký hiệu").fill("45/BC-SNgV")
    phone.get_by_label("Ngày ký văn bản").fill("09/6/2022")
    phone.get_by_label("Bản ký (.pdf").set_input_files(paper)
    phone.get_by_role("button", name="Nộp").click()
    phone.get_by_text("Đã lưu bản ký bên cạnh số liệu.").wait_for()
    camera.take(
        cast.officer,
        "ban-ky",
        PART,
        lambda page: page.get_by_role("heading", name="Bản ký").scroll_into_view_if_needed(),
    )
    camera.take(lead, "lien-ket-nhat-ky", of_link, size=(1280, 560))


def letters(page: Page) -> None:
    """Numbered letters to two agencies."""
    page.get_by_label("Số đầu tiên").fill("120")
    page.get_by_label("Điện thoại người hỏi").fill("0214 3 000 000")
    page.get_by_label("Chức vụ người ký").fill("Phó Giám đốc")
    page.get_by_label("Họ tên người ký").fill("Phó Giám đốc Mẫu")
    for box in page.locator("input[name=agencies]").all()[2:]:
        box.uncheck()
    page.mouse.wheel(0, -5000)


def make_letters(page: Page) -> None:
    """The letters of two agencies, and the page as it stands after them."""
    page.goto(f"{REPORT}cong-van/")
    letters(page)
    page.get_by_role("button", name="Tạo công văn").click()
    page.get_by_text("Đã tạo 2 công văn").wait_for()


def words(page: Page) -> None:
    """The coordinator's words, beside what an agency wrote."""
    page.get_by_label("Tình hình chung").fill("Mẫu: công tác thông tin đối ngoại được triển khai đúng kế hoạch.")
    page.locator("aside details summary", has_text="Sở Ngoại vụ").click()


def open_number(page: Page) -> None:
    """Open a number to its evidence."""
    row = page.locator("tr", has=page.get_by_role("link", name="II.2.3", exact=True))
    row.locator("b a.knot").click()
    page.locator(".drill").wait_for()
    row.scroll_into_view_if_needed()


def report(cast: Cast) -> None:
    """Who is silent, the letters, the numbers, the words, the print, the frozen edition."""
    camera, lead = cast.camera, cast.lead
    camera.take(lead, "chua-nop", REPORT)
    make_letters(lead)
    camera.take(lead, "cong-van", f"{REPORT}cong-van/")
    camera.take(lead, "loi-bao-cao", f"{REPORT}loi/", words)
    camera.take(lead, "bao-cao", REPORT, open_number)
    lead.locator(".drill ol a").first.click()
    camera.take(lead, "bang-chung", "")
    camera.print_out(lead, "ban-in", f"{REPORT}ban.pdf")
    camera.take(lead, "chot", f"{REPORT}chot/", size=(1280, 560))
    lead.get_by_label("Lý do chốt sớm").fill("Mẫu: chụp ảnh cho trang hướng dẫn.")
    lead.get_by_role("button", name="Chốt bản này").click()
    lead.get_by_text("Đã chốt. Bản này không đổi nữa.").wait_for()
    camera.take(lead, "ban-chot", lead.url)


def walk(camera: Camera, place: Office, folder: Path) -> None:
    """The year, from the paper of the plan to the frozen report."""
    camera.take(camera.open(), "dang-nhap", "/", size=(900, 560))
    lead = camera.signed_in("dieuphoi", place.key)
    bring_in(camera, lead)
    keys = place.samples()
    officer, head, leader, finance = (camera.signed_in(name, key) for name, key in keys.items())
    cast = Cast(camera, lead, officer, head, leader, finance)
    follow(cast)
    draft(cast)
    amend(cast)
    agencies(cast)
    own_part(cast)
    key_link(cast, folder)
    report(cast)
    money(cast)
    camera.sweep()


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as place, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        walk(Camera(browser, place.address), place, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
