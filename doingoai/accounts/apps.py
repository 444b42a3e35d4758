"""Plug-in of the room."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The person who signs in, and how."""

    name = "doingoai.accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        """Listen to allauth."""
        import_module("doingoai.accounts.receivers")
