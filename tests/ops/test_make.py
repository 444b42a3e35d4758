"""The two commands of the README, from a fresh copy with an empty home."""

import os
import shutil
import signal
import subprocess
import time

import pytest

from doingoai.ops.supervisor import is_healthy
from tests.jobs.house import ROOT, wait_until
from tests.ops.test_supervisor import free_port

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "build", "node_modules", "__pycache__", "*.mo", ".*_cache")

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone") / "doingoai"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


def start(clone, port):
    """`make run`, until it is healthy; the process, and how long that took."""
    home = clone.parent / "home"
    home.mkdir(exist_ok=True)
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("DOINGOAI", "DJANGO", "VIRTUAL"))
    }
    begun = time.monotonic()
    with (clone.parent / "out").open("w") as out:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=clone,
            env={**environ, "HOME": str(home)},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    wait_until(lambda: is_healthy(port) or process.poll() is not None, 180)
    wait_until(lambda: "Ctrl-C" in said(clone) or process.poll() is not None)
    return process, time.monotonic() - begun


def said(clone):
    return (clone.parent / "out").read_text()


def stop(process):
    os.killpg(process.pid, signal.SIGINT)
    process.wait(10)


def test_make_run_starts_from_nothing_and_again_within_five_seconds_with_all_data(clone):
    port = free_port()
    process, _ = start(clone, port)
    assert process.poll() is None, said(clone)
    assert "Mật khẩu dùng một lần: " in said(clone)
    stop(process)
    assert "Traceback" not in said(clone)
    process, seconds = start(clone, port)
    words = said(clone)
    stop(process)
    assert "Mật khẩu dùng một lần: " not in words
    assert "đã có tài khoản" in words
    assert seconds < 5, seconds
    assert (clone / "var" / "doingoai.sqlite3").exists()


def test_the_launcher_works_from_any_folder(clone, tmp_path):
    told = subprocess.run(
        [clone / ".venv" / "bin" / "doingoai", "help", "serve"], cwd=tmp_path, capture_output=True, check=True
    )
    assert b"--port" in told.stdout
