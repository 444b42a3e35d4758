"""Key links: which one a key opens, what stands behind it, and who made which."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.queries import Actor
from doingoai.plan.domain.links import NAME, PRINTED_WITHIN, SECRET, WRITES, Key, is_open, letters
from doingoai.plan.domain.rights import may_make_link
from doingoai.plan.domain.states import SETTLED
from doingoai.plan.models import Evidence, KeyLink, Part, Plan, SignedCopy, Task

SALT = "doingoai.plan.keylink"
IN_A_LETTER = re.compile(rf"\{{key:([0-9a-z]{{{NAME}}})\}}")
LETTER = "key-link:{}"
NEWEST = 50
# What cannot be any key's hash: compared with where no link bears the name, so that it takes as long.
NO_HASH = "-" * 64


def key_from(name: str, seed: str) -> Key:
    """The key that the seed makes, by the house's own signing key: without either it cannot be made again."""
    return Key(name, letters(salted_hmac(SALT, f"{name}:{seed}", algorithm="sha256").digest(), SECRET))


def address_of(key: str) -> str:
    """The whole address of a key."""
    return f"{settings.BASE_URL}{reverse('plan:key', args=['KEY'])}".replace("KEY", key)


def printed_until(link: KeyLink) -> datetime | None:
    """Until when the key may be printed in its letter; None where nothing can make it again."""
    return link.made_at + PRINTED_WITHIN if link.seed and not link.holder_email else None


def printed_address(link: KeyLink | None, *, by: Person, at: datetime) -> str:
    """What the letter prints: the address of the key, for who made it and while it may be printed; or nothing."""
    until = printed_until(link) if link else None
    if link is None or until is None or at >= until or link.made_by_id != by.pk:
        return ""
    return address_of(key_from(link.name, link.seed).text)


def fill(key: str, body: str) -> str:
    """The letter of a link with its key in it; any other letter, and any other link's mark, as it is."""
    found = IN_A_LETTER.search(body)
    link = KeyLink.objects.filter(name=found[1]).exclude(seed="").first() if found else None
    if found is None or link is None or key != LETTER.format(link.pk):
        return body
    return body.replace(found[0], key_from(link.name, link.seed).text)


def _links() -> QuerySet[KeyLink]:
    """Links with all that their pages speak of."""
    rows = KeyLink.objects.select_related(
        "agency",
        "made_of",
        "made_by",
        "made_for",
        "task__plan",
        "part__agency",
        "part__report__period__plan",
        "part__drafted_via",
        "part__drafted_by",
        "part__sent_via",
        "part__confirmed_by",
    )
    # A plan's whole paper would come along with each row.
    papers = ("task__plan", "part__report__period__plan")
    return rows.defer(*(f"{plan}__{field}" for plan in papers for field in ("reading", "lines")))


def link_of(key: Key) -> tuple[KeyLink | None, bool]:
    """The link that bears the key's name, and whether the key is its own."""
    link = _links().filter(name=key.name).first()
    return link, key.opens(link.sha256 if link else NO_HASH)


def plan_of_link(link: KeyLink) -> Plan:
    """The plan that the link's task or part belongs to."""
    if link.part is not None:
        return link.part.report.period.plan
    assert link.task is not None  # noqa: S101  # the table's own constraint
    return link.task.plan


def tasks_behind(link: KeyLink) -> QuerySet[Task]:
    """The tasks for which work may be recorded: the link's own, or those in which the agency has a share.

    An agency that the plan names only in its part on organisation may choose any.
    """
    tasks = Task.objects.filter(plan=plan_of_link(link))
    if link.task_id is not None:
        return tasks.filter(pk=link.task_id)
    shared = tasks.filter(parties__tracking__agency=link.agency).distinct()
    return shared if shared.exists() else tasks


def recorded(link: KeyLink) -> QuerySet[Evidence]:
    """What the agency has recorded for the tasks behind the link, newest first.

    Of a part that is what lies within its days, and whatever came through this very link. What the body recorded for
    which the link was made is among it, where that has gone over into the agency since.
    """
    bodies = [link.agency_id, *([link.made_of_id] if link.made_of_id else [])]
    rows = Evidence.objects.standing().filter(agency__in=bodies, task__plan=plan_of_link(link))
    if link.task_id is not None:
        rows = rows.filter(task=link.task_id)
    else:
        assert link.part is not None  # noqa: S101  # the table's own constraint
        period = link.part.report.period
        rows = rows.filter(Q(done_on__gte=period.starts_on, done_on__lte=period.data_close) | Q(via=link))
    return rows.select_related("task", "measure", "file").order_by("-done_on", "-id")


def is_outside(link: KeyLink, done_on: date) -> bool:
    """Whether work of the day is left out of the report for which the link was made."""
    if link.part is None:
        return False
    period = link.part.report.period
    return not period.starts_on <= done_on <= period.data_close


def coordinators(on: date) -> list[str]:
    """The names of the bodies that coordinate on the day: whom to ask for a key."""
    grants = RoleGrant.objects.on(on).filter(role=Role.COORDINATOR, person__is_active=True)
    return list(Agency.objects.filter(pk__in=grants.values("agency")).values_list("name", flat=True))


@dataclass(frozen=True)
class LinkLine:
    """A link in the list, and how it stands."""

    link: KeyLink
    is_open: bool
    uses: int


def _of(year: int) -> Q:
    return Q(task__plan__year=year) | Q(part__report__period__plan__year=year)


def links_of(year: int, actor: Actor, *, at: datetime) -> list[LinkLine]:
    """The links of the year's plan that the person may see: all, or their own agency's; one query."""
    rows = _links().filter(_of(year)).annotate(n=Count("uses", filter=Q(uses__act__in=WRITES)))
    if not actor.is_coordinator:
        rows = rows.filter(agency=actor.agency)
    return [LinkLine(link, stands_open(link, at), vars(link)["n"]) for link in rows]


def stands_open(link: KeyLink, at: datetime) -> bool:
    """Whether the link opens at the moment."""
    return is_open(
        expires_at=link.expires_at,
        is_revoked=link.revoked_at is not None,
        uses=link.writes,
        max_uses=link.max_uses,
        at=at,
    )


def may_write(link: KeyLink) -> bool:
    """Whether something may still be written: a part that is handed in takes nothing more."""
    return link.part is None or link.part.state not in SETTLED


def link_for_desk(year: int, pk: int) -> KeyLink | None:
    """The link of this number, if it belongs to the year's plan."""
    return _links().filter(_of(year), pk=pk).first()


def last_telephone(person: Person) -> str:
    """The number that the person gave last, so that it need not be typed again."""
    last = KeyLink.objects.filter(made_by=person).first()
    return last.telephone if last else ""


@dataclass(frozen=True)
class Subject:
    """What a link is to be made for: a task or a part; of which agencies; what is asked, by when."""

    purpose: str
    due_on: date | None
    slugs: tuple[str, ...]
    task: Task | None = None
    part: Part | None = None

    @classmethod
    def of_task(cls, task: Task, slug: str = "") -> "Subject":
        """A task, of one of the agencies that have a share in it."""
        shares = Agency.objects.filter(tracking__party__task=task, tracking__valid_to=None)
        due = task.due_before - timedelta(days=1) if task.due_before else task.ends_on
        slugs = tuple(each for each in shares.values_list("slug", flat=True).distinct() if slug in ("", each))
        return cls(f"ghi kết quả nhiệm vụ {task.number}, {task.brief}"[:300], due, slugs, task=task)

    @classmethod
    def of_part(cls, part: Part) -> "Subject":
        """A part, of its agency."""
        period = part.report.period
        purpose = f"báo cáo kết quả công tác thông tin đối ngoại {period.name}"
        return cls(purpose, period.agencies_due, (part.agency.slug,), part=part)

    def agencies(self, actor: Actor) -> QuerySet[Agency]:
        """The agencies for which the person may make the link."""
        may = [slug for slug in self.slugs if may_make_link(actor, slug)]
        return Agency.objects.filter(slug__in=may)


def written_for(parts: Collection[int]) -> list[str]:
    """What hangs on parts that would go with them, in words: links made to them, signed papers."""
    links = KeyLink.objects.filter(part__in=parts, made_of=None).count()
    papers = SignedCopy.objects.filter(part__in=parts).count()
    told = ((links, "đường liên kết đã tạo"), (papers, "bản ký đã nộp"))
    return [f"{count} {words}" for count, words in told if count]
