"""The three processes as one group: started together, started again, ended together."""

import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from doingoai.ops.supervisor import is_healthy
from tests.jobs.house import ROOT, House, is_gone, wait_until

MARK = "ruộng bậc thang, " * 40


def free_port() -> int:
    """A port that nobody holds just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served(House):
    """A house with `doingoai serve` in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "static").mkdir()
        (folder / "static" / "mark.txt").write_text(MARK)
        (folder / "static" / "mark.txt.gz").write_bytes(gzip.compress(MARK.encode()))
        self.port = free_port()

    @contextmanager
    def served(self):
        command = [sys.executable, "-m", "doingoai", "serve", "--port", str(self.port)]
        out = (self.folder / "out").open("w")
        process = subprocess.Popen(command, env=self.environ, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)
        try:
            wait_until(lambda: is_healthy(self.port))
            yield process
        finally:
            process.kill()
            process.wait()
            out.close()

    def get(self, path: str, host: str = "127.0.0.1", encoding: str = "identity") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": host, "Accept-Encoding": encoding})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except OSError:
            return 0, b"{}"
        finally:
            connection.close()

    def health(self) -> tuple[int, dict]:
        status, body = self.get("/healthz", host="a-load-balancer")
        return status, json.loads(body)

    def said(self) -> str:
        return (self.folder / "out").read_text()


@pytest.fixture
def house(tmp_path):
    return Served(tmp_path)


def family(pid):
    """The process and all it started, with what each was started as."""
    try:
        found = {pid: Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")}
        children = [listed.read_text() for listed in Path(f"/proc/{pid}/task").glob("*/children")]
    except (FileNotFoundError, ProcessLookupError):  # it ended while it was looked at
        return {}
    for child in " ".join(children).split():
        found |= family(int(child))
    return found


def named(pid, words):
    return next(child for child, command in family(pid).items() if words in command)


def test_one_command_starts_web_worker_and_scheduler_and_a_signal_ends_them_all(house):
    with house.served() as supervisor:
        assert house.health() == (200, {"web": "ok", "worker": "ok", "scheduler": "ok"})
        assert house.get("/static/mark.txt") == (200, MARK.encode())
        status, packed = house.get("/static/mark.txt", encoding="gzip")
        assert (status, gzip.decompress(packed).decode()) == (200, MARK)
        wait_until(lambda: f"http://127.0.0.1:{house.port}/" in house.said())
        everyone = family(supervisor.pid)
        assert len(everyone) == 5
        memory = sum(_pss(pid) for pid in everyone)
        assert memory < 300, f"{memory} MB"
        begun = time.monotonic()
        supervisor.send_signal(signal.SIGTERM)
        assert supervisor.wait(10) == 0
        assert time.monotonic() - begun < 5
        assert all(is_gone(pid) for pid in everyone)
    assert house.count("jobs_beat") == 0
    assert "Traceback" not in house.said()


def _pss(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def test_ctrl_c_at_the_terminal_ends_all_cleanly(house):
    with house.served() as supervisor:
        everyone = family(supervisor.pid)
        os.killpg(supervisor.pid, signal.SIGINT)
        assert supervisor.wait(10) == 0
        assert all(is_gone(pid) for pid in everyone)
    assert "Traceback" not in house.said()
    assert house.said().rstrip().endswith("Đã dừng.")


def test_nobody_survives_a_supervisor_that_was_killed(house):
    with house.served() as supervisor:
        everyone = family(supervisor.pid)
        supervisor.kill()
        supervisor.wait()
        wait_until(lambda: all(is_gone(pid) for pid in everyone), 5)


@pytest.mark.parametrize("words", ["doingoai worker", "doingoai.ops.web"])
def test_a_process_that_was_killed_is_started_again(house, words):
    with house.served() as supervisor:
        old = named(supervisor.pid, words)
        os.kill(old, signal.SIGKILL)
        wait_until(lambda: is_gone(old))
        wait_until(lambda: any(words in command for command in family(supervisor.pid).values()))
        wait_until(lambda: house.health()[0] == 200)
        assert named(supervisor.pid, words) != old
        assert "chạy lại" in house.said()


def test_a_taken_port_is_told_in_one_line_with_the_way_on(house):
    with socket.create_server(("127.0.0.1", house.port)):
        command = [sys.executable, "-m", "doingoai", "serve", "--port", str(house.port)]
        told = subprocess.run(command, env=house.environ, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stdout == ""
    [line] = told.stderr.splitlines()
    assert f"Cổng {house.port}" in line
    assert f"PORT={house.port + 1}" in line


def test_an_empty_database_is_told_before_anything_starts(tmp_path):
    environ = {**os.environ, "DOINGOAI_DATA": str(tmp_path), "DOINGOAI_DATABASE": ""}
    command = [sys.executable, "-m", "doingoai", "serve", "--port", "0"]
    told = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (2, "")
    assert "doingoai setup" in told.stderr
