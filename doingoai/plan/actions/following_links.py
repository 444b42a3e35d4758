"""What becomes of open key links when a body is succeeded: they work on for the successor, or are shut with a word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.actions import NotDone
from doingoai.agencies.domain.succession import Change, Passing
from doingoai.agencies.models import Agency
from doingoai.agencies.registry import Follower, Move, Moves
from doingoai.dates import office
from doingoai.mail.actions import notify, send
from doingoai.plan.actions.handing import OPEN, part_of
from doingoai.plan.domain.links import LinkAct
from doingoai.plan.models import KeyLink, LinkUse, Part
from doingoai.plan.queries.links import plan_of_link, written_for

Memo = Mapping[str, Any]
SHUT = "Đường liên kết không mở nữa"


def _links(passing: Passing) -> list[tuple[KeyLink, str | None]]:
    """The links that the succession touches, each with whom it stands for then; None where that is not certain."""
    of_parts = Q(part__state__in=OPEN, part__passed_to=None, agency__slug__in=passing.ended)
    rows = KeyLink.objects.filter(Q(task__plan__year__gte=passing.on.year) | of_parts, revoked_at=None)
    rows = rows.filter(agency__slug__in=passing.predecessors, expires_at__date__gte=passing.on)
    plans = ("task__plan", "part__report__period__plan")
    rows = rows.select_related("agency", "made_by", "part__agency", *plans).order_by("pk")
    found = [(link, _heir(link, passing)) for link in rows.defer(*(f"{p}__{big}" for p in plans for big in BIG))]
    return [(link, heir) for link, heir in found if heir != link.agency.slug]


BIG = ("reading", "lines")
STATE = ("agency_id", "made_of_id", "part_id")


def _heir(link: KeyLink, passing: Passing) -> str | None:
    """Whom the link stands for: of a task who takes it; of a part the successor, where there is but one."""
    if link.task_id is not None:
        return passing.heir(f"task:{link.task_id}")
    # The words of a body that is divided go to one, its tasks to several: its officer may be with any of them.
    return None if passing.kind is Change.SPLIT else passing.main


def _moves(passing: Passing) -> list[Moves]:
    found = _links(passing)
    rows = [(heir, Move(f"link:{link.pk}", str(link), link.agency.slug)) for link, heir in found]
    return [
        Moves(_("Key links that work on"), tuple(row for heir, row in rows if heir), is_divided=False),
        Moves(_("Key links that are shut"), tuple(row for heir, row in rows if not heir), is_divided=False),
    ]


@dataclass
class _Hand:
    """Lets links follow within one succession, and keeps what they were."""

    passing: Passing
    at: datetime
    was: list[dict[str, Any]] = field(default_factory=list)
    parts_made: list[int] = field(default_factory=list)

    def stand_for(self, link: KeyLink, heir: Agency) -> None:
        """Let the link work on for the successor: for the same task, or for its part of the same report."""
        told = f"{link.agency.short_on(self.passing.last)} → {heir.short}, từ {office(self.passing.on)}"
        link.made_of = link.made_of or link.agency
        link.agency = heir
        if link.part is not None:
            link.part, is_made = part_of(link.part.report, heir)
            link.agency = link.part.agency
            self.parts_made += [link.part.pk] if is_made else []
        link.save(update_fields=["agency", "made_of", "part"])
        LinkUse.objects.create(link=link, act=LinkAct.FOLLOW, words=told, at=self.at)

    def shut(self, link: KeyLink, heirs: Mapping[str, Agency]) -> None:
        """Shut the link; who made it is told, and who holds it, where that can be."""
        gone = f"{link.agency.name_on(self.passing.last)} không còn từ {office(self.passing.on)}"
        names = "; ".join(heir.name for heir in heirs.values())
        why = f"{gone}. Phần việc nay thuộc: {names}." if names else f"{gone}, chưa có cơ quan kế tục."
        link.revoked_at, link.revoked_why, link.seed = self.at, why[:300], ""
        link.save(update_fields=["revoked_at", "revoked_why", "seed"])
        LinkUse.objects.create(link=link, act=LinkAct.SHUT, words=link.revoked_why, at=self.at)
        if link.expires_at > self.at:
            _tell(link, self.passing, self.at)


def _tell(link: KeyLink, passing: Passing, at: datetime) -> None:
    url, key = reverse("plan:link", args=[plan_of_link(link).year, link.pk]), f"link-shut:{passing.key}:{link.pk}"
    body = f"{link.purpose[:1].upper()}{link.purpose[1:]}. {link.revoked_why}"
    notify(link.made_by, subject=SHUT, body=f"{body} Tạo đường liên kết mới nếu còn cần.", url=url, at=at, key=key)
    if link.holder_email:
        whom = f"Người hỏi: {link.made_by.name}, điện thoại {link.telephone}."
        send(link.holder_email, subject=SHUT, body=f"{body}\n\n{whom}", at=at, key=key, in_hours=True)


def _follow(passing: Passing, at: datetime) -> Memo:
    heirs = {agency.slug: agency for agency in Agency.objects.filter(slug__in=passing.successors)}
    hand = _Hand(passing, at)
    for link, slug in _links(passing):
        was = {"pk": link.pk, **_state(link)}
        heir = heirs.get(slug or "")
        if heir is None:
            hand.shut(link, heirs)
        else:
            hand.stand_for(link, heir)
        hand.was.append(was | {"became": _state(link)})
    return {"links": hand.was, "parts_made": hand.parts_made}


def _state(link: KeyLink) -> dict[str, int | None]:
    """For whom the link works, and for which part."""
    return {name: getattr(link, name) for name in STATE}


def _undo(passing: Passing, memo: Memo, at: datetime) -> None:
    """Put the links back as they were; their log keeps what they went through."""
    for was in memo["links"]:
        link = KeyLink.objects.select_related("agency").get(pk=was["pk"])
        told = f"hoàn tác việc từ {office(passing.on)}"
        if _state(link) != was.get("became", _state(link)):
            raise NotDone(
                "Không hoàn tác được: có đường liên kết đã theo một việc kế tục ghi sau. Hoàn tác việc ấy trước."
            )
        for name in STATE:
            setattr(link, name, was[name])
        # Whoever revoked it by hand since meant it.
        if link.revoked_why:
            link.revoked_at, link.revoked_why = None, ""
        link.save()
        LinkUse.objects.create(link=link, act=LinkAct.FOLLOW, words=told, at=at)
    if done := written_for(memo["parts_made"]):
        raise NotDone(f"Không hoàn tác được: phần của cơ quan kế tục đã có {', '.join(done)}.")
    Part.objects.filter(pk__in=memo["parts_made"]).delete()


LINKS = Follower(_moves, _follow, _undo)
