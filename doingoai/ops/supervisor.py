"""Web, worker and scheduler as one process group: `python -m doingoai.ops.supervisor`.

Light on purpose: the standard library only, no Django. `doingoai serve` checks the settings and then becomes this.
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field

STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
LISTENED = STOPPING | {signal.SIGCHLD}
# From the first word to the last: all have ended, by themselves or not.
GRACE = 4.0
# A child that lived this long may start again at once.
STEADY = 60.0
LONGEST_PAUSE = 30.0
HEALTHY_WITHIN = 60.0
# Threads that take turns need no heaps of their own: a tenth less memory.
THRIFTY = {"MALLOC_ARENA_MAX": "1"}


class PortTaken(Exception):
    """Another program listens at the port."""


@dataclass
class Child:
    """One of the processes, and when it may start again if it ends."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        """Start it, with the signals it needs to hear."""
        self.process = subprocess.Popen(  # noqa: S603  # our own modules
            self.command, stdin=subprocess.DEVNULL, env={**THRIFTY, **os.environ}, preexec_fn=_listen
        )
        self.started = time.monotonic()

    def look(self) -> str:
        """Note if it has ended, and say what happens next; "" while it runs."""
        if self.process is None or self.process.poll() is None:
            return ""
        now = time.monotonic()
        steady = now - self.started > STEADY
        self.pause = 0.5 if steady or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
        self.due = now + self.pause
        code, self.process = self.process.returncode, None
        return f"{self.name} dừng (mã {code}), chạy lại sau {self.pause:g} giây."


def _listen() -> None:
    # Ctrl-C and a closed terminal reach the whole group; only the supervisor answers, and asks the others to end.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGCHLD})


def children(port: int) -> list[Child]:
    """The three processes of the house."""
    me = str(os.getpid())
    words = {
        "web": ["doingoai.ops.web", "--port", str(port)],
        "worker": ["doingoai", "worker"],
        "scheduler": ["doingoai", "scheduler"],
    }
    return [Child(name, [sys.executable, "-P", "-m", *rest, "--supervised", me]) for name, rest in words.items()]


def check_port(port: int) -> None:
    """Make sure that the port is free.

    :raises PortTaken: if it is not
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(
                f"Cổng {port} không dùng được: có chương trình khác đang giữ. Chọn cổng khác: make run PORT={port + 1}"
            ) from error


def is_healthy(port: int) -> bool:
    """Whether /healthz says that web, worker and scheduler live."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def say(words: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


class Supervisor:
    """Starts the children, starts them again when they end, and ends them all when told to."""

    def __init__(self, port: int, greeting: str) -> None:
        self.port, self.greeting = port, greeting
        self.children = children(port)
        self.begun = time.monotonic()
        self.is_greeted = False

    def run(self) -> None:
        """Watch until a signal says stop."""
        while True:
            for child in self.children:
                if words := child.look():
                    say(words)
                if child.process is None and time.monotonic() >= child.due:
                    child.start()
            self.greet()
            heard = signal.sigtimedwait(LISTENED, 1.0 if self.is_greeted else 0.1)
            if heard and heard.si_signo in STOPPING:
                return

    def greet(self) -> None:
        """Say where it is and what to try first, once everything lives."""
        if self.is_greeted:
            return
        if is_healthy(self.port):
            self.is_greeted = True
            say(self.greeting or f"Đang chạy tại http://127.0.0.1:{self.port}/")
        elif time.monotonic() - self.begun > HEALTHY_WITHIN:
            self.is_greeted = True
            say(f"Sau {HEALTHY_WITHIN:g} giây vẫn chưa đủ các tiến trình. Xem http://127.0.0.1:{self.port}/healthz")

    def stop(self) -> None:
        """End all children: first by asking, after the grace by force."""
        living = [child.process for child in self.children if child.process]
        for process in living:
            process.terminate()
        end = time.monotonic() + GRACE
        for process in living:
            try:
                process.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def read_greeting(descriptor: int | None) -> str:
    """The greeting, from the pipe that `doingoai serve` left open; no command line, for it may hold a password."""
    if descriptor is None:
        return ""
    with os.fdopen(descriptor, encoding="utf-8") as pipe:
        return pipe.read()


def main() -> None:
    """Run the house until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--greeting", type=int, metavar="FD")
    options = parser.parse_args()
    signal.pthread_sigmask(signal.SIG_BLOCK, LISTENED)
    supervisor = Supervisor(options.port, read_greeting(options.greeting))
    try:
        supervisor.run()
    finally:
        supervisor.stop()
    say("Đã dừng.")


if __name__ == "__main__":
    main()
