"""`doingoai messages update|compile|check`: the Vietnamese of every room."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from doingoai.ops import translations


class Command(BaseCommand):
    """Keep each room's catalogue in step with what its code says."""

    help = "update, compile or check the Vietnamese of every room"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        parser.add_argument("verb", choices=["update", "compile", "check"])

    def handle(self, *, verb: str, **options: object) -> None:
        """Do it for every room."""
        if verb == "update":
            for room in translations.rooms():
                if waiting := translations.update(room):
                    self.stdout.write(f"{room.name}: {waiting} to translate")
        elif verb == "compile":
            written = sum(translations.compile_catalogue(room) for room in translations.rooms())
            self.stdout.write(f"{written} compiled")
        else:
            faults = [fault for room in translations.rooms() for fault in translations.faults(room)]
            if faults:
                raise CommandError("\n".join(faults))
            self.stdout.write("every sentence has its Vietnamese")
