"""Papers as .pdf by typst: archival (PDF/A-2b), every letter from known faces, all words passed as data."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from doingoai.documents.domain.form import Block, Form, Grid, Line, annex_label, set_out
from doingoai.documents.domain.letters import printable
from doingoai.documents.write.drawing import PIXEL, drawn
from doingoai.documents.write.faces import face
from doingoai.documents.write.layout import layout
from doingoai.documents.write.leaving import looked_at
from doingoai.documents.write.measure import signed_with, unbroken

TEMPLATE = Path(__file__).with_name("report.typ")


class MissingGlyph(Exception):
    """The faces lack a letter of the paper; nothing is printed in another face instead."""


@looked_at
def write_pdf(form: Form, *, at: datetime) -> bytes:
    """The paper as a PDF file; the same paper and moment give the same bytes.

    :raises MissingGlyph: if the faces lack a letter
    """
    found = face()
    inputs = {"paper": json.dumps(_plain(form, at), ensure_ascii=False), "layout": json.dumps(asdict(layout()))}
    try:
        return typst.compile(
            TEMPLATE,
            sys_inputs=inputs | {"faces": json.dumps(found.families)},
            font_paths=found.fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="a-2b",
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        words = "Có chữ mà bộ chữ của bản PDF chưa có. Xuất bản .docx, hoặc báo quản trị cài bộ chữ."
        raise MissingGlyph(words) from error


def _plain(form: Form, at: datetime) -> Any:
    """The paper as plain data for the template."""
    width, looks = layout().page.text_width(), layout().looks
    left = width * layout().letterhead["left_share"]
    return _printable(
        {
            "title": form.title,
            "at": [at.year, at.month, at.day],
            "parent": unbroken(form.parent_body, looks["co_quan_chu_quan"], left),
            "issuer": unbroken(form.issuing_body, looks["co_quan_ban_hanh"], left),
            "number": form.number_line,
            "place": form.place_and_date,
            "type": form.type_name,
            "subject": form.subject,
            "about": form.about,
            "to": form.addressee_lines,
            "decides": form.decides,
            "bases": form.basis_lines,
            "blocks": _blocks(form.blocks, width, end_mark=True),
            "recipients": form.recipient_lines,
            "signer": form.signer_lines,
            "name": form.signer_line,
            "mark": form.mark,
            "annexes": [
                {
                    "label": annex_label(index, len(form.annexes)),
                    "title": annex.title.upper(),
                    "with": form.annex_line,
                    "landscape": annex.landscape,
                    "blocks": _blocks(
                        annex.blocks, layout().page.text_width(landscape=annex.landscape), end_mark=False
                    ),
                }
                for index, annex in enumerate(form.annexes)
            ],
        }
    )


def _printable(value: Any) -> Any:
    """The same value with every text as it may stand in a file."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value


def _line(line: Line, *, keep: bool) -> dict[str, Any]:
    told = {"kind": "line", "ragged": line.is_ragged, "centred": line.is_centred, "keep": keep}
    return told | asdict(line) | {"text": line.text.removeprefix(line.lead)}


def _blocks(blocks: Sequence[Block], width: float, *, end_mark: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    printed = set_out(blocks, end_mark=end_mark)
    last = len(printed) - signed_with(printed, width) if end_mark else len(printed)
    for index, laid in enumerate(printed):
        if isinstance(laid, Line):
            found.append(_line(laid, keep=index >= last))
            continue
        if isinstance(laid, Grid):
            found.append({"kind": "grid"} | asdict(laid))
            continue
        family = face().families[0]
        strips = [
            {"svg": strip.svg.replace("FACE", family), "width": strip.width * PIXEL, "words": strip.words}
            for strip in drawn(laid, width)
        ]
        found.append({"kind": "chart", "title": laid.title, "note": laid.note, "strips": strips})
    return found
