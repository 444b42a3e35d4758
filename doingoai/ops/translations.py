"""What the code says in English, and whether each room's catalogue says it in Vietnamese.

Babel reads and writes the catalogues, so that no machine needs GNU gettext.
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = str | tuple[str, ...]


def rooms() -> list[Path]:
    """The folders of the rooms that speak to people."""
    return sorted(p.parent for p in PACKAGE.glob("*/__init__.py"))


def catalogue_path(room: Path) -> Path:
    """Where the room keeps its Vietnamese."""
    return room / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def extracted(room: Path) -> Iterator[tuple[Message, str | None, str]]:
    """Each sentence of the room's code and templates: the English, its context, and the file that says it."""
    for path in sorted(room.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts or not path.is_file():
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What stands for a template reads like Python, but for its indentation.
            source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
        found = extract("python", BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            yield message, context, str(path.relative_to(PACKAGE))


def read_catalogue(path: Path) -> Catalog:
    """The catalogue as it stands; an empty Vietnamese one where there is none."""
    if not path.exists():
        return Catalog(locale="vi", domain="django")
    with path.open("rb") as file:
        return read_po(file, locale="vi", domain="django")


def update(room: Path) -> int:
    """Bring the room's catalogue up to what its code says; return how many sentences wait for Vietnamese."""
    template = Catalog(domain="django")
    for message, context, file in extracted(room):
        template.add(message, context=context, locations=[(file, 0)])
    path = catalogue_path(room)
    if not len(template) and not path.exists():
        return 0
    catalogue = read_catalogue(path)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # The day of the last look is no news: a catalogue changes when its sentences do.
    catalogue.creation_date = read_catalogue(path).creation_date
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file_out:
        write_po(file_out, catalogue, width=120, omit_header=False, include_lineno=False, sort_output=True)
    return len([m for m in catalogue if m.id and not _is_said(m.string)])


def compile_catalogue(room: Path) -> bool:
    """Write the room's compiled catalogue if its source is newer; tell whether it was written."""
    path = catalogue_path(room)
    compiled = path.with_suffix(".mo")
    if not path.exists() or (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
        return False
    with compiled.open("wb") as file:
        write_mo(file, read_catalogue(path))
    return True


STRING = r'"(?:[^"\\]|\\.)*"'
ENTRY = re.compile(rf"^(?:msgctxt ({STRING}(?:\n{STRING})*)\n)?msgid ({STRING}(?:\n{STRING})*)", re.M)


def told_twice(path: Path) -> Iterator[str]:
    """Each English sentence that has two entries: reading would take the last and drop the other without a word."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    entries = Counter(tuple(_joined(part) for part in match.groups(default="")) for match in ENTRY.finditer(text))
    yield from (" ".join(filter(None, entry)) for entry, count in entries.items() if count > 1)


def _joined(strings: str) -> str:
    """A string as it is meant, however many lines it is written on."""
    return "".join(re.findall(rf"^{STRING}", strings, re.M)).replace('""', "")


def faults(room: Path) -> Iterator[str]:
    """Each sentence without Vietnamese or with two entries, and each Vietnamese sentence that nothing says any more."""
    for sentence in told_twice(catalogue_path(room)):
        yield f"{catalogue_path(room).relative_to(PACKAGE)}: two entries for {sentence}"
    catalogue = read_catalogue(catalogue_path(room))
    said: set[tuple[Message, str | None]] = set()
    for message, context, file in extracted(room):
        said.add((message, context))
        entry = catalogue.get(message, context=context)
        if entry is None or not _is_said(entry.string) or entry.fuzzy:
            yield f"{file}: no Vietnamese for {message!r}"
    for entry in catalogue:
        if entry.id and (_key(entry.id), entry.context) not in said:
            yield f"{catalogue_path(room).relative_to(PACKAGE)}: nothing says {entry.id!r} any more"


def _key(message: Message | list[str]) -> Message:
    return message if isinstance(message, str) else tuple(message)


def _is_said(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if string is None or isinstance(string, str) else bool(string) and all(string)
