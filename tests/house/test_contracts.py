"""Each rule about imports is shown to bite: break it in a copy of the house, and the build must fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FLOORS = "floors"
INSIDE = "inside a room"
PURE = "domain is pure"
WORLD = "only tasks reach the world"

BREACHES = [
    pytest.param("audit/queries.py", "from doingoai.agencies import models", FLOORS, id="a room imports a higher one"),
    pytest.param("mail/tasks.py", "from doingoai.search import queries", FLOORS, id="a room imports its neighbour"),
    pytest.param("jobs/actions.py", "from doingoai.audit.actions import record", FLOORS, id="jobs import audit"),
    pytest.param("text/folding.py", "from doingoai.dates import periods", FLOORS, id="pure modules import each other"),
    pytest.param("shell/apps.py", "from doingoai.ops import health", FLOORS, id="a room imports the top"),
    pytest.param("helpers/__init__.py", "", FLOORS, id="a room that nobody listed"),
    pytest.param("mail/models.py", "from doingoai.mail import actions", INSIDE, id="tables import actions"),
    pytest.param("mail/queries.py", "from doingoai.mail import actions", INSIDE, id="reads import writes"),
    pytest.param("jobs/actions.py", "from doingoai.jobs import tasks", INSIDE, id="actions import a door"),
    pytest.param("search/domain.py", "from doingoai.search import models", INSIDE, id="domain imports tables"),
    pytest.param("mail/helpers.py", "", INSIDE, id="a file that no room has"),
    pytest.param("plan/domain/add_up.py", "import django", PURE, id="domain imports Django"),
    pytest.param("search/domain.py", "import socket", PURE, id="domain opens a line"),
    pytest.param("agencies/domain.py", "import time", PURE, id="domain looks at the clock"),
    pytest.param("text/folding.py", "import os", PURE, id="text looks at the machine"),
    pytest.param("mail/actions.py", "from doingoai.mail.gateways import smtp", WORLD, id="an action calls the world"),
    pytest.param("ops/apps.py", "from doingoai.mail.gateways import smtp", WORLD, id="another room calls the world"),
]


def verdict(folder: Path) -> tuple[int, str]:
    """What import-linter says about the house in the folder."""
    script = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-P", "-c", script, str(ROOT / "pyproject.toml"), "--no-cache"]
    told = subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False
    )
    return told.returncode, told.stdout + told.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the house that may be broken."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "doingoai", folder / "doingoai", ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    return folder


def test_the_house_as_it_stands_keeps_every_rule(house):
    code, words = verdict(house)
    assert code == 0, words


@pytest.mark.parametrize(("path", "line", "rule"), BREACHES)
def test_a_breach_fails_the_build(house, path, line, rule):
    file = house / "doingoai" / path
    before = file.read_text() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{before or ''}\n{line}\n")
    code, words = verdict(house)
    if before is None:
        file.unlink()
    else:
        file.write_text(before)
    if path == "helpers/__init__.py":
        file.parent.rmdir()
    assert code == 1, words
    assert any(line.startswith(rule) and line.endswith("BROKEN") for line in words.splitlines()), words
