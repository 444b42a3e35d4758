"""`doingoai worker`: run the tasks that are due."""

import logging
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandParser
from django_tasks_db.management.commands.db_worker import Worker

from doingoai.jobs import actions, registry
from doingoai.jobs.domain import LEASE
from doingoai.jobs.lifeline import die_with
from doingoai.jobs.management.heart import Heart


class Command(BaseCommand):
    """One worker; start several for more hands."""

    help = "run the tasks that are due"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """How patient it is."""
        parser.add_argument(
            "--lease", type=float, default=LEASE.total_seconds(), help="seconds until a silent worker counts as dead"
        )
        parser.add_argument("--supervised", type=int, metavar="PID", help="live and die with that process")

    def handle(self, *, lease: float, supervised: int | None, **options: object) -> None:
        """Work until told to stop."""
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(logging.ERROR)
        registry.load()
        term = timedelta(seconds=lease)
        heart = Heart(
            "worker", every=min(term / 9, timedelta(seconds=5)), duty=lambda at: actions.take_back(at=at, lease=term)
        )
        worker = Worker(
            queue_names=["*"], excluded_queue_names=[], interval=0.5, batch=False, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id=heart.name,
        )  # fmt: skip
        worker.configure_signals()
        if supervised:
            die_with(supervised)
        heart.start()
        try:
            worker.run()
        finally:
            heart.stop()
