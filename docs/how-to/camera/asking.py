"""What little an agency has to do: the coordinator asks, an officer answers on a phone, the head confirms."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from camera.office import HOST, PHONE, blank
from camera.shots import fill, paper_of, take
from camera.year import REPORT

PART = f"{REPORT}phan/so-ngv/"
SHOWN = f"http://{HOST}/lk/xxxxxxxx-xxxxxxxx-xxxxxxxx-xxxxxxxx-xx/"


def make_link(lead: Page) -> str:
    """Ask an officer for a part; the path of the link that opens it. No picture shows the key."""
    lead.goto(PART)
    lead.get_by_role("link", name="Tạo đường liên kết").click()
    fill(lead, name="Lý Thị Mẫu", post="Chuyên viên", telephone="0214 3 000 000")
    take(lead, "tao-duong-lien-ket", size=(1280, 760))
    lead.get_by_role("button", name="Tạo đường liên kết").click()
    made = lead.locator("pre.key-once")
    path = urlsplit(made.inner_text()).path
    made.evaluate("(element, shown) => { element.textContent = shown }", SHOWN)
    take(lead, "duong-lien-ket", size=(1280, 500))
    return path


def answer(phone: Page, path: str, paper: Path) -> None:
    """Open the link, record a thing, send the part, return the signed copy."""
    take(phone, "lk-mo", path, size=PHONE)
    phone.get_by_label("Nhiệm vụ").select_option("II.2.3")
    phone.get_by_label("Loại việc").select_option("doan")
    phone.get_by_label("Việc đã làm", exact=True).fill("Mẫu: đoàn công tác của tỉnh Vân Nam")
    phone.get_by_label("Số lượng", exact=True).fill("1")
    phone.get_by_label("Ngày làm xong").fill("31/5/2022")
    take(phone, "lk-ghi", size=PHONE, top=phone.locator("#k-ghi"))
    phone.get_by_role("button", name="Ghi việc này").click()
    phone.get_by_text("Đã ghi. Việc được tính ngay").wait_for()
    fill(phone, difficulties="Mẫu: thiếu phiên dịch tiếng Trung.")
    phone.get_by_label("Đã đọc lại").check()
    take(phone, "lk-loi", size=PHONE, top=phone.locator("#k-loi"))
    phone.get_by_role("button", name="Gửi phần báo cáo").click()
    phone.get_by_text("Đã gửi. Người đứng đầu cơ quan").wait_for()
    take(phone, "lk-da-gui", size=PHONE)
    phone.get_by_label("Số và ký hiệu").fill("45/BC-SNgV")
    phone.get_by_label("Ngày ký văn bản").fill("08/6/2022")
    phone.get_by_label("Bản ký (.pdf").set_input_files(paper)
    take(phone, "lk-ban-ky", size=PHONE, top=phone.locator("#k-ky"))
    phone.get_by_role("button", name="Nộp").click()
    phone.get_by_text("Đã lưu bản ký bên cạnh số liệu.").wait_for()


def by_account(officer: Page) -> None:
    """What an officer with an account sees: their desk, their agency's work, how letters come."""
    take(officer, "ban-co-quan", "/", size=(1280, 640))
    take(officer, "viec-cua-co-quan", "/ke-hoach/2022/viec/so-ngv/")
    take(officer, "thong-bao", "/thong-bao/", size=(1280, 560))


def from_above(head: Page, leader: Page) -> None:
    """What the head confirms, and how a leader comes from a number to its source."""
    take(head, "cho-xac-nhan", PART)
    head.get_by_role("button", name="Xác nhận và ký nộp").click()
    head.get_by_text("Đã xác nhận.").wait_for()
    take(leader, "ban-lanh-dao", "/")
    take(leader, "bieu-do", "/ke-hoach/2022/tien-do/")
    leader.goto(REPORT)
    row = leader.locator("tr", has=leader.get_by_role("link", name="II.2.3", exact=True))
    row.locator("b a.knot").click()
    leader.locator(".drill").wait_for()
    take(leader, "so-mo-ra", size=(1280, 620), top=row)
    leader.locator(".drill").get_by_role("link", name="Mẫu: đoàn công tác của tỉnh Vân Nam").click()
    take(leader, "nguon-cua-so", size=(1280, 700))


def fill_letter(page: Page) -> None:
    """Say who signs the letters and whom to call."""
    fill(page, telephone="0214 3 000 000", signer_name="Nguyễn Văn Mẫu")


def walk(browser: Browser, people: dict[str, Page], folder: Path) -> None:
    """Take the pictures, in the office of the year."""
    lead = people["lead"]
    take(lead, "cong-van", f"{REPORT}cong-van/", fill_letter)
    path = make_link(lead)
    by_account(people["officer"])
    paper = folder / "bao-cao-da-ky.pdf"
    paper.write_bytes(paper_of(lead, f"{REPORT}ban.pdf"))
    answer(blank(browser, PHONE), path, paper)
    from_above(people["head"], people["leader"])
    lead.goto("/duong-lien-ket/2022/")
    lead.locator("main table a").first.click()
    take(lead, "duong-lien-ket-nhat-ky", size=(1280, 700))
