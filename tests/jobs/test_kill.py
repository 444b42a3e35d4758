"""Real processes, really killed: nothing that was promised may be lost."""

import random
import signal
import subprocess
import sys
import time

import pytest

from tests.jobs.house import ROOT, House, is_gone, wait_until


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def kill_amid_a_chore(house, after):
    """Start a worker, let it do `after` more chores, and kill it while it is in the middle of the next."""
    done = len(house.lines("D"))
    with house.running("worker", "--lease", "2") as worker:
        wait_until(lambda: len(house.lines("D")) >= done + after)
        wait_until(lambda: len(house.lines("S")) > len(house.lines("D")) or not left(house))
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def left(house):
    return house.count("django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')")


def kill_and_finish(house, kills, chores, seed):
    draw = random.Random(seed)
    house.run("enqueue", str(chores))
    for _ in range(kills):
        kill_amid_a_chore(house, draw.randrange(1, 4))
    with house.running("worker", "--lease", "2"):
        wait_until(lambda: not left(house), seconds=60 + kills)
    assert {int(n) for n in house.lines("D")} == set(range(chores)), "a chore was lost"
    assert house.count("django_tasks_database_dbtaskresult WHERE status != 'SUCCESSFUL'") == 0


def test_no_task_is_lost_when_the_worker_is_killed_again_and_again(house):
    kill_and_finish(house, kills=3, chores=20, seed=2022)


@pytest.mark.long
@pytest.mark.parametrize("round_", range(20))
def test_no_task_is_lost_over_hundreds_of_kills(house, seed, round_):
    kill_and_finish(house, kills=10, chores=60, seed=f"{seed}/{round_}")


def kill_the_scheduler(house, kills, seed):
    draw = random.Random(seed)
    for _ in range(kills):
        begun = house.count("jobs_firing")
        with house.running("scheduler") as scheduler:
            wait_until(lambda: house.count("jobs_firing") > begun)  # noqa: B023  # read within this round
            time.sleep(draw.random())
            scheduler.send_signal(signal.SIGKILL)
            scheduler.wait()
    # Each firing has its task, each task its firing: both or neither were written.
    firings = house.count("jobs_firing WHERE schedule = 'tests.tick'")
    tasks = house.count("django_tasks_database_dbtaskresult WHERE args_kwargs LIKE '%tests.tick%'")
    assert firings == tasks > 0
    with house.running("worker", "--lease", "2"):
        wait_until(lambda: not left(house))
    assert house.count("jobs_firing WHERE finished_at IS NULL AND schedule = 'tests.tick'") == 0
    assert house.lines("T")


def test_no_firing_is_lost_or_doubled_when_the_scheduler_is_killed(house):
    kill_the_scheduler(house, kills=2, seed=2022)


@pytest.mark.long
@pytest.mark.parametrize("round_", range(10))
def test_no_firing_is_lost_over_a_hundred_kills_of_the_scheduler(house, seed, round_):
    kill_the_scheduler(house, kills=10, seed=f"{seed}/{round_}")


def test_a_worker_told_to_stop_ends_cleanly_and_leaves_no_beat(house):
    with house.running("worker") as worker:
        wait_until(lambda: house.count("jobs_beat") == 1)
        time.sleep(0.7)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(5) == 0
    assert house.count("jobs_beat") == 0


def test_the_scheduler_told_to_stop_ends_cleanly_and_leaves_no_beat(house):
    with house.running("scheduler") as scheduler:
        wait_until(lambda: house.count("jobs_beat") == 1)
        scheduler.send_signal(signal.SIGINT)
        assert scheduler.wait(5) == 0
    assert house.count("jobs_beat") == 0


def test_a_worker_dies_with_the_process_that_started_it(house):
    script = (
        "import os, subprocess, sys, time;"
        f"p = subprocess.Popen([*{house.command('worker', '--supervised')!r}, str(os.getpid())]);"
        "print(p.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], env=house.environ, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with parent:
        child = int(parent.stdout.readline())
        wait_until(lambda: house.count("jobs_beat") == 1)
        parent.kill()
    wait_until(lambda: is_gone(child), 5)
