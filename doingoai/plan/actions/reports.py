"""The merged report: the coordinator's words, and the moment when it is frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.audit.queries.verify import head
from doingoai.documents.actions import keep, lay_down
from doingoai.plan.actions.onward_terms import meet_onward
from doingoai.plan.actions.papers import MEDIA, paper
from doingoai.plan.actions.parts import Changed
from doingoai.plan.domain import rights
from doingoai.plan.domain.figures import Figures, seal, sources_to_text, to_text
from doingoai.plan.models import Report, Snapshot
from doingoai.plan.queries.figures import figures, sources

WORDS = ("overview", "difficulties", "proposals", "outlook")
BOXES = ("number", "dated_on", "signer_authority", "signer_title", "signer_name")


@dataclass(frozen=True)
class Shown:
    """What the papers show that were made: the figures, and the head of the record."""

    figures: str
    head: str


class Incomplete(Exception):
    """Parts are missing: freezing now needs a reason."""


class AlreadyFrozen(Exception):
    """Nothing has changed since the report was frozen."""


def _coordinating(by: Actor) -> None:
    if not rights.may_coordinate(by):
        raise rights.NotAllowed("Chỉ điều phối viên soạn và chốt được báo cáo hợp nhất.")


@transaction.atomic
def write_report(report: Report, said: Mapping[str, Any], *, revision: int, by: Actor, at: datetime) -> Report:
    """Keep the words of the merged report and what stands in the paper's boxes.

    :raises NotAllowed: if the person is no coordinator
    :raises Changed: if somebody saved since the revision was read
    """
    _coordinating(by)
    report = Report.objects.select_for_update().select_related("period__plan").get(pk=report.pk)
    if report.revision != revision:
        raise Changed("Người khác vừa sửa báo cáo này. Phần đang viết ở đây vẫn còn nguyên.")
    before = {name: str(getattr(report, name) or "") for name in (*WORDS, *BOXES)}
    for name in (*WORDS, *BOXES):
        setattr(report, name, said[name])
    report.revision += 1
    report.save()
    after = {name: str(getattr(report, name) or "") for name in (*WORDS, *BOXES)}
    record(by.person, "write_report", report, at=at, agency=by.agency.slug, before=before, after=after)
    return report


def check_freeze(report: Report, found: Figures, reason: str, by: Actor) -> None:
    """Whether the report may be frozen as it stands.

    :raises NotAllowed: if the person is no coordinator
    :raises Incomplete: if parts are missing and no reason is given
    """
    _coordinating(by)
    if found.missing and not reason.strip():
        raise Incomplete(f"{len(found.missing)} cơ quan chưa nộp phần của mình. Ghi lý do chốt sớm, hoặc đợi thêm.")


def freeze_report(report: Report, *, reason: str, by: Actor, at: datetime) -> Snapshot:
    """Freeze the report: its papers are made first, then they, the figures and the evidence are kept in one stroke.

    :raises NotAllowed: if the person is no coordinator
    :raises Incomplete: if parts are missing and no reason is given
    :raises Changed: if the figures change while the papers are being made
    :raises AlreadyFrozen: if nothing has changed since it was last frozen
    """
    found = figures(report)
    check_freeze(report, found, reason, by)
    behind = list(sources(report.period))
    record_head = str(head())
    papers = {kind: paper(kind, report, found, behind, at=at, head=record_head) for kind in MEDIA}
    for data in papers.values():
        lay_down(data)
    return _freeze(report, papers, Shown(to_text(found), record_head), reason=reason, by=by, at=at)


@transaction.atomic
def _freeze(
    report: Report,
    papers: Mapping[str, bytes],
    shown: Shown,
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> Snapshot:
    """Keep what was shown, if it still holds."""
    report = Report.objects.select_for_update().select_related("period__plan").get(pk=report.pk)
    found = figures(report)
    check_freeze(report, found, reason, by)
    content = to_text(found)
    if content != shown.figures:
        raise Changed("Số liệu vừa đổi trong lúc chốt. Xem lại báo cáo rồi chốt lần nữa.")
    evidence = sources_to_text(sources(report.period))
    sha256 = seal(content + evidence)
    last = report.snapshots.order_by("-edition").first()
    if last is not None and last.sha256 == sha256:
        raise AlreadyFrozen("Bản chốt gần nhất đã đúng như thế này.")
    name = f"bao-cao-{report.period.plan.year}-{report.period.code}"
    kept = {kind: keep(f"{name}.{kind}", data, MEDIA[kind], by=by.person, at=at) for kind, data in papers.items()}
    snapshot = Snapshot.objects.create(
        report=report,
        edition=last.edition + 1 if last else 1,
        content=content,
        evidence=evidence,
        sha256=sha256,
        reason=reason.strip(),
        docx=kept["docx"],
        pdf=kept["pdf"],
        xlsx=kept["xlsx"],
        frozen_by=by.person,
        frozen_at=at,
    )
    record(
        by.person,
        "freeze_report",
        report,
        at=at,
        agency=by.agency.slug,
        reason=reason.strip(),
        after={"edition": snapshot.edition, "sha256": sha256, "head": shown.head},
    )
    meet_onward(report.period, by=by.person, at=at)
    return snapshot
