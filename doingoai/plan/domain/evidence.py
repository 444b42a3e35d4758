"""What a piece of evidence points to, and when it may be counted for a plan."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from doingoai.dates import Period
from doingoai.plan.domain.states import Mode


@dataclass(frozen=True)
class SourceRef:
    """Where the evidence comes from: the kind of thing, its key there, and its revision."""

    kind: str
    key: str
    revision: str = ""


class NotEvidence(Exception):
    """What was given cannot count; the message says in Vietnamese what is wrong and how to write it."""


class OutOfPeriod(NotEvidence):
    """The day lies outside the plan's reporting year, or in the future."""


def plan_days(year: int) -> Period:
    """The days whose work counts for the plan of a year: from 15 December before it to its last day."""
    return Period(date(year - 1, 12, 15), date(year, 12, 31))


def check(
    quantity: Decimal, mode: Mode, done_on: date, *, year: int, today: date, closed_on: date | None = None
) -> None:
    """Refuse what cannot count: no quantity, part of a work, a day outside the plan's year or not yet come.

    A task that an amendment took out counts what was done until the day on which it was closed.

    :raises NotEvidence: if the quantity is not a number of the measure
    :raises OutOfPeriod: if the day cannot count
    """
    if quantity <= 0:
        raise NotEvidence("Số lượng phải lớn hơn 0.")
    if mode is Mode.WORKS and quantity != quantity.to_integral_value():
        raise NotEvidence("Chỉ tiêu này đếm từng việc: ghi số nguyên, ví dụ 10.")
    if done_on > today:
        raise OutOfPeriod("Ngày làm xong chưa tới. Ghi khi việc đã xong.")
    if closed_on is not None and done_on > closed_on:
        raise OutOfPeriod(f"Nhiệm vụ đã bỏ theo điều chỉnh ngày {closed_on:%d/%m/%Y}. Chọn nhiệm vụ khác.")
    days = plan_days(year)
    if done_on not in days:
        raise OutOfPeriod(f"Kế hoạch {year} tính việc từ 15/12/{year - 1} đến 31/12/{year}.")
