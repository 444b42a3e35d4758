"""Papers out: one value, written as .docx, .pdf and .xlsx in the form of Decree 30/2020."""

from doingoai.documents.write.leaving import last_look
from doingoai.documents.write.pdf import MissingGlyph, write_pdf
from doingoai.documents.write.sheets import CellError, Column, Sheet, marked, read_rows, workbook
from doingoai.documents.write.word import write_docx

__all__ = [
    "CellError",
    "Column",
    "MissingGlyph",
    "Sheet",
    "last_look",
    "marked",
    "read_rows",
    "workbook",
    "write_docx",
    "write_pdf",
]
