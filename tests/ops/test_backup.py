"""A copy made as docs/operate/backup.md says, of a house at work, is a whole house in another folder."""

import gzip
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.server import serving
from tests.house.walk import ROOT, source

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "operate" / "backup.md"
BLOCKS = dict(re.findall(r"```sh ([\w-]+)\n(.*?)```", source(PAGE), re.S))
SIGN_IN = """
from django.conf import settings
from django.test import Client
from doingoai.accounts.models import Person
person = Person.objects.get()
person.must_change_password = False
person.save()
client = Client()
client.force_login(person)
print(f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}")
"""
PLAN = "/ke-hoach/2022/"


def sign_in(folder):
    """The cookie of the one person the installation made."""
    command = [sys.executable, "-m", "doingoai", "shell", "--no-imports", "-c", SIGN_IN]
    environ = {**os.environ, "DOINGOAI_DATA": str(folder), "DOINGOAI_DATABASE": "", "DOINGOAI_HOSTS": "testserver"}
    made = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=True)
    return made.stdout.strip()


def rows(folder):
    """How many rows each table holds, but for what comes and goes by itself."""
    with closing(sqlite3.connect(folder / "doingoai.sqlite3")) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [n for n in names if not n.startswith(("jobs_", "django_tasks", "sqlite_", "search_"))]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in kept}


def told(block, **environ):
    """Run the page's own lines, with this Python in place of the office's."""
    lines = BLOCKS[block].replace(".venv/bin/python", sys.executable)
    paths = {name: str(path) for name, path in environ.items()}
    environ = {"PATH": "/usr/bin:/bin", **paths}
    return subprocess.run(["bash", "-c", lines], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Copied:
    """A house that was at work, somebody's session there, and its copy."""

    house: Path
    cookie: str
    copy: Path


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy made while the house was at work."""
    folder = tmp_path_factory.mktemp("office")
    house, copy = folder / "var", folder / "copy"
    house.mkdir()
    with serving(house):
        cookie = sign_in(house)
        answer = told("make-a-copy", DATA=house, COPY=copy)
        assert answer.returncode == 0, answer.stderr
    return Copied(house, cookie, copy)


def test_the_copy_is_private_and_holds_what_cannot_be_made_again(copied):
    copy = copied.copy
    assert {path.name for path in copy.iterdir()} == {"doingoai.sqlite3", "files", "secret.key"}
    assert (copy / "secret.key").read_text() == (copied.house / "secret.key").read_text()
    assert all(path.stat().st_mode & 0o077 == 0 for path in (copy, copy / "doingoai.sqlite3", copy / "secret.key"))
    assert any(path.is_file() for path in (copy / "files").rglob("*"))


def test_the_copy_serves_in_another_folder_and_everybody_is_still_signed_in(copied, tmp_path):
    back = tmp_path / "back"
    assert told("come-back", DATA=back, COPY=copied.copy).returncode == 0
    assert rows(back) == rows(copied.house)
    with serving(back) as server:
        status, page, _ = server.ask(PLAN, copied.cookie)
        assert (status, "II.1.1" in gzip.decompress(page).decode()) == (200, True)
        assert server.ask(PLAN)[0] == 302
    whole = told("verify-record", DATA=back)
    assert (whole.returncode, "Nhật ký nguyên vẹn" in whole.stdout) == (0, True), whole.stderr
    seen = told("look-through", DATA=back)
    assert (seen.returncode, seen.stdout) == (0, "1 of 1 files are there and whole\n")


def test_a_file_that_is_missing_from_the_copy_is_noticed(copied, tmp_path):
    assert told("come-back", DATA=tmp_path / "back", COPY=copied.copy).returncode == 0
    [file] = [path for path in (tmp_path / "back" / "files").rglob("*") if path.is_file()]
    file.write_bytes(b"other bytes")
    seen = told("look-through", DATA=tmp_path / "back")
    assert (seen.returncode, seen.stdout) == (1, "0 of 1 files are there and whole\n")


def test_a_copy_that_cannot_be_made_says_so(tmp_path):
    assert told("make-a-copy", DATA=tmp_path / "nowhere", COPY=tmp_path / "copy").returncode != 0
