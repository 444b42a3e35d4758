"""Whole acts for the kill tests: run as `python -m tests.plan.killed VERB`, in a process that can be killed."""

import sys
from typing import Any

import django
from django.core.management import call_command


def main() -> None:
    """Prepare the house, or do one act of the plan."""
    django.setup()
    from tests.plan.killed_acts import ACTS  # noqa: PLC0415  # only when the apps are up

    verb = sys.argv[1]
    if verb == "prepare":
        call_command("migrate", verbosity=0)
    act: Any = ACTS[verb]
    ready = act()
    print("go", flush=True)
    ready()
    print("done", flush=True)


if __name__ == "__main__":
    main()
