"""The beat of a running process."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from doingoai.jobs import actions

logger = logging.getLogger(__name__)


class Heart:
    """A thread that says "alive" for its process, and does one small duty at each beat."""

    def __init__(self, process: str, *, every: timedelta, duty: Callable[[datetime], object] | None = None) -> None:
        self.process, self.duty = process, duty
        self.seconds = every.total_seconds()
        self.host, self.pid = socket.gethostname(), os.getpid()
        self.name = f"{self.host[:30]}-{self.pid}-{secrets.token_hex(4)}"
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def start(self) -> None:
        """Beat once, so that nobody takes the process for dead, then go on in the background."""
        self._once()
        self.thread.start()

    def stop(self) -> None:
        """Beat no more and say so."""
        self.stopped.set()
        self.thread.join()
        actions.leave(self.name)

    def _beat(self) -> None:
        while not self.stopped.wait(self.seconds):
            try:
                close_old_connections()
                self._once()
            except DatabaseError:
                # The next beat tries again; a long silence is what the others must see.
                logger.exception("a beat failed")
        connection.close()

    def _once(self) -> None:
        now = timezone.now()
        actions.beat(self.process, self.name, host=self.host, pid=self.pid, at=now)
        if self.duty:
            self.duty(now)
