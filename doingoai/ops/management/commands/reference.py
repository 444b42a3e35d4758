"""`doingoai reference write`, `doingoai reference check`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from doingoai.ops import reference


class Command(BaseCommand):
    """The pages of docs/reference/: settings, commands, roles, addresses."""

    help = "write the pages of reference, or check that they say what the product does"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        parser.add_argument("verb", choices=["write", "check"])

    def handle(self, *, verb: str, **options: object) -> None:
        """Do it, in the folder of the pages."""
        folder = settings.BASE_DIR / "docs" / "reference"
        if verb == "write":
            self.stdout.write("\n".join(reference.write(folder)) or "nothing has changed")
        elif behind := reference.stale(folder):
            raise CommandError(f"{', '.join(behind)}: run `doingoai reference write`")
        else:
            self.stdout.write("the pages say what the product does")
