"""`doingoai setup`: make everything ready, without starting anything."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from doingoai.ops import setup


class Command(BaseCommand):
    """Tables, words, static files, the profile, the first plan and account; run again, it changes nothing."""

    help = "make everything ready: tables, words, static files, profile, first account"
    requires_system_checks: list[str] = []

    def handle(self, **options: object) -> None:
        """Do what is missing and say what a person must know."""
        for line in setup.make_ready(at=timezone.localtime()):
            self.stdout.write(line)
