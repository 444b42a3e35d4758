"""The web server as a process of its own: `python -m doingoai.ops.web`. Django is loaded in its child only."""

import argparse
import importlib
import os
from functools import partial
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from doingoai.jobs.lifeline import die_with

# A person waits for a page; four at a time keep two cores busy, the others queue.
THREADS = 4


def load(parent: int, target: str) -> Any:
    """The application, read in the child that answers requests and dies with its parent."""
    die_with(parent)
    return importlib.import_module(target).application


def main() -> None:
    """Serve the product on the loopback address until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--supervised", type=int, metavar="PID", required=True)
    options = parser.parse_args()
    die_with(options.supervised)
    server = Server(
        "doingoai.wsgi",
        address="127.0.0.1",
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        runtime_blocking_threads=2,
        websockets=False,
        workers_kill_timeout=3,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=partial(load, os.getpid()))


if __name__ == "__main__":
    main()
