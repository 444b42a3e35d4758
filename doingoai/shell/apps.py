"""Plug-in of the room."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The frame every page hangs in: templates, tokens, components, navigation."""

    name = "doingoai.shell"
    verbose_name = "Khung"
