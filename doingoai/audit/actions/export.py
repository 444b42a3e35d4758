"""Taking lines of the record out of the house: itself an act on record."""

import json
from collections.abc import Iterator
from datetime import date, datetime

from doingoai.accounts.models import Person
from doingoai.audit.actions import record
from doingoai.audit.queries.export import between


def export(since: date, until: date, *, by: Person | None, at: datetime, agency: str = "") -> Iterator[str]:
    """The record of the days as JSON lines; that it was taken out is put on record at once."""
    record(by, "export_record", ("audit", "export"), at=at, agency=agency, after={"since": since, "until": until})
    return (json.dumps(line, ensure_ascii=False) + "\n" for line in between(since, until))
