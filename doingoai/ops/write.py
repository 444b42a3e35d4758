"""The record as a spreadsheet: what a page of it shows, as many rows as a desk can read."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import override

from doingoai.agencies.models import Agency
from doingoai.audit.models import Access, Entry
from doingoai.audit.queries import pages
from doingoai.audit.queries.pages import Asked
from doingoai.audit.queries.told import Pair, addresses, changes
from doingoai.audit.queries.verify import head
from doingoai.dates import office
from doingoai.documents.write import Column, Sheet, workbook
from doingoai.jobs.domain import PROVINCE
from doingoai.ops.words import door_name, kind_name, page_name, verb_name

MOST = 5_000
MACHINE = "máy, theo quy định"
WHEN, WHO = Column("Lúc", 22), Column("Người làm", 30)
ACTS = (WHEN, WHO, Column("Việc", 34), Column("Đối tượng", 26), Column("Mã", 12), Column("Nội dung", 70),
        Column("Cơ quan", 24), Column("Lý do", 40))  # fmt: skip
CHANGES = (Column("Số", 10), WHEN, WHO, Column("Cơ quan", 24), Column("Đối tượng", 40), Column("Mã", 12),
           Column("Thay đổi", 20), Column("Đã đổi gì", 90), Column("Qua đâu", 24), Column("Máy", 18))  # fmt: skip
ACCESSES = (WHEN, WHO, Column("Việc", 26), Column("Trang", 40), Column("Địa chỉ", 50), Column("Máy", 18))
Rows = Sequence[Sequence[str]]


def record_book(what: str, asked: Asked, *, at: datetime) -> bytes:
    """What is asked of the record ("" acts, "changes", "access"), newest first; it tells where more is left."""
    title, columns, told = {
        "changes": ("Thay đổi", CHANGES, _changes),
        "access": ("Đăng nhập, xem", ACCESSES, _accesses),
    }.get(what, ("Việc đã làm", ACTS, _acts))
    with override("vi"):  # a paper speaks the office's language, whoever takes it out
        rows, older = told(asked)
    notes = [f"Nhật ký lấy ra lúc {_moment(at)}. Đầu chuỗi: {head()}."]
    if older:
        notes.append(f"Chỉ có {MOST} dòng mới nhất; chọn ngày, người hoặc việc để lấy phần cũ hơn.")
    return workbook([Sheet(title, columns, rows, tuple(notes))], at=at)


def _acts(asked: Asked) -> tuple[Rows, int]:
    rows, older = pages.acts(asked, size=MOST)
    agencies = _agencies()
    return [_act(entry, agencies) for entry in rows], older


def _act(entry: Entry, agencies: dict[str, str]) -> Sequence[str]:
    return (
        _moment(entry.at), entry.person_name or MACHINE, str(verb_name(entry.verb)), str(kind_name(entry.object_kind)),
        entry.object_key, entry.summary, agencies.get(entry.agency, entry.agency), entry.reason,
    )  # fmt: skip


def _changes(asked: Asked) -> tuple[Rows, int]:
    links, older = pages.changes(asked, size=MOST)
    agencies = _agencies()
    return [
        (
            str(link.pk), _moment(told.at), told.who or MACHINE, agencies.get(link.agency, link.agency),
            f"{kind_name(link.kind)}: {told.thing}" if told.thing else str(kind_name(link.kind)), link.key,
            str(told.what), "\n".join(map(_pair, told.pairs)), str(door_name(link.source)), told.address,
        )
        for link, told in zip(links, changes(links), strict=True)
    ], older  # fmt: skip


def _pair(pair: Pair) -> str:
    if pair.is_erased:
        return f"{pair.label}: đã xóa khỏi nhật ký"
    return f"{pair.label}: {pair.old} → {pair.new}" if pair.old else f"{pair.label}: {pair.new}"


def _accesses(asked: Asked) -> tuple[Rows, int]:
    rows, older = pages.accesses(asked, size=MOST)
    machines = addresses("audit.access", [str(row.pk) for row in rows])
    return [_access(row, machines.get(str(row.pk), "")) for row in rows], older


def _access(row: Access, machine: str) -> Sequence[str]:
    who = row.person_name or "không rõ"
    return _moment(row.at), who, str(row.get_act_display()), str(page_name(row.page)), row.path, machine


def _agencies() -> dict[str, str]:
    return dict(Agency.objects.order_by().values_list("slug", "name"))


def _moment(at: datetime) -> str:
    local = at.astimezone(PROVINCE)
    return f"{local:%H:%M:%S}, {office(local.date())}"
