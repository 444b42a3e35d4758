"""How far a spreadsheet on its way in may reach: one cell far off makes a sheet of all the cells before it."""

import re

from openpyxl.utils import column_index_from_string

from doingoai.documents.domain import NotReadable, package

BOOK = "xl/workbook.xml"
MOST_CELLS = 500_000  # of a sheet, from its first cell to its last
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{0,7})([^"']?)""")
FAR = "Tệp có ô ở quá xa nên không được nhận. Tải lại mẫu rồi chép dữ liệu sang."
ENTITIES = "Tệp khai báo thực thể XML nên không được nhận. Tải lại mẫu rồi chép dữ liệu sang."
OTHER = "Tệp không phải mẫu .xlsx của hệ thống. Tải lại mẫu rồi chép dữ liệu sang."


def check_bounds(data: bytes) -> None:
    """Look at every part of the spreadsheet before a library opens it.

    :raises NotReadable: if it is no .xlsx, declares entities, holds macros, or reaches beyond reason
    """
    if not data.startswith(b"PK"):
        raise NotReadable(OTHER)
    with package.opened(data) as parts:
        if BOOK not in parts.namelist():
            raise NotReadable(OTHER)
        for entry in parts.infolist():
            _check(package.part(parts, entry).replace(b"\0", b""))


def _check(part: bytes) -> None:
    if b"<!DOCTYPE" in part:
        raise NotReadable(ENTITIES)
    rows = columns = 1
    for place in PLACE.finditer(part):
        column, row, more = place.groups()
        if more == b"&":  # a place written in references: no program does so
            raise NotReadable(FAR)
        columns = max(columns, column_index_from_string(column.decode()) if column else 1)
        rows = max(rows, int(row or 1))
    if rows * columns > MOST_CELLS or part.count(b"<c") > MOST_CELLS:
        raise NotReadable(FAR)
