"""`doingoai search rebuild`: index all that the rooms offer."""

from django.core.management.base import BaseCommand, CommandParser

from doingoai.search import actions
from doingoai.search.registry import sources


class Command(BaseCommand):
    """Build the search anew from the rooms' own rows."""

    help = "build the search anew"

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb so far."""
        parser.add_argument("verb", choices=["rebuild"])

    def handle(self, *, verb: str, **options: object) -> None:
        """Source by source."""
        for kind in sources():
            self.stdout.write(f"{kind}: {actions.rebuild(kind)}")
        actions.refill_index()
