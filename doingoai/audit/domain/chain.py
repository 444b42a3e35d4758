"""The chain: each link is bound to the one before it by a hash; values lie beside it, each line under its own salt.

A body holds one line a value, `["salt","column",old,new]` as JSON. The link keeps two hashes of it: `whole`, of all its
text, and `root`, of its lines' own hashes. A line that is erased leaves its hash, so the root can still be checked.
"""

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from unicodedata import normalize

FIRST = "0" * 64
SEPARATOR = "\x1f"
# Longer values are kept by their hash and their length only: a plan's whole reading is saved hundreds of times.
LONG = 8_000
SALT = 24
HIDDEN = "-"
# From where the change came stands among the values, for it may have to be erased like them.
ADDRESS = "@address"
DOT = "•"
UNSEEN = f'"{DOT}"'
Value = None | int | float | str | bytes


@dataclass(frozen=True)
class Line:
    """One value of a captured row: as it was and as it became; nothing of either where it was erased."""

    column: str
    old: object = None
    new: object = None
    is_erased: bool = False


# A link as it lies there: its number, the text that is chained, its hash, its body (None: missing), `whole`, `root`.
Row = tuple[int, str, str, str | None, str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong, at which link; 0 where no link can be named."""

    link: int
    words: str


def digest(text: str) -> str:
    """SHA-256 of the text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def written(names: Sequence[str], old: Sequence[Value], new: Sequence[Value], salts: str) -> str:
    """The body of a row that changed: a line for each column that did; a name with "-" before it hides its values.

    `salts` holds 24 characters of chance for each column.
    """
    lines = []
    for number, (name, was, became) in enumerate(zip_longest(names, old, new)):
        if was != became:
            salt = salts[number * SALT : (number + 1) * SALT]
            if name[0] == HIDDEN:
                lines.append(f'["{salt}","{name[1:]}",{UNSEEN},{UNSEEN}]')
            else:
                lines.append(f'["{salt}","{name}",{_value(was)},{_value(became)}]')
    return "\n".join(lines)


def _value(value: Value) -> str:
    if isinstance(value, bytes):
        value = value.hex()
    if isinstance(value, str) and len(value) > LONG:
        return f'{{"sha256":"{digest(value)}","length":{len(value)}}}'
    return json.dumps(value, ensure_ascii=False)


def root_of(body: str) -> str:
    """The hash over the hashes of the lines; an erased line brings the hash it left."""
    return digest("\n".join(line[1:65] if line.startswith("#") else digest(line) for line in body.split("\n")))


def chained(previous: str, text: str) -> str:
    """The hash of a link, given that of the link before it."""
    return sha256((previous + SEPARATOR + text).encode("utf-8", "surrogatepass")).hexdigest()


def read(body: str) -> list[Line]:
    """The lines of a body, as values."""
    return [_read(line) for line in body.split("\n") if line]


def _read(line: str) -> Line:
    if line.startswith("#"):
        return Line(line[66:], is_erased=True)
    _, column, old, new = json.loads(line)
    return Line(column, old, new)


def erased(body: str, columns: Iterable[str] | None = None, texts: Sequence[str] = ()) -> tuple[str, list[str]]:
    """The body without the lines of the columns, or in which one of the texts stands; and the columns that went."""
    kept, gone = [], []
    for line in body.split("\n"):
        if not line.startswith("#") and _is_meant(line, columns, texts):
            gone.append(_read(line).column)
            line = f"#{digest(line)} {gone[-1]}"
        kept.append(line)
    return "\n".join(kept), gone


def _is_meant(line: str, columns: Iterable[str] | None, texts: Sequence[str]) -> bool:
    if columns is not None and _read(line).column in columns:
        return True
    return any(text in line for text in texts)


def spellings(text: str) -> list[str]:
    """How the text may stand in a line: with its tones joined or apart, and as JSON within JSON writes it."""
    found = {normalize("NFC", text): None, normalize("NFD", text): None}
    for form in tuple(found):
        for plain in (True, False):
            once = json.dumps(form, ensure_ascii=plain)[1:-1]
            found |= {once: None, json.dumps(once, ensure_ascii=False)[1:-1]: None}
    return list(found)


def faults(rows: Iterable[Row], previous: tuple[int, str], erasures: Container[int]) -> Iterator[Fault]:
    """What is wrong with the links, given in order, that follow the one named; after a break each goes on from itself.

    `erasures` are the links from which something was erased by an act on record.
    """
    number, last = previous
    for link, text, hash_, body, whole, root in rows:
        if link != number + 1:
            yield Fault(number + 1, "mất dòng này trong chuỗi")
        elif chained(last, text) != hash_:
            yield Fault(link, "dòng này của chuỗi đã bị sửa")
        if body is None or digest(body) != whole:
            yield from _wrong_values(link, body, root, is_allowed=link in erasures)
        number, last = link, hash_


def _wrong_values(link: int, body: str | None, root: str, *, is_allowed: bool) -> Iterator[Fault]:
    if body is None:
        yield Fault(link, "mất phần giá trị của dòng này")
    elif root_of(body) != root:
        yield Fault(link, "giá trị của dòng này đã bị sửa")
    elif not is_allowed:
        yield Fault(link, "giá trị của dòng này bị xóa mà không có quyết định nào trong nhật ký")


def is_as_captured(body: str, columns: Sequence[str], row: str | None) -> bool:
    """Whether a row that is never changed, given as a JSON list of its columns, is what was captured of it.

    A value that was erased from the record must be empty in the row as well.
    """
    if row is None:
        return False
    told = {line.column: line for line in read(body)}
    return all(
        _is_told(told.get(column, Line(column)), value) for column, value in zip(columns, json.loads(row), strict=True)
    )


def _is_told(line: Line, value: object) -> bool:
    if line.is_erased:
        return not value
    if isinstance(line.new, dict) and isinstance(value, str):
        return line.new.get("sha256") == digest(value)
    return line.new == value
