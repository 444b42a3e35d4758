"""Plug-in of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpsConfig(AppConfig):
    """Health, the running processes, demo content."""

    name = "doingoai.ops"
    verbose_name = "Vận hành"

    def ready(self) -> None:
        """Hang the record in the rail for those who may read it; offer the lower rooms to the search; look at mail."""
        from doingoai.audit.registry import register_words, sensitive
        from doingoai.documents.domain.guard import why_held
        from doingoai.mail.registry import register_look
        from doingoai.ops import findable
        from doingoai.ops.views import may_read_history
        from doingoai.ops.words import SENSITIVE, kind_name, verb_name
        from doingoai.ops.words.columns import COLUMNS
        from doingoai.ops.words.values import value_name
        from doingoai.shell.registry import NavEntry, register_nav

        register_nav(
            NavEntry(_("House"), 900, "log", _("Record of acts"), "ops:history", shown=may_read_history),
        )
        findable.register()
        register_words(verb_name, kind_name, COLUMNS, value_name)
        sensitive(SENSITIVE)
        register_look(why_held)
