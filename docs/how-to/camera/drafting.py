"""Next year's plan: written from the last, commented by the agencies it names, issued, amended."""

from playwright.sync_api import Browser, Locator, Page

from camera.office import PHONE, Office, signed_in
from camera.shots import print_out, take

NAME = "Hoạt động thông tin đối ngoại tỉnh Lào Cai năm 2027"
OWN = "II.2.5"  # the task that the agency pictured leads


def begin(lead: Page) -> str:
    """Begin the draft from the last plan; its address."""
    lead.goto("/ke-hoach/soan/")
    lead.get_by_label("Năm kế hoạch").fill("2027")
    lead.get_by_role("radio", name="Chép kế hoạch cũ, chuyển năm").check()
    take(lead, "soan-bat-dau", size=(1280, 640))
    lead.get_by_role("button", name="Bắt đầu soạn").click()
    lead.get_by_text("Đã bắt đầu dự thảo.").wait_for()
    return lead.url


def row(page: Page, number: str) -> Locator:
    """The row of a task, by the number that it bears."""
    told = page.locator("summary", has=page.get_by_text(number, exact=True))
    return page.locator("details.item", has=told)


def write(lead: Page, draft: str) -> None:
    """The draft with what it lacks; a task being written in place; bodies that are no more."""
    take(lead, "soan", draft)
    lead.locator("#status summary", has_text="nêu cơ quan đã kết thúc").click()
    take(lead, "soan-co-quan-cu", size=(1280, 620), top=lead.locator("#status"))
    for name in ("Sở Thông tin và Truyền thông", "Đài Phát thanh - Truyền hình tỉnh"):
        heir = lead.locator("#status").get_by_role("button", name=f"Thay {name} bằng")
        if heir.count():
            heir.first.click()
            lead.get_by_text(f"Đã thay {name}").wait_for()
            lead.goto(draft)
            lead.locator("#status summary", has_text="nêu cơ quan đã kết thúc").click()
    lead.goto(draft)
    task = row(lead, OWN)
    task.locator("summary").first.click()
    task.get_by_role("link", name="Soạn").first.click()
    form = task.locator(".editing form")
    form.get_by_label("Thời gian").fill("Quý II/2027")
    form.get_by_label("Kinh phí (đồng)").fill("60.000.000")
    form.get_by_label("Kinh phí (đồng)").blur()
    form.get_by_text("Đã lưu lúc").wait_for()
    take(lead, "soan-muc", size=(1280, 900), top=task)
    form.get_by_role("button", name="Lưu").click()
    form.wait_for(state="detached")


def comment(browser: Browser, lead: Page, draft: str, keys: dict[str, str]) -> None:
    """Sent to the agencies; one proposes, one agrees on a phone; then merged."""
    lead.goto(f"{draft}y-kien/")
    lead.get_by_label("Ngày cuối góp ý").fill("27/11/2026")
    take(lead, "y-kien-gui", size=(1280, 620))
    lead.get_by_role("button", name="Gửi lấy ý kiến").click()
    lead.get_by_text("Đã gửi lấy ý kiến").wait_for()
    guest = signed_in(browser, "mau.ngoaivu", keys["mau.ngoaivu"])
    guest.goto("/")
    guest.get_by_role("link", name=NAME).first.click()
    take(guest, "y-kien-phan-minh")
    guest.get_by_role("link", name=f"Đề xuất khác {OWN}").click()
    guest.get_by_label("Thời gian").fill("Quý III/2027")
    guest.get_by_label("Lý do đề xuất").fill("Mẫu: sau đợt tập huấn của Bộ Ngoại giao.")
    take(guest, "y-kien-de-xuat", size=(1280, 760))
    guest.get_by_role("button", name="Gửi").click()
    guest.get_by_text("Đã gửi. Điều phối viên thấy góp ý này.").wait_for()
    other = signed_in(browser, "mau.congthuong", keys["mau.congthuong"])
    other.goto("/")
    other.get_by_role("link", name=NAME).first.click()
    take(other, "y-kien-dien-thoai", size=PHONE)
    other.get_by_role("button", name="Đồng ý tất cả phần của mình").click()
    other.get_by_text("Đã đồng ý tất cả phần.").wait_for()
    take(lead, "y-kien", f"{draft}y-kien/")
    lead.get_by_role("button", name="Tiếp thu", exact=True).first.click()
    lead.get_by_text("Đã tiếp thu; dự thảo đã sửa theo.").wait_for()


def issue(lead: Page, draft: str) -> None:
    """The paper, its annex, and how it is said that it was issued."""
    print_out(lead, "soan-ban-in", f"{draft}ban.pdf")
    print_out(lead, "soan-phu-luc", f"{draft}ban.pdf", -1)
    lead.goto(f"{draft}ban-hanh/")
    lead.get_by_label("Số văn bản").fill("12")
    lead.get_by_label("Ngày ký").fill("12/11/2026")
    take(lead, "ghi-ban-hanh", size=(1280, 760))
    lead.get_by_role("button", name="Ghi ban hành").click()
    lead.get_by_text("Kế hoạch đã ban hành").wait_for()


def amend(lead: Page) -> None:
    """A task is changed in the year; the version shows for whom."""
    lead.goto("/ke-hoach/2027/dieu-chinh/")
    lead.get_by_role("button", name="Điều chỉnh kế hoạch").click()
    lead.get_by_text("Đã bắt đầu bản điều chỉnh").wait_for()
    task = row(lead, OWN)
    task.locator("summary").first.click()
    task.get_by_role("link", name="Soạn").first.click()
    form = task.locator(".editing form")
    form.get_by_label("Kinh phí (đồng)").fill("45.000.000")
    form.get_by_role("button", name="Lưu").click()
    form.wait_for(state="detached")
    lead.get_by_role("link", name="Xem trước, ghi ban hành").click()
    lead.get_by_label("Số quyết định").fill("1234/QĐ-UBND")
    lead.get_by_label("Ngày ký").fill("16/11/2026")
    lead.get_by_label("Lý do điều chỉnh").fill("Mẫu: cắt giảm kinh phí.")
    take(lead, "dieu-chinh", top=lead.locator("h1"))
    lead.get_by_role("button", name="Ghi ban hành điều chỉnh").click()
    lead.get_by_text("Điều chỉnh lần 1 đã ban hành").wait_for()


def walk(browser: Browser, place: Office) -> None:
    """Take the pictures, in an office of a later year."""
    people = {
        "mau.ngoaivu": ("Cán bộ Mẫu, Sở Ngoại vụ", "so-ngv", "editor"),
        "mau.congthuong": ("Giám đốc Mẫu, Sở Công Thương", "so-ct", "head"),
    }
    keys = {username: place.person(username, *told) for username, told in people.items()}
    lead = signed_in(browser, "dieuphoi", place.key)
    draft = begin(lead)
    write(lead, draft)
    comment(browser, lead, draft, keys)
    issue(lead, draft)
    amend(lead)
