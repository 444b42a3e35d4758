"""Names of bodies that stand one after the other without a mark between them, as the lines of a printed cell do."""

import re

from doingoai.plan.domain.outline.departments import FIELD

LEVELS = "huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu"
WHOLE = re.compile(rf"Sở (?:{FIELD.pattern})|.*\stỉnh", re.I)
GOVERNS = re.compile(rf"(?:UBND|U[ỷy] ban nhân dân|Ủy ban nhân dân) (?:{LEVELS})((?: \w+){{2,}})", re.I)
FEWEST, KIND = 4, 2  # words: of a name that may be followed by one of its own kind; that tell the kind


def is_whole(before: str, rest: str) -> bool:
    """Whether a body's name is whole, so that the next one begins with the rest, which begins as bodies' names do."""
    if not rest[:1].isupper():
        return False
    words = before.split()
    if len(words) >= FEWEST and rest.split()[:KIND] == words[:KIND]:
        return True
    place = GOVERNS.fullmatch(before)
    return bool(WHOLE.fullmatch(before)) or (place is not None and all(word[0].isupper() for word in place[1].split()))
