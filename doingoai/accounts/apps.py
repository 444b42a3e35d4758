"""Plug-in of the room."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The person who signs in, and how."""

    name = "doingoai.accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        """Listen to allauth; say which acts of the room ask again who one is."""
        from doingoai.accounts.registry import register_sensitive

        import_module("doingoai.accounts.receivers")
        register_sensitive("account_end_session", "account_end_others", "mfa_remove_webauthn")
