"""Chores for the kill tests: run as `python -m tests.jobs.chores VERB`, in a process that can be killed."""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import django
from django.core.management import call_command
from django.db import transaction
from django_tasks import task

JOURNAL = Path(os.environ.get("CHORES_JOURNAL", os.devnull))


def note(words: str) -> None:
    """Add a line that survives the death of the process."""
    with JOURNAL.open("a") as file:
        file.write(f"{words}\n")


@task()
def chore(number: int) -> None:
    note(f"S {number}")
    time.sleep(0.03)
    note(f"D {number}")


def tick(at: datetime) -> None:
    note(f"T {at.isoformat()}")


def main() -> None:
    django.setup()
    from doingoai.jobs import registry  # noqa: PLC0415  # only when the apps are up

    # The same function as the tasks carry, not that of __main__.
    from tests.jobs import chores  # noqa: PLC0415

    registry.every("* * * * * *", name="tests.tick")(chores.tick)
    match sys.argv[1:]:
        case ["enqueue", count]:
            with transaction.atomic():
                for number in range(int(count)):
                    chores.chore.enqueue(number)
        case [verb, *rest]:
            call_command(verb, *rest)


if __name__ == "__main__":
    main()
