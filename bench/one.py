"""One case in a process of its own: `python -m bench.one MODULE RUNS`; one line of JSON for each figure."""

import json
import logging
import sys
from importlib import import_module

import django


def main(module: str, runs: int) -> None:
    """Measure, and tell each figure as soon as it is known."""
    django.setup()
    # The walk through the pages looks at doors that only take what is posted.
    logging.disable(logging.WARNING)
    for line in import_module(f"bench.{module}").lines(runs):
        print(json.dumps(line.told(), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
