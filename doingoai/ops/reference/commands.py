"""The commands: what each is for, how it is called, what it takes."""

import argparse
import re
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from doingoai.ops.reference.words import first_line, page, table

# What every command of Django takes is told once, by `doingoai help`.
COMMON = {"help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color"}
# An option for the supervisor only, by which a child knows its parent.
INTERNAL = {"supervised", "skip_checks"}
USE = re.compile(r"`(doingoai [^`]+)`")
TARGET = re.compile(r"^([a-z-]+):.*?## (.+)$", re.M)


def own_commands() -> Iterator[tuple[str, BaseCommand]]:
    """Each command of a room with its name, by name."""
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("doingoai."):
            yield name, load_command_class(app, name)


def commands_page() -> str:
    """The page about commands."""
    makefile = (settings.BASE_DIR / "Makefile").read_text(encoding="utf-8")
    targets = [(f"`make {name}`", words) for name, words in TARGET.findall(makefile)]
    return page(
        "Commands",
        "`.venv/bin/doingoai COMMAND`, from any folder. `doingoai help COMMAND` tells the same at the terminal; "
        "Django's own commands (`migrate`, `check`, `shell` …) are there as well.",
        *(_section(name, command) for name, command in own_commands()),
        "## make",
        table(("command", "what it does (as `make help` says it)"), targets),
    )


def _section(name: str, command: BaseCommand) -> str:
    module = sys.modules[type(command).__module__]
    uses = USE.findall(module.__doc__ or "") or [f"doingoai {name}"]
    parts = [
        f"## {name}",
        f"{command.help[:1].upper()}{command.help[1:]}. {first_line(type(command).__doc__)}",
        "```\n" + "\n".join(uses) + "\n```",
    ]
    arguments = list(_arguments(command, name))
    if arguments:
        parts.append(table(("argument", "default", "what it is"), arguments))
    return "\n\n".join(parts)


def _arguments(command: BaseCommand, name: str) -> Iterator[tuple[str, str, str]]:
    for action in command.create_parser("doingoai", name)._actions:
        if action.dest not in COMMON | INTERNAL:
            yield _written(action), _default(action), _what(action)


def _written(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{str(action.dest).upper()}`"
    value = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
    return f"`{action.option_strings[-1]}{value}`"


def _default(action: argparse.Action) -> str:
    if not action.option_strings:
        return "must be given"
    return str(action.default) if action.default not in {None, False, ""} else "–"


def _what(action: argparse.Action) -> str:
    choices = "one of " + ", ".join(map(str, action.choices)) if action.choices else ""
    return "; ".join(words for words in (action.help, choices) if words)
