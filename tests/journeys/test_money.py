"""Money through real pages, by four people: estimated, appraised, approved, allocated, spent, settled; told back."""

from pathlib import Path

import pytest

from doingoai.agencies.domain import Role
from doingoai.plan.models import CostEstimate, Spending
from tests.browser.conftest import Watch
from tests.journeys.conftest import person, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONEY = "/ke-hoach/2022/kinh-phi/"
LINES = (
    ("Thay màn hình LED ngoài trời", "m²", "12,5", "24 triệu"),
    ("Nhân công tháo dỡ, lắp đặt", "công", "40", "450.000"),
)


def look_clean(page):
    """No violation in light and in dark, nothing off the side, at the width of a telephone and of a desk."""
    watch = Watch(page, page.url)
    for width, scheme in ((360, "light"), (1280, "dark")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        assert watch.axe() == [], (page.url, width, scheme)
        assert watch.overflow() <= 0, (page.url, width)


def fill_line(page, number, item, unit, quantity, price):
    page.locator(f"#id_lines-{number}-item").fill(item)
    page.locator(f"#id_lines-{number}-unit").fill(unit)
    page.locator(f"#id_lines-{number}-quantity").fill(quantity)
    page.locator(f"#id_lines-{number}-unit_price").fill(price)


@pytest.fixture
def people(office):
    person("lap", "so-tttt", Role.EDITOR)
    person("giamdoc", "so-tttt", Role.HEAD)
    person("taichinh", "so-tc", Role.FINANCE)
    person("lanhdao", "ubnd-tinh", Role.LEADER)


def test_the_repair_of_the_border_gate_goes_from_estimate_to_settlement(people, desk, live_server, tmp_path):
    here = live_server.url
    editor = desk("lap")
    editor.goto(f"{here}{MONEY}")
    editor.get_by_text("Chưa có dự toán.").wait_for()
    look_clean(editor)
    editor.get_by_role("link", name="Lập dự toán").first.click()
    look_clean(editor)
    editor.get_by_role("button", name="Ghi các dòng").click()
    for number, line in enumerate(LINES):
        editor.locator(f"#id_lines-{number}-task").select_option("II.5")
        fill_line(editor, number, *line)
    assert editor.locator("[data-total]").inner_text() == "318.000.000"
    editor.get_by_role("button", name="Lưu các dòng").click()
    editor.get_by_text("Đã lưu các dòng.").wait_for()
    editor.get_by_text("Ba trăm mười tám triệu đồng chẵn").wait_for()
    look_clean(editor)
    estimate = editor.url

    head = desk("giamdoc")
    head.goto(f"{here}{MONEY}")
    head.get_by_role("link", name="Ký nộp").click()
    head.get_by_role("button", name="Ký nộp").click()
    head.get_by_text("Đã ký gửi dự toán.").wait_for()

    finance = desk("taichinh")
    finance.goto(f"{here}{MONEY}cho-xu-ly/")
    look_clean(finance)
    finance.get_by_role("link", name="Thẩm định").first.click()
    rows = finance.locator("[data-row]")
    rows.nth(0).get_by_label("đồng ý", exact=True).check()
    rows.nth(0).locator("[name^=agreed]").fill("280 triệu")
    rows.nth(1).get_by_label("trả lại", exact=True).check()
    rows.nth(1).locator("[name^=reason]").fill("Đơn giá nhân công cao hơn định mức.")
    finance.get_by_role("button", name="Trả lại dự toán").click()
    finance.get_by_text("ghi lý do khi trả dòng hoặc đồng ý số khác").wait_for()
    look_clean(finance)
    assert rows.nth(0).locator("[name^=agreed]").input_value() == "280 triệu"
    rows.nth(0).locator("[name^=reason]").fill("Theo báo giá thấp nhất.")
    finance.get_by_role("button", name="Trả lại dự toán").click()
    finance.get_by_text("Đã trả lại dự toán.").wait_for()

    editor.goto(estimate)
    editor.get_by_text("Nhân công tháo dỡ, lắp đặt: Đơn giá nhân công cao hơn định mức.").first.wait_for()
    editor.locator("#id_lines-1-unit_price").fill("400.000")
    editor.get_by_role("button", name="Lưu các dòng").click()
    editor.get_by_text("Đã lưu các dòng.").wait_for()
    head.goto(estimate)
    head.get_by_role("button", name="Ký nộp").click()
    head.get_by_text("Đã ký gửi dự toán.").wait_for()

    finance.goto(f"{estimate}tham-dinh/")
    rows.nth(0).get_by_label("đồng ý", exact=True).focus()
    finance.keyboard.press("j")
    finance.keyboard.press("a")
    assert rows.nth(1).get_by_label("đồng ý", exact=True).is_checked()
    finance.get_by_role("button", name="Kết thúc thẩm định").click()
    finance.get_by_text("Đã kết thúc thẩm định và trình lãnh đạo.").wait_for()

    leader = desk("lanhdao")
    leader.goto(f"{here}/thong-bao/")
    leader.get_by_text("chờ duyệt").first.wait_for()
    leader.goto(f"{estimate}duyet/")
    leader.get_by_text("Hai trăm chín mươi sáu triệu đồng chẵn").wait_for()
    look_clean(leader)
    leader.get_by_role("button", name="Duyệt dự toán").click()
    leader.get_by_text("Đã duyệt dự toán.").wait_for()

    finance.goto(f"{estimate}phan-bo/")
    look_clean(finance)
    finance.get_by_label("Số và ký hiệu").fill("1200/QĐ-UBND")
    finance.get_by_label("Ngày ký văn bản").fill("04/5/2022")
    finance.get_by_role("button", name="Ghi phân bổ").click()
    finance.get_by_text("Đã ghi phân bổ.").wait_for()

    bill = Path(tmp_path) / "hoa-don.txt"
    bill.write_text("Hóa đơn số 15, màn hình LED.", encoding="utf-8")
    editor.goto(estimate)
    editor.get_by_role("link", name="Thay màn hình LED").click()
    editor.get_by_role("link", name="Ghi khoản chi").click()
    editor.get_by_label("Số tiền (đồng)").fill("281 triệu")
    editor.get_by_label("Ngày chi").fill("20/5/2022")
    editor.get_by_label("Số chứng từ").fill("HĐ 15")
    editor.get_by_label("Tệp chứng từ").set_input_files(bill)
    editor.get_by_role("button", name="Ghi khoản chi này").click()
    editor.get_by_text("Chi vượt số đã phân bổ của dòng này 1.000.000 đồng").wait_for()
    look_clean(editor)
    editor.get_by_label("Số tiền (đồng)").fill("279,5 triệu")
    editor.get_by_label("Tệp chứng từ").set_input_files(bill)
    editor.get_by_role("button", name="Ghi khoản chi này").click()
    editor.get_by_text("Đã ghi khoản chi.").wait_for()
    look_clean(editor)

    head.goto(f"{estimate}quyet-toan/")
    head.get_by_label("Số và ký hiệu").fill("88/BC-STTTT")
    head.get_by_label("Ngày ký văn bản").fill("30/5/2022")
    head.get_by_role("button", name="Ghi quyết toán").click()
    head.get_by_text("Đã ghi quyết toán.").wait_for()
    look_clean(head)
    assert CostEstimate.objects.get().stage == "settled"

    told = {"Đề nghị": "316.000.000", "Thẩm định": "296.000.000", "Đã duyệt": "296.000.000"}
    told |= {"Đã phân bổ": "296.000.000", "Đã chi": "279.500.000", "Đã quyết toán": "279.500.000"}
    for word, amount in told.items():
        leader.goto(f"{here}{MONEY}")
        row = leader.locator("tr", has=leader.get_by_role("rowheader", name="II.5"))
        row.get_by_role("link", name=f"{word}: {amount}").click()
        assert leader.locator("tr.sum .at").inner_text() == amount
    look_clean(leader)
    leader.goto(f"{here}{MONEY}dong/?what=spent&task=II.5")
    leader.get_by_role("link", name="HĐ 15").click()
    with leader.expect_download() as got:
        leader.get_by_role("link", name="hoa-don.txt").click()
    assert got.value.path().read_text(encoding="utf-8").startswith("Hóa đơn")
    leader.goto(f"{here}{MONEY}")
    look_clean(leader)
    assert Spending.objects.count() == 1


def test_an_estimate_is_written_on_a_telephone_without_a_script_and_who_comes_second_sees_the_first(
    people, desk, browser, live_server
):
    person("lap2", "so-tttt", Role.EDITOR)
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    sign_in(plain, live_server.url, "lap")
    plain.goto(f"{live_server.url}{MONEY}du-toan/moi/")
    plain.get_by_role("button", name="Ghi các dòng").click()
    fill_line(plain, 0, "Bảo trì máy chủ", "lần", "ba", "5 triệu")
    plain.get_by_role("button", name="Lưu các dòng").click()
    plain.get_by_text("Ghi số lượng lớn hơn 0").wait_for()
    plain.locator("#id_lines-0-task").select_option("II.5")
    plain.locator("#id_lines-0-quantity").fill("3")
    plain.get_by_role("button", name="Thêm dòng trống").click()
    assert plain.locator("[data-line]").count() == 8
    assert plain.locator("#id_lines-0-item").input_value() == "Bảo trì máy chủ"

    other = desk("lap2")
    other.goto(plain.url)
    other.locator("#id_lines-0-task").select_option("II.5")
    fill_line(other, 0, "Thuê kiểm định", "gói", "1", "30 triệu")
    other.get_by_role("button", name="Lưu các dòng").click()
    other.get_by_text("Đã lưu các dòng.").wait_for()

    plain.get_by_role("button", name="Lưu các dòng").click()
    plain.get_by_text("Người khác vừa làm việc trên dự toán này").first.wait_for()
    plain.get_by_text("II.5 Thuê kiểm định: 1 gói × 30.000.000").wait_for()
    assert plain.locator("#id_lines-0-item").input_value() == "Bảo trì máy chủ"
    plain.get_by_role("button", name="Lưu các dòng").click()
    plain.get_by_text("Đã lưu các dòng.").wait_for()
    plain.get_by_text("Mười lăm triệu đồng chẵn").wait_for()
    plain.context.close()
