"""Sign-in, passwords, codes and keys, in the office's words and without placeholders."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.core import context
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from axes.handlers.proxy import AxesProxyHandler
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

HOW_LONG = _("At least 15 characters. Four or five words are easier to remember than signs.")


def _plain(fields: dict[str, Any]) -> None:
    """Take placeholder words away, for a label is above every field, and what the browser marks in its own tongue."""
    for field in fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


def _code(field: Any) -> None:
    """A code is digits; a telephone shows the keys for them."""
    field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        self.fields["login"].label = _("Sign-in name or e-mail")
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].label = _("Password")


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The password there was, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        once = self.user.must_change_password
        self.fields["oldpassword"].label = _("One-time password") if once else _("Current password")
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = HOW_LONG
        self.fields["password2"].label = _("New password, once more")

    def clean_password1(self) -> str:
        """A password other than the one there is: a one-time password does not become the person's own."""
        chosen = str(self.cleaned_data["password1"])
        if self.user.check_password(chosen):
            raise ValidationError(_("Choose another password than the one there is."), code="same")
        return chosen


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The password once more, before a sensitive act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        self.fields["password"].label = _("Password")


class LostPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The address that the account bears."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        self.fields["email"].label = _("E-mail address of the account")


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """A new password twice, by the link of a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = HOW_LONG
        self.fields["password2"].label = _("New password, once more")


class Lockable(factor.BaseAuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code that is not even looked at while the person is locked out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        _code(self.fields["code"])
        self.fields["code"].label = _("Code of the app")
        self.fields["code"].help_text = _("Six digits from the app, or one of the recovery codes.")

    def clean_code(self) -> str:
        """The code, if it is right.

        :raises ValidationError: if it is wrong, or the person is locked out
        """
        request, credentials = context.request, {"username": self.user.username}
        if not AxesProxyHandler.is_allowed(request, credentials):
            request.axes_locked_out, request.axes_credentials = True, credentials
            raise ValidationError(gettext("Too many failed login attempts. Try again later."))
        return str(super().clean_code())


class CodeForm(Lockable, factor.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The code at sign-in."""


class CodeAgainForm(Lockable, factor.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The code once more, before a sensitive act."""


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of an app, which shows that it has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        _code(self.fields["code"])
        self.fields["code"].label = _("Code that the app shows")


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey under a name, made by the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].help_text = _("Where it is, for instance: telephone, machine of the office.")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].initial = True
