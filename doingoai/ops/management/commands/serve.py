"""`doingoai serve [--port 8000] [--setup]`: web, worker and scheduler as one process group."""

import os
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from doingoai.audit.queries.watch import watch
from doingoai.ops import setup
from doingoai.ops.supervisor import PortTaken, check_port


class Command(BaseCommand):
    """Check what can be checked, then become the supervisor."""

    help = "start web, worker and scheduler; Ctrl-C stops them"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and whether to make everything ready first."""
        parser.add_argument("--port", type=int, default=8000, help="the port on the loopback address")
        parser.add_argument(
            "--setup", action="store_true", help="make everything ready first, as `doingoai setup` does"
        )

    def handle(self, *, port: int, **options: object) -> None:
        """Never returns: the process becomes the supervisor, which needs no Django."""
        try:
            check_port(port)
        except PortTaken as taken:
            raise CommandError(str(taken), returncode=2) from taken
        address = f"http://127.0.0.1:{port}"
        os.environ.setdefault("DOINGOAI_BASE_URL", address)
        lines = setup.make_ready(at=timezone.localtime()) if options["setup"] else []
        if not setup.is_migrated():
            raise CommandError("Cơ sở dữ liệu chưa sẵn sàng. Chạy trước: doingoai setup", returncode=2)
        if wrong := watch().wrong:
            advice = "Xem: doingoai audit verify. Đặt lại rồi chạy: doingoai serve --setup"
            raise CommandError(f"Chốt canh của nhật ký thiếu hoặc sai: {', '.join(wrong)}. {advice}", returncode=2)
        connections.close_all()
        words = ["-P", "-m", "doingoai.ops.supervisor", "--port", str(port)]
        words += ["--greeting", str(_pipe(setup.greeting(address, lines)))]
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606  # our own module


def _pipe(text: str) -> int:
    """The end of a pipe from which the text can be read by whatever this process becomes."""
    out, into = os.pipe()
    with os.fdopen(into, "w", encoding="utf-8") as pipe:
        pipe.write(text)
    os.set_inheritable(out, True)
    return out
