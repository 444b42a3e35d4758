"""What accounts tell of their factors and passwords, written on the record, which their own room lies below."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset, authenticator_used
from allauth.socialaccount.signals import social_account_added
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.accounts.queries import address_of
from doingoai.accounts.registry import session_ended
from doingoai.audit.actions import record
from doingoai.mail.actions import notify

FACTORS = {
    Authenticator.Type.TOTP: "ứng dụng lấy mã",
    Authenticator.Type.WEBAUTHN: "khóa truy cập",
    Authenticator.Type.RECOVERY_CODES: "mã dự phòng",
}


def _told(person: Person, verb: str, words: str, request: HttpRequest | None) -> None:
    """One line of the record: who, from which address."""
    after = {"address": address_of(request)} if request is not None else None
    record(person, verb, person, at=timezone.localtime(), summary=words, after=after)


def _warn(person: Person, subject: str) -> None:
    """Tell the person what happened to their account, for it may not have been they."""
    at = timezone.localtime()
    body = "Nếu không tự làm việc này, báo ngay quản trị viên."
    notify(person, subject=subject, body=body, url="", at=at, key=f"accounts.{subject}:{at.isoformat()}")


@receiver(authenticator_added)
def factor_added(request: HttpRequest, user: Person, authenticator: Authenticator, **ignored: Any) -> None:
    """A second factor stands beside the password now."""
    _told(user, "add_second_factor", f"Thêm {FACTORS[authenticator.type]}", request)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _warn(user, f"Đã thêm {FACTORS[authenticator.type]} vào tài khoản")


@receiver(authenticator_removed)
def factor_removed(request: HttpRequest, user: Person, authenticator: Authenticator, **ignored: Any) -> None:
    """A second factor is gone."""
    _told(user, "remove_second_factor", f"Bỏ {FACTORS[authenticator.type]}", request)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _warn(user, f"Đã bỏ {FACTORS[authenticator.type]} khỏi tài khoản")


@receiver(authenticator_reset)
def codes_renewed(request: HttpRequest, user: Person, **ignored: Any) -> None:
    """The recovery codes are new ones."""
    _told(user, "renew_recovery_codes", "Làm mã dự phòng mới", request)


@receiver(authenticator_used)
def factor_used(request: HttpRequest, user: Person, authenticator: Authenticator, **ignored: Any) -> None:
    """A second factor was shown."""
    _told(user, "use_second_factor", f"Dùng {FACTORS[authenticator.type]}", request)


@receiver([password_changed, password_reset])
def password_chosen(request: HttpRequest, user: Person, **ignored: Any) -> None:
    """The person chose a new password."""
    _told(user, "change_password", "Đổi mật khẩu", request)
    _warn(user, "Đã đổi mật khẩu của tài khoản")


@receiver(session_ended)
def session_was_ended(request: HttpRequest, session: Any, **ignored: Any) -> None:
    """The person signed out on another machine."""
    _told(session.user, "end_session", f"Đăng xuất phiên ở địa chỉ {session.ip}", request)


@receiver(social_account_added)
def province_account_linked(request: HttpRequest, sociallogin: Any, **ignored: Any) -> None:
    """The province's own account opens this one from now on."""
    _told(sociallogin.user, "link_province_account", "Gắn tài khoản của tỉnh", request)
    _warn(sociallogin.user, "Đã gắn tài khoản của tỉnh")
