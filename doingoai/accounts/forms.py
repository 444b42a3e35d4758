"""Sign-in and change of password, in the office's words and without placeholders."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.utils.translation import gettext_lazy as _


def _plain(fields: dict[str, Any]) -> None:
    """Take placeholder words away, for a label is above every field, and what the browser marks in its own tongue."""
    for field in fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


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
        self.fields["password1"].help_text = _(
            "At least 15 characters. Four or five words are easier to remember than signs."
        )
        self.fields["password2"].label = _("New password, once more")
