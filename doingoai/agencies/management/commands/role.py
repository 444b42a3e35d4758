"""`doingoai role give USERNAME AGENCY ROLE`, `role end USERNAME AGENCY ROLE [--on DAY]`, `role list [--agencies]`."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doingoai.agencies.actions import SPOKEN, NotDone, end_role, grant_role
from doingoai.agencies.domain import Role
from doingoai.agencies.management.lookup import agency_of, person_of
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.dates import office, parse_office
from doingoai.shell.ordering import by_name


class Command(BaseCommand):
    """Roles from the command line; every act is on the record."""

    help = "give a role, end one, or list who has which"

    def add_arguments(self, parser: CommandParser) -> None:
        """A verb, and whom, where, what it is about."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb in ("give", "end"):
            one = verbs.add_parser(verb)
            one.add_argument("username")
            one.add_argument("agency", metavar="AGENCY")
            one.add_argument("role", choices=list(Role), metavar="ROLE", help=", ".join(Role))
            if verb == "end":
                one.add_argument("--on", default="", metavar="DAY", help="the last day, for example 30/6/2022")
        listing = verbs.add_parser("list")
        listing.add_argument("--agencies", action="store_true", help="the keys of the agencies of today instead")

    def handle(self, *, verb: str, **options: Any) -> None:
        """Do what the verb says; refuse in one line."""
        if verb == "list":
            self._list(**options)
            return
        try:
            self.stdout.write(_give(**options) if verb == "give" else _end(**options))
        except NotDone as refusal:
            raise CommandError(str(refusal)) from refusal

    def _list(self, *, agencies: bool, **ignored: Any) -> None:
        today = timezone.localdate()
        if agencies:
            for agency in Agency.objects.on(today):
                self.stdout.write(f"{agency.slug}\t{agency.name}")
            return
        grants = RoleGrant.objects.on(today).select_related("person", "agency")
        for grant in grants.order_by(by_name("agency__name"), by_name("person__name"), "role"):
            until = f"\thết {office(grant.valid_to)}" if grant.valid_to else ""
            closed = "" if grant.person.is_active else "\tđã khóa"
            self.stdout.write(f"{grant.agency.slug}\t{grant.person.username}\t{grant.role}{until}{closed}")


def _give(*, username: str, agency: str, role: str, **ignored: Any) -> str:
    person, body = person_of(username), agency_of(agency)
    grant_role(person, body, Role(role), by=None, at=timezone.localtime())
    return f"{person}: {SPOKEN[Role(role)]} ở {body.name}, từ hôm nay."


def _end(*, username: str, agency: str, role: str, on: str, **ignored: Any) -> str:
    person, body = person_of(username), agency_of(agency)
    held = RoleGrant.objects.on(timezone.localdate()).filter(person=person, agency=body, role=role)
    grant = held.select_related("person", "agency").order_by("pk").last()
    if grant is None:
        raise CommandError(f"{person} không có vai trò {SPOKEN[Role(role)]} ở {body.name}.")
    end_role(grant, on=_day(on), by=None, at=timezone.localtime())
    return f"{person}: hết vai trò {SPOKEN[Role(role)]} ở {body.name}."


def _day(text: str) -> date | None:
    day = parse_office(text) if text else None
    if text and day is None:
        raise CommandError(f"“{text}” không phải một ngày. Ghi như 30/6/2022.")
    return day
