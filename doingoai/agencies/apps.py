"""Plug-in of the room."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Acts that open or close doors for others.
SENSITIVE = (
    *("add_person", "correct_person", "grant", "end_role", "renew_password", "close_account", "reopen_account"),
    *("reset_second_factor", "unlock", "add_spokesperson", "end_spokesperson"),
)


class AgenciesConfig(AppConfig):
    """Who: bodies, groups, roles, all dated."""

    name = "doingoai.agencies"
    verbose_name = "Cơ quan"

    def ready(self) -> None:
        """Hang the directory in the rail, and the choice of agency in the person's menu; let people follow bodies."""
        from doingoai.accounts.registry import register_names, register_second_factor, register_sensitive
        from doingoai.agencies.actions.following import FOCAL, GROUPS, PEOPLE, SPEAKERS
        from doingoai.agencies.queries import names
        from doingoai.agencies.registry import following
        from doingoai.agencies.views.bodies import seats
        from doingoai.agencies.views.desk import is_staff, needs_second_factor
        from doingoai.shell.registry import NavEntry, register_nav, register_seats

        register_nav(NavEntry(_("House"), 800, "people", _("Agencies, people"), "agencies:index", shown=is_staff))
        register_seats("agencies:choose", seats)
        register_names(names)
        register_second_factor(needs_second_factor)
        register_sensitive(*(f"agencies:{act}" for act in SENSITIVE))
        import_module("doingoai.agencies.receivers")
        following(
            {
                "agencies.people": PEOPLE,
                "agencies.groups": GROUPS,
                "agencies.focal": FOCAL,
                "agencies.speakers": SPEAKERS,
            }
        )
