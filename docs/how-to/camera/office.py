"""A new office on a free loopback port: data, people and clock of its own, reached at an address that never changes."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[3]
CLOCK = Path(__file__).resolve().parent / "clock"
DOINGOAI = [sys.executable, "-P", "-m", "doingoai"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
HOST = "doingoai.mau"
ONE_TIME = re.compile(r"((?:\w{4}-){4}\w{4})")
DESK, PHONE = (1280, 860), (390, 844)
OWN = "ruộng bậc thang mùa nước đổ"


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
    """A running office: its port, the coordinator's one-time password, and how its commands are called."""

    port: int
    key: str
    environ: dict[str, str]

    def run(self, *words: str) -> str:
        """Call one of the product's commands in this office; what it says."""
        command = [*DOINGOAI, *words]
        return subprocess.run(command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=True).stdout

    def samples(self) -> dict[str, str]:
        """Load the samples; the one-time passwords of the sample people by their sign-in names."""
        told = self.run("demo", "load")
        people = ("mau.canbo", "mau.giamdoc", "mau.lanhdao")
        return {name: one_time(told.partition(f"({name})")[2]) for name in people}

    def person(self, username: str, name: str, agency: str, role: str) -> str:
        """Give a person an account; their one-time password."""
        return one_time(self.run("person", "create", username, "--name", name, "--agency", agency, "--role", role))


@contextmanager
def office(folder: Path, start: datetime) -> Iterator[Office]:
    """A new office whose clock begins at the moment, running as long as it is used."""
    environ = {
        **os.environ,
        "DOINGOAI_DATA": str(folder),
        "DOINGOAI_BASE_URL": f"http://{HOST}",
        "DOINGOAI_HOSTS": f"{HOST},127.0.0.1,localhost",
        "DOINGOAI_LOG": "ERROR",
        "PICTURES_BEGUN": datetime.now(UTC).isoformat(),
        "PICTURES_START": start.isoformat(),
        "PYTHONPATH": f"{CLOCK}:{ROOT}",
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
        yield Office(port, one_time(said), environ)
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait(15)


def flags(place: Office) -> list[str]:
    """How the browser is started so that it finds the office at its address."""
    return [*FLAGS, f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{place.port}"]


def blank(browser: Browser, size: tuple[int, int] = DESK) -> Page:
    """A page of somebody who is not signed in."""
    size_of = {"width": size[0], "height": size[1]}
    return browser.new_page(viewport=size_of, locale="vi-VN", base_url=f"http://{HOST}", reduced_motion="reduce")


def signed_in(browser: Browser, name: str, key: str) -> Page:
    """A page of the person, after they have chosen a password of their own."""
    page = blank(browser)
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
