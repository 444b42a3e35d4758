"""`doingoai demo load [--year 2022]`, `doingoai demo clear`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doingoai.ops import demo
from doingoai.plan.models import Plan


class Command(BaseCommand):
    """Sample people and evidence, labelled as such."""

    help = "bring in sample data, or take it back"

    def add_arguments(self, parser: CommandParser) -> None:
        """A verb, and the year of the plan."""
        parser.add_argument("verb", choices=["load", "clear"])
        parser.add_argument("--year", type=int, default=2022, help="the year of the plan")

    def handle(self, *, verb: str, year: int, **options: Any) -> None:
        """Do it and say what was done."""
        try:
            told = demo.load(year, at=timezone.localtime()) if verb == "load" else demo.clear(at=timezone.localtime())
        except Plan.DoesNotExist as error:
            raise CommandError(f"Năm {year} chưa có kế hoạch. Nhập kế hoạch trước.") from error
        self.stdout.write("\n".join(told))
