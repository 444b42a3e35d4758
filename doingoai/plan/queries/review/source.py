"""The printed lines with what was found on them, in blocks: the lines of a task, of a heading, of neither."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from doingoai.plan.domain.review import Reading, each

CSS = {"lead": "lead", "coordinate": "co", "group": "grp", "time": "when"}


@dataclass(frozen=True)
class Piece:
    """A run of a printed line; `role` is its underline, empty for none; `slip` marks what a warning is about."""

    text: str
    role: str = ""
    slip: bool = False


@dataclass(frozen=True)
class SourceLine:
    """A printed line, cut into pieces; `target` is the key of the part it was read into."""

    number: int
    pieces: tuple[Piece, ...]
    kind: str
    target: str


@dataclass(frozen=True)
class Block:
    """Lines that belong together; `key` is the task or heading they make, empty for none."""

    key: str
    lines: tuple[SourceLine, ...]


def blocks(reading: Reading) -> list[Block]:
    """The whole paper."""
    owners, targets, starts = _owners(reading)
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for span in reading["spans"]:
        spans.setdefault(span["line"], []).append((span["start"], span["end"], CSS.get(span["role"], "")))
    slips: dict[int, list[str]] = {}
    for warning in reading["warnings"]:
        if warning["printed"] and warning["proposal"]:
            slips.setdefault(warning["line"], []).append(warning["printed"])
    lines = [
        SourceLine(
            number,
            tuple(_pieces(text, sorted(spans.get(number, [])), slips.get(number, []))),
            starts.get(number, ""),
            targets.get(number, ""),
        )
        for number, text in reading["source"]
    ]
    return [Block(key, tuple(run)) for key, run in groupby(lines, key=lambda line: owners.get(line.number, ""))]


def _owners(reading: Reading) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """For each line: the task or heading whose block it is in, the part it was read into, how a first line is set."""
    owners: dict[int, str] = {}
    targets: dict[int, str] = {}
    starts: dict[int, str] = {}
    firsts: dict[int, str] = {}
    for key, raw in each(reading):
        if key[0] in "ti" and raw["lines"]:
            lines = range(raw["lines"][0], raw["lines"][-1] + 1)
            targets = {**dict.fromkeys(lines, key), **targets}
            if key[0] == "t":
                firsts[lines[0]] = key
                owners = {**dict.fromkeys(lines, key), **owners}
                starts.setdefault(lines[0], "task")
        elif key[0] == "a":
            last = max((item["lines"][-1] for item in raw["items"] if item["lines"]), default=raw["line"])
            targets.setdefault(raw["line"], key)
            starts.setdefault(raw["line"], "sec")
            owners = {**dict.fromkeys(range(raw["line"], last + 1), key), **owners}
        elif key[0] == "s":
            starts[raw["line"]] = "sec"
            targets[raw["line"]] = key
    # Where a task is its own heading, its line leads to the task.
    return owners, _with_quotes(reading, targets | firsts), starts


def _with_quotes(reading: Reading, targets: dict[int, str]) -> dict[int, str]:
    """The lines that parts without a line of their own are quoted on lead to these parts."""
    quotes = [(words, key) for key, raw in each(reading) for words in _quoted(key, raw)]
    found = dict(targets)
    for number, text in reading["source"]:
        if number not in found:
            key = next((key for words, key in quotes if words in text or (len(text) > 20 and text[3:] in words)), "")
            found |= {number: key} if key else {}
    return found


def _quoted(key: str, raw: Reading) -> Iterable[str]:
    if key == "d":
        return (raw["title"], *raw["recipients"], raw["signer"]["name"] if raw["signer"] else raw["title"])
    if key == "m":
        notes: list[str] = raw["budget_notes"]
        return notes
    return [raw["number"]] if key[0] == "b" and raw["number"] else []


def _pieces(text: str, spans: list[tuple[int, int, str]], slips: list[str]) -> Iterator[Piece]:
    marks = list(spans)
    for slip in slips:
        start = text.find(slip)
        if start >= 0 and not any(a < start + len(slip) and start < b for a, b, _ in marks):
            marks.append((start, start + len(slip), "slip"))
    position = 0
    for start, end, role in sorted(marks):
        if start < position:
            continue
        if start > position:
            yield Piece(text[position:start])
        yield Piece(text[start:end], "" if role == "slip" else role, role == "slip")
        position = end
    if position < len(text):
        yield Piece(text[position:])
