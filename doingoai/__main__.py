"""The command line: `doingoai plan read FILE --json`, `doingoai serve`, and every other command."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Hand the words of the command line to the command they name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doingoai.settings")
    if sys.argv[1:3] == ["plan", "read"]:
        # Reading a paper keeps nothing, and so leaves no signing key behind either.
        os.environ.setdefault("DOINGOAI_SECRET_KEY", secrets.token_urlsafe(48))
    execute_from_command_line(["doingoai", *sys.argv[1:]])


if __name__ == "__main__":
    main()
