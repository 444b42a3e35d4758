"""Key links: made for one officer, mailed, revoked."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from doingoai.agencies.models import Agency
from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.dates import office
from doingoai.jobs.domain import PROVINCE
from doingoai.law.domain import midnight_after
from doingoai.mail.actions import send
from doingoai.mail.queries import outbox
from doingoai.plan.domain import rights
from doingoai.plan.domain.links import LETTERS, LONGEST_DAYS, NAME, PRINTED_WITHIN, Key, NotALink
from doingoai.plan.domain.states import SETTLED
from doingoai.plan.models import KeyLink, Part, Task, Tracking
from doingoai.plan.queries.links import LETTER, address_of, key_from

NOT_YOURS = "Chỉ điều phối viên hoặc người đứng đầu cơ quan tạo và thu hồi được đường liên kết của cơ quan."


@dataclass(frozen=True)
class Asked:
    """What is asked of an agency through a link, of whom, until when, and whom they may ask back.

    `in_print` where the key goes out in a letter on paper, which is written after the link is made.
    """

    agency: Agency
    purpose: str
    name: str
    post: str
    email: str
    telephone: str
    last_day: date
    due_on: date | None = None
    task: Task | None = None
    part: Part | None = None
    max_uses: int | None = None
    in_print: bool = False


@dataclass(frozen=True)
class Made:
    """A new link with its key, which is nowhere else."""

    link: KeyLink
    key: Key

    @property
    def address(self) -> str:
        """Where the key opens."""
        return address_of(self.key.text)


@transaction.atomic
def make_link(asked: Asked, *, by: Actor, at: datetime) -> Made:
    """Make a key to one task or one part; it is mailed where an address is given, and shown to who made it, once.

    :raises NotAllowed: if the person neither coordinates nor heads the agency
    :raises NotALink: if the agency has no share in the task, the part is handed in, or the days make no sense
    """
    if not rights.may_make_link(by, asked.agency.slug):
        raise rights.NotAllowed(NOT_YOURS)
    _check(asked, at)
    name = "".join(secrets.choice(LETTERS) for _ in range(NAME))
    seed = secrets.token_urlsafe(32)
    key = key_from(name, seed)
    link = KeyLink.objects.create(
        name=name,
        sha256=key.sha256,
        seed=seed if asked.email or asked.in_print else "",
        agency=asked.agency,
        task=asked.task,
        part=asked.part,
        purpose=asked.purpose.strip(),
        due_on=asked.due_on,
        holder_name=asked.name.strip(),
        holder_post=asked.post.strip(),
        holder_email=asked.email,
        telephone=asked.telephone.strip(),
        made_by=by.person,
        made_for=by.agency,
        made_at=at,
        expires_at=midnight_after(asked.last_day),
        max_uses=asked.max_uses,
    )
    record(by.person, "make_link", link, at=at, agency=asked.agency.slug, summary=str(link))
    if asked.email:
        subject = f"Đường liên kết: {link.purpose}"
        send(asked.email, subject=subject, body=_letter(link), at=at, key=LETTER.format(link.pk))
    return Made(link, key)


def _check(asked: Asked, at: datetime) -> None:
    if (asked.task is None) == (asked.part is None):
        raise NotALink("Chọn một nhiệm vụ hoặc một phần báo cáo.")
    if asked.part is not None and (asked.part.agency_id != asked.agency.pk or asked.part.state in SETTLED):
        raise NotALink("Phần này đã nộp, hoặc không phải của cơ quan này. Chọn phần khác.")
    shares = Tracking.objects.filter(party__task=asked.task, agency=asked.agency, valid_to=None)
    if asked.task and not shares.exists():
        raise NotALink("Cơ quan này không có phần việc trong nhiệm vụ. Chọn nhiệm vụ khác.")
    today = at.astimezone(PROVINCE).date()
    if not today <= asked.last_day <= today + timedelta(days=LONGEST_DAYS):
        last = office(today + timedelta(days=LONGEST_DAYS))
        raise NotALink(f"Ngày hết hạn phải từ hôm nay đến {last}.")


def _letter(link: KeyLink) -> str:
    """The letter, with a mark where the key comes in as it leaves."""
    lines = [
        f"Kính gửi {link.holder_name}, {link.holder_post}, {link.agency.name}.",
        f"{link.made_for.name} đề nghị: {link.purpose}.",
        *([f"Hạn: ngày {office(link.due_on)}."] if link.due_on else []),
        "Mở địa chỉ sau trên điện thoại hoặc máy tính để ghi và gửi, không cần tài khoản:",
        address_of(f"{{key:{link.name}}}"),
        f"Đường liên kết dành riêng cho người nhận thư này, mở đến hết {office(link.last_day)}. Không chuyển tiếp.",
        "Không ghi nội dung, không gửi tài liệu thuộc bí mật nhà nước.",
        f"Người hỏi: {link.made_by.name}, điện thoại {link.telephone}.",
    ]
    return "\n\n".join(lines)


@transaction.atomic
def revoke_link(link: KeyLink, *, by: Actor, at: datetime) -> None:
    """Shut the link at once; what came through it stays.

    :raises NotAllowed: if the person neither coordinates nor heads the agency
    """
    if not rights.may_make_link(by, link.agency.slug):
        raise rights.NotAllowed(NOT_YOURS)
    link = KeyLink.objects.select_for_update(of=("self",)).select_related("agency").get(pk=link.pk)
    if link.revoked_at is not None:
        return
    link.revoked_at, link.revoked_by, link.seed = at, by.person, ""
    link.save(update_fields=["revoked_at", "revoked_by", "seed"])
    record(by.person, "revoke_link", link, at=at, agency=link.agency.slug, summary=str(link))


@transaction.atomic
def forget_seeds(*, by: None = None, at: datetime) -> int:
    """Forget what the keys of links are made from whose letters have left, or could be printed long enough; return how
    many they are."""
    waiting = set(outbox().filter(key__startswith=LETTER.format("")).values_list("key", flat=True))
    known = KeyLink.objects.exclude(seed="").filter(made_at__lt=at)
    known = known.exclude(holder_email="", made_at__gt=at - PRINTED_WITHIN)
    gone = [pk for pk in known.values_list("pk", flat=True) if LETTER.format(pk) not in waiting]
    return KeyLink.objects.filter(pk__in=gone).update(seed="")
