"""The house as it lies on the disk: what the tests of its rules walk through."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "doingoai"
GENERATED = {"migrations", "__pycache__", "node_modules", ".venv", "build", "var"}


def files(folder: Path, pattern: str) -> list[Path]:
    """The files of the folder that people wrote."""
    return sorted(path for path in folder.rglob(pattern) if GENERATED.isdisjoint(path.relative_to(ROOT).parts))


MODULES = files(PACKAGE, "*.py")
TEMPLATES = files(PACKAGE, "templates/**/*.html")
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


def name(path: Path) -> str:
    """How a failure names the file."""
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@cache
def project() -> dict[str, Any]:
    return tomllib.loads(source(ROOT / "pyproject.toml"))


@cache
def floors() -> dict[str, int]:
    """Each room with its floor, 0 at the bottom, as the contract of import-linter tells them."""
    [layers] = [
        contract["layers"]
        for contract in project()["tool"]["importlinter"]["contracts"]
        if contract["name"].startswith("floors")
    ]
    return {room: floor for floor, line in enumerate(reversed(layers)) for room in re.split(r"\s*\|\s*", line)}


def lies_below(lower: str, upper: str) -> bool:
    """Whether the upper room may know the lower one: itself, or a room on a lower floor."""
    return lower == upper or floors()[lower] < floors()[upper]
