"""Papers as .docx, in the form of Decree 30/2020, annex I (sizes and places: documents/nd30.yaml)."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from doingoai.documents.domain.form import Annex, Block, Form, Grid, Heading, Para, annex_label, numbered

FACE = "Times New Roman"
A4 = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = A4[0] - LEFT - RIGHT
LANDSCAPE_WIDTH = A4[1] - LEFT - RIGHT
HEAD_SHARE = 0.45
EPOCH = (1980, 1, 1, 0, 0, 0)


def write_docx(form: Form, *, at: datetime) -> bytes:
    """The paper as a Word file; the same paper and moment give the same bytes."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    _page(paper.sections[0], landscape=False)
    _letterhead(paper, form)
    _opening(paper, form)
    _body(paper, form.blocks, end_mark=True, width=TEXT_WIDTH)
    _closing(paper, form)
    for index, annex in enumerate(form.annexes):
        _annex(paper, form, annex, annex_label(index, len(form.annexes)))
    core = paper.core_properties
    core.title, core.author, core.language = f"{form.type_name.capitalize()} {form.subject}", "", "vi-VN"
    core.created = core.modified = core.last_printed = at.replace(tzinfo=None, microsecond=0)
    core.last_modified_by, core.revision, core.comments = "", 1, ""
    buffer = BytesIO()
    paper.save(buffer)
    return _steady(buffer.getvalue())


def _steady(data: bytes) -> bytes:
    """The same package with every entry dated alike."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(out, "w", ZIP_DEFLATED) as steady:
        for entry in made.infolist():
            steady.writestr(ZipInfo(entry.filename, EPOCH), made.read(entry), ZIP_DEFLATED)
    return out.getvalue()


def _page(section: Any, *, landscape: bool) -> None:
    width, height = reversed(A4) if landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _field(number, "PAGE")
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)


def _field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _write(paragraph: Any, text: str, size: float, **look: bool) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), look.get("bold", False), look.get("italic", False)


def _line(cell: Any, text: str, size: float, *, first: bool = False, **look: bool) -> Any:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    _write(paragraph, text, size, **look)
    return paragraph


def _rule(cell: Any, share: float, width: float) -> None:
    """A rule of the given share of the cell, centred: a paragraph's border with the rest taken by indents."""
    paragraph = cell.add_paragraph()
    inset = Mm(width * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = inset
    paragraph.paragraph_format.line_spacing = Pt(5)
    border = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    properties = paragraph._p.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(border) if spacing is not None else properties.append(border)


def _table(paper: Any, widths: tuple[float, ...], rows: int, margin: int = 0) -> Any:
    table = paper.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(margin))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _letterhead(paper: Any, form: Form) -> None:
    """Boxes 1 to 4: the bodies at the left, the nation at the right; number and date on one line under them."""
    widths = (TEXT_WIDTH * HEAD_SHARE, TEXT_WIDTH * (1 - HEAD_SHARE))
    table = _table(paper, widths, rows=2)
    left, right = table.rows[0].cells
    if form.parent_body:
        _line(left, form.parent_body, 12, first=True)
    _line(left, form.issuing_body, 12, first=not form.parent_body, bold=True)
    _rule(left, 0.4, widths[0])
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, first=True, bold=True)
    _line(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    _rule(right, 0.6, widths[1])
    left, right = table.rows[1].cells
    _line(left, form.number_line, 13, first=True)
    _line(right, form.place_and_date, 13, first=True, italic=True)


def _opening(paper: Any, form: Form) -> None:
    """Box 5a: type and subject with their rule; box 9a: to whom; the legal bases."""
    for text, before in ((form.type_name, 12), (form.subject, 0)):
        paragraph = paper.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_before = ALIGN.CENTER, Pt(before)
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, text, 14, bold=True)
    _rule(paper, 0.25, TEXT_WIDTH)
    if form.addressees:
        _addressees(paper, form)
    for index, basis in enumerate(form.legal_bases):
        end = "." if index == len(form.legal_bases) - 1 else ";"
        _write(_paragraph(paper), f"{basis.rstrip('.;')}{end}", 14, italic=True)


def _addressees(paper: Any, form: Form) -> None:
    lines = form.addressee_lines
    paragraph = paper.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_before = ALIGN.LEFT, Pt(6)
    paragraph.paragraph_format.left_indent = Mm(35)
    _write(paragraph, f"Kính gửi: {lines[0]}" if len(lines) == 1 else "Kính gửi:", 14)
    for line in lines if len(lines) > 1 else ():
        entry = paper.add_paragraph()
        entry.paragraph_format.left_indent = Mm(55)
        _write(entry, line, 14)


def _paragraph(paper: Any) -> Any:
    paragraph = paper.add_paragraph()
    form = paragraph.paragraph_format
    paragraph.alignment, form.first_line_indent = ALIGN.JUSTIFY, Mm(12.7)
    form.space_before, form.line_spacing = Pt(6), 1.15
    return paragraph


def _body(paper: Any, blocks: tuple[Block, ...], *, end_mark: bool, width: float) -> None:
    labelled = numbered(blocks)
    last = max((i for i, (block, _) in enumerate(labelled) if isinstance(block, Para)), default=-1)
    for index, (block, label) in enumerate(labelled):
        if isinstance(block, Heading):
            _heading(paper, block, label)
        elif isinstance(block, Para):
            text = f"{block.text.rstrip('.')}./." if end_mark and index == last else block.text
            _write(_paragraph(paper), text, 14, italic=block.italic)
        else:
            _grid(paper, block, width)


def _heading(paper: Any, heading: Heading, label: str) -> None:
    paragraph = _paragraph(paper)
    paragraph.paragraph_format.keep_with_next = True
    text = heading.text.upper() if heading.level == 1 else heading.text
    _write(paragraph, f"{label}{text}", 14, bold=heading.level < 3)


def _grid(paper: Any, grid: Grid, width: float) -> None:
    scale = width / sum(grid.widths)
    table = _table(paper, tuple(w * scale for w in grid.widths), rows=1, margin=85)
    table.style = "Table Grid"
    _row(table.rows[0], grid.head, grid, bold=True, head=True)
    for cells in grid.rows:
        row = table.add_row()
        for cell, share in zip(row.cells, grid.widths, strict=True):
            cell.width = Mm(share * scale)
        if cells.kind == "group":
            merged = row.cells[0].merge(row.cells[-1])
            _cell(merged, cells.cells[0], ALIGN.LEFT, bold=True)
        else:
            _row(row, cells.cells, grid, bold=cells.kind == "sum", head=False)
        _whole(row)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    _whole(table.rows[0])
    paper.add_paragraph().paragraph_format.line_spacing = Pt(4)


def _whole(row: Any) -> None:
    """A row that no page break cuts."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _row(row: Any, texts: tuple[str, ...], grid: Grid, *, bold: bool, head: bool) -> None:
    for cell, text, numeric in zip(row.cells, texts, grid.numeric, strict=True):
        align = ALIGN.CENTER if head else ALIGN.RIGHT if numeric else ALIGN.LEFT
        _cell(cell, text, align, bold=bold)


def _cell(cell: Any, text: str, align: Any, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _write(paragraph, text, 12, bold=bold)


def _closing(paper: Any, form: Form) -> None:
    """Boxes 7 and 9b: recipients at the left, level with the signer's authority at the right."""
    spacer = paper.add_paragraph()
    spacer.paragraph_format.line_spacing = Pt(10)
    table = _table(paper, (TEXT_WIDTH * 0.5, TEXT_WIDTH * 0.5), rows=1)
    _whole(table.rows[0])
    left, right = table.rows[0].cells
    _write(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for line in form.recipient_lines:
        _write(left.add_paragraph(), line, 11)
    lines = [*form.signer_authority, *([form.signer_title] if form.signer_title else [])]
    for index, text in enumerate(lines or [""]):
        _line(right, text, 14, first=index == 0, bold=True)
    for _ in range(4):
        _line(right, "", 14)
    _line(right, form.signer_name, 14, bold=True)


def _annex(paper: Any, form: Form, annex: Annex, label: str) -> None:
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    _page(section, landscape=annex.landscape)
    for text, bold, italic in (
        (label, True, False),
        (annex.title.upper(), True, False),
        (form.annex_line, False, True),
    ):
        paragraph = paper.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        _write(paragraph, text, 14, bold=bold, italic=italic)
    width = LANDSCAPE_WIDTH if annex.landscape else TEXT_WIDTH
    _body(paper, annex.blocks, end_mark=False, width=width)
