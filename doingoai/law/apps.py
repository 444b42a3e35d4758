"""Plug-in of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LawConfig(AppConfig):
    """By which rule, by when: dated rules, holidays, clocks."""

    name = "doingoai.law"
    verbose_name = "Quy định"

    def ready(self) -> None:
        """Hang the rules, the days off and the terms in the rail for everybody who works here."""
        from doingoai.agencies.views.desk import is_staff
        from doingoai.audit.registry import leave_out
        from doingoai.shell.registry import NavEntry, register_nav

        register_nav(
            NavEntry("", 25, "clock", _("Terms"), "law:clocks", shown=is_staff),
            NavEntry(_("House"), 890, "file", _("Rules"), "law:rules", shown=is_staff),
            NavEntry(_("House"), 891, "cal", _("Holidays"), "law:holidays_now", shown=is_staff),
        )
        leave_out({"law.calendarversion": "a mark that changes with the days off, which are on record themselves"})
