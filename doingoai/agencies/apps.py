"""Plug-in of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """Who: bodies, groups, roles, all dated."""

    name = "doingoai.agencies"
    verbose_name = "Cơ quan"

    def ready(self) -> None:
        """Hang the directory in the rail, and the choice of agency in the person's menu; let people follow bodies."""
        from doingoai.agencies.actions.following import FOCAL, GROUPS, PEOPLE
        from doingoai.agencies.registry import following
        from doingoai.agencies.views.bodies import seats
        from doingoai.agencies.views.desk import is_staff
        from doingoai.shell.registry import NavEntry, register_nav, register_seats

        register_nav(NavEntry(_("House"), 800, "people", _("Agencies, people"), "agencies:index", shown=is_staff))
        register_seats("agencies:choose", seats)
        following({"agencies.people": PEOPLE, "agencies.groups": GROUPS, "agencies.focal": FOCAL})
