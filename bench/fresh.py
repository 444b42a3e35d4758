"""Case `run`: `make run` on a fresh copy with an empty home, from the first word to healthy.

The packages come from the ordinary registry or the installer's cache, so this is measured only when it is asked for.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bench.measure import Line, exactly
from bench.server import PATIENCE, Server

FIRST, AGAIN = 60.0, 5.0
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "build", "node_modules", "__pycache__", "*.mo", ".*_cache")


def lines(runs: int) -> Iterator[Line]:
    """The first `make run`, and the second."""
    with tempfile.TemporaryDirectory(prefix="doingoai-fresh-") as folder:
        clone = Path(folder) / "doingoai"
        shutil.copytree(settings.BASE_DIR, clone, ignore=LEFT_OUT)
        yield exactly("make run on a fresh copy, to healthy", "s", _run(clone), target=FIRST)
        yield exactly("make run again, to healthy", "s", _run(clone), target=AGAIN)


def _run(clone: Path) -> float:
    """Start, wait until healthy, end; how many seconds the start took."""
    server = Server(clone.parent)
    unset = ("DOINGOAI", "DJANGO", "VIRTUAL")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(unset)}
    begun = time.perf_counter()
    with (clone.parent / "out").open("w") as out:
        process = subprocess.Popen(
            ["make", "run", f"PORT={server.port}"],
            cwd=clone,
            env=environ | {"HOME": str(clone.parent)},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        while server.status("/healthz") != 200 and process.poll() is None:
            assert time.perf_counter() - begun < PATIENCE, (clone.parent / "out").read_text()
            time.sleep(0.05)
        return time.perf_counter() - begun
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(PATIENCE)
