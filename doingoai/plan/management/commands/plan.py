"""`doingoai plan read FILE [--json]`: the structure of a plan, without a database and without keeping anything."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from doingoai.agencies.profile import ProfileError, load_directory
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark, check
from doingoai.documents.read import MAX_BYTES, contents, read
from doingoai.plan.domain.contract import to_json
from doingoai.plan.domain.outline import NotAPlan, PlanReading, read_plan

REFUSED = 2


class Command(BaseCommand):
    """Read a plan from a file."""

    help = "tell the structure of a plan"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb, one file."""
        parser.add_argument("verb", choices=["read"])
        parser.add_argument(
            "file",
            type=Path,
            help="a .docx, .doc, .pdf, .html, .txt or a scan (.pdf, .png, .jpg, .tif) of at most 20 MB",
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document on standard output")

    def handle(self, *, file: Path, as_json: bool, **options: Any) -> None:
        """Print what the plan holds; refuse with one line and exit 2 what is no plan."""
        try:
            reading = _read(file)
        except (NotReadable, NotAPlan, SecrecyMark, ProfileError, OSError) as refusal:
            self.stderr.write(_one_line(refusal, file))
            sys.exit(REFUSED)
        if as_json:
            self.stdout.write(json.dumps(to_json(reading), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_summary(reading))


def _read(file: Path) -> PlanReading:
    if file.stat().st_size > MAX_BYTES:
        raise NotReadable("Tệp lớn hơn 20 MB. Bỏ ảnh hoặc tách tệp rồi thử lại.")
    data = file.read_bytes()
    document = read(file.name, data)
    check(contents(file.name, data, document=document))
    return read_plan(document, load_directory(settings.PROFILE_DIR))


def _one_line(refusal: Exception, file: Path) -> str:
    if isinstance(refusal, FileNotFoundError):
        return f"Không có tệp {file}. Kiểm tra lại đường dẫn."
    if isinstance(refusal, OSError):
        return f"Không mở được tệp {file}. Kiểm tra quyền đọc."
    return " ".join(str(refusal).split())


def _summary(reading: PlanReading) -> str:
    """A few lines for a person."""
    head = reading.head
    items = sum(len(assignment.items) for assignment in reading.assignments)
    lines = [
        f"{head.type}: {head.title}",
        f"{len(reading.tasks)} nhiệm vụ, {items} phân công, {len(reading.anniversaries)} ngày kỷ niệm, "
        f"{len([d for d in reading.deadlines if d.before])} hạn có ngày",
        *(f"  {task.number}  {task.title[:90]}" for task in reading.tasks),
        f"{len(reading.warnings)} chỗ cần xem:",
        *(f"  dòng {warning.line}: {warning.message}" for warning in reading.warnings),
    ]
    return "\n".join(lines)
