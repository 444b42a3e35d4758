"""`doingoai law load [--folder FOLDER]`, `doingoai law show MATTER [--on YYYY-MM-DD]`."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doingoai.dates import Period, office
from doingoai.law.actions import RULES, load_rules
from doingoai.law.domain import Rule, citation, meant
from doingoai.law.queries import rule_for
from doingoai.law.read import RulesError


class Command(BaseCommand):
    """The rules: bring them in, look one up."""

    help = "bring the rules in, or show the one that holds on a day"

    def add_arguments(self, parser: CommandParser) -> None:
        """Two verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="bring the rules up to their files")
        load.add_argument("--folder", type=Path, default=RULES, help="the files; the product's own if left out")
        show = verbs.add_parser("show", help="the rule of a matter that holds on a day")
        show.add_argument("matter")
        show.add_argument("--on", type=date.fromisoformat, default=None, help="YYYY-MM-DD; today if left out")

    def handle(self, *, verb: str, **options: Any) -> None:
        """Do it and say what was done."""
        if verb == "show":
            self.stdout.write(_told(options["matter"], options["on"] or timezone.localdate()))
            return
        try:
            self.stdout.write(f"{load_rules(options['folder'], at=timezone.localtime())} quy định")
        except RulesError as refusal:
            raise CommandError(str(refusal)) from refusal


def _told(matter: str, day: date) -> str:
    rule = rule_for(matter, on=day)
    if rule is None:
        raise CommandError(f"Không có quy định về {matter} vào ngày {office(day)}. Nạp quy định: doingoai law load")
    lines = [
        f"{rule.title} [{rule.code}]",
        f"{citation(rule)}, {_validity(rule)}; {'đã kiểm' if rule.verified else 'chưa kiểm'}",
        rule.requirement,
        f"Nơi nhận: {rule.addressee}" if rule.addressee else "",
        _days(rule, day.year),
        f"Ghi chú: {rule.note}" if rule.note else "",
    ]
    return "\n".join(line for line in lines if line)


def _validity(rule: Rule) -> str:
    begin = f"hiệu lực từ {office(rule.valid_from)}" if rule.valid_from else "không rõ từ ngày nào"
    return f"{begin} đến {office(rule.valid_to)}" if rule.valid_to else begin


def _days(rule: Rule, year: int) -> str:
    days = meant(rule, year)
    if isinstance(days, Period):
        return f"Năm {year}: từ {office(days.start)} đến {office(days.end)}"
    return f"Năm {year}: ngày cuối là {office(days)}" if days else ""
