"""How a page of reference is put together."""

from collections.abc import Iterable, Sequence

MADE_BY = "<!-- Written by `doingoai reference write`; change the code and write it again. -->"


def page(title: str, *blocks: str) -> str:
    """A page: its title, who wrote it, and its blocks."""
    return "\n\n".join([f"# {title}", MADE_BY, *(block for block in blocks if block)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is written so that it stays there."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def first_line(docstring: str | None) -> str:
    """What a caption promises, in its first paragraph and on one line."""
    return " ".join((docstring or "").strip().partition("\n\n")[0].split())
