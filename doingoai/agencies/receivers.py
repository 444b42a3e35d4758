"""What sign-in tells, written on the record; the room of accounts lies below the record and cannot write itself."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset, authenticator_used
from allauth.socialaccount.signals import social_account_added
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.accounts.queries import address_of, named_in
from doingoai.accounts.registry import session_ended
from doingoai.audit.actions import record
from doingoai.mail.actions import notify

FACTORS = {
    Authenticator.Type.TOTP: "ứng dụng lấy mã",
    Authenticator.Type.WEBAUTHN: "khóa truy cập",
    Authenticator.Type.RECOVERY_CODES: "mã dự phòng",
}


def _told(person: Person | None, verb: str, words: str, request: HttpRequest | None, *, named: str = "") -> None:
    """One line of the record: who, from which address."""
    obj: Model | tuple[str, str] = person or ("accounts.person", named)
    after = {"address": address_of(request)} if request is not None else None
    record(person, verb, obj, at=timezone.localtime(), summary=words, after=after, named=named)


def _warn(person: Person, subject: str) -> None:
    """Tell the person what happened to their account, for it may not have been they."""
    at = timezone.localtime()
    body = "Nếu không tự làm việc này, báo ngay quản trị viên."
    notify(person, subject=subject, body=body, url="", at=at, key=f"accounts.{subject}:{at.isoformat()}")


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Person, **ignored: Any) -> None:
    """Somebody came in."""
    _told(user, "sign_in", "Đăng nhập", request)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Person | None, **ignored: Any) -> None:
    """Somebody left, or their session came to its end."""
    if user is not None:
        _told(user, "sign_out", "Đăng xuất", request)


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], request: HttpRequest | None = None, **ignored: Any) -> None:
    """Somebody was not let in; the name tried is kept, the password never."""
    if request is not None:
        _told(None, "sign_in_refused", "Đăng nhập không được", request, named=named_in(request, credentials))


@receiver(user_locked_out)
def locked_out(request: HttpRequest, username: str, **ignored: Any) -> None:
    """A name was tried too often."""
    _told(None, "lock_sign_in", "Tạm khóa đăng nhập vì sai quá nhiều lần", request, named=username)


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
