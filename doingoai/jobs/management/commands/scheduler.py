"""`doingoai scheduler`: fire what is due."""

import signal
import threading
from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from doingoai.jobs import registry, tasks
from doingoai.jobs.lifeline import die_with
from doingoai.jobs.management.heart import Heart


class Command(BaseCommand):
    """The clock of the house; a second one running does no harm."""

    help = "fire what is due"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Who listens to Ctrl-C."""
        parser.add_argument("--supervised", type=int, metavar="PID", help="live and die with that process")

    def handle(self, *, supervised: int | None, **options: object) -> None:
        """Look at the clock every second until told to stop."""
        registry.load()
        stopped = threading.Event()
        if supervised:
            die_with(supervised)
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stopped.set())
        heart = Heart("scheduler", every=timedelta(seconds=5))
        heart.start()
        known: dict[str, datetime] = {}
        while not stopped.wait(1):
            close_old_connections()
            try:
                tasks.fire_due(known, at=timezone.now())
            except DatabaseError as error:
                # What could not be noted now is still the newest due a second later.
                self.stderr.write(f"scheduler: {error}")
        heart.stop()
