"""The pages of docs/reference/, written by the product about itself so that they cannot go stale."""

from collections.abc import Callable
from pathlib import Path

from doingoai.ops.reference.addresses import urls_page
from doingoai.ops.reference.commands import commands_page
from doingoai.ops.reference.environment import settings_page
from doingoai.ops.reference.roles import roles_page

PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "roles.md": roles_page,
    "urls.md": urls_page,
}


def write(folder: Path) -> list[str]:
    """Write every page that does not stand as it should; return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    behind = stale(folder)
    for name in behind:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return behind


def stale(folder: Path) -> list[str]:
    """The pages that say something else than the product does."""
    return [name for name, page in PAGES.items() if not _says(folder / name, page())]


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
