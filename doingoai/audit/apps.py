"""Plug-in of the room."""

import sys
from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

COMMANDS = {"doingoai", "manage.py"}


class AuditConfig(AppConfig):
    """What was done, by whom, on a record that only grows."""

    name = "doingoai.audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        """Say what is captured of the rooms below and of the libraries; listen to the database and the door."""
        from doingoai.audit import registry
        from doingoai.audit.triggers.whose import begin_process

        import_module("doingoai.audit.receivers")
        called = Path(sys.argv[0])
        if len(sys.argv) > 1 and (called.name in COMMANDS or called.match("doingoai/__main__.py")):
            begin_process(f"command {sys.argv[1]}")
        for table in ("audit_entry", "audit_access", "audit_value"):
            registry.close(table, erasable=True)
        registry.close("audit_link")
        registry.watch("audit.entry", only_grows=True)
        registry.watch("audit.access", only_grows=True)
        # When somebody last came in stands among the accesses.
        registry.watch("accounts.person", hidden=["password"], ignored=["last_login"])
        registry.watch("account.emailaddress")
        registry.watch("mfa.authenticator", hidden=["data"], ignored=["last_used_at"])
        registry.watch("socialaccount.socialaccount", hidden=["extra_data"], ignored=["last_login"])
        registry.leave_out(
            {
                "audit.link": "the chain itself",
                "audit.value": "the chain's own values",
                "jobs.firing": "the machine's clock: a row a minute that means nothing to people",
                "jobs.beat": "signs of life of the processes",
                "sessions.session": "who is signed in now; coming and going stand among the accesses",
                "contenttypes.contenttype": "Django's list of its own tables",
                "auth.permission": "Django's list of rights, which the house does not use",
                "auth.group": "Django's groups, which the house does not use",
                "auth.group_permissions": "Django's groups, which the house does not use",
                "usersessions.usersession": "who is signed in now and where; coming and going stand among the accesses",
                "socialaccount.socialapp": "other houses' keys; the house names its one issuer in the settings",
                "socialaccount.socialtoken": "tokens of other houses, which this one does not keep",
                "axes.accessattempt": "counts of wrong passwords; each refusal stands among the accesses",
                "axes.accessattemptexpiration": "counts of wrong passwords; each refusal stands among the accesses",
                "axes.accesslog": "counts of wrong passwords; the log of them is off",
                "axes.accessfailurelog": "counts of wrong passwords; the log of them is off",
                "account.emailconfirmation": "keys of letters that the house does not send",
                "django_tasks_database.dbtaskresult": "the worker's queue; what a task does is captured",
            }
        )
