import threading
from datetime import timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from doingoai.jobs import registry, tasks
from doingoai.jobs.domain import Due
from doingoai.jobs.models import Firing

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal(monkeypatch):
    """One schedule only, every five minutes, that writes down when it ran."""
    ran = []
    monkeypatch.setattr(registry, "_schedules", {})
    registry.every("*/5 * * * *", name="tests.sweep")(ran.append)
    return ran


def test_a_schedule_fires_once_at_its_time(journal, at):
    known = {}
    assert [tasks.fire_due(known, at=at + timedelta(seconds=n)) for n in range(400)].count(1) == 2
    assert [f.fire_at for f in Firing.objects.order_by("fire_at")] == [at, at + timedelta(minutes=5)]
    assert DBTaskResult.objects.count() == 2


def test_the_task_carries_only_the_name_of_the_sweep(journal, at):
    tasks.fire_due({}, at=at)
    assert DBTaskResult.objects.get().args_kwargs == {"args": ["tests.sweep"], "kwargs": {}}


def test_after_three_days_of_silence_only_the_newest_missed_moment_is_fired(journal, at):
    tasks.fire_due({}, at=at)
    tasks.fire_due({}, at=at + timedelta(days=3, minutes=2))
    assert [f.fire_at for f in Firing.objects.order_by("fire_at")] == [at, at + timedelta(days=3)]


def test_a_second_scheduler_fires_nothing_twice(journal, at):
    assert [tasks.fire_due({}, at=at) for _ in range(3)] == [1, 0, 0]
    assert not tasks.fire(Due("tests.sweep", at))
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_schedulers_at_the_same_second_fire_once(journal, at):
    gate = threading.Barrier(4)
    fired = []

    def scheduler() -> None:
        gate.wait()
        fired.append(tasks.fire(Due("tests.sweep", at)))
        connection.close()

    threads = [threading.Thread(target=scheduler) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(fired) == [False, False, False, True]
    assert Firing.objects.count() == DBTaskResult.objects.count() == 1


def test_one_run_serves_all_firings_that_wait(journal, at):
    for minutes in (0, 5, 10):
        tasks.fire(Due("tests.sweep", at + timedelta(minutes=minutes)))
    assert tasks.run.call("tests.sweep") == 3
    assert tasks.run.call("tests.sweep") == 0
    assert len(journal) == 1
    assert not Firing.objects.filter(finished_at=None).exists()


def test_a_task_that_comes_twice_does_nothing_the_second_time(journal, at):
    tasks.fire(Due("tests.sweep", at))
    tasks.run.call("tests.sweep")
    tasks.run.call("tests.sweep")
    assert len(journal) == 1


def test_a_sweep_that_fails_leaves_its_firing_waiting_with_the_reason(monkeypatch, at):
    monkeypatch.setattr(registry, "_schedules", {})

    @registry.every("* * * * *", name="tests.broken")
    def broken(at):
        raise ConnectionError("máy chủ thư không trả lời")

    tasks.fire(Due("tests.broken", at))
    with pytest.raises(ConnectionError):
        tasks.run.call("tests.broken")
    firing = Firing.objects.get()
    assert firing.finished_at is None
    assert firing.error == "ConnectionError: máy chủ thư không trả lời"
    assert "tests.broken 02/06/2022" in str(firing)


def test_old_firings_and_tasks_are_forgotten_but_not_the_newest_of_a_schedule(journal, at):
    tasks.fire(Due("tests.sweep", at))
    tasks.fire(Due("tests.sweep", at + timedelta(minutes=5)))
    tasks.run.call("tests.sweep")
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=at)
    tasks.prune(at + timedelta(days=31))
    assert [f.fire_at for f in Firing.objects.all()] == [at + timedelta(minutes=5)]
    assert not DBTaskResult.objects.exists()
