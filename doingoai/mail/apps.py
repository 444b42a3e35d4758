"""Plug-in of the room."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox, and notices to people."""

    name = "doingoai.mail"
    verbose_name = "Thư và thông báo"
