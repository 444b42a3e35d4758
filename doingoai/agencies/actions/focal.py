"""Name the focal officer of a body, from a day on; the one before ends with the day before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.agencies.actions.following import end_rows, still_open
from doingoai.agencies.actions.people import NotDone
from doingoai.agencies.domain.rights import may_name_focal
from doingoai.agencies.models import Agency, FocalOfficer
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.dates import office


class MayNotName(Exception):
    """A focal officer is named by the agency's own people or the coordinator."""

    def __init__(self) -> None:
        super().__init__("Chỉ người của cơ quan hoặc điều phối viên ghi được người đầu mối.")


@dataclass(frozen=True)
class Contact:
    """An official, and how the office reaches them; `person` where they have an account here."""

    name: str
    post: str
    phone: str = ""
    email: str = ""
    person: Person | None = None


@transaction.atomic
def name_focal(
    agency: Agency, contact: Contact, *, since: date, until: date | None = None, by: Actor, at: datetime
) -> FocalOfficer:
    """Say who the focal officer is from the day on; told again for the same first day it is corrected.

    :raises MayNotName: if the person is neither of the agency nor coordinator
    :raises NotDone: if nobody could reach them, the days are out of order, or somebody is named for later days
    """
    if not may_name_focal(by, agency.slug):
        raise MayNotName
    if not (contact.phone or contact.email):
        raise NotDone("Ghi điện thoại cơ quan hoặc thư công vụ để liên hệ được.")
    if until is not None and until < since:
        raise NotDone("Ngày cuối không trước ngày đầu. Ghi lại ngày.")
    held = FocalOfficer.objects.select_for_update().filter(still_open(since), agency=agency)
    later = held.filter(valid_from__gt=since).last()
    if later is not None and later.valid_from is not None:
        raise NotDone(f"Đã ghi {later.name} từ ngày {office(later.valid_from)}. Ghi một ngày sau đó.")
    row = held.filter(valid_from=since).first() or FocalOfficer(agency=agency, valid_from=since)
    before = {"name": row.name, "post": row.post} if row.pk else None
    end_rows(held.exclude(pk=row.pk), since - timedelta(days=1))
    row.valid_to = until
    for name in contact.__dataclass_fields__:
        setattr(row, name, getattr(contact, name))
    row.save()
    after = {"name": row.name, "post": row.post, "since": since.isoformat()}
    told = f"Người đầu mối của {agency.short} từ {office(since)}: {row}"
    record(by.person, "name_focal", row, at=at, agency=by.agency.slug, summary=told, before=before, after=after)
    return row
