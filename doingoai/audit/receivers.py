"""What the record does when Django tells of something: a connection, a migration, a task, somebody at the door."""

from collections.abc import Callable
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Q
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResult
from django_tasks.signals import task_finished, task_started

from doingoai.accounts.models import Person
from doingoai.audit.actions import watch
from doingoai.audit.actions.access import note
from doingoai.audit.models import Access
from doingoai.audit.triggers import postgresql, sqlite
from doingoai.audit.triggers.whose import Whose, also, begin_process, whose

Execute = Callable[..., Any]


@receiver(connection_created)
def teach_the_connection(connection: BaseDatabaseWrapper, **ignored: Any) -> None:
    """Every connection of the product can tell the triggers who acts; no other can."""
    if connection.vendor == "sqlite":
        sqlite.teach(connection.connection)
    elif not any(isinstance(wrapper, Teller) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.append(Teller(connection))


class Teller:
    """Tells PostgreSQL who acts, before the first statement of a transaction that is no mere look."""

    LOOKS = ("SELECT", "SAVEPOINT", "RELEASE", "SET", "SHOW")

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.told: Whose | None = None

    def __call__(self, execute: Execute, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Tell, if it is not told already in this transaction; then go on."""
        word = str(sql).lstrip("( \n")[:12].upper()
        if word.startswith("ROLLBACK"):
            # What was told since the savepoint is taken back with it.
            self.told = None
        elif not word.startswith(self.LOOKS):
            self.tell()
        return execute(sql, params, many, context)

    def tell(self) -> None:
        """Write down who acts, for this transaction; outside of one, until it is told otherwise."""
        raw = self.connection.connection
        is_begun = raw.info.transaction_status.name == "INTRANS"
        if is_begun and self.told == whose():
            return
        words = postgresql.said(whose())
        raw.execute("SELECT set_config(%s, %s, %s)", [postgresql.SETTING, words, not raw.autocommit])
        self.told = whose()


@receiver(pre_migrate, dispatch_uid="audit.lower")
def lower_the_watch(sender: Any, plan: list[Any], **ignored: Any) -> None:
    """A table that is being rebuilt cannot have triggers that speak of its columns."""
    if sender.name == "doingoai.audit" and plan:
        watch.lower()


@receiver(post_migrate, dispatch_uid="audit.post")
def set_the_watch_again(sender: Any, **ignored: Any) -> None:
    """What the migrations dropped, and what they brought, is under watch from here on."""
    if sender.name == "doingoai.audit":
        watch.post()


@receiver(task_started)
def a_task_begins(task_result: "TaskResult[Any]", **ignored: Any) -> None:
    """What a worker's task changes is marked with its name."""
    begin_process(f"task {' '.join(map(str, task_result.args))}"[:80])


@receiver(task_finished)
def a_task_ends(**ignored: Any) -> None:
    """Between two tasks the worker itself acts."""
    begin_process("command worker")


@receiver(user_logged_in)
def came_in(user: Person, **ignored: Any) -> None:
    """Somebody signed in; from here on the request is theirs."""
    also(person=user.pk)
    note(Access.Act.IN, user, at=timezone.now())


@receiver(user_logged_out)
def went_out(user: Person | None, **ignored: Any) -> None:
    """Somebody signed out."""
    if user is not None:
        note(Access.Act.OUT, user, at=timezone.now())


@receiver(user_login_failed)
def was_refused(credentials: dict[str, Any], **ignored: Any) -> None:
    """Somebody was refused: under whose name is kept if there is such a name, for it may be a password by mistake."""
    said = str(credentials.get("username") or credentials.get("email") or "")
    note(Access.Act.REFUSED, _named(said), at=timezone.now())


@receiver(user_locked_out)
def was_locked_out(username: str, **ignored: Any) -> None:
    """A name was tried too often."""
    note(Access.Act.LOCKED, _named(username), at=timezone.now())


def _named(said: str) -> Person | None:
    return Person.objects.filter(Q(username__iexact=said) | Q(email__iexact=said)).first() if said else None
