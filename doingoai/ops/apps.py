"""Plug-in of the room."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Health, the running processes, demo content."""

    name = "doingoai.ops"
    verbose_name = "Vận hành"
