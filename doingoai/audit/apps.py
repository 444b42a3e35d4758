"""Plug-in of the room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was done, by whom, on a record that only grows."""

    name = "doingoai.audit"
    verbose_name = "Nhật ký"
