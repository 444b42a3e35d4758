"""Plug-in of the room."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class ShellConfig(AppConfig):
    """The frame every page hangs in: templates, tokens, components, navigation."""

    name = "doingoai.shell"
    verbose_name = "Khung"

    def ready(self) -> None:
        """Teach each connection the order of Vietnamese names."""
        from doingoai.shell.ordering import teach

        connection_created.connect(teach, dispatch_uid="shell.ordering")
