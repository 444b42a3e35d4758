"""A plan of the corpus as a text copy: lines perhaps broken, pages perhaps numbered, tables as tabs, bars or lines."""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from tests.plan.corpus.numbers import counted
from tests.plan.corpus.source import Block, Frame, Pair, Plan, Table


def as_text(plan: Plan) -> bytes:
    """The plan as UTF-8 text."""
    blank = plan.options.get("blank", "yes") == "yes"
    wrap, page = int(plan.options.get("wrap", "0")), int(plan.options.get("page", "0"))
    lines: list[str] = []
    for block in counted(plan.blocks, plan.lists):
        for text in _lines(block, plan.options.get("cells", "tabs")):
            is_row = isinstance(block, Table)
            lines += textwrap.wrap(text, wrap, break_on_hyphens=False) if wrap and not is_row else [text]
        if blank:
            lines.append("")
    return "\n".join(_paged(lines, page) if page else lines).encode()


def _lines(block: Block, style: str) -> Iterator[str]:
    match block:
        case Table(rows):
            for row in rows:
                yield from _row(row, style)
        case Pair(left, right, by_rows=True):
            for one, other in zip_longest(left, right, fillvalue=""):
                yield f"{one}\t{other}".strip()
        case Pair(left, right):
            yield from (*left, *right)
        case Frame(_, lines):
            yield from lines
        case _:
            yield block.text


def _row(row: tuple[str, ...], style: str) -> Iterator[str]:
    values = ["" if cell in {"^", "<"} else cell.replace(" // ", " ") for cell in row]
    if style == "bars":
        yield f"| {' | '.join(values)} |"
    elif style == "lines":
        yield from (value for value in values if value)
    else:
        yield "\t".join(values)


def _paged(lines: list[str], page: int) -> Iterator[str]:
    """The number of each further page stands wherever the page broke, be it in mid-sentence."""
    for index, line in enumerate(lines):
        if index and index % page == 0:
            yield str(index // page + 1)
        yield line
