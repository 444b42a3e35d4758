"""A merger that is cut off by a kill is all there or not there, and the next sweep does what is left."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOVED = {
    "shares": "SELECT COUNT(*) FROM plan_tracking WHERE valid_to IS NOT NULL",
    "parts": "SELECT COUNT(*) FROM plan_part WHERE passed_to_id IS NOT NULL",
    "people": "SELECT COUNT(*) FROM agencies_rolegrant WHERE valid_to IS NOT NULL",
    "groups": "SELECT COUNT(*) FROM agencies_groupmembership WHERE valid_to = '2022-06-30'",
    "bodies": "SELECT COUNT(*) FROM agencies_agency WHERE valid_to = '2022-06-30'",
    "record": "SELECT COUNT(*) FROM audit_entry WHERE verb = 'settle_succession'",
}


class Office:
    """A data folder with a database in a file, and processes that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {"DOINGOAI_DATA": str(folder), "DOINGOAI_DATABASE": ""}

    def run(self, *args: str) -> None:
        subprocess.run([sys.executable, *args], cwd=ROOT, env=self.env, check=True, capture_output=True)

    def settling(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.plan.succeeding", "settle"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        return process

    def settle(self) -> None:
        with self.settling() as process:
            assert process.wait() == 0

    def moved(self) -> dict[str, int]:
        [database] = self.folder.glob("*.sqlite3")
        with closing(sqlite3.connect(database)) as connection:
            return {what: connection.execute(sql).fetchone()[0] for what, sql in MOVED.items()}


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """An office in which a merger waits for its day."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.run("-m", "doingoai", "migrate")
    office.run("-m", "tests.plan.succeeding", "prepare")
    return office


def killed_amid(waiting, folder, after):
    """A copy of the office in which the sweep was killed after so many seconds."""
    shutil.copytree(waiting.folder, folder)
    office = Office(folder)
    with office.settling() as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    return office


def all_or_nothing(waiting, folder, kills, seed):
    draw = random.Random(seed)
    whole = Office(folder / "whole")
    shutil.copytree(waiting.folder, whole.folder)
    begun = time.monotonic()
    whole.settle()
    lasts, nothing, everything = time.monotonic() - begun, waiting.moved(), whole.moved()
    assert all(everything[what] > nothing[what] for what in MOVED)
    for kill in range(kills):
        office = killed_amid(waiting, folder / str(kill), draw.random() * lasts / 2)
        assert office.moved() in (nothing, everything)
        office.settle()
        assert office.moved() == everything
        shutil.rmtree(office.folder)


def test_a_merger_is_all_there_or_not_there(waiting, tmp_path):
    all_or_nothing(waiting, tmp_path, kills=3, seed=2022)


@pytest.mark.long
def test_a_merger_is_all_there_or_not_there_after_a_hundred_kills(waiting, tmp_path, seed):
    all_or_nothing(waiting, tmp_path, kills=100, seed=seed)
