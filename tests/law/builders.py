"""Rules as values, for the tests of the room."""

from datetime import date, datetime
from typing import Any

from doingoai.law.domain import Kind, Op, Quality, Rule, Unit
from tests.factories import PROVINCE

BEFORE_30_11: dict[str, Any] = {
    "code": "bo-bao-cao-3011",
    "matter": "bao-cao-nam",
    "kind": Kind.DEADLINE,
    "title": "Báo cáo năm",
    "document": "02/2019/TT-BTTTT",
    "issued_on": date(2019, 3, 8),
    "article": "10.5",
    "requirement": "Gửi trước 30/11.",
    "amount": "11-30",
    "unit": Unit.FIXED_DATE,
    "op": Op.BEFORE,
    "who": "Bộ",
    "addressee": "Bộ quản lý",
    "valid_from": date(2019, 4, 22),
    "valid_to": None,
    "source_quality": Quality.CODIFIED,
    "verified": False,
}


def rule(**changes: Any) -> Rule:
    """The ministries' deadline, with these facts otherwise."""
    return Rule(**BEFORE_30_11 | changes)


def term(amount: int, unit: Unit = Unit.WORKING_DAYS, op: Op = Op.WITHIN, **changes: Any) -> Rule:
    """A rule that gives so many of the unit."""
    return rule(amount=str(amount), unit=unit, op=op, **changes)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The hour of the day by Hanoi's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PROVINCE)
