"""What must be there before the first page: words, static files, tables, reference data, the first plan and account.

Each step looks first and does only what is missing, so that the second start is quick and changes nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from doingoai.agencies.actions import load_profile
from doingoai.ops.models import Loaded
from doingoai.plan.actions.reference import REFERENCE, load_reference

STAMP = ".stamp"
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Reference:
    """A body of reference data: its files, and what brings the database up to them."""

    name: str
    path: Callable[[], Path]
    load: Callable[[datetime], object]


REFERENCES = (
    Reference("profile", lambda: settings.PROFILE_DIR, lambda at: load_profile(settings.PROFILE_DIR, at=at)),
    Reference("measures", lambda: REFERENCE, lambda at: load_reference()),
)


def make_ready(*, at: datetime) -> list[str]:
    """Bring everything up to date; return what the person at the terminal should read."""
    compile_words()
    collect_static()
    make_tables()
    load_references(at=at)
    return []


def compile_words() -> None:
    """Compile the Vietnamese of every room whose words are newer than what was compiled."""
    catalogues = PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po")
    if any(_is_newer(catalogue, catalogue.with_suffix(".mo")) for catalogue in catalogues):
        call_command("messages", "compile", verbosity=0)


def collect_static() -> bool:
    """Gather the static files if any has changed since the last time; tell whether it was done."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    digest = _digest(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}".encode() for file in sorted(files))
    if stamp.exists() and stamp.read_text() == digest:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)
    return True


def is_migrated() -> bool:
    """Whether every change of the tables has been made."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def make_tables() -> None:
    """Make the changes of the tables that are missing."""
    if not is_migrated():
        call_command("migrate", interactive=False, verbosity=0)


def load_references(*, at: datetime) -> list[str]:
    """Bring in the reference data whose files have changed; return the names of what was brought in."""
    known = dict(Loaded.objects.values_list("name", "digest"))
    loaded = []
    for reference in REFERENCES:
        path = reference.path()
        files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        digest = _digest(file.read_bytes() for file in files)
        if known.get(reference.name) != digest:
            with transaction.atomic():
                reference.load(at)
                Loaded.objects.update_or_create(name=reference.name, defaults={"digest": digest, "at": at})
            loaded.append(reference.name)
    return loaded


def greeting(address: str, lines: Sequence[str]) -> str:
    """What the terminal says once everything lives."""
    return "\n".join([f"Đang chạy tại {address}/", *lines])


def _is_newer(source: Path, made: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _digest(parts: Iterable[bytes]) -> str:
    state = hashlib.sha256()
    for part in parts:
        state.update(hashlib.sha256(part).digest())
    return state.hexdigest()
