"""Case `report`: the merged report over sixty agencies: page, papers, freezing; beside the plainest way to the same."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from io import BytesIO

import docx
import openpyxl
import typst
from django.conf import settings
from django.test import Client

from bench import office
from bench.measure import Line, raced
from doingoai.plan.actions.papers import paper
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.figures import Figures, Source
from doingoai.plan.models import Evidence, Plan, Report
from doingoai.plan.queries.figures import figures, sources

PAGE = "/bao-cao/2022/6-thang/"
FIRST_PAGE, WORD = 2.0, 5.0
FEW = 3
# Both ways to read "60 agencies x 3,000 evidence rows": in all, and from each agency.
SCALES = (office.ROWS, office.ROWS * office.AGENCIES)
GROUPED = (
    "SELECT task_id, measure_id, agency_id, count(*), sum(quantity) FROM plan_evidence "
    "WHERE retracted_at IS NULL AND done_on BETWEEN ? AND ? GROUP BY 1, 2, 3"
)
PLAIN = """
#set page(paper: "a4")
#table(columns: 4, ..json(bytes(sys.inputs.rows)).flatten())
"""


def lines(runs: int) -> Iterator[Line]:
    """Page and papers at both scales; the spreadsheet and freezing, which carry every row, at the first."""
    plan = office.opened(SCALES[0])
    client = office.signed_in()
    for rows in SCALES:
        office.fill(plan, rows)
        yield from _shown(client, f"{office.AGENCIES} agencies, {rows:,} rows", runs if rows == SCALES[0] else FEW)
        if rows == SCALES[0]:
            yield from _carried(client, plan, f"{rows:,} rows")


def _report() -> Report:
    return Report.objects.select_related("period__plan__issuer").get(period__plan__year=2022, period__code="6-thang")


def _shown(client: Client, scale: str, runs: int) -> Iterator[Line]:
    found = figures(_report())
    yield raced(
        f"report, {scale}: first page",
        partial(_get, client, PAGE),
        "one GROUP BY over the same rows in plain SQL",
        _grouped,
        runs=runs,
        target=FIRST_PAGE,
    )
    yield raced(
        f"report, {scale}: .docx",
        partial(_get, client, f"{PAGE}ban.docx"),
        "python-docx, the same lines as a plain table",
        partial(_plain_word, found),
        runs=FEW,
        target=WORD,
    )
    yield raced(
        f"report, {scale}: .pdf",
        partial(_get, client, f"{PAGE}ban.pdf"),
        "typst, the same lines as a plain table",
        partial(_plain_pdf, found),
        runs=FEW,
        target=None,
    )


def _carried(client: Client, plan: Plan, scale: str) -> Iterator[Line]:
    behind = list(sources(_report().period))
    yield raced(
        f"report, {scale}: .xlsx with every row",
        partial(_get, client, f"{PAGE}ban.xlsx"),
        "openpyxl, the same rows without form",
        partial(_plain_sheet, behind),
        runs=FEW,
        target=None,
    )
    yield raced(
        f"report, {scale}: freezing",
        _freezer(plan),
        "its three papers alone",
        _papers,
        runs=FEW,
        target=None,
    )


def _get(client: Client, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return bytes(answer.content)


def _grouped() -> list[tuple[object, ...]]:
    period = _report().period
    days = (period.starts_on.isoformat(), period.data_close.isoformat())
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as connection:
        return connection.execute(GROUPED, days).fetchall()


def _cells(found: Figures) -> list[list[str]]:
    return [[line.task, line.title, line.measure_name, str(line.total)] for line in found.lines]


def _plain_word(found: Figures) -> bytes:
    made = docx.Document()
    table = made.add_table(rows=len(found.lines), cols=4)
    for row, cells in zip(table.rows, _cells(found), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _plain_pdf(found: Figures) -> bytes:
    made: bytes = typst.compile(PLAIN.encode(), sys_inputs={"rows": json.dumps(_cells(found))}, format="pdf")
    return made


def _plain_sheet(behind: list[Source]) -> bytes:
    book = openpyxl.Workbook()
    for source in behind:
        book.active.append([source.done_on, source.task, source.measure, source.title, source.quantity])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _papers() -> list[bytes]:
    report = _report()
    found, behind = figures(report), list(sources(report.period))
    return [paper(kind, report, found, behind, at=office.NOW) for kind in ("docx", "pdf", "xlsx")]


def _freezer(plan: Plan) -> Callable[[], object]:
    """Freezing refuses to keep the same edition twice, so one row is added before each."""
    at = office.NOW

    def act() -> object:
        nonlocal at
        at += timedelta(minutes=1)
        office.fill(plan, Evidence.objects.count() + 1)
        return freeze_report(_report(), reason="Đo.", by=office.coordinator(), at=at)

    return act
