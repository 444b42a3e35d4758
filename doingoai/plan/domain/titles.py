"""How a task is called where there is little room."""

import re

ROOM = 120  # characters that a heading or a row of a list holds well
BREAKS = (re.compile(r"[;.]\s"), re.compile(r",\s"))


def brief(title: str) -> str:
    """The whole name if it is short; else its first clauses, cut where a clause ends, never inside one."""
    if len(title) <= ROOM:
        return title
    for pattern in BREAKS:
        ends = [match.start() for match in pattern.finditer(title)]
        fitting = [end for end in ends if end <= ROOM]
        if fitting:
            return title[: fitting[-1]]
    return title
