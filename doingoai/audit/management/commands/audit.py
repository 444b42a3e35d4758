"""`doingoai audit verify`, `audit show plan.task:7`, `audit export --since 1/6/2022 --until 30/6/2022 --out FILE`."""

import os
import time
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doingoai.audit.actions.anchor import write_down
from doingoai.audit.actions.export import export
from doingoai.audit.queries.told import Told, told
from doingoai.audit.queries.verify import verify
from doingoai.dates import parse_office


def _day(text: str) -> date:
    day = parse_office(text)
    if day is None:
        raise ArgumentTypeError(f"{text}: ghi ngày như 15/6/2022.")
    return day


class Command(BaseCommand):
    """The record from the command line: whether it is whole, what it says of an object, a copy of its lines."""

    help = "look whether the record is whole; show what it says of an object; export it; write its head down outside"

    def add_arguments(self, parser: CommandParser) -> None:
        """A verb, and what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        whole = verbs.add_parser("verify", help="look whether the record is whole; names the first broken row")
        whole.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many look at once")
        show = verbs.add_parser("show", help="what the record says of an object")
        show.add_argument("object", metavar="KIND:KEY", help="the object: plan.task:7")
        copy = verbs.add_parser("export", help="write the record of some days as JSON lines")
        copy.add_argument("--since", type=_day, required=True, help="the first day: 1/6/2022")
        copy.add_argument("--until", type=_day, required=True, help="the last day: 30/6/2022")
        copy.add_argument("--out", type=Path, required=True, help="the file, which must not be there yet")
        verbs.add_parser("anchor", help="write the head of the record down outside, now")

    def handle(self, *, verb: str, **options: Any) -> None:
        """Do it and say what was found."""
        acts: dict[str, Callable[..., None]] = {
            "verify": self.verify,
            "show": self.show,
            "export": self.export,
            "anchor": self.anchor,
        }
        acts[verb](**options)

    def verify(self, *, processes: int, **options: Any) -> None:
        """Say that it is whole, or name what is broken, the first row first; exit code 1 then."""
        begun = time.perf_counter()
        verdict = verify(processes=processes)
        took = f"{time.perf_counter() - begun:.1f}".replace(".", ",")
        if verdict.faults:
            lines = [f"dòng {fault.link}: {fault.words}" if fault.link else fault.words for fault in verdict.faults]
            raise CommandError("\n".join(["Nhật ký không còn nguyên:", *lines]), returncode=1)
        self.stdout.write(f"Nhật ký nguyên vẹn: {verdict.head}; {verdict.anchors} mốc neo; {took} giây.")

    def show(self, **options: Any) -> None:
        """Write one line an act or a change, newest first."""
        kind, colon, key = options["object"].partition(":")
        if not colon:
            raise CommandError("Ghi đối tượng như plan.task:7.")
        for line in told((kind, key)):
            self.stdout.write(_written(line))

    def export(self, *, since: date, until: date, out: Path, **options: Any) -> None:
        """Write the lines into a new file that only its owner reads."""
        try:
            descriptor = os.open(out, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}. Chọn tên khác.") from error
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(export(since, until, by=None, at=timezone.localtime()))
        self.stdout.write(f"Đã xuất nhật ký ra {out}.")

    def anchor(self, **options: Any) -> None:
        """Write the head down."""
        told = write_down(at=timezone.localtime())
        self.stdout.write(f"Đã neo {told.head} vào {settings.ANCHOR}." if told else "Không có gì mới để neo.")


def _written(line: Told) -> str:
    pairs = [f"    {p.label}: {'(đã xóa)' if p.is_erased else f'{p.old} → {p.new}'}" for p in line.pairs]
    said = " · ".join(filter(None, (line.words, line.reason, line.source, line.address)))
    at = timezone.localtime(line.at)
    return "\n".join([f"{at:%d/%m/%Y %H:%M:%S} {line.who or 'máy'}: {line.what} {said}".rstrip(), *pairs])
