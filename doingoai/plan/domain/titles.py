"""How plans and tasks are called: a task where there is little room, a plan as a whole."""

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


def plan_name(title: str) -> str:
    """The plan as one says it: "Kế hoạch hoạt động … năm 2022" of a title printed below the words KẾ HOẠCH."""
    first, _, rest = title.partition(" ")
    if title.casefold().startswith("kế hoạch"):
        return title
    # A name keeps its capital: the word after it has one too.
    is_name = first.isupper() or rest[:1].isupper()
    return f"Kế hoạch {title if is_name else title[:1].lower() + title[1:]}"
