"""A process that is killed while it writes leaves no hole in the chain: what is told as done is on record, whole."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.house.walk import ROOT

pytestmark = pytest.mark.slow


def environ(folder):
    return {
        **os.environ, "DOINGOAI_DATA": str(folder), "DOINGOAI_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "doingoai.settings",
    }  # fmt: skip


def run(folder, *words):
    command = [sys.executable, "-m", "doingoai", *words]
    return subprocess.run(command, env=environ(folder), cwd=ROOT, capture_output=True, text=True, check=False)


def kill_amid_writes(folder, draw):
    """Let it write for a while, kill it; return how many rows it said were written."""
    command = [sys.executable, "-m", "tests.audit.killed"]
    with subprocess.Popen(command, env=environ(folder), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        told = int(process.stdout.readline())
        time.sleep(draw.random())
        process.send_signal(signal.SIGKILL)
        return max([told, *map(int, process.stdout.read().split())])


def count(folder, what):
    with closing(sqlite3.connect(folder / "doingoai.sqlite3")) as raw:
        return raw.execute(f"SELECT count(*) FROM {what}").fetchone()[0]


def kill_again_and_again(folder, kills, seed):
    assert run(folder, "migrate", "--verbosity", "0").returncode == 0
    draw, told = random.Random(seed), 0
    for _ in range(kills):
        told = kill_amid_writes(folder, draw)
        whole = run(folder, "audit", "verify", "--processes", "1")
        assert whole.returncode == 0, whole.stderr
    rows = count(folder, "agencies_agency")
    assert rows >= told
    assert count(folder, "audit_link WHERE kind = 'agencies.agency' AND op = 'i'") == rows
    assert count(folder, "audit_link WHERE kind = 'audit.entry'") == count(folder, "audit_entry") == rows / 20


def test_a_kill_amid_writes_leaves_no_hole(tmp_path):
    kill_again_and_again(tmp_path, kills=2, seed=2022)


@pytest.mark.long
@pytest.mark.parametrize("round_", range(10))
def test_hundreds_of_kills_leave_no_hole(tmp_path, seed, round_):
    kill_again_and_again(tmp_path, kills=20, seed=f"{seed}/{round_}")
