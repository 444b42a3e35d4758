"""What agencies owe beside their work, a plan of their own and a focal officer; and bodies that merge in mid-year."""

from pathlib import Path

from playwright.sync_api import Page

from camera.office import PHONE
from camera.shots import take

OWN = "/ke-hoach/2022/cua-co-quan/"


def lacking(lead: Page, officer: Page, folder: Path) -> None:
    """Who lacks a plan or an officer; how an agency fills both."""
    take(lead, "ke-hoach-co-quan", OWN, size=(1280, 700))
    paper = folder / "ke-hoach-cua-so.txt"
    paper.write_text("Mẫu: kế hoạch của Sở Ngoại vụ", encoding="utf-8")
    officer.goto(f"{OWN}so-ngv/")
    officer.get_by_label("Tên văn bản").fill("Mẫu: kế hoạch thông tin đối ngoại năm 2022 của Sở Ngoại vụ")
    officer.get_by_label("Số văn bản", exact=True).fill("15/KH-SNgV")
    officer.get_by_label("Ngày ban hành").fill("10/02/2022")
    officer.get_by_label("Tệp").set_input_files(paper)
    officer.get_by_label("II.2.3", exact=False).first.check()
    take(officer, "ke-hoach-rieng", top=officer.locator("h1"))
    officer.get_by_role("button", name="Lưu", exact=True).click()
    officer.get_by_text("Đã ghi kế hoạch của cơ quan.").wait_for()
    officer.get_by_role("link", name="Ghi người đầu mối").click()
    officer.get_by_label("Họ và tên").fill("Lý Văn Mẫu")
    officer.get_by_label("Chức vụ").fill("Phó Chánh Văn phòng")
    officer.get_by_label("Điện thoại cơ quan").fill("0214 3 000 000")
    officer.get_by_label("Từ ngày").fill("01/01/2022")
    take(officer, "dau-moi", size=PHONE)
    officer.get_by_role("button", name="Lưu", exact=True).click()
    officer.get_by_text("Đã ghi người đầu mối.").wait_for()


def merge(lead: Page) -> None:
    """Two bodies become one: what is asked, what follows, what is seen afterwards."""
    lead.goto("/co-quan/so-ngv/")
    lead.get_by_role("link", name="Sáp nhập, chia tách, đổi tên, giải thể").click()
    take(lead, "ke-tuc-loai", size=(1280, 620))
    lead.get_by_role("link", name="Sáp nhập", exact=True).click()
    lead.get_by_label("Ban Quản lý Khu kinh tế", exact=False).first.check()
    lead.get_by_label("Tên cơ quan lập mới").fill("Sở Ngoại vụ và Hội nhập (mẫu)")
    lead.get_by_label("Tên gọn").fill("Sở NV&HN (mẫu)")
    lead.get_by_label("Từ ngày").fill("01/6/2022")
    lead.get_by_label("Số quyết định").fill("Mẫu 99/QĐ-UBND")
    take(lead, "sap-nhap", top=lead.get_by_label("Tên cơ quan lập mới"))
    lead.get_by_role("button", name="Xem những gì chuyển theo").click()
    lead.get_by_role("heading", name="Những gì chuyển theo").first.wait_for()
    take(lead, "sap-nhap-xem")
    lead.get_by_role("button", name="Ghi thay đổi này").click()
    lead.get_by_text("Đã ghi và có hiệu lực.").wait_for()
    take(lead, "sap-nhap-xong", size=(1280, 700))
    take(lead, "tim-ten-cu", "/co-quan/?q=so+ngoai+vu", size=(1280, 480))


def walk(people: dict[str, Page], folder: Path) -> None:
    """Take the pictures; the last walk in the office of the year, for names change."""
    lacking(people["lead"], people["officer"], folder)
    merge(people["lead"])
