"""Write down who speaks for a body, and let it end: the head, or whom the head has authorised in writing."""

from datetime import date, datetime, timedelta

from django.db import transaction

from doingoai.agencies.actions.focal import Contact
from doingoai.agencies.actions.people import NotDone
from doingoai.agencies.domain.rights import may_keep_spokespersons
from doingoai.agencies.domain.spokesperson import Authority, Speaking, missing
from doingoai.agencies.models import Agency, DatedQuerySet, Spokesperson
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.dates import office


class MayNotKeep(Exception):
    """Who speaks for an agency is written down by its own people or the coordinator."""

    def __init__(self) -> None:
        super().__init__("Chỉ người của cơ quan hoặc điều phối viên ghi được người phát ngôn.")


class SubDelegation(NotDone):
    """Whoever is authorised to speak may not authorise in turn (Art 3 of Decree 09/2017, of Decree 244/2026)."""

    def __init__(self) -> None:
        super().__init__("Người được ủy quyền không ủy quyền tiếp. Người đứng đầu ký văn bản và ghi ở đây.")


@transaction.atomic
def authorise(agency: Agency, contact: Contact, said: Authority, *, by: Actor, at: datetime) -> Spokesperson:
    """Write down that somebody speaks for the agency; a new head ends the one before with the day before.

    :raises MayNotKeep: if the person acting is neither of the agency nor coordinator
    :raises SubDelegation: if the person acting speaks for the agency themselves by authority of its head
    :raises NotDone: if something is missing, or no head is written down who could have authorised them on the day
    """
    _permit(agency, by, at.date())
    if lack := missing(said):
        raise NotDone(lack)
    if not (contact.phone or contact.email):
        raise NotDone("Ghi điện thoại cơ quan hoặc thư công vụ để báo chí liên hệ được.")
    heads = Spokesperson.objects.select_for_update().filter(agency=agency, kind=Speaking.HEAD)
    head = None
    if said.kind is Speaking.HEAD:
        _make_way(heads, said.since)
    else:
        head = heads.on(said.document_date or said.since).first()
        if head is None:
            raise NotDone("Chưa ghi người đứng đầu vào ngày ký văn bản. Ghi người đứng đầu trước.")
    row = Spokesperson(
        agency=agency,
        kind=said.kind,
        authorised_by=head,
        document_number=said.document_number,
        document_date=said.document_date,
        matter=said.matter,
        valid_from=said.since,
        valid_to=said.until,
        **{name: getattr(contact, name) for name in contact.__dataclass_fields__},
    )
    row.save()
    after = {"name": row.name, "kind": row.kind, "document": row.document_number, "matter": row.matter}
    told = f"Người phát ngôn của {agency.short} từ {office(said.since)}: {row}"
    record(by.person, "authorise_spokesperson", row, at=at, agency=by.agency.slug, summary=told, after=after)
    return row


def _make_way(heads: DatedQuerySet[Spokesperson], since: date) -> None:
    for before in heads.filter(valid_to=None):
        if before.valid_from is not None and before.valid_from >= since:
            raise NotDone(f"Đã ghi {before.name} từ ngày {office(before.valid_from)}. Ghi một ngày sau đó.")
        before.valid_to = since - timedelta(days=1)
        before.save(update_fields=["valid_to"])


@transaction.atomic
def end_authority(row: Spokesperson, *, last: date, reason: str, by: Actor, at: datetime) -> None:
    """Let somebody speak for the agency no more after the day; what was said until then stands.

    :raises MayNotKeep: if the person acting is neither of the agency nor coordinator
    :raises SubDelegation: if the person acting speaks for the agency themselves by authority of its head
    :raises NotDone: if it has ended already, or would end before it began
    """
    _permit(row.agency, by, at.date())
    if row.valid_to is not None and row.valid_to <= last:
        raise NotDone(f"Việc phát ngôn này kết thúc ngày {office(row.valid_to)} rồi.")
    if row.valid_from is not None and last < row.valid_from:
        raise NotDone(f"Ngày cuối không trước ngày đầu ({office(row.valid_from)}). Ghi lại ngày.")
    row.valid_to = last
    row.save(update_fields=["valid_to"])
    told = f"Kết thúc việc phát ngôn của {row} cho {row.agency.short}, ngày cuối {office(last)}"
    record(by.person, "end_spokesperson", row, at=at, agency=by.agency.slug, summary=told, reason=reason)


def _permit(agency: Agency, by: Actor, day: date) -> None:
    if not may_keep_spokespersons(by, agency.slug):
        raise MayNotKeep
    speaking = Spokesperson.objects.on(day).filter(agency=agency, person=by.person)
    if speaking.exclude(kind=Speaking.HEAD).exists() and not speaking.filter(kind=Speaking.HEAD).exists():
        raise SubDelegation
