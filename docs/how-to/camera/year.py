"""The year's loop, from the paper of the plan to the frozen report, as coordinator, officer and head of an agency."""

from playwright.sync_api import Browser, Page

from camera.office import PHONE, ROOT, Office, blank, signed_in
from camera.shots import print_out, take

PLAN = ROOT / "doingoai" / "profiles" / "lao_cai" / "plans" / "2022.txt"
REPORT = "/bao-cao/2022/6-thang/"
DOING, DONE = "Đang làm", "Hoàn thành"
STEPS = {
    "II.1.1": DOING, "II.1.2": DOING, "II.1.3": DONE, "II.2.1.a": DOING, "II.2.2.a": DOING, "II.2.2.b": DOING,
    "II.2.5": DONE, "II.3.1": DONE, "II.3.2": DOING, "II.4.1": DOING,
}  # fmt: skip


def upload(page: Page) -> None:
    """Choose the plan's paper."""
    page.get_by_label("Văn bản kế hoạch").set_input_files(PLAN)
    page.get_by_label("Đã đọc tệp").check()


def fill_in(page: Page) -> None:
    """Type what was done."""
    page.get_by_label("Việc đã làm").fill("Mẫu: đoàn công tác của tỉnh Vân Nam thăm và làm việc")
    page.get_by_label("Số lượng", exact=True).fill("1")
    page.get_by_label("Ngày làm xong").fill("20/5/2022")
    page.get_by_label("Nơi").fill("Thành phố Lào Cai")


def open_number(page: Page) -> None:
    """Open a number to its evidence."""
    row = page.locator("tr", has=page.get_by_role("link", name="II.2.3", exact=True))
    row.locator("b a.knot").click()
    page.locator(".drill").wait_for()
    row.scroll_into_view_if_needed()


def bring_in(lead: Page) -> None:
    """The plan's way in; the shipped plan is taken back first, so that its year is free."""
    lead.goto("/ke-hoach/2022/tra-lai/")
    lead.get_by_label("Lý do").fill("Chụp ảnh cho trang hướng dẫn.")
    lead.get_by_role("button", name="Trả lại kế hoạch").click()
    lead.get_by_text("Máy đọc được 17 nhiệm vụ").wait_for()
    take(lead, "nhap-ke-hoach", "/ke-hoach/nhap/", upload, size=(1280, 560))
    lead.get_by_role("button", name="Đọc tệp").click()
    lead.get_by_role("button", name="Đọc là “19/10/2016”").wait_for()
    take(lead, "duyet-nhap", do=lambda page: page.locator("#d184 a.ln").click())
    lead.get_by_role("link", name="Nhận kế hoạch").click()
    take(lead, "nhan-ke-hoach")
    lead.get_by_role("button", name="Nhận kế hoạch").click()
    lead.get_by_text("Đã nhận kế hoạch").wait_for()


def move(lead: Page) -> None:
    """Some tasks stand higher than others, as they would in the middle of a year."""
    for number, step in STEPS.items():
        lead.goto(f"/ke-hoach/2022/nhiem-vu/{number}/")
        form = lead.locator("form[action$='/bac/']")
        form.get_by_label("Bậc").select_option(label=step)
        form.get_by_label("Lý do").fill("Mẫu: theo bằng chứng đã ghi.")
        form.get_by_role("button").click()
        lead.wait_for_load_state()


def watch(lead: Page) -> None:
    """Where the year stands: tree, task, days, charts."""
    take(lead, "ban-lam-viec", "/")
    take(lead, "cay-ke-hoach", "/ke-hoach/2022/")
    take(lead, "nhiem-vu", "/ke-hoach/2022/nhiem-vu/II.3.2/")
    take(lead, "dong-thoi-gian", "/ke-hoach/2022/dong-thoi-gian/")
    take(lead, "tien-do", "/ke-hoach/2022/tien-do/", top=lead.get_by_role("heading", name="Theo tháng"))
    take(lead, "nguoi", "/co-quan/nguoi/", size=(1280, 620))


def walk(browser: Browser, place: Office) -> dict[str, Page]:
    """Take the pictures; the pages of the people who are signed in, for the walks that follow."""
    take(blank(browser), "dang-nhap", "/", size=(900, 560))
    lead = signed_in(browser, "dieuphoi", place.key)
    bring_in(lead)
    keys = place.samples()
    move(lead)
    watch(lead)
    officer = signed_in(browser, "mau.canbo", keys["mau.canbo"])
    take(officer, "ghi-bang-chung", "/bang-chung/2022/ghi/?nhiem-vu=II.2.3", fill_in, size=PHONE)
    take(officer, "bang-tinh", "/bang-chung/2022/bang/", size=(1280, 520))
    head = signed_in(browser, "mau.giamdoc", keys["mau.giamdoc"])
    take(head, "phan-bao-cao", f"{REPORT}phan/so-ngv/")
    take(lead, "bao-cao", REPORT, open_number)
    print_out(lead, "ban-in", f"{REPORT}ban.pdf")
    take(lead, "chot", f"{REPORT}chot/", size=(1280, 560))
    leader = signed_in(browser, "mau.lanhdao", keys["mau.lanhdao"])
    return {"lead": lead, "officer": officer, "head": head, "leader": leader}
