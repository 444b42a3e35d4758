"""`doingoai person create USERNAME --name NAME [--agency SLUG --role ROLE]`, `doingoai person password USERNAME`,
`doingoai person second-factor USERNAME --reason WHY`.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doingoai.accounts.actions import EmailTaken, NameTaken
from doingoai.agencies.actions import NotDone, add_person, renew_password, reset_second_factor
from doingoai.agencies.domain import NewPerson, Role
from doingoai.agencies.management.lookup import agency_of, person_of


class Command(BaseCommand):
    """Accounts from the command line."""

    help = "create an account, give a new one-time password, or reset a second factor that was lost"

    def add_arguments(self, parser: CommandParser) -> None:
        """A verb and a sign-in name."""
        parser.add_argument("verb", choices=["create", "password", "second-factor"])
        parser.add_argument("username", help="the name one signs in with")
        parser.add_argument("--name", default="", help="the name of the person as it is written")
        parser.add_argument("--email", default="", help="where reminders are sent")
        parser.add_argument("--agency", default="", metavar="SLUG", help="with --role: what they may do, and where")
        parser.add_argument("--reason", default="", help="why a second factor is reset")
        parser.add_argument("--role", default="", choices=list(Role))

    def handle(self, *, verb: str, username: str, **options: Any) -> None:
        """Print the one-time password once."""
        if verb == "second-factor":
            _reset(username, reason=options["reason"])
            self.stdout.write(f"{username}: đã đặt lại lớp xác thực thứ hai")
            return
        try:
            if verb == "create":
                password = _create(username, **options)
            else:
                password = renew_password(person_of(username), by=None, at=timezone.localtime())
        except (NameTaken, EmailTaken, NotDone) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{username}: mật khẩu dùng một lần {password}")


def _reset(username: str, *, reason: str) -> None:
    if not reason:
        raise CommandError("Ghi lý do: --reason")
    reset_second_factor(person_of(username), reason=reason, by=None, at=timezone.localtime())


def _create(username: str, *, name: str, email: str, agency: str, role: str, **ignored: Any) -> str:
    if bool(agency) != bool(role):
        raise CommandError("Ghi cả --agency và --role, hoặc không ghi gì.")
    body = agency_of(agency) if agency else None
    new = NewPerson(username, name or username, email)
    at = timezone.localtime()
    return add_person(new, agency=body, role=Role(role) if role else None, by=None, at=at).password
