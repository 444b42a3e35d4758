"""Sample people and evidence, each labelled as a sample, so that a new installation has something to show.

Nothing here claims that anything happened: titles begin with "Mẫu:", rows are marked, and `clear` takes them back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from doingoai.accounts.actions import create_person, give_one_time_password
from doingoai.accounts.models import Person
from doingoai.agencies.actions import grant_role
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.agencies.queries import Actor
from doingoai.ops.demo import money
from doingoai.plan.actions.evidence import Details, record_evidence, retract_evidence
from doingoai.plan.actions.parts import PartWords, save_part, submit_part
from doingoai.plan.domain.evidence import SourceRef
from doingoai.plan.domain.states import PartState
from doingoai.plan.models import Evidence, Measure, Part, Plan, Task
from doingoai.plan.queries.figures import figures

SOURCE = "demo"


@dataclass(frozen=True)
class Sample:
    """A run of sample evidence: one record every so many days, of the quantities in turn."""

    task: str
    measure: str
    agency: str
    title: str
    every: int
    quantities: tuple[int, ...]
    start: int = 10


SAMPLES = (
    Sample("II.1.1", "tin-bai", "bao-laocai", "loạt tin về kinh tế - xã hội của tỉnh", 9, (3, 2, 4)),
    Sample("II.1.1", "tin-bai", "dai-ptth", "chương trình phát thanh, truyền hình", 12, (2, 3)),
    Sample("II.1.1", "tin-bai", "tc-phansipang", "bài trên tạp chí", 45, (1,)),
    Sample("II.1.2", "tin-bai", "bao-laocai", "bản tin tình hình thế giới", 14, (2, 1)),
    Sample("II.1.3", "tin-bai", "dai-ptth", "phóng sự về biên giới, biển, đảo", 30, (1, 2)),
    Sample("II.2.1.a", "hop-bao", "vp-ubnd", "họp báo thường kỳ", 80, (1,), 40),
    Sample("II.2.1.a", "thong-cao", "vp-ubnd", "thông cáo báo chí", 33, (1,)),
    Sample("II.2.1.b", "thong-cao", "ubnd-h-bacha", "cung cấp thông tin cho báo chí", 40, (1,)),
    Sample("II.2.1.b", "thong-cao", "ubnd-h-batxat", "cung cấp thông tin cho báo chí", 50, (1,)),
    Sample("II.2.2.a", "tin-bai-nuoc-ngoai", "so-tttt", "tin tiếng Anh, tiếng Trung trên Cổng", 7, (2, 1, 3)),
    Sample("II.2.2.b", "luot-dang", "so-tttt", "lượt đăng trên Cổng và các trang", 5, (12, 9, 15)),
    Sample("II.2.3", "doan", "so-ngv", "đoàn vào có chương trình quảng bá", 36, (1,), 70),
    Sample("II.2.5", "su-kien", "so-vhttdl", "sự kiện văn hóa, du lịch", 40, (1,), 30),
    Sample("II.2.6", "hop-tac", "so-tttt", "chuyên trang với báo trung ương", 48, (1,)),
    Sample("II.3.1", "lop", "bch-bdbp", "buổi tuyên truyền ở xã biên giới", 24, (1,), 30),
    Sample("II.3.2", "gio-phat", "so-tttt", "giờ phát của cụm thông tin", 7, (96, 101, 98), 3),
    Sample("II.3.2", "gio-phat", "ubnd-tx-sapa", "giờ phát của cụm thông tin", 7, (70, 68), 3),
    Sample("II.4.1", "diem-bao", "so-tttt", "điểm báo trong nước", 2, (1,), 20),
    Sample("II.4.2", "diem-bao", "so-ngv", "điểm báo nước ngoài", 8, (1,)),
)
PEOPLE = (
    ("mau.canbo", "Cán bộ Mẫu", "so-ngv", Role.EDITOR),
    ("mau.giamdoc", "Giám đốc Mẫu", "so-ngv", Role.HEAD),
    ("mau.lanhdao", "Lãnh đạo Mẫu", "ubnd-tinh", Role.LEADER),
    ("mau.taichinh", "Tài chính Mẫu", "so-tc", Role.FINANCE),
    ("mau.lapdutoan", "Người lập dự toán Mẫu", "so-tttt", Role.EDITOR),
)
SIGNED = ("bao-laocai", "dai-ptth", "vp-ubnd", "so-tttt")


@transaction.atomic
def load(year: int, *, at: datetime) -> list[str]:
    """Bring in the samples for the year's plan; told again it changes nothing. Returns what to tell the person.

    :raises Plan.DoesNotExist: if the year has no plan
    """
    plan = Plan.objects.get(year=year)
    count = sum(1 for _ in _record(plan, at=at))
    _sign(plan, at=at)
    told = [f"Đã có {count} bằng chứng mẫu cho kế hoạch {year}; mọi trang đều dán nhãn mẫu."]
    told += _people(at=at)
    money.load(plan, at=at)
    return told


def _record(plan: Plan, *, at: datetime) -> Iterator[Evidence]:
    tasks = {task.number: task for task in Task.objects.filter(plan=plan).select_related("plan")}
    measures = Measure.objects.in_bulk()
    agencies = {agency.slug: agency for agency in Agency.objects.all()}
    first, last = date(plan.year - 1, 12, 15), min(date(plan.year, 6, 9), at.date())
    for sample in SAMPLES:
        day, turn = first + timedelta(days=sample.start), 0
        while day <= last and sample.task in tasks:
            quantity = sample.quantities[turn % len(sample.quantities)]
            yield record_evidence(
                tasks[sample.task],
                SourceRef(SOURCE, f"{plan.year}:{sample.task}:{sample.agency}:{turn}"),
                measure=measures[sample.measure],
                quantity=Decimal(quantity),
                done_on=day,
                agency=agencies[sample.agency],
                details=Details(f"Mẫu: {sample.title}, lần {turn + 1}", note="Dữ liệu mẫu để xem thử, không có thật."),
                is_demo=True,
                by=None,
                at=at,
            )
            day, turn = day + timedelta(days=sample.every), turn + 1


def _person(username: str, name: str, *, at: datetime) -> Person:
    found = Person.objects.filter(username=username).first()
    return found or create_person(username, name=name, demo=True, at=at)


def _people(*, at: datetime) -> list[str]:
    told: list[str] = []
    for username, name, slug, role in PEOPLE:
        person = _person(username, name, at=at)
        grant_role(person, Agency.objects.get(slug=slug), role, by=None, at=at)
        if not person.has_usable_password():
            told.append(f"{name} ({username}): mật khẩu dùng một lần {give_one_time_password(person)}")
    return told


def _sign(plan: Plan, *, at: datetime) -> None:
    """Some agencies have sent their part of the half-year's report, so that the others can be seen as silent."""
    parts = Part.objects.filter(report__period__plan=plan, report__period__code="6-thang", agency__slug__in=SIGNED)
    for part in parts.exclude(state=PartState.SUBMITTED).select_related("agency", "report__period__plan"):
        head = _person(f"mau.{part.agency.slug}", f"Thủ trưởng Mẫu, {part.agency.short}", at=at)
        grant_role(head, part.agency, Role.HEAD, by=None, at=at)
        by = Actor(head, part.agency, frozenset({Role.HEAD}))
        words = PartWords("Mẫu: đã triển khai các nhiệm vụ được giao.", "Mẫu: thiếu người biết tiếng Trung.", "")
        kept = save_part(part, words, {}, revision=part.revision, by=by, at=at)
        submit_part(kept, figures(kept.report, agency=kept.agency), by=by, at=at)


@transaction.atomic
def clear(*, at: datetime) -> list[str]:
    """Take the sample evidence back and end what the sample people may do."""
    standing = Evidence.objects.filter(is_demo=True, retracted_at=None).select_related("task", "agency", "measure")
    count = 0
    for evidence in standing:
        retract_evidence(evidence, reason="Bỏ dữ liệu mẫu.", by=None, at=at)
        count += 1
    money.clear()
    Person.objects.filter(is_demo=True).update(is_active=False)
    RoleGrant.objects.filter(person__is_demo=True, valid_to=None).update(valid_to=at.date())
    return [f"Đã rút {count} bằng chứng mẫu và đóng các tài khoản mẫu."]
