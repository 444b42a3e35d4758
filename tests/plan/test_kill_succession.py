"""A merger, or its undo, that is cut off by a kill is all there or not there; what is left is done the next time."""

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
ACTS = ("settle", "undo")
# Everything that a succession touches, row by row; the record is counted, for its days differ from run to run.
TOUCHES = {
    "agencies_agency": "id, name, valid_to, successor_id",
    "agencies_rolegrant": "person_id, agency_id, role, valid_to",
    "agencies_groupmembership": "group_id, agency_id, valid_to",
    "agencies_focalofficer": "agency_id, name, valid_to",
    "plan_tracking": "party_id, agency_id, valid_from, valid_to, passed_to_id",
    "plan_part": "report_id, agency_id, state, narrative, passed_to_id",
    "plan_estimate": "part_id, task_id, quantity",
    "plan_effect": "report_id, agency_id, what",
    "plan_keylink": "agency_id, made_of_id, part_id, task_id, revoked_why",
    "plan_plandraft": "year, content",
    "plan_draftreader": "draft_id, agency_id",
    "plan_ownplan": "agency_id, holder_id",
    "plan_linkuse": "COUNT(*)",
    "audit_entry": "COUNT(*)",
}


class Office:
    """A data folder with a database in a file, and processes that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {"DOINGOAI_DATA": str(folder), "DOINGOAI_DATABASE": ""}

    def run(self, *args: str) -> None:
        subprocess.run([sys.executable, *args], cwd=ROOT, env=self.env, check=True, capture_output=True)

    def begun(self, verb: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "ignore", "-m", "tests.plan.succeeding", verb]
        process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        return process

    def finished(self, verb: str) -> float:
        """How long the act took, in seconds."""
        begun = time.monotonic()
        with self.begun(verb) as process:
            begun = time.monotonic()
            assert process.stdout is not None
            assert process.stdout.readline() == "done\n"
            took = time.monotonic() - begun
        assert process.returncode == 0
        return took

    def copied(self, folder: Path) -> "Office":
        shutil.copytree(self.folder, folder)
        return Office(folder)

    def stands(self) -> dict[str, list[tuple[object, ...]]]:
        [database] = self.folder.glob("*.sqlite3")
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return {
                table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
                for table, columns in TOUCHES.items()
            }


@pytest.fixture(scope="module")
def stages(tmp_path_factory):
    """The office before each act, what stands before and after it when nobody cuts it off, and how long it takes."""
    folder = tmp_path_factory.mktemp("offices")
    office = Office(folder / "first")
    office.folder.mkdir()
    office.run("-m", "doingoai", "migrate")
    office.run("-m", "tests.plan.succeeding", "prepare")
    found = {}
    for verb in ACTS:
        before = office.copied(folder / verb)
        nothing = office.stands()
        took = office.finished(verb)
        found[verb] = (before, nothing, office.stands(), took)
    return found


def cut_off(stages, folder, verb, draw):
    """Kill the act at a random moment: all of it stands or nothing, and done again it is what it would have been."""
    before, nothing, whole, took = stages[verb]
    office = before.copied(folder)
    with office.begun(verb) as process:
        time.sleep(draw.uniform(0, took * 1.1))
        process.send_signal(signal.SIGKILL)
    stands = office.stands()
    assert stands in (nothing, whole), f"{verb}: a part of it stands"
    if stands == nothing:
        office.finished(verb)
        assert office.stands() == whole, f"{verb}: done again, it is not what it would have been"
    shutil.rmtree(folder)


def test_the_merger_touches_every_kind_of_thing_and_the_undo_gives_it_back(stages):
    _before, nothing, whole, _took = stages["settle"]
    assert [table for table in TOUCHES if nothing[table] == whole[table]] == []
    after = stages["undo"][2]
    counted = {table for table, columns in TOUCHES.items() if columns == "COUNT(*)"}
    assert [table for table in TOUCHES if after[table] != nothing[table] and table not in counted] == []


@pytest.mark.parametrize("verb", ACTS)
def test_a_merger_and_its_undo_are_all_there_or_not_there(stages, tmp_path, verb):
    for kill in range(2):
        cut_off(stages, tmp_path / "office", verb, random.Random(f"2022/{kill}"))


@pytest.mark.long
@pytest.mark.parametrize("round_", range(100))
def test_a_hundred_kills_leave_no_merger_half_done(stages, tmp_path, seed, round_):
    cut_off(stages, tmp_path / "office", "settle", random.Random(f"{seed}/settle/{round_}"))


@pytest.mark.long
@pytest.mark.parametrize("round_", range(20))
def test_twenty_kills_leave_no_undo_half_done(stages, tmp_path, seed, round_):
    cut_off(stages, tmp_path / "office", "undo", random.Random(f"{seed}/undo/{round_}"))
