"""The tables of money as sheets of a workbook."""

from collections.abc import Sequence

from doingoai.documents.write import Column, Sheet
from doingoai.plan.domain.money.sums import COLUMNS, MoneyLine, MoneyRow, table, total
from doingoai.plan.models import Plan

SUMS = ("Đề nghị", "Thẩm định", "Đã duyệt", "Đã phân bổ", "Đã chi", "Quyết toán")
AMOUNTS = tuple(Column(words, 18, "number") for words in SUMS)
ROUTES = {"appraised": "dự toán mới", "allotted": "trong kinh phí đã giao", "own": "ngân sách tự cân đối"}


def money_sheets(plan: Plan, lines: Sequence[MoneyLine]) -> list[Sheet]:
    """By agency, by source, by task, and the lines themselves: each with the sum under it."""
    note = (f"Kinh phí {plan.name[:1].lower()}{plan.name[1:]} (đồng)",)
    tables = (
        ("Theo cơ quan", "Cơ quan", table(lines, lambda line: (line.agency, line.agency_name))),
        ("Theo nguồn", "Nguồn kinh phí", table(lines, lambda line: (line.source, line.source_name))),
        ("Theo nhiệm vụ", "Nhiệm vụ", table(lines, lambda line: (line.task, f"{line.task} {line.task_title}"))),
    )
    everything = total(lines)
    sheets = [
        Sheet(title, (Column(head, 60), *AMOUNTS), [*map(_row, rows), _row(MoneyRow("", "Cộng", everything))], note)
        for title, head, rows in tables
    ]
    head = (Column("Cơ quan", 40), Column("Nhiệm vụ", 12), Column("Nội dung", 50), Column("Nguồn kinh phí", 34))
    each: list[tuple[str | int, ...]] = [
        (line.agency_name, line.task, line.item, line.source_name, ROUTES[line.route], *_amounts(line.money))
        for line in lines
    ]
    last: tuple[str | int, ...] = ("Cộng", "", "", "", "", *_amounts(everything))
    return [*sheets, Sheet("Từng dòng", (*head, Column("Cách cấp", 26), *AMOUNTS), [*each, last], note)]


def _row(row: MoneyRow) -> tuple[str | int, ...]:
    return (row.name, *_amounts(row.money))


def _amounts(money: object) -> tuple[int, ...]:
    return tuple(getattr(money, name) for name in COLUMNS)
