"""How a plan of the corpus is written down: once, as marked text; `plans/README.md` tells the marks."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "plans"
LISTED = re.compile(r"#([A-Z])(\d) (.*)")
FRAMES = {"nav", "aside", "footer"}


@dataclass(frozen=True)
class Para:
    """A paragraph; `place` is the list and level whose number Word counts itself, `look` is "", "center" or "bold"."""

    text: str
    place: tuple[str, int] | None = None
    look: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first `head` the head; "^" joins a cell to the one above, "<" to the one on its left."""

    rows: tuple[tuple[str, ...], ...]
    head: int = 1


@dataclass(frozen=True)
class Pair:
    """Two columns without a frame: heads of papers, signatures; `by_rows` if a text copy keeps the rows together."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    flat: bool = False
    by_rows: bool = False


@dataclass(frozen=True)
class Frame:
    """What a web page shows around the paper: "nav", "aside" or "footer"."""

    kind: str
    lines: tuple[str, ...]


Block = Para | Table | Pair | Frame


@dataclass(frozen=True)
class Plan:
    """A plan with what its files need: formats, options, the levels of Word's lists."""

    name: str
    family: str
    formats: tuple[str, ...]
    options: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    blocks: tuple[Block, ...]


@cache
def plan(name: str) -> Plan:
    """The plan of the corpus by its name."""
    head, body = (FOLDER / f"{name}.plan").read_text(encoding="utf-8").split("\n---\n", 1)
    told = dict(line.split(": ", 1) for line in head.splitlines())
    lists = {key[-1]: tuple(told[key].split("; ")) for key in told if key.startswith("list ")}
    return Plan(name, told["family"], tuple(told["formats"].split()), told, lists, tuple(_blocks(body)))


NAMES = sorted(path.stem for path in FOLDER.glob("*.plan"))


def _blocks(body: str) -> list[Block]:
    lines, blocks = iter(body.splitlines()), list[Block]()
    for line in lines:
        if not line.strip():
            continue
        if line.startswith("@") and line.split()[0][1:] in {"table", "pair", *FRAMES}:
            inner = list(iter(lambda: next(lines), "@end"))
            blocks.append(_framed(line[1:].split(), inner))
        else:
            blocks.append(_para(line.strip()))
    return blocks


def _framed(words: list[str], inner: list[str]) -> Block:
    kind, *options = words
    if kind == "table":
        rows = tuple(tuple(cell.strip() for cell in re.split(r" \| ", f" {line} ")) for line in inner)
        assert len({len(row) for row in rows}) == 1, [row for row in rows if len(row) != len(rows[0])]
        return Table(rows, int(options[0]) if options else 1)
    if kind == "pair":
        cut = inner.index("@|")
        return Pair(tuple(inner[:cut]), tuple(inner[cut + 1 :]), "flat" in options, "rows" in options)
    return Frame(kind, tuple(inner))


def _para(line: str) -> Para:
    if match := LISTED.fullmatch(line):
        return Para(match[3], (match[1], int(match[2]) - 1))
    for mark, look in (("@c ", "center"), ("@b ", "bold")):
        if line.startswith(mark):
            return Para(line.removeprefix(mark), look=look)
    return Para(line)


@dataclass(frozen=True)
class Cell:
    """A cell where it begins, with how far it reaches."""

    row: int
    column: int
    down: int
    across: int
    text: str


def cells(table: Table) -> list[Cell]:
    """The cells of the table that begin somewhere, row by row."""
    rows, found = table.rows, []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in {"^", "<"}:
                continue
            across = down = 1
            while c + across < len(row) and row[c + across] == "<":
                across += 1
            while r + down < len(rows) and rows[r + down][c] == "^":
                down += 1
            found.append(Cell(r, c, down, across, text))
    return found
