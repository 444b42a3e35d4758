"""Sign-in and change of password, in the office's words and without placeholders."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.utils.translation import gettext_lazy as _


def _plain(fields: dict[str, Any]) -> None:
    """Take placeholder words away: a label is above every field."""
    for field in fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Sign-in name or e-mail")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)
        _plain(self.fields)


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The password there was, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = ""
        self.fields["password2"].label = _("New password, once more")
        _plain(self.fields)
