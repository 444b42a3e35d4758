"""What is done through a key link: looked at, recorded, taken back, drafted, sent; each use is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import people_of
from doingoai.mail.actions import notify
from doingoai.plan.actions.evidence import Details, record_evidence, retract_evidence
from doingoai.plan.actions.parts import NotReady, PartWords, keep_part, send_part
from doingoai.plan.actions.signed import Paper, keep_paper
from doingoai.plan.domain.evidence import NotEvidence, SourceRef
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.links import MOST_MISSES, MOST_USES, WINDOW, WRITES, Key, LinkAct, LinkClosed, TooOften
from doingoai.plan.models import Evidence, KeyLink, LinkUse, Measure, Part, SignedCopy, Task
from doingoai.plan.queries.figures import figures
from doingoai.plan.queries.links import link_of, may_write, stands_open, tasks_behind

SOURCE = "link"
TAKEN_BACK = "Người ghi rút lại qua đường liên kết."
HANDED_IN = "Phần này đã gửi nên không ghi thêm được. Gọi điện cho người hỏi nếu cần sửa."


def enter(key: Key | None, *, by: None = None, at: datetime) -> KeyLink:
    """The link that the key opens.

    :raises LinkClosed: if it opens none, or none any more; nobody learns which
    :raises TooOften: if the link was tried, or used, too often in a short time
    """
    if key is None:
        raise LinkClosed
    link, is_its_own = link_of(key)
    if link is not None and not is_its_own:
        _limit(link, {LinkAct.MISS}, MOST_MISSES, at)
        LinkUse.objects.create(link=link, act=LinkAct.MISS, at=at)
    if link is None or not is_its_own or not stands_open(link, at):
        raise LinkClosed
    _limit(link, set(LinkAct), MOST_USES, at)
    return link


def _limit(link: KeyLink, acts: set[LinkAct], most: int, at: datetime) -> None:
    if link.uses.filter(act__in=acts, at__gt=at - WINDOW).count() >= most:
        raise TooOften


def note_opening(link: KeyLink, *, by: None = None, at: datetime) -> None:
    """Write down that the link was opened."""
    LinkUse.objects.create(link=link, act=LinkAct.OPEN, at=at)


def _taken(link: KeyLink, act: LinkAct, words: str, at: datetime) -> None:
    """Take up the link for an act, in the act's own transaction: what was revoked a moment ago does nothing more.

    :raises LinkClosed: if the link opens no more
    """
    now = KeyLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not stands_open(now, at):
        raise LinkClosed
    link.writes = now.writes + (act in WRITES)
    KeyLink.objects.filter(pk=link.pk).update(writes=link.writes)
    LinkUse.objects.create(link=link, act=act, words=words[:300], at=at)


def _open_part(link: KeyLink) -> None:
    if link.part is not None:
        link.part = Part.objects.select_related("agency", "report__period__plan").get(pk=link.part.pk)
    if not may_write(link):
        raise NotReady(HANDED_IN)


@dataclass(frozen=True)
class Done:
    """A piece of work as it is told through a link; `token` is the form's own, so that it counts once."""

    task: Task
    measure: Measure
    quantity: Decimal
    done_on: date
    details: Details
    token: str


@transaction.atomic
def record_by_link(done: Done, *, by: KeyLink, at: datetime) -> Evidence:
    """Record a piece of the agency's work.

    :raises LinkClosed: if the link opens no more
    :raises NotReady: if its part is handed in
    :raises NotEvidence: if the task is another's, or the number or the day cannot count
    """
    words = f"{done.task.number}: {number_text(done.quantity)} {done.measure.unit}, {done.details.title}"
    _taken(by, LinkAct.RECORD, words, at)
    _open_part(by)
    if not tasks_behind(by).filter(pk=done.task.pk).exists():
        raise NotEvidence("Nhiệm vụ này không nằm trong phần việc của đường liên kết. Chọn nhiệm vụ trong danh sách.")
    _hold(by, {})
    return record_evidence(
        done.task,
        SourceRef(SOURCE, f"{by.pk}:{done.token}"),
        measure=done.measure,
        quantity=done.quantity,
        done_on=done.done_on,
        agency=by.agency,
        details=done.details,
        via=by,
        by=None,
        at=at,
    )


@transaction.atomic
def retract_by_link(evidence: Evidence, *, by: KeyLink, at: datetime) -> None:
    """Take back what was recorded through this very link.

    :raises LinkClosed: if the link opens no more
    :raises NotReady: if its part is handed in, or the work was recorded otherwise
    """
    _taken(by, LinkAct.RETRACT, evidence.title, at)
    _open_part(by)
    if evidence.via_id != by.pk:
        raise NotReady("Việc này không ghi qua đường liên kết này nên không rút ở đây được.")
    retract_evidence(evidence, reason=TAKEN_BACK, via=by, by=None, at=at)


@dataclass(frozen=True)
class Said:
    """What was written in the part, the revision that it was written over, and a work typed and not recorded yet."""

    words: PartWords
    estimates: Mapping[tuple[str, str], Decimal | None]
    revision: int
    work: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def draft_by_link(said: Said, *, by: KeyLink, at: datetime) -> Part:
    """Keep what was written in the part.

    :raises LinkClosed: if the link opens no more
    :raises NotReady: if the link is no part's, or its part is handed in
    :raises Changed: if somebody saved since the revision was read
    """
    _taken(by, LinkAct.DRAFT, "", at)
    return _kept(said, by, at)


def _hold(link: KeyLink, work: Mapping[str, str]) -> None:
    """Keep what is typed of a piece of work beside the draft: it is found again on any telephone."""
    link.unrecorded = dict(work)
    link.save(update_fields=["unrecorded"])


def _kept(said: Said, link: KeyLink, at: datetime) -> Part:
    _open_part(link)
    if link.part is None:
        raise NotReady("Đường liên kết này chỉ để ghi việc của một nhiệm vụ.")
    _hold(link, said.work)
    return keep_part(link.part, said.words, said.estimates, revision=said.revision, via=link, by=None, at=at)


@transaction.atomic
def send_by_link(said: Said, *, by: KeyLink, at: datetime) -> Part:
    """Keep what was written and hand the part in; the agency's head and who asked are told.

    :raises LinkClosed: if the link opens no more
    :raises NotReady: if the link is no part's, or nothing is written and nothing was done
    :raises Changed: if somebody saved since the revision was read
    """
    _taken(by, LinkAct.SEND, "", at)
    part = _kept(said, by, at)
    part = send_part(part, figures(part.report, agency=part.agency), by=by, at=at)
    _tell(part, by, at)
    return part


def _tell(part: Part, link: KeyLink, at: datetime) -> None:
    period = part.report.period
    url = reverse("plan:part", args=[period.plan.year, period.code, part.agency.slug])
    subject = f"Phần {period.name} của {part.agency.short} đã gửi qua đường liên kết"
    heads = people_of(part.agency, roles={Role.HEAD}, on=at.date())
    for person in dict.fromkeys([link.made_by, *heads]):
        body = f"{link.signature} gửi; chờ xác nhận."
        notify(person, subject=subject, body=body, url=url, at=at, key=f"part-sent:{part.pk}:{part.revision}")


@transaction.atomic
def return_paper_by_link(paper: Paper, *, by: KeyLink, at: datetime) -> SignedCopy:
    """Keep the signed paper of the link's part.

    :raises LinkClosed: if the link opens no more
    :raises NotReady: if the link is no part's
    :raises NotAPaper: if number or date make no sense
    """
    _taken(by, LinkAct.PAPER, paper.number, at)
    if by.part is None:
        raise NotReady("Đường liên kết này chỉ để ghi việc của một nhiệm vụ.")
    return keep_paper(by.part, paper, via=by, by=None, at=at)
