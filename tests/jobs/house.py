"""A house of real processes, for the tests that kill them."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class House:
    """A data folder with a database, and the processes that work on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.journal = folder, folder / "journal"
        self.environ = {
            **os.environ,
            "DOINGOAI_DATA": str(folder),
            "DOINGOAI_DATABASE": "",
            "CHORES_JOURNAL": str(self.journal),
        }
        self.run("migrate", "--verbosity", "0")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "tests.jobs.chores", *words]

    def run(self, *words: str) -> None:
        subprocess.run(self.command(*words), env=self.environ, cwd=ROOT, check=True)

    @contextmanager
    def running(self, *words: str):
        process = subprocess.Popen(self.command(*words), env=self.environ, cwd=ROOT)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def lines(self, mark: str) -> list[str]:
        if not self.journal.exists():
            return []
        return [line[2:] for line in self.journal.read_text().splitlines() if line.startswith(mark)]

    def rows(self, sql: str) -> list[tuple]:
        with closing(sqlite3.connect(self.folder / "doingoai.sqlite3", timeout=30)) as connection:
            return connection.execute(sql).fetchall()

    def count(self, sql: str) -> int:
        return self.rows(f"SELECT count(*) FROM {sql}")[0][0]


def is_gone(pid: int) -> bool:
    """Whether the process has ended (nobody may have asked for its last word yet)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
