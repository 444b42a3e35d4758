"""Make accounts, give and end roles."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from doingoai.accounts import actions as accounts
from doingoai.accounts.models import Person
from doingoai.agencies.domain import GRANTERS, NewPerson, Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.queries import Actor, is_alone, keepers
from doingoai.audit.actions import record
from doingoai.dates import office
from doingoai.mail.actions import notify

SPOKEN = {
    Role.COORDINATOR: "điều phối viên",
    Role.EDITOR: "cán bộ",
    Role.HEAD: "thủ trưởng",
    Role.FINANCE: "tài chính",
    Role.LEADER: "lãnh đạo tỉnh",
    Role.VIEWER: "người xem",
    Role.ADMINISTRATOR: "quản trị viên",
}


class MayNotGrant(Exception):
    """Accounts and roles are given by the coordinator or an administrator."""

    def __init__(self) -> None:
        super().__init__("Chỉ điều phối viên hoặc quản trị viên cấp tài khoản, giao và kết thúc vai trò.")


class MayNotReset(Exception):
    """Second factors are reset, and names unlocked, by an administrator."""

    def __init__(self) -> None:
        super().__init__("Chỉ quản trị viên đặt lại lớp xác thực thứ hai và mở khóa đăng nhập.")


class NotDone(Exception):
    """The act would leave accounts or roles as they must not be; the message says in Vietnamese what to do first."""


class OwnAccount(NotDone):
    """Nobody raises their own rights, nor closes the door behind themselves."""


class LastKeeper(NotDone):
    """The last coordinator, or the last administrator, would be gone."""

    def __init__(self, role: Role) -> None:
        super().__init__(
            f"Đây là {SPOKEN[role]} cuối cùng. Giao vai trò {SPOKEN[role]} cho một người khác trước, rồi làm lại."
        )


@dataclass(frozen=True)
class Welcome:
    """A new account and its one-time password, which nothing else keeps."""

    person: Person
    password: str


@transaction.atomic
def add_person(
    new: NewPerson, *, agency: Agency | None = None, role: Role | None = None, by: Actor | None, at: datetime
) -> Welcome:
    """Make an account with a one-time password and, where they are told, a role at an agency.

    `by` is None at the command line, where whoever runs the machine acts.

    :raises MayNotGrant: if the giver is neither coordinator nor administrator
    :raises NameTaken: if the sign-in name is in use
    :raises EmailTaken: if the e-mail address is in use
    """
    _permit(by)
    person = accounts.create_person(new.username, name=new.name, email=new.email, at=at)
    record(_who(by), "add_person", person, at=at, agency=_whose(by), summary=f"Cấp tài khoản cho {_told(person)}")
    if agency and role:
        grant_role(person, agency, role, by=by, at=at)
    return Welcome(person, accounts.give_one_time_password(person))


@transaction.atomic
def correct_person(person: Person, *, name: str, email: str, by: Actor | None, at: datetime) -> None:
    """Write the person's name and e-mail address anew, for they were mistyped or have changed.

    :raises MayNotGrant: if who corrects is neither coordinator nor administrator
    :raises EmailTaken: if the e-mail address is in use by somebody else
    """
    _permit(by)
    before = {"name": person.name, "email": person.email}
    accounts.correct_person(person, name=name, email=email)
    told, after = f"Sửa họ tên, thư của {_told(person)}", {"name": name, "email": email}
    record(_who(by), "correct_person", person, at=at, agency=_whose(by), summary=told, before=before, after=after)


@transaction.atomic
def grant_role(person: Person, agency: Agency, role: Role, *, by: Actor | None, at: datetime) -> RoleGrant:
    """Give the person a role at the agency from today; a role already held stays as it is, without an end.

    `by` is None where the installation makes its first coordinator, and at the command line.

    :raises MayNotGrant: if the giver is neither coordinator nor administrator
    :raises OwnAccount: if they give it to themselves, unless they hold both and nobody else could give it
    """
    _permit(by)
    if by is not None and by.person == person and not is_alone(by):
        raise OwnAccount("Không ai tự giao vai trò cho mình. Nhờ điều phối viên hoặc quản trị viên khác giao.")
    holding = RoleGrant.objects.on(at.date()).filter(person=person, agency=agency, role=role)
    held = holding.order_by(F("valid_to").desc(nulls_first=True)).first()
    if held is not None and held.valid_to is None:
        return held
    grant = held or RoleGrant(
        person=person, agency=agency, role=role, valid_from=at.date(), granted_by=by.person if by else None
    )
    grant.valid_to = None
    grant.save()
    told, after = f"Giao vai trò {_given(grant)} cho {person}", {"role": role.value}
    record(_who(by), "grant_role", person, at=at, agency=agency.slug, summary=told, after=after)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, on: date | None = None, by: Actor | None, at: datetime) -> None:
    """End the role: the day before counts as its last, or the day given.

    :raises MayNotGrant: if the person is neither coordinator nor administrator
    :raises LastKeeper: if nobody else holds the role and it is one that the house cannot do without
    :raises NotDone: if it has ended already, or would end before it began
    """
    _permit(by)
    last = on or at.date() - timedelta(days=1)
    if grant.valid_to and grant.valid_to < at.date():
        raise NotDone(f"Vai trò này đã kết thúc ngày {office(grant.valid_to)}.")
    if on and grant.valid_from and on < grant.valid_from:
        raise NotDone(f"Ngày cuối không trước ngày giao vai trò ({office(grant.valid_from)}). Ghi lại ngày.")
    _keep_one(Role(grant.role), pk=grant.pk)
    if grant.valid_from and last < grant.valid_from:
        # Given and ended within a day: it never held.
        grant.valid_from = last
    grant.valid_to = last
    grant.save(update_fields=["valid_from", "valid_to"])
    record(
        _who(by),
        "end_role",
        grant.person,
        at=at,
        agency=grant.agency.slug,
        summary=f"Kết thúc vai trò {_given(grant)} của {grant.person}, ngày cuối {office(last)}",
        before={"role": grant.role},
        after={"role": grant.role, "valid_to": last},
    )


@transaction.atomic
def renew_password(person: Person, *, by: Actor | None, at: datetime) -> str:
    """Give the person a new one-time password and sign them out everywhere; a notice tells them who did it.

    :raises MayNotGrant: if the giver is neither coordinator nor administrator
    :raises OwnAccount: if it is their own, for that would spare them the password they have
    :raises NotDone: if the account is closed
    """
    _permit(by)
    if by is not None and by.person == person:
        raise OwnAccount("Mật khẩu của chính mình thì đổi ở mục Đổi mật khẩu, trong bảng mở từ tên người dùng.")
    if not person.is_active:
        raise NotDone("Tài khoản đang khóa. Mở lại tài khoản trước, rồi cấp mật khẩu.")
    password = accounts.give_one_time_password(person)
    told = f"Cấp mật khẩu dùng một lần mới cho {_told(person)}"
    record(_who(by), "renew_password", person, at=at, agency=_whose(by), summary=told)
    giver = by.person.name if by else "người vận hành máy chủ"
    notify(
        person,
        subject="Đã cấp mật khẩu dùng một lần mới",
        body=f"Người cấp: {giver}. Nếu không nhờ cấp, báo ngay điều phối viên hoặc quản trị viên khác.",
        url="",
        at=at,
        key=f"agencies.renew_password:{at.isoformat()}",
    )
    return password


@transaction.atomic
def reset_second_factor(person: Person, *, reason: str, by: Actor | None, at: datetime) -> None:
    """Take every second factor of the person away, for the telephone is lost; they are told, and set up a new one.

    :raises MayNotReset: if who resets is not an administrator
    :raises OwnAccount: if it is their own
    """
    if by is not None and not by.may_reset:
        raise MayNotReset
    if by is not None and by.person == person:
        raise OwnAccount("Không ai tự đặt lại lớp xác thực của mình. Nhờ quản trị viên khác, hoặc dùng mã dự phòng.")
    accounts.take_second_factors(person)
    told = f"Đặt lại lớp xác thực thứ hai của {_told(person)}"
    record(_who(by), "reset_second_factor", person, at=at, agency=_whose(by), summary=told, reason=reason)
    giver = by.person.name if by else "người vận hành máy chủ"
    notify(
        person,
        subject="Đã đặt lại lớp xác thực thứ hai",
        body=f"Người làm: {giver}. Lý do: {reason} Nếu không nhờ làm việc này, báo ngay quản trị viên khác.",
        url="",
        at=at,
        key=f"agencies.reset_second_factor:{at.isoformat()}",
    )


@transaction.atomic
def unlock(username: str, *, by: Actor | None, at: datetime) -> None:
    """Let a name that was locked after wrong passwords or codes be tried again at once.

    :raises MayNotReset: if who unlocks is not an administrator
    """
    if by is not None and not by.may_reset:
        raise MayNotReset
    if accounts.unlock(username):
        told = f"Mở khóa đăng nhập cho {username}"
        record(_who(by), "unlock_sign_in", ("accounts.person", username), at=at, agency=_whose(by), summary=told)


@transaction.atomic
def close_account(person: Person, *, reason: str, by: Actor | None, at: datetime) -> None:
    """Let the person in no more; their roles stay, and hold again if the account is opened again.

    :raises MayNotGrant: if the person is neither coordinator nor administrator
    :raises OwnAccount: if it is their own
    :raises LastKeeper: if nobody else holds a role that the house cannot do without
    """
    _permit(by)
    if by is not None and by.person == person:
        raise OwnAccount("Không ai tự khóa tài khoản của mình. Nhờ điều phối viên hoặc quản trị viên khác khóa.")
    for role in sorted(GRANTERS):
        _keep_one(role, person=person)
    accounts.close_account(person)
    told = f"Khóa tài khoản của {_told(person)}"
    record(_who(by), "close_account", person, at=at, agency=_whose(by), summary=told, reason=reason)


@transaction.atomic
def reopen_account(person: Person, *, by: Actor | None, at: datetime) -> None:
    """Let the person in again, with the password and the roles they had.

    :raises MayNotGrant: if the person is neither coordinator nor administrator
    """
    _permit(by)
    accounts.reopen_account(person)
    told = f"Mở lại tài khoản của {_told(person)}"
    record(_who(by), "reopen_account", person, at=at, agency=_whose(by), summary=told)


def _permit(by: Actor | None) -> None:
    if by is not None and not by.may_grant:
        raise MayNotGrant


def _keep_one(role: Role, **going: object) -> None:
    """Refuse to let the last grant go that the house cannot do without."""
    held = keepers(role)
    if role in GRANTERS and held.filter(**going).exists() and not held.exclude(**going).exists():
        raise LastKeeper(role)


def _who(by: Actor | None) -> Person | None:
    return by.person if by else None


def _whose(by: Actor | None) -> str:
    return by.agency.slug if by else ""


def _told(person: Person) -> str:
    return f"{person} ({person.username})"


def _given(grant: RoleGrant) -> str:
    return f"{SPOKEN[Role(grant.role)]} ở {grant.agency.short}"
