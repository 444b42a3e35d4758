"""The anchor outside: each head of the chain is written down where whoever rewrites the database does not reach."""

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from doingoai.audit.domain.anchor import Anchored
from doingoai.audit.queries.verify import head, read_anchor


def write_down(*, at: datetime) -> Anchored | None:
    """Add a line with the head to the anchor's file and see it on the disk; None where nothing is new."""
    found, told = head(), read_anchor()
    if not found.count or (told and told[-1].head == found):
        return None
    anchored = Anchored(at, found)
    path = Path(settings.ANCHOR)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(anchored.line)
        file.flush()
        os.fsync(file.fileno())
    return anchored
