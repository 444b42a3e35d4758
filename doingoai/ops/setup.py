"""What must be there before the first page: words, static files, tables, reference data, the first plan and account.

Each step looks first and does only what is missing, so that the second start is quick and changes nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from doingoai.accounts.models import Person
from doingoai.agencies.actions import add_person, grant_role, load_profile
from doingoai.agencies.domain import NewPerson, Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.profile import settings as profile_settings
from doingoai.audit.actions.watch import restore
from doingoai.jobs.domain import PROVINCE
from doingoai.law.actions import RULES, load_holidays, load_rules
from doingoai.law.read import HOLIDAYS
from doingoai.ops.models import Loaded
from doingoai.plan.actions.reference import REFERENCE, load_reference
from doingoai.plan.actions.shipped import adopt_shipped
from doingoai.search.actions import rebuild
from doingoai.search.registry import sources

STAMP = ".stamp"
FIRST = "dieuphoi"
TRY_FIRST = (
    "Thử trước:",
    "  1. Mở cây kế hoạch 2022, chọn một nhiệm vụ.",
    "  2. Ghi một bằng chứng cho nhiệm vụ đó.",
    "  3. Mở báo cáo 6 tháng: số đã tự cộng, bấm vào số để xem bằng chứng.",
    "Dữ liệu mẫu, có dán nhãn: .venv/bin/doingoai demo load",
)
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Reference:
    """A body of reference data: its files, and what brings the database up to them."""

    name: str
    path: Callable[[], Path]
    load: Callable[[datetime], object]


REFERENCES = (
    Reference("profile", lambda: settings.PROFILE_DIR, lambda at: load_profile(settings.PROFILE_DIR, at=at)),
    Reference("rules", lambda: RULES, lambda at: load_rules(at=at)),
    Reference("holidays", lambda: HOLIDAYS, lambda at: load_holidays(at=at)),
    Reference("measures", lambda: REFERENCE, lambda at: load_reference()),
)


def make_ready(*, at: datetime) -> list[str]:
    """Bring everything up to date; return what the person at the terminal should read."""
    compile_words()
    collect_static()
    make_tables()
    guarded = set_guards(at=at)
    changed = [*load_references(at=at), *adopt_shipped(settings.PROFILE_DIR, _profile()["province"], at=at)]
    for kind in sources() if changed else ():
        rebuild(kind)
    return [*guarded, *first_account(at=at), "", *TRY_FIRST]


def compile_words() -> None:
    """Compile the Vietnamese of every room whose words are newer than what was compiled."""
    catalogues = PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po")
    if any(_is_newer(catalogue, catalogue.with_suffix(".mo")) for catalogue in catalogues):
        call_command("messages", "compile", verbosity=0)


def collect_static() -> bool:
    """Gather the static files if any has changed since the last time; tell whether it was done."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    digest = _digest(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}".encode() for file in sorted(files))
    if stamp.exists() and stamp.read_text() == digest:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)
    return True


def is_migrated() -> bool:
    """Whether every change of the tables has been made."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def make_tables() -> None:
    """Make the changes of the tables that are missing."""
    if not is_migrated():
        call_command("migrate", interactive=False, verbosity=0)


def set_guards(*, at: datetime) -> list[str]:
    """Set what is missing of the guards that put every change on record; that they were missing is on record too."""
    wrong = restore(at=at)
    return (
        [f"Chú ý: {len(wrong)} chốt canh của nhật ký bị thiếu hoặc sai, đã đặt lại: {', '.join(wrong)}"]
        if wrong
        else []
    )


def load_references(*, at: datetime) -> list[str]:
    """Bring in the reference data whose files have changed; return the names of what was brought in."""
    known = dict(Loaded.objects.values_list("name", "digest"))
    loaded = []
    for reference in REFERENCES:
        path = reference.path()
        files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        digest = _digest(file.read_bytes() for file in files)
        if known.get(reference.name) != digest:
            with transaction.atomic():
                reference.load(at)
                Loaded.objects.update_or_create(name=reference.name, defaults={"digest": digest, "at": at})
            loaded.append(reference.name)
    return loaded


@transaction.atomic
def first_account(*, at: datetime) -> list[str]:
    """Make the coordinator's account if nobody has one; say how to sign in, the one-time password once."""
    coordinator = _coordinator()
    if coordinator is not None:
        return [
            f"Đăng nhập: đã có tài khoản {coordinator.username}.",
            f"Quên mật khẩu: .venv/bin/doingoai person password {coordinator.username}",
        ]
    welcome = add_person(NewPerson(FIRST, "Điều phối viên"), by=None, at=at)
    agency = _coordinating_agency(at.astimezone(PROVINCE).date())
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        grant_role(welcome.person, agency, role, by=None, at=at)
    return [
        f"Đăng nhập: {welcome.person.username}",
        f"Mật khẩu dùng một lần: {welcome.password}",
        "Mật khẩu này chỉ hiện ở đây một lần; đăng nhập xong, đặt mật khẩu riêng.",
    ]


def _coordinator() -> Person | None:
    grants = RoleGrant.objects.filter(role=Role.COORDINATOR, person__is_demo=False, person__is_active=True)
    grant = grants.select_related("person").order_by("pk").first()
    return grant.person if grant else None


def _coordinating_agency(day: date) -> Agency:
    """The agency that coordinates on the day, as the profile says; else the last it names."""
    named = _profile()["coordinators"]
    ruling = [entry for entry in named if (entry.get("from") or day) <= day <= (entry.get("to") or day)]
    return Agency.objects.get(slug=(ruling or named)[-1]["agency"])


def _profile() -> Mapping[str, Any]:
    return profile_settings(settings.PROFILE_DIR)


def greeting(address: str, lines: Sequence[str]) -> str:
    """What the terminal says once everything lives."""
    return "\n".join(["", f"Đang chạy tại {address}/", *lines, "Dừng: Ctrl-C"])


def _is_newer(source: Path, made: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _digest(parts: Iterable[bytes]) -> str:
    state = hashlib.sha256()
    for part in parts:
        state.update(hashlib.sha256(part).digest())
    return state.hexdigest()
