"""Take the pictures of the how-to pages: `make pictures`.

A new office is started on a free loopback port with a data folder of its own and labelled sample data; a real browser
walks through it as the coordinator, an officer and a head of an agency would.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = Path(__file__).resolve().parent / "pictures"
DOINGOAI = [sys.executable, "-P", "-m", "doingoai"]
PLAN = ROOT / "doingoai" / "profiles" / "lao_cai" / "plans" / "2022.txt"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
ONE_TIME = re.compile(r"((?:\w{4}-){4}\w{4})")
DESK, PHONE = (1280, 860), (390, 844)
OWN = "ruộng bậc thang mùa nước đổ"
REPORT = "/bao-cao/2022/6-thang/"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True)
class Office:
    """A running office: its address, the coordinator's one-time password, and how its commands are called."""

    address: str
    key: str
    environ: dict[str, str]

    def samples(self) -> dict[str, str]:
        """Load the samples; the one-time passwords of the sample people by their sign-in names."""
        command = [*DOINGOAI, "demo", "load"]
        told = subprocess.run(command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=True).stdout
        return {name: one_time(told.partition(f"({name})")[2]) for name in ("mau.canbo", "mau.giamdoc")}


def one_time(said: str) -> str:
    """The first one-time password that was said.

    :raises LookupError: if none was
    """
    found = ONE_TIME.search(said)
    if found is None:
        raise LookupError(said)
    return found[1]


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """A new office, running as long as it is used."""
    environ = {**os.environ, "DOINGOAI_DATA": str(folder), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    port = free_port()
    command = [*DOINGOAI, "serve", "--setup", "--port", str(port)]
    serving = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
    try:
        assert serving.stdout is not None
        said = ""
        for line in serving.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        yield Office(f"http://127.0.0.1:{port}", one_time(said), environ)
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait(15)


def signed_in(browser: Browser, address: str, name: str, key: str) -> Page:
    """A page of the person, after they have chosen a password of their own."""
    page = browser.new_page(viewport={"width": DESK[0], "height": DESK[1]}, locale="vi-VN", base_url=address)
    page.goto("/")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(name)
    page.get_by_label("Mật khẩu", exact=True).fill(key)
    page.get_by_role("button", name="Đăng nhập").click()
    fields = page.locator("input[type=password]")
    fields.nth(0).fill(key)
    fields.nth(1).fill(OWN)
    fields.nth(2).fill(OWN)
    fields.nth(2).press("Enter")
    page.wait_for_load_state()
    return page


def keep(name: str, data: bytes) -> None:
    """Keep a picture in few colours: pages have few."""
    picture = Image.open(BytesIO(data)).convert("RGB").quantize(192, dither=Image.Dither.NONE)
    picture.save(PICTURES / f"{name}.png", optimize=True)
    print(name, (PICTURES / f"{name}.png").stat().st_size)


def take(
    page: Page, name: str, url: str, do: Callable[[Page], object] | None = None, size: tuple[int, int] = DESK
) -> None:
    """Open the address, do what the picture shows, and take it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    if url:
        page.goto(url)
    if do:
        do(page)
    time.sleep(0.4)
    keep(name, page.screenshot())


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


def print_out(page: Page) -> bytes:
    """The first page of the report's print as a picture."""
    document = pypdfium2.PdfDocument(page.request.get(f"{REPORT}ban.pdf").body())
    buffer = BytesIO()
    document[0].render(scale=1.2).to_pil().save(buffer, "PNG")
    return buffer.getvalue()


def bring_in(lead: Page) -> None:
    """The plan's way in; the shipped plan is taken back first, so that its year is free."""
    lead.goto("/ke-hoach/2022/tra-lai/")
    lead.get_by_label("Lý do").fill("Chụp ảnh cho trang hướng dẫn.")
    lead.get_by_role("button", name="Trả lại kế hoạch").click()
    lead.get_by_text("Máy đọc được 17 nhiệm vụ").wait_for()
    take(lead, "nhap-ke-hoach", "/ke-hoach/nhap/", upload, (1280, 560))
    lead.get_by_role("button", name="Đọc tệp").click()
    lead.get_by_role("button", name="Đọc là “19/10/2016”").wait_for()
    take(lead, "duyet-nhap", "", lambda page: page.locator("#d184 a.ln").click())
    lead.get_by_role("link", name="Nhận kế hoạch").click()
    take(lead, "nhan-ke-hoach", "")
    lead.get_by_role("button", name="Nhận kế hoạch").click()
    lead.get_by_text("Đã nhận kế hoạch").wait_for()


def walk(browser: Browser, place: Office) -> None:
    """The year's loop, from the paper of the plan to the frozen report."""
    door = browser.new_page(viewport={"width": 900, "height": 560}, locale="vi-VN", base_url=place.address)
    take(door, "dang-nhap", "/", size=(900, 560))
    lead = signed_in(browser, place.address, "dieuphoi", place.key)
    bring_in(lead)
    keys = place.samples()
    take(lead, "ban-lam-viec", "/")
    take(lead, "cay-ke-hoach", "/ke-hoach/2022/")
    take(lead, "nhiem-vu", "/ke-hoach/2022/nhiem-vu/II.3.2/")
    take(lead, "nguoi", "/co-quan/nguoi/", size=(1280, 620))
    officer = signed_in(browser, place.address, "mau.canbo", keys["mau.canbo"])
    take(officer, "ghi-bang-chung", "/bang-chung/2022/ghi/?nhiem-vu=II.2.3", fill_in, PHONE)
    take(officer, "bang-tinh", "/bang-chung/2022/bang/", size=(1280, 520))
    head = signed_in(browser, place.address, "mau.giamdoc", keys["mau.giamdoc"])
    take(head, "phan-bao-cao", f"{REPORT}phan/so-ngv/")
    take(lead, "bao-cao", REPORT, open_number)
    keep("ban-in", print_out(lead))
    take(lead, "chot", f"{REPORT}chot/", size=(1280, 560))


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as place, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        walk(browser, place)
        browser.close()


if __name__ == "__main__":
    main()
