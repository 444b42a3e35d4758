"""Plug-in of the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The person who signs in, and how."""

    name = "doingoai.accounts"
    verbose_name = "Tài khoản"
