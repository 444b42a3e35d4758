"""The plan's sweeps: papers to be read, who is to be reminded, and seeds of keys to be forgotten."""

import os
import socket
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.utils import timezone

from doingoai.documents.actions import let_go_of_all_but
from doingoai.jobs.actions import claim, give_back, renew
from doingoai.jobs.domain import Due
from doingoai.jobs.registry import every
from doingoai.jobs.tasks import fire
from doingoai.plan.actions.imports import Overtaken, read_brought
from doingoai.plan.actions.links import forget_seeds
from doingoai.plan.actions.reminders import remind_of
from doingoai.plan.models import PaperToRead
from doingoai.plan.queries.reminders import due
from doingoai.plan.queries.review.imports import waiting_papers
from doingoai.shell.context import province

READ_PAPERS = "plan.read_papers"
# The longest that passes between two pages, or in reading what has none.
LEASE_SECONDS = 240
FORGOTTEN_AFTER = timedelta(days=7)


@every("*/10 * * * *", name="plan.remind")
def remind(at: datetime) -> None:
    """Remind of what is due, each recipient in a transaction of their own: what a stop cuts off comes next time."""
    moment = timezone.localtime(at)
    for recipient, items in due(moment).items():
        remind_of(recipient, items, at=moment)


@every("*/5 * * * *", name="plan.forget_seeds")
def forget(at: datetime) -> None:
    """Forget what keys are made from, once their letters have left."""
    forget_seeds(at=at)


@every("* * * * *", name=READ_PAPERS)
def read_papers(at: datetime) -> None:
    """Read the paper that has waited longest; if more wait they have a turn of their own, so that others get theirs."""
    host = socket.gethostname()[:40]
    _free(host)
    for paper in claim(
        waiting_papers(), worker=f"{host}-{os.getpid()}", at=timezone.now(), seconds=LEASE_SECONDS, limit=1
    ):
        _read(paper)
    if waiting_papers().filter(lease_until=None, not_before=None).exists():
        read_soon()


def read_soon() -> None:
    """Have a worker look for papers to read at once, not only at the next minute."""
    fire(Due(READ_PAPERS, timezone.now()))


@every("25 * * * *", name="plan.forget_papers")
def forget_papers(at: datetime) -> None:
    """Hold no bytes that nobody waits for, and forget papers that were read or refused a week ago."""
    PaperToRead.objects.filter(ended_at__lt=at - FORGOTTEN_AFTER).delete()
    let_go_of_all_but(set(waiting_papers().values_list("key", flat=True)), before=at - timedelta(hours=1))


def _read(paper: PaperToRead) -> None:
    try:
        read_brought(paper, province=province(), turned=partial(_turned, paper), at=timezone.localtime())
    except Overtaken:
        return
    except Exception as error:
        give_back(paper, error=f"{type(error).__name__}: {error}", at=timezone.now())
        raise


def _turned(paper: PaperToRead, page: int, pages: int) -> None:
    if not renew(paper, at=timezone.now(), seconds=LEASE_SECONDS, page=page, pages=pages):
        raise Overtaken


def _free(host: str) -> None:
    """Take back at once what a worker of this machine held that is no more."""
    for paper in waiting_papers().filter(leased_by__startswith=f"{host}-"):
        if not Path("/proc", paper.leased_by.rpartition("-")[2]).exists():
            renew(paper, at=timezone.now(), seconds=0)
