"""Record what was done, correct it, take it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor, answering
from doingoai.audit.actions import record
from doingoai.documents.models import StoredFile
from doingoai.plan.domain import rights
from doingoai.plan.domain.evidence import NotEvidence, SourceRef, check
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.states import Mode
from doingoai.plan.models import Evidence, EvidenceBatch, KeyLink, KindOfWork, Measure, Task
from doingoai.plan.queries.findable import EVIDENCE, found_evidence
from doingoai.plan.queries.places import place_code
from doingoai.search.actions import index_found, remove

NOT_YOURS = "Chỉ người của cơ quan này hoặc điều phối viên được ghi bằng chứng cho cơ quan."


@dataclass(frozen=True)
class Details:
    """What is told of a piece of evidence besides its number."""

    title: str
    place: str = ""
    note: str = ""
    link: str = ""
    file: StoredFile | None = None
    kind: KindOfWork | None = None


@transaction.atomic
def record_evidence(
    task: Task,
    source: SourceRef,
    *,
    measure: Measure,
    quantity: Decimal,
    done_on: date,
    agency: Agency,
    details: Details,
    work: str = "",
    batch: EvidenceBatch | None = None,
    is_demo: bool = False,
    via: KeyLink | None = None,
    by: Actor | None,
    at: datetime,
) -> Evidence:
    """Pin a source to a task under a measure, once: told again it changes nothing, told otherwise it is corrected.

    `work` names the thing done where several sources speak of it; alone, a source is its own work. `by` is None where
    a room records what the system itself did, or where it came through the key link `via`.

    :raises NotAllowed: if the person may not record for the agency
    :raises NotEvidence: if the number or the day cannot count
    """
    if by is not None and not rights.may_record(by, answering(agency, by.agency.slug)):
        raise rights.NotAllowed(NOT_YOURS)
    check(quantity, Mode(measure.mode), done_on, year=task.plan.year, today=at.date(), closed_on=task.closed_on)
    check_place(details.place, details.kind)
    known = Evidence.objects.select_for_update().filter(source_kind=source.kind, source_key=source.key, measure=measure)
    evidence = known.first() or Evidence(source_kind=source.kind, source_key=source.key, measure=measure)
    before = None if evidence.pk is None else facts(evidence)
    evidence.task, evidence.source_revision = task, source.revision
    evidence.work = work or f"{source.kind}:{source.key}"
    evidence.quantity, evidence.done_on, evidence.agency = quantity, done_on, agency
    for name, value in _by_name(details).items():
        setattr(evidence, name, value)
    evidence.place_code = place_code(details.place, done_on)
    evidence.retracted_at, evidence.retracted_by, evidence.retract_reason = None, None, ""
    if before is not None and before == facts(evidence):
        return evidence
    evidence.batch, evidence.is_demo = batch, is_demo
    if before is None:
        evidence.recorded_by, evidence.recorded_at, evidence.via = by.person if by else None, at, via
    evidence.save()
    index_found(found_evidence(evidence))
    record(
        by.person if by else None,
        "correct_evidence" if before else "record_evidence",
        evidence,
        at=at,
        agency=agency.slug,
        summary=f"{task.number}: {number_text(quantity)} {measure.unit}, {evidence.title}",
        before=before,
        after=facts(evidence),
        named=via.signature if via else "",
    )
    return evidence


@transaction.atomic
def record_work(
    task: Task,
    source: SourceRef,
    counts: Mapping[Measure, Decimal],
    *,
    done_on: date,
    agency: Agency,
    details: Details,
    by: Actor | None,
    at: datetime,
) -> list[Evidence]:
    """Pin one work under several measures at once, all or none: a class held is one class and its 45 people.

    :raises NotAllowed: if the person may not record for the agency
    :raises NotEvidence: if a number or the day cannot count, or a place is wanted
    """
    return [
        record_evidence(
            task,
            source,
            measure=measure,
            quantity=quantity,
            done_on=done_on,
            agency=agency,
            details=details,
            by=by,
            at=at,
        )
        for measure, quantity in counts.items()
    ]


def check_place(place: str, kind: KindOfWork | None) -> None:
    """Refuse work of a kind that is told with its place where none is.

    :raises NotEvidence: with the words to say so
    """
    if kind is not None and kind.needs_place and not place.strip():
        raise NotEvidence(f"“{kind.name}” cần nơi làm: ghi tên xã, phường, ví dụ Y Tý.")


def _by_name(details: Details) -> dict[str, Any]:
    """Tell the details by name, the file as itself."""
    return {name: getattr(details, name) for name in details.__dataclass_fields__}


def facts(evidence: Evidence) -> dict[str, Any]:
    """What the evidence says, as the record keeps it."""
    return {
        "task": evidence.task.number,
        "measure": evidence.measure_id,
        "quantity": number_text(evidence.quantity),
        "done_on": evidence.done_on.isoformat(),
        "agency": evidence.agency.slug,
        "work": evidence.work,
        "revision": evidence.source_revision,
        "title": evidence.title,
        "place": evidence.place,
        "place_code": evidence.place_code,
        "kind": evidence.kind_id,
        "note": evidence.note,
        "link": evidence.link,
        "file": evidence.file_id,
        "retracted": evidence.retracted_at is not None,
    }


@transaction.atomic
def retract_evidence(
    evidence: Evidence, *, reason: str, via: KeyLink | None = None, by: Actor | None, at: datetime
) -> None:
    """Take evidence back, with the reason; reports already frozen stay as they are.

    :raises NotAllowed: if the person may not record for the agency
    """
    if by is not None and not rights.may_record(by, answering(evidence.agency, by.agency.slug)):
        raise rights.NotAllowed(NOT_YOURS)
    if evidence.retracted_at is not None:
        return
    before = facts(evidence)
    evidence.retracted_at, evidence.retracted_by = at, by.person if by else None
    evidence.retract_reason = reason
    evidence.save(update_fields=["retracted_at", "retracted_by", "retract_reason"])
    remove(EVIDENCE, str(evidence.pk))
    record(
        by.person if by else None,
        "retract_evidence",
        evidence,
        at=at,
        agency=evidence.agency.slug,
        summary=f"{evidence.task.number}: {evidence.title}",
        reason=reason,
        before=before,
        after=facts(evidence),
        named=via.signature if via else "",
    )


@transaction.atomic
def restore_evidence(evidence: Evidence, *, by: Actor, at: datetime) -> None:
    """Put back what was taken back: the undo of a retraction.

    :raises NotAllowed: if the person may not record for the agency
    """
    if not rights.may_record(by, answering(evidence.agency, by.agency.slug)):
        raise rights.NotAllowed(NOT_YOURS)
    if evidence.retracted_at is None:
        return
    before = facts(evidence)
    evidence.retracted_at, evidence.retracted_by, evidence.retract_reason = None, None, ""
    evidence.save(update_fields=["retracted_at", "retracted_by", "retract_reason"])
    index_found(found_evidence(evidence))
    record(
        by.person,
        "restore_evidence",
        evidence,
        at=at,
        agency=evidence.agency.slug,
        summary=f"{evidence.task.number}: {evidence.title}",
        before=before,
        after=facts(evidence),
    )


@dataclass(frozen=True)
class Row:
    """One checked row of an agency's spreadsheet."""

    task: Task
    measure: Measure
    quantity: Decimal
    done_on: date
    details: Details


@transaction.atomic
def record_batch(
    agency: Agency, rows: Iterable[Row], *, file_name: str, sha256: str, by: Actor, at: datetime
) -> EvidenceBatch:
    """Record every row of a checked spreadsheet, or none; the same file told again changes nothing.

    :raises NotAllowed: if the person may not record for the agency
    :raises NotEvidence: if a row cannot count after all; then nothing is kept
    """
    if not rights.may_record(by, agency.slug):
        raise rights.NotAllowed(NOT_YOURS)
    if known := EvidenceBatch.objects.filter(agency=agency, sha256=sha256, retracted_at=None).first():
        return known
    kept = list(rows)
    batch = EvidenceBatch.objects.create(
        agency=agency, file_name=file_name, sha256=sha256, rows=len(kept), by=by.person, at=at
    )
    for index, row in enumerate(kept):
        record_evidence(
            row.task,
            SourceRef("xlsx", f"{batch.pk}:{index}", sha256[:12]),
            measure=row.measure,
            quantity=row.quantity,
            done_on=row.done_on,
            agency=agency,
            details=row.details,
            batch=batch,
            by=by,
            at=at,
        )
    return batch


@transaction.atomic
def retract_batch(batch: EvidenceBatch, *, reason: str, by: Actor, at: datetime) -> int:
    """Take back all rows of a spreadsheet; return how many.

    :raises NotAllowed: if the person may not record for the agency
    """
    if not rights.may_record(by, batch.agency.slug):
        raise rights.NotAllowed(NOT_YOURS)
    standing = list(batch.evidence.filter(retracted_at=None).select_related("task", "agency", "measure"))
    for evidence in standing:
        retract_evidence(evidence, reason=reason, by=by, at=at)
    batch.retracted_at = at
    batch.save(update_fields=["retracted_at"])
    return len(standing)
