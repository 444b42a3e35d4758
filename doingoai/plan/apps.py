"""Plug-in of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Acts that open a door to somebody without an account, or that nobody can undo.
SENSITIVE = ("link_add", "link_revoke", "draft_issue", "amend_issue", "report_freeze", "estimate_approve")
# A file may come along: who one is is asked as the form opens, so that nothing typed is lost.
SENSITIVE_FROM_THE_START = ("estimate_allocate", "estimate_settle")


class PlanConfig(AppConfig):
    """The year plan: tasks, who leads, who helps, money, evidence, reports."""

    name = "doingoai.plan"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        """Hang menu, panels and years in the frame; vouch for files; offer what can be found; follow bodies."""
        from doingoai.agencies.registry import following
        from doingoai.documents.registry import register_reader
        from doingoai.law.registry import register_dependents
        from doingoai.plan.actions.followers import FOLLOWERS
        from doingoai.plan.views import panels
        from doingoai.plan.views.files import READERS
        from doingoai.plan.views.periods import depends
        from doingoai.shell.registry import (
            NavEntry,
            Panel,
            register_nav,
            register_panel,
            register_years,
        )

        register_nav(
            NavEntry("", 0, "desk", _("Desk"), "shell:home"),
            NavEntry("", 10, "plan", _("Plan of the year"), "plan:plans", shown=panels.is_staff),
            NavEntry("", 20, "report", _("Reports"), "plan:reports", shown=panels.is_staff),
        )
        register_panel(
            Panel("actions", 10, "plan/panels/act.html", panels.act),
            Panel("main", 10, "plan/panels/waiting.html", panels.waiting, css="plan/plan.css"),
            Panel("main", 15, "plan/panels/asked.html", panels.asked),
            Panel("main", 20, "plan/panels/terraces.html", panels.terraces, css="plan/plan.css"),
            Panel("aside", 20, "plan/panels/days.html", panels.days, css="plan/plan.css"),
            Panel("aside", 30, "plan/panels/newest.html", panels.newest, css="plan/plan.css"),
        )
        register_years(panels.years)
        for reader in READERS:
            register_reader(reader)
        self._ask_and_write()
        register_dependents(depends)
        following(FOLLOWERS)
        self._offer_what_can_be_found()
        self._say_what_is_on_record()

    def _offer_what_can_be_found(self) -> None:
        from doingoai.plan.queries import findable
        from doingoai.search.registry import register_source

        register_source(findable.TASK, label=_("Tasks"), rows=findable.tasks)
        register_source(findable.EVIDENCE, label=_("Evidence"), rows=findable.evidence)

    def _ask_and_write(self) -> None:
        """Say which acts ask again who one is; fill the letters, and tell the hours in which they leave."""
        from doingoai.accounts.registry import READS, WRITES, register_sensitive
        from doingoai.mail.registry import register_filler, register_hours
        from doingoai.plan.queries.links import fill
        from doingoai.plan.queries.reminders import at_work

        register_sensitive(*(f"plan:{act}" for act in SENSITIVE))
        register_sensitive(*(f"plan:{act}" for act in SENSITIVE_FROM_THE_START), methods=READS | WRITES)
        register_filler(fill)
        register_hours(at_work)

    def _say_what_is_on_record(self) -> None:
        from doingoai.audit import registry as audit

        audit.close("plan_snapshot")
        audit.watch("plan.spending", hidden=["token"])
        audit.watch("plan.keylink", hidden=["sha256", "seed"])
        leased = ["lease_until", "leased_by", "attempts", "not_before", "last_error", "page", "pages"]
        audit.watch("plan.papertoread", ignored=leased)
        why = "what the machine has reminded of by itself, so that it does not do so twice"
        audit.leave_out({"plan.reminder": why, "plan.reminderdigest": why})
