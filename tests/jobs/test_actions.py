import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from doingoai.jobs import actions, queries
from doingoai.jobs.models import Beat
from doingoai.mail.models import Letter
from tests.jobs import chores

pytestmark = pytest.mark.django_db


def letters(count, at):
    return [
        Letter.objects.create(to="a@b.vn", subject="s", body_text="b", key=f"k{n}", message_id=f"<{n}@b>", queued_at=at)
        for n in range(count)
    ]


def claim(at, worker="w1", **options):
    return actions.claim(Letter.objects.all(), worker=worker, at=at, **{"seconds": 60, **options})


def test_a_row_is_claimed_by_one_worker_only(at):
    letters(3, at)
    assert [row.key for row in claim(at, limit=2)] == ["k0", "k1"]
    assert [row.key for row in claim(at, worker="w2")] == ["k2"]
    assert claim(at, worker="w3") == []


def test_the_rows_of_a_dead_worker_are_due_again_when_its_lease_is_over(at):
    letters(1, at)
    claim(at)
    assert claim(at + timedelta(seconds=60)) == []
    [row] = claim(at + timedelta(seconds=61), worker="w2")
    assert (row.leased_by, row.attempts) == ("w2", 2)


def test_a_row_waits_for_its_hour(at):
    letters(1, at)
    Letter.objects.update(not_before=at + timedelta(hours=1))
    assert claim(at) == []
    assert len(claim(at + timedelta(hours=1))) == 1


def test_a_failed_row_comes_back_after_a_pause_that_grows(at):
    letters(1, at)
    for pause in (30, 60, 120):
        [row] = claim(at)
        assert actions.give_back(row, error="bận", at=at)
        assert claim(at + timedelta(seconds=pause - 1)) == []
        at += timedelta(seconds=pause)
    assert Letter.objects.get().last_error == "bận"


def test_who_lost_the_lease_cannot_write_the_answer_any_more(at):
    letters(1, at)
    [slow] = claim(at)
    [quick] = claim(at + timedelta(minutes=2), worker="w2")
    assert not actions.settle(slow, state="dead")
    assert actions.settle(quick, state="failed")
    assert Letter.objects.get().state == "failed"


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_the_same_moment_never_get_the_same_row(at):
    letters(40, at)
    gate, taken = threading.Barrier(4), []

    def work(name):
        gate.wait()
        while rows := claim(at, worker=name, limit=3):
            taken.extend(row.key for row in rows)
        connection.close()

    threads = [threading.Thread(target=work, args=[f"w{n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken))
    while rows := claim(at, limit=10):
        taken.extend(row.key for row in rows)
    assert sorted(taken) == sorted(f"k{n}" for n in range(40))


@pytest.fixture
def now():
    return timezone.now()


def running(worker, now, starts=1):
    chores.chore.enqueue(1)
    row = DBTaskResult.objects.latest("enqueued_at")
    row.worker_ids = [worker] * starts
    row.status, row.started_at = "RUNNING", now
    row.save()
    return row


def state(row):
    row.refresh_from_db()
    return row.status


def test_the_task_of_a_living_worker_is_left_alone(now):
    actions.beat("worker", "w1", host="h", pid=1, at=now)
    row = running("w1", now)
    assert actions.take_back(at=now + timedelta(seconds=44)) == 0
    assert state(row) == "RUNNING"


def test_the_task_of_a_silent_worker_is_given_to_another_after_a_pause(now):
    actions.beat("worker", "w1", host="h", pid=1, at=now)
    row = running("w1", now)
    later = now + timedelta(seconds=46)
    assert actions.take_back(at=later) == 1
    assert state(row) == "READY"
    assert row.run_after == later + timedelta(seconds=5)


def test_a_task_that_kills_its_worker_five_times_is_not_tried_a_sixth(now):
    row = running("w1", now, starts=5)
    assert actions.take_back(at=now) == 1
    assert state(row) == "FAILED"
    assert actions.take_back(at=now) == 0


def test_a_task_that_raised_is_tried_again_up_to_five_times(now):
    row = running("w1", now, starts=4)
    row.set_failed(ConnectionError("x"))
    assert actions.take_back(at=now) == 1
    assert state(row) == "READY"
    row.worker_ids = ["w1"] * 5
    row.status, row.finished_at = "FAILED", now
    row.save()
    assert actions.take_back(at=now) == 0


def test_who_is_alive_is_told_by_the_beats(now):
    actions.beat("worker", "w1", host="h", pid=1, at=now)
    actions.beat("scheduler", "s1", host="h", pid=2, at=now - timedelta(seconds=21))
    assert queries.live_processes(now) == {"worker"}
    actions.leave("w1")
    assert queries.live_processes(now) == set()
    assert str(Beat.objects.get()) == "scheduler s1"
