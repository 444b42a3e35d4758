"""`doingoai person create USERNAME --name NAME`, `doingoai person password USERNAME`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doingoai.accounts.actions import NameTaken, create_person, give_one_time_password
from doingoai.accounts.models import Person


class Command(BaseCommand):
    """Accounts from the command line."""

    help = "create an account, or give a new one-time password"

    def add_arguments(self, parser: CommandParser) -> None:
        """A verb and a sign-in name."""
        parser.add_argument("verb", choices=["create", "password"])
        parser.add_argument("username", help="the name one signs in with")
        parser.add_argument("--name", default="", help="the name of the person as it is written")
        parser.add_argument("--email", default="", help="where reminders are sent")

    def handle(self, *, verb: str, username: str, name: str, email: str, **options: Any) -> None:
        """Print the one-time password once."""
        try:
            if verb == "create":
                person = create_person(username, name=name or username, email=email, at=timezone.localtime())
            else:
                person = Person.objects.get(username=username)
        except NameTaken as error:
            raise CommandError(str(error)) from error
        except Person.DoesNotExist as error:
            raise CommandError(f"Không có tài khoản {username}.") from error
        self.stdout.write(f"{username}: mật khẩu dùng một lần {give_one_time_password(person)}")
