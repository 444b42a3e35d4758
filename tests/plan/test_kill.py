"""Acts of the plan broken off by a kill at any point: each is all there afterwards, or not at all."""

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
# Each act, with what is done before it.
ACTS = {
    "import": "prepare",
    "fan-out": None,
    "freeze": "work",
    "allocate": "approve",
    "issue": "write",
    "amend": "reconsider",
    "read": "bring",
}
# What an act writes, row by row; nothing of it may stand without the rest.
ADOPTED = (
    "plan_plan", "plan_task", "plan_assignment", "plan_party", "plan_tracking", "plan_period", "plan_part",
    "plan_service", "audit_entry",
)  # fmt: skip
ISSUED = "plan_plandraft WHERE issued_at IS NOT NULL"
WRITES = {
    "import": ("plan_planimport", "documents_storedfile", "audit_entry"),
    "fan-out": ADOPTED,
    "freeze": ("plan_snapshot", "documents_storedfile", "audit_entry"),
    "allocate": (
        "plan_allocation", "plan_allocationshare", "plan_estimatestep", "audit_entry", "mail_notice", "mail_letter",
        "plan_costestimate WHERE stage = 'allocated'",
    ),
    "issue": (*ADOPTED, ISSUED, "plan_planimport", "documents_storedfile", "plan_task WHERE previous_id IS NOT NULL"),
    "read": ("plan_planimport", "documents_storedfile", "audit_entry", "plan_papertoread WHERE made_id IS NOT NULL"),
    "amend": (*ADOPTED, ISSUED, "plan_plan WHERE amended > 0", "plan_statechange", "mail_notice"),
}  # fmt: skip


def environ(folder):
    return {**os.environ, "DOINGOAI_DATA": str(folder), "DOINGOAI_DATABASE": ""}


def act(folder, verb):
    command = [sys.executable, "-W", "ignore", "-m", "tests.plan.killed", verb]
    return subprocess.Popen(command, env=environ(folder), cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finished(folder, verb):
    """How long the stroke took, in seconds."""
    with act(folder, verb) as process:
        assert process.stdout.readline().strip() == "go"
        begun = time.monotonic()
        assert process.stdout.readline().strip() == "done"
        took = time.monotonic() - begun
    assert process.returncode == 0
    return took


def written(folder, verb):
    with closing(sqlite3.connect(folder / "doingoai.sqlite3", timeout=30)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in WRITES[verb]}


@pytest.fixture(scope="module")
def stages(tmp_path_factory):
    """The house before each act, what the act adds when nobody breaks it off, and how long it takes."""
    folder = tmp_path_factory.mktemp("house")
    found = {}
    for verb, earlier in ACTS.items():
        if earlier:
            finished(folder, earlier)
        before = tmp_path_factory.mktemp("before") / verb
        shutil.copytree(folder, before)
        nothing = written(folder, verb)
        took = finished(folder, verb)
        found[verb] = (before, nothing, written(folder, verb), took)
    return found


def broken_off(stages, folder, verb, draw):
    """Kill the act at a random moment of its stroke, and tell whether all of it or nothing stands."""
    before, nothing, whole, took = stages[verb]
    assert nothing != whole
    shutil.copytree(before, folder)
    with act(folder, verb) as process:
        assert process.stdout.readline().strip() == "go"
        time.sleep(draw.uniform(0, took * 1.1))
        process.send_signal(signal.SIGKILL)
    stands = written(folder, verb)
    assert stands in (nothing, whole), f"{verb}: a part of it stands"
    if stands == nothing:
        finished(folder, verb)
        assert written(folder, verb) == whole, f"{verb}: done again, it is not what it would have been"
    shutil.rmtree(folder)


@pytest.mark.parametrize("verb", ACTS)
def test_what_a_kill_breaks_off_stands_whole_or_not_at_all(stages, tmp_path, verb):
    broken_off(stages, tmp_path / "house", verb, random.Random(2022))


@pytest.mark.long
@pytest.mark.parametrize("round_", range(100))
@pytest.mark.parametrize("verb", ACTS)
def test_a_hundred_kills_leave_nothing_half_done(stages, tmp_path, seed, verb, round_):
    broken_off(stages, tmp_path / "house", verb, random.Random(f"{seed}/{verb}/{round_}"))
