"""The product as it runs in the office, on a free port of the loopback address: started, asked, weighed, ended."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE, STEP = 120.0, 0.02


class NotStarted(Exception):
    """The product did not become healthy in time; the message is what it said."""


class Server:
    """A running product on a data folder: its process, its port, what it weighs."""

    def __init__(self, data: Path) -> None:
        self.data, self.log = data, data / "server.log"
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start everything and wait until all live; return how many seconds that took."""
        words = [sys.executable, "-P", "-m", "doingoai", "serve", "--setup", "--port", str(self.port)]
        environ = {**os.environ, "DOINGOAI_DATA": str(self.data), "DOINGOAI_DATABASE": ""}
        begun = time.perf_counter()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                words, stdout=log, stderr=log, start_new_session=True, env=environ, cwd=ROOT
            )
        while self.status("/healthz") != http.HTTPStatus.OK:
            if self.process.poll() is not None or time.perf_counter() - begun > PATIENCE:
                self.stop()
                raise NotStarted(self.log.read_text(encoding="utf-8"))
            time.sleep(STEP)
        return time.perf_counter() - begun

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE)
            self.process = None

    def status(self, path: str) -> int:
        """The status of the answer; 0 while nobody answers."""
        try:
            return self.ask(path)[0]
        except OSError:
            return 0

    def ask(self, path: str, cookie: str = "") -> tuple[int, bytes, dict[str, str]]:
        """Status, body as it came over the wire, and headers by their small-letter names."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            headers = {"Accept-Encoding": "gzip", "Accept": "text/html"} | ({"Cookie": cookie} if cookie else {})
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()

    def memory(self) -> float:
        """What all its processes weigh together, in MB, each shared page counted once (PSS)."""
        assert self.process is not None
        return sum(_pss(pid) for pid in _family(self.process.pid))


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """A server on the data folder, ended afterwards."""
    server = Server(data)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = " ".join(listed.read_text() for listed in Path(f"/proc/{pid}/task").glob("*/children")).split()
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _pss(pid: int) -> float:
    told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("Pss:")) / 1024
