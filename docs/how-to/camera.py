"""An office of its own for the pictures, on a clock that stands still, and the camera."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PICTURES = HERE / "pictures"
DOINGOAI = [sys.executable, "-P", "-m", "doingoai"]
ONE_TIME = re.compile(r"((?:\w{4}-){4}\w{4})")
DESK, PHONE, LONG_PHONE = (1280, 860), (390, 844), (390, 1120)
OWN = "ruộng bậc thang mùa nước đổ"
SAMPLES = ("mau.canbo", "mau.giamdoc", "mau.lanhdao", "mau.taichinh")
LARGEST = 150_000  # bytes of one picture


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def one_time(said: str) -> str:
    """The first one-time password that was said.

    :raises LookupError: if none was
    """
    found = ONE_TIME.search(said)
    if found is None:
        raise LookupError(said)
    return found[1]


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
        return {name: one_time(told.partition(f"({name})")[2]) for name in SAMPLES}


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """A new office, running as long as it is used."""
    environ = {
        **os.environ,
        "DOINGOAI_DATA": str(folder),
        "DOINGOAI_YEAR": "2022",
        "DOINGOAI_BASE_URL": "http://doingoai.mau",
        "PYTHONPATH": f"{HERE / 'still'}:{ROOT}",
        "PYTHONUNBUFFERED": "1",
    }
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


def keep(name: str, data: bytes) -> None:
    """Keep a picture in few colours: pages have few.

    :raises ValueError: if it is too large for a page of help
    """
    picture = Image.open(BytesIO(data)).convert("RGB").quantize(192, dither=Image.Dither.NONE)
    path = PICTURES / f"{name}.png"
    picture.save(path, optimize=True)
    size = path.stat().st_size
    print(name, size)
    if size > LARGEST:
        raise ValueError(f"{name}: {size}")


@dataclass
class Camera:
    """Opens pages of the office for people, and takes pictures of them."""

    browser: Browser
    address: str
    taken: set[str] = field(default_factory=set)

    def open(self, size: tuple[int, int] = DESK) -> Page:
        """A page of nobody yet."""
        shape = {"width": size[0], "height": size[1]}
        return self.browser.new_page(
            viewport=shape, locale="vi-VN", base_url=self.address, reduced_motion="reduce", color_scheme="light"
        )

    def signed_in(self, name: str, key: str) -> Page:
        """A page of the person, after they have chosen a password of their own."""
        page = self.open()
        page.goto("/")
        page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(name)
        page.get_by_label("Mật khẩu", exact=True).fill(key)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        fields = page.locator("input[type=password]")
        fields.nth(0).fill(key)
        fields.nth(1).fill(OWN)
        fields.nth(2).fill(OWN)
        fields.nth(2).press("Enter")
        page.wait_for_load_state()
        return page

    def take(
        self, page: Page, name: str, url: str, do: Callable[[Page], object] | None = None, size: tuple[int, int] = DESK
    ) -> None:
        """Open the address, do what the picture shows, and take it."""
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if url:
            page.goto(url)
        if do:
            do(page)
        time.sleep(0.4)
        self.keep(name, page.screenshot(caret="hide"))

    def print_out(self, page: Page, name: str, url: str) -> None:
        """Take the first page of a print."""
        document = pypdfium2.PdfDocument(page.request.get(url).body())
        buffer = BytesIO()
        document[0].render(scale=1.2).to_pil().save(buffer, "PNG")
        self.keep(name, buffer.getvalue())

    def keep(self, name: str, data: bytes) -> None:
        """Keep it, and remember that it was taken."""
        keep(name, data)
        self.taken.add(name)

    def sweep(self) -> None:
        """Throw away pictures that nobody takes any more."""
        for path in PICTURES.glob("*.png"):
            if path.stem not in self.taken:
                path.unlink()


@dataclass(frozen=True)
class Cast:
    """Who walks through the office, each with a page of their own."""

    camera: Camera
    lead: Page
    officer: Page
    head: Page
    leader: Page
    finance: Page
