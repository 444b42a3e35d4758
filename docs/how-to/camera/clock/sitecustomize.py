"""The clock of the office that is pictured: it starts at a given moment and goes slowly; so pictures stay the same.

Python runs this first in every process of the office, because its folder stands on `PYTHONPATH`.
"""

import os
from datetime import UTC, datetime

from django.utils import timezone

SLOWER = 30
BEGUN, STARTS = (
    datetime.fromisoformat(os.environ[name]).astimezone(UTC) for name in ("PICTURES_BEGUN", "PICTURES_START")
)


def now() -> datetime:
    """The moment in the office: the start, and a part of what has really passed since."""
    return STARTS + (datetime.now(UTC) - BEGUN) / SLOWER


timezone.now = now
