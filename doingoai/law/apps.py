"""Plug-in of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LawConfig(AppConfig):
    """By which rule, by when: dated rules, holidays, clocks."""

    name = "doingoai.law"
    verbose_name = "Quy định"

    def ready(self) -> None:
        """Hang the rules in the rail for everybody who works here."""
        from doingoai.law.views import is_staff
        from doingoai.shell.registry import NavEntry, register_nav

        register_nav(NavEntry(_("House"), 890, "file", _("Rules"), "law:rules", shown=is_staff))
