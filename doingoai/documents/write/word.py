"""Papers as .docx, in the form of Decree 30/2020, annex I (sizes and places: documents/nd30.yaml)."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Pt

from doingoai.documents.domain.charts import Chart
from doingoai.documents.domain.form import Annex, Block, Form, Grid, Line, annex_label, set_out
from doingoai.documents.write.drawing import drawn, png
from doingoai.documents.write.faces import face
from doingoai.documents.write.layout import layout
from doingoai.documents.write.leaving import looked_at
from doingoai.documents.write.measure import signed_with, unbroken, width_of, wrapped
from doingoai.documents.write.word_parts import (
    CENTRED,
    Lay,
    lay_out,
    paragraph,
    picture,
    row,
    rule,
    set_page,
    steady,
    table,
    thin,
)

CELL_INSET, CELL_GAP = 1.5, 2.0  # millimetres beside and points above and below the words of a cell
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
TO = "Kính gửi:"
OUTLINE = {"muc_la_ma": 0, "khoan": 1, "diem": 2}


@looked_at
def write_docx(form: Form, *, at: datetime) -> bytes:
    """The paper as a Word file; the same paper and moment give the same bytes."""
    plan, paper = layout(), docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = plan.face, Pt(plan.looks["noi_dung"].size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), plan.face)
    set_page(paper.sections[0], plan.page, plan.looks["so_trang"], landscape=False)
    _letterhead(paper, form)
    _opening(paper, form)
    _body(paper, form.blocks, end_mark=True, width=plan.page.text_width())
    _closing(paper, form)
    for index, annex in enumerate(form.annexes):
        _annex(paper, form, annex, annex_label(index, len(form.annexes)))
    core = paper.core_properties
    core.title, core.author, core.language = form.title, "", "vi-VN"
    core.created = core.modified = core.last_printed = at.replace(tzinfo=None, microsecond=0)
    core.last_modified_by, core.revision, core.comments = "", 1, ""
    buffer = BytesIO()
    paper.save(buffer)
    return steady(buffer.getvalue())


def _ruled(place: Any, texts: Sequence[tuple[str, str]], share: float, width: float) -> None:
    """Centred lines, each with the role of its look, and a rule of the share of the last one's length."""
    plan = layout()
    whole = [(unbroken(text, plan.looks[role], width), role) for text, role in texts]
    for index, (text, role) in enumerate(whole):
        paragraph(place, text, plan.looks[role], CENTRED, fresh=index == 0)
    text, role = whole[-1]
    longest = max(width_of(line, plan.looks[role]) for line in wrapped(text, plan.looks[role], width))
    rule(place, longest * share, width, plan.letterhead["rule_gap"])


def _letterhead(paper: Any, form: Form) -> None:
    """Boxes 1 to 4: the bodies at the left, the nation at the right; number and date on one line under them."""
    plan = layout()
    wide, share = plan.page.text_width(), plan.letterhead["left_share"]
    widths = (wide * share, wide * (1 - share))
    grid = table(paper, widths)
    left, right = row(grid, widths).cells
    bodies = [(form.parent_body, "co_quan_chu_quan")] if form.parent_body else []
    _ruled(left, [*bodies, (form.issuing_body, "co_quan_ban_hanh")], plan.letterhead["issuer_rule"], widths[0])
    _ruled(right, [(NATION, "quoc_hieu"), (MOTTO, "tieu_ngu")], plan.letterhead["motto_rule"], widths[1])
    left, right = row(grid, widths).cells
    below = Lay("center", before=plan.letterhead["number_gap"])
    paragraph(left, form.number_line, plan.looks["so_ky_hieu"], below, fresh=True)
    if form.about:
        paragraph(left, form.about, plan.looks["ve_viec"], Lay("center", before=plan.letterhead["rule_gap"]))
    paragraph(right, form.place_and_date, plan.looks["dia_danh_ngay"], below, fresh=True)


def _opening(paper: Any, form: Form) -> None:
    """Box 5a: type and subject with their rule; box 9a: to whom; box 6 begins with the legal bases."""
    looks = layout().looks
    if form.type_name:
        _title(paper, form)
    if form.addressees:
        _addressees(paper, form.addressee_lines)
    if form.decides:
        lay = Lay("center", layout().body["before"] * 2, layout().body["before"], keep=True)
        paragraph(paper, form.decides, looks["quyet_dinh"], lay)
    for basis in form.basis_lines:
        paragraph(paper, basis, looks["can_cu"], _words())


def _title(paper: Any, form: Form) -> None:
    plan = layout()
    looks, wide = plan.looks, plan.page.text_width()
    paragraph(paper, form.type_name, looks["ten_loai"], Lay("center", before=plan.letterhead["title_gap"], keep=True))
    paragraph(paper, form.subject, looks["trich_yeu"], Lay("center", keep=True))
    longest = max(width_of(line, looks["trich_yeu"]) for line in wrapped(form.subject, looks["trich_yeu"], wide))
    rule(paper, longest * plan.letterhead["subject_rule"], wide, plan.letterhead["rule_gap"])


def _addressees(paper: Any, lines: Sequence[str]) -> None:
    """One addressee on the line; several one a line, their dashes under the colon."""
    plan = layout()
    look, before = plan.looks["kinh_gui"], plan.body["before"]
    colon = width_of(TO.rstrip(":"), look)
    longest = colon + max(width_of(line, look) for line in lines)
    left = max(plan.body["indent"], (plan.page.text_width() - longest) / 2)
    if len(lines) == 1:
        hang = width_of(f"{TO} ", look)
        paragraph(paper, f"{TO} {lines[0]}", look, Lay(before=before * 2, left=left + hang, first=-hang))
        return
    paragraph(paper, TO, look, Lay(before=before * 2, left=left, keep=True))
    dash = width_of("- ", look)
    for line in lines:
        paragraph(paper, line, look, Lay(left=left + colon + dash, first=-dash))


def _words(*, keep: bool = False, outline: int | None = None, ragged: bool = False) -> Lay:
    body = layout().body
    return Lay(
        "left" if ragged else "both",
        body["before"],
        line=body["line"],
        first=body["indent"],
        keep=keep,
        outline=outline,
    )


def _body(paper: Any, blocks: Sequence[Block], *, end_mark: bool, width: float) -> None:
    looks, printed = layout().looks, set_out(blocks, end_mark=end_mark)
    last = len(printed) - signed_with(printed, width) if end_mark else len(printed)
    for index, laid in enumerate(printed):
        if isinstance(laid, Line):
            keep = laid.role in OUTLINE or index >= last
            lay = _words(keep=keep, outline=OUTLINE.get(laid.role), ragged=laid.is_ragged)
            if laid.is_centred:
                lay = Lay("center", layout().body["before"], layout().body["before"], keep=True)
            paragraph(paper, laid.text, looks[laid.role], lay, italic=laid.italic, lead=laid.lead)
        elif isinstance(laid, Grid):
            _grid(paper, laid, width)
        else:
            _chart(paper, laid, width)


def _grid(paper: Any, grid: Grid, width: float) -> None:
    looks = layout().looks
    widths = [share * width / sum(grid.widths) for share in grid.widths]
    thin(paper.add_paragraph())
    made = table(paper, widths, inset=CELL_INSET, lines=True)
    for cell, text in zip(row(made, widths, head=True).cells, grid.head, strict=True):
        paragraph(cell, text, looks["dau_bang"], Lay("center", CELL_GAP, CELL_GAP), fresh=True)
    for cells in grid.rows:
        added = row(made, widths).cells
        if cells.kind == "group":
            whole = added[0].merge(added[-1])
            lay = Lay("left", CELL_GAP, CELL_GAP, keep=True)
            paragraph(whole, cells.cells[0], looks["dau_bang"], lay, fresh=True)
            continue
        look = looks["dau_bang" if cells.kind == "sum" else "o_bang"]
        for cell, text, numeric in zip(added, cells.cells, grid.numeric, strict=True):
            lay = Lay("right" if numeric else "left", CELL_GAP, CELL_GAP)
            paragraph(cell, text, look, lay, fresh=True)
    thin(paper.add_paragraph())


def _chart(paper: Any, chart: Chart, width: float) -> None:
    looks, before = layout().looks, layout().body["before"]
    paragraph(paper, chart.title, looks["ten_bieu_do"], Lay("center", before * 2, before, keep=True))
    strips = drawn(chart, width)
    for index, strip in enumerate(strips):
        lay = Lay("center", keep=index < len(strips) - 1 or bool(chart.note))
        picture(paper, png(strip, face()), width, strip.words, lay)
    if chart.note:
        paragraph(paper, chart.note, looks["chu_bieu_do"], Lay("center", before=before))


def _closing(paper: Any, form: Form) -> None:
    """Boxes 7 and 9b: recipients at the left, level with the signer's authority at the right."""
    plan = layout()
    looks, half = plan.looks, plan.page.text_width() / 2
    spacer = paper.add_paragraph()
    lay_out(spacer, Lay(before=plan.closing["gap"], keep=True))
    thin(spacer)
    left, right = row(table(paper, (half, half)), (half, half)).cells
    paragraph(left, "Nơi nhận:", looks["noi_nhan_tu"], Lay(), fresh=True)
    for line in form.recipient_lines:
        paragraph(left, line, looks["noi_nhan_danh_sach"], Lay())
    for index, text in enumerate(form.signer_lines or ("",)):
        paragraph(right, text, looks["quyen_han_chuc_vu"], CENTRED, fresh=index == 0)
    room = plan.closing["sign_room"] / 25.4 * 72
    paragraph(right, form.signer_line, looks["ho_ten"], Lay("center", before=room))
    if form.mark:
        paragraph(paper, form.mark, looks["noi_nhan_danh_sach"], Lay(before=plan.closing["gap"]), italic=True)


def _annex(paper: Any, form: Form, annex: Annex, label: str) -> None:
    plan = layout()
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, plan.page, plan.looks["so_trang"], landscape=annex.landscape)
    heads = ((label, "phu_luc_so"), (annex.title.upper(), "phu_luc_ten"), (form.annex_line, "phu_luc_kem_theo"))
    for index, (text, role) in enumerate(heads):
        paragraph(paper, text, plan.looks[role], Lay("center", keep=True, outline=None if index else 0))
    width = plan.page.text_width(landscape=annex.landscape)
    _body(paper, annex.blocks, end_mark=False, width=width)
