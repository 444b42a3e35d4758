"""The pictures of money: estimated by an agency, appraised, approved, allocated, spent."""

from camera import Cast
from playwright.sync_api import Page

MONEY = "/ke-hoach/2022/kinh-phi/"
# What the sample agency asks for: item, unit, how many, price of each.
ITEMS = (
    ("Mẫu: tờ gấp giới thiệu tỉnh, tiếng Anh, tiếng Trung", "tờ", "3.000", "15.000"),
    ("Mẫu: phiên dịch cho đoàn vào", "buổi", "4", "2,5 triệu"),
)


def ask_for_money(page: Page) -> None:
    """The lines of an estimate."""
    for place, (item, unit, many, each) in enumerate(ITEMS):
        page.locator(f"#id_lines-{place}-task").select_option("II.2.3")
        for name, said in {"item": item, "unit": unit, "quantity": many, "unit_price": each}.items():
            page.locator(f"#id_lines-{place}-{name}").fill(said)


def judge(page: Page) -> None:
    """One line agreed to as it is, one with less."""
    first, second = page.locator("[data-row]").all()
    first.get_by_label("đồng ý", exact=True).check()
    second.get_by_label("đồng ý", exact=True).check()
    second.locator("[name^=agreed]").fill("8 triệu")
    second.locator("[name^=reason]").fill("Mẫu: theo định mức.")


def hand_out(page: Page) -> None:
    """The decision by which money comes."""
    page.get_by_label("Số và ký hiệu").fill("Mẫu/QĐ-UBND")
    page.get_by_label("Ngày ký văn bản").fill("01/6/2022")


def spend(page: Page) -> None:
    """A bill."""
    page.get_by_label("Số tiền (đồng)").fill("44,5 triệu")
    page.get_by_label("Ngày chi").fill("08/6/2022")
    page.get_by_label("Số chứng từ").fill("Mẫu: HĐ 15")


def money(cast: Cast) -> None:
    """Money asked for, appraised, approved, allocated and spent."""
    here = asked_for(cast)
    decided(cast, here)
    paid(cast, here)
    cast.camera.take(cast.lead, "kinh-phi", MONEY, size=(1280, 1180))


def asked_for(cast: Cast) -> str:
    """The estimate is written, signed and sent; its address."""
    camera, officer = cast.camera, cast.officer
    camera.take(cast.lead, "cach-cap", f"{MONEY}cach-cap/")
    officer.goto(f"{MONEY}du-toan/moi/")
    officer.get_by_role("button", name="Ghi các dòng").click()
    camera.take(officer, "lap-du-toan", "", ask_for_money, (1280, 700))
    officer.get_by_role("button", name="Lưu các dòng").click()
    officer.get_by_text("Đã lưu các dòng.").wait_for()
    here = officer.url
    cast.head.goto(here)
    cast.head.get_by_role("button", name="Ký nộp").click()
    cast.head.get_by_text("Đã ký gửi dự toán.").wait_for()
    return here


def decided(cast: Cast, here: str) -> None:
    """The estimate is appraised and approved."""
    camera, finance = cast.camera, cast.finance
    camera.take(finance, "tham-dinh", f"{here}tham-dinh/", judge, (1280, 730))
    finance.get_by_role("button", name="Kết thúc thẩm định").click()
    finance.get_by_text("Đã kết thúc thẩm định").wait_for()
    camera.take(cast.leader, "duyet-du-toan", f"{here}duyet/", size=(1280, 640))
    cast.leader.get_by_role("button", name="Duyệt dự toán").click()
    cast.leader.get_by_text("Đã duyệt dự toán.").wait_for()
    camera.print_out(cast.leader, "quyet-dinh-in", f"{here}van-ban/duyet.pdf")


def paid(cast: Cast, here: str) -> None:
    """Money is allocated, then spent."""
    camera, officer, finance = cast.camera, cast.officer, cast.finance
    camera.take(finance, "phan-bo", f"{here}phan-bo/", hand_out, (1280, 620))
    finance.get_by_role("button", name="Ghi phân bổ").click()
    finance.get_by_text("Đã ghi phân bổ.").wait_for()
    officer.goto(here)
    officer.get_by_role("link", name="tờ gấp giới thiệu tỉnh").click()
    officer.get_by_role("link", name="Ghi khoản chi").click()
    camera.take(officer, "khoan-chi", "", spend, (390, 960))
    officer.get_by_role("button", name="Ghi khoản chi này").click()
    officer.get_by_text("Đã ghi khoản chi.").wait_for()
