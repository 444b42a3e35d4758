"""`doingoai law load`, `doingoai law holidays`, `doingoai law show MATTER`, `doingoai law due MATTER FROM`."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doingoai.dates import Period, office
from doingoai.jobs.domain import PROVINCE
from doingoai.law.actions import RULES, load_holidays, load_rules
from doingoai.law.domain import NoClock, Rule, citation, in_words, meant, reckon
from doingoai.law.queries import calendar, explain, rule_for
from doingoai.law.read import HOLIDAYS, RulesError


class Command(BaseCommand):
    """The rules and the days off: bring them in, look one up, count a term."""

    help = "bring the rules or the days off in, show the rule of a day, or count when a term ends"

    def add_arguments(self, parser: CommandParser) -> None:
        """Four verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="bring the rules up to their files")
        load.add_argument("--folder", type=Path, default=RULES, help="the files; the product's own if left out")
        off = verbs.add_parser("holidays", help="bring the days off up to their file")
        off.add_argument("--file", type=Path, default=HOLIDAYS, help="the file; the product's own if left out")
        due = verbs.add_parser(
            "due", help="when the term of a matter ends that starts at a moment, and how it is counted"
        )
        due.add_argument("matter")
        due.add_argument(
            "start", type=datetime.fromisoformat, help="YYYY-MM-DD or YYYY-MM-DDTHH:MM, by the province's clock"
        )
        show = verbs.add_parser("show", help="the rule of a matter that holds on a day")
        show.add_argument("matter")
        show.add_argument("--on", type=date.fromisoformat, default=None, help="YYYY-MM-DD; today if left out")

    def handle(self, *, verb: str, **options: Any) -> None:
        """Do it and say what was done."""
        at = timezone.localtime()
        try:
            if verb == "load":
                self.stdout.write(f"{load_rules(options['folder'], at=at)} quy định")
            elif verb == "holidays":
                self.stdout.write(f"{load_holidays(options['file'], at=at)} ngày")
            elif verb == "due":
                self.stdout.write(_counted(options["matter"], options["start"].replace(tzinfo=PROVINCE)))
            else:
                self.stdout.write(_told(options["matter"], options["on"] or timezone.localdate()))
        except (RulesError, NoClock) as refusal:
            raise CommandError(str(refusal)) from refusal


def _counted(matter: str, start: datetime) -> str:
    rule = _rule(matter, start.date())
    reckoned = reckon(rule, start, calendar())
    lines = [f"{rule.title}: {in_words(rule, reckoned)}"]
    for line in explain(rule, reckoned):
        lines.append(f"- {line.words}{f' ({line.provision})' if line.provision else ''}")
    return "\n".join(lines)


def _rule(matter: str, day: date) -> Rule:
    rule = rule_for(matter, on=day)
    if rule is None:
        raise CommandError(f"Không có quy định về {matter} vào ngày {office(day)}. Nạp quy định: doingoai law load")
    return rule


def _told(matter: str, day: date) -> str:
    rule = _rule(matter, day)
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
