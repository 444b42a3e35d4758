"""`python -m bench [CASE …] [--runs N] [--json FILE] [--all]`: every figure beside its target and its peer.

Each case runs in a process and a temporary data folder of its own; nothing of the office's data is touched.
"""

import argparse
import json
import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Line
from bench.table import drawn

ROOT = Path(__file__).resolve().parent.parent
CASES = {
    "gold": "gold",
    "import": "imports",
    "report": "reports",
    "lists": "lists",
    "pages": "pages",
    "processes": "processes",
    "plans": "plans",
    "audit": "audit",
    "clocks": "clocks",
    "run": "fresh",
}
# `make run` from nothing asks the package registry; it is measured when it is asked for.
USUAL = [case for case in CASES if case != "run"]


def main() -> int:
    """Measure what was asked for, draw the table, keep the figures; 1 if a target is missed."""
    options = _options()
    print(f"{shlex.join(['python', '-m', 'bench', *sys.argv[1:]])}\n{_machine()}", flush=True)
    begun, found = time.monotonic(), dict[str, list[Line]]()
    for case in options.cases or USUAL:
        print(f"\n{case}", flush=True)
        found[case] = list(_measured(case, options.runs))
        shown = [line for line in found[case] if options.all or not line.detail or line.verdict == "MISSED"]
        print(drawn(shown), flush=True)
    every = [line for lines in found.values() for line in lines if line.target is not None]
    missed = [line for line in every if line.verdict == "MISSED"]
    print(f"\n{len(every) - len(missed)} of {len(every)} targets met, in {time.monotonic() - begun:.0f} s.")
    if options.json:
        told = {case: [line.told() for line in lines] for case, lines in found.items()}
        options.json.write_text(json.dumps({"machine": _machine(), "cases": told}, ensure_ascii=False, indent=1))
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"one or more of {', '.join(CASES)}")
    parser.add_argument("--runs", type=int, default=5, help="how often a quick act is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep every figure there")
    parser.add_argument("--all", action="store_true", help="show each page and panel, not only the heaviest")
    options = parser.parse_args()
    if unknown := set(options.cases) - set(CASES):
        parser.error(f"no such case: {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    return options


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}"


def _measured(case: str, runs: int) -> Iterator[Line]:
    """The case's lines, as a process of its own tells them."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DOINGOAI_")}
    with tempfile.TemporaryDirectory(prefix="doingoai-bench-") as folder:
        environ |= {
            "DJANGO_SETTINGS_MODULE": "doingoai.settings",
            "DOINGOAI_DATA": folder,
            "DOINGOAI_HOSTS": "testserver,127.0.0.1",
        }
        words = [sys.executable, "-m", "bench.one", CASES[case], str(runs)]
        told = subprocess.run(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    yield from (Line.read(json.loads(line)) for line in told.stdout.splitlines())


if __name__ == "__main__":
    sys.exit(main())
