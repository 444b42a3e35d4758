"""What must be there before the first page: tables, words, static files, the profile, the first account."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def is_migrated() -> bool:
    """Whether every change of the tables has been made."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def make_ready(*, at: datetime) -> list[str]:
    """Bring everything up to date; return what the person at the terminal should read."""
    return []


def greeting(address: str, lines: Sequence[str]) -> str:
    """What the terminal says once everything lives."""
    return "\n".join([f"Đang chạy tại {address}/", *lines])
