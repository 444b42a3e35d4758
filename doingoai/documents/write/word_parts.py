"""The pieces a .docx is made of: pages, paragraphs, rules, tables, pictures; lengths in millimetres, gaps in points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from doingoai.documents.domain.letters import printable
from doingoai.documents.write.layout import Look, Page

EPOCH = (1980, 1, 1, 0, 0, 0)
THIN = 4.0  # points: the height of a paragraph that only holds a rule or keeps two tables apart
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True)
class Lay:
    """How a paragraph lies: alignment, gaps before and after, indents, line distance, and what it is kept with."""

    align: str = "left"
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    line: float = 1
    keep: bool = False
    outline: int | None = None


CENTRED = Lay("center")


def element(name: str, **values: object) -> Any:
    """An element of the word-processing namespace with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def set_page(section: Any, page: Page, look: Look, *, landscape: bool) -> None:
    """Size and margins; pages counted from one, the number in the top margin of all but the first."""
    size = (page.height, page.width) if landscape else (page.width, page.height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, size)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(page.number_drop), Mm(page.bottom / 2)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    lay_out(number, CENTRED)
    run = number.add_run()
    _look(run, look)
    field = element("instrText")
    field.text = "PAGE"
    for part in (element("fldChar", fldCharType="begin"), field, element("fldChar", fldCharType="end")):
        run._r.append(part)
    section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start=1))


def lay_out(paragraph: Any, lay: Lay) -> None:
    """Give the paragraph its place."""
    form = paragraph.paragraph_format
    paragraph.alignment = ALIGN[lay.align]
    form.space_before, form.space_after = Pt(lay.before), Pt(lay.after)
    form.left_indent, form.right_indent, form.first_line_indent = Mm(lay.left), Mm(lay.right), Mm(lay.first)
    form.line_spacing, form.keep_with_next = lay.line, lay.keep
    if lay.outline is not None:
        paragraph._p.get_or_add_pPr().append(element("outlineLvl", val=lay.outline))


def write(paragraph: Any, text: str, look: Look, *, italic: bool = False) -> None:
    """Add words in the look to the paragraph."""
    for index, line in enumerate(printable(text).split("\n")):
        run = paragraph.add_run()
        if index:
            run.add_break()
        run.add_text(line)
        _look(run, look, italic=italic)


def _look(run: Any, look: Look, *, italic: bool = False) -> None:
    run.font.size, run.font.bold, run.font.italic = Pt(look.size), look.bold, look.italic or italic


def paragraph(
    place: Any, text: str, look: Look, lay: Lay, *, fresh: bool = False, italic: bool = False, lead: str = ""
) -> Any:
    """Write a paragraph into the place; `fresh` uses the empty one that every new cell has, its `lead` is bold."""
    made = place.paragraphs[0] if fresh else place.add_paragraph()
    lay_out(made, lay)
    if lead:
        write(made, lead, replace(look, bold=True), italic=italic)
    write(made, text.removeprefix(lead), look, italic=italic)
    return made


def rule(place: Any, length: float, width: float, gap: float) -> None:
    """A rule of the length in the middle of the width, the gap above it in points."""
    made = place.add_paragraph()
    inset = max(0, (width - length) / 2)
    lay_out(made, Lay(left=inset, right=inset))
    thin(made)
    made.paragraph_format.space_before = Pt(gap)
    border = element("pBdr")
    border.append(element("top", val="single", sz=6, space=0, color="auto"))
    properties = made._p.get_or_add_pPr()
    properties.find(qn("w:spacing")).addprevious(border)


def thin(made: Any) -> None:
    """Make the paragraph no taller than it must be."""
    made.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    made.paragraph_format.line_spacing = Pt(THIN)


def table(place: Any, widths: Sequence[float], *, inset: float = 0, lines: bool = False) -> Any:
    """A table of fixed columns without rows, its cells' side margins and whether lines are drawn."""
    made = place.add_table(rows=0, cols=len(widths))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    if lines:
        made.style = "Table Grid"
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=round(inset / 25.4 * 1440), type="dxa"))
    made._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def row(made: Any, widths: Sequence[float], *, head: bool = False) -> Any:
    """Add a row that no page break cuts; a head is repeated on every page."""
    added = made.add_row()
    for cell, width in zip(added.cells, widths, strict=True):
        cell.width = Mm(width)
    properties = added._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    return added


def picture(place: Any, data: bytes, width: float, words: str, lay: Lay) -> None:
    """A picture of the width, with words for readers who do not see it."""
    made = place.add_paragraph()
    lay_out(made, lay)
    shape = made.add_run().add_picture(BytesIO(data), width=Mm(width))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    shape._inline.docPr.set("descr", printable(words).replace("\n", " "))


def steady(data: bytes) -> bytes:
    """The same package with every entry dated alike, so that equal papers have equal bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(out, "w", ZIP_DEFLATED) as even:
        for entry in made.infolist():
            even.writestr(ZipInfo(entry.filename, EPOCH), made.read(entry), ZIP_DEFLATED)
    return out.getvalue()
