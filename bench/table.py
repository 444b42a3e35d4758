"""The figures as a plain table for the terminal."""

from collections.abc import Sequence
from string import ascii_lowercase

from bench.measure import Line, Spread

HEAD = ("what", "median", "least – most", "target", "peer", "× peer", "verdict")
LEFT = {0, len(HEAD) - 1}


def drawn(lines: Sequence[Line]) -> str:
    """The lines under one head; below, what each was raced against, by its letter."""
    peers = dict(zip(dict.fromkeys(line.peer for line in lines if line.peer), ascii_lowercase, strict=False))
    rows = [HEAD, *(_row(line, peers.get(line.peer, "")) for line in lines)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(HEAD))]
    legend = [f"  {letter}: {peer}" for peer, letter in peers.items()]
    return "\n".join([*(_written(row, widths) for row in rows), *legend])


def _written(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if index in LEFT else cell.rjust(width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _row(line: Line, letter: str) -> tuple[str, ...]:
    target = "" if line.target is None else f"{'≥' if line.at_least else '≤'} {number(line.target)} {line.unit}"
    return (
        line.what,
        f"{number(line.figure.median)} {line.unit}",
        _range(line.figure),
        target,
        f"{letter} {number(line.peer_figure.median)} {line.unit}" if line.peer_figure else "",
        f"{number(line.ratio)} ×" if line.ratio is not None else "",
        line.verdict,
    )


def _range(spread: Spread) -> str:
    return "" if spread.low == spread.high else f"{number(spread.low)} – {number(spread.high)}"


def number(value: float) -> str:
    """Three digits that matter; whole numbers as they are."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.1g}"
