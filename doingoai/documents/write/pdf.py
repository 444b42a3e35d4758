"""Papers as .pdf by typst: archival (PDF/A-2b), every letter from one known face, all words passed as data."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from doingoai.documents.domain.form import Block, Form, Grid, Heading, Para, annex_label, numbered
from doingoai.documents.write.faces import face

TEMPLATE = Path(__file__).with_name("report.typ")


class MissingGlyph(Exception):
    """The face lacks a letter of the paper; nothing is printed in another face instead."""


def write_pdf(form: Form, *, at: datetime) -> bytes:
    """The paper as a PDF file; the same paper and moment give the same bytes.

    :raises MissingGlyph: if the face lacks a letter
    """
    family, folder = face()
    paper = json.dumps(_plain(form, family, at), ensure_ascii=False)
    try:
        return typst.compile(
            TEMPLATE,
            sys_inputs={"paper": paper},
            font_paths=[folder],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="a-2b",
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        words = "Có chữ mà bộ chữ của bản PDF chưa có. Xuất bản .docx, hoặc báo quản trị cài bộ chữ."
        raise MissingGlyph(words) from error


def _plain(form: Form, family: str, at: datetime) -> dict[str, Any]:
    signer = [*form.signer_authority, *([form.signer_title] if form.signer_title else [])]
    bases = [basis.rstrip(".;") for basis in form.legal_bases]
    return {
        "title": f"{form.type_name.capitalize()} {form.subject}",
        "at": [at.year, at.month, at.day],
        "faces": [family],
        "parent": form.parent_body,
        "issuer": form.issuing_body,
        "number": form.number_line,
        "place": form.place_and_date,
        "type": form.type_name,
        "subject": form.subject,
        "to": list(form.addressee_lines),
        "bases": [f"{basis}{'.' if i == len(bases) - 1 else ';'}" for i, basis in enumerate(bases)],
        "blocks": _blocks(form.blocks, end_mark=True),
        "recipients": list(form.recipient_lines),
        "signer": signer,
        "name": form.signer_name,
        "annexes": [
            {
                "label": annex_label(index, len(form.annexes)),
                "title": annex.title.upper(),
                "with": form.annex_line,
                "landscape": annex.landscape,
                "blocks": _blocks(annex.blocks, end_mark=False),
            }
            for index, annex in enumerate(form.annexes)
        ],
    }


def _blocks(blocks: tuple[Block, ...], *, end_mark: bool) -> list[dict[str, Any]]:
    labelled = numbered(blocks)
    last = max((i for i, (block, _) in enumerate(labelled) if isinstance(block, Para)), default=-1)
    return [_block(block, label, end_mark=end_mark and i == last) for i, (block, label) in enumerate(labelled)]


def _block(block: Block, label: str, *, end_mark: bool) -> dict[str, Any]:
    if isinstance(block, Heading):
        text = block.text.upper() if block.level == 1 else block.text
        return {"kind": "heading", "level": block.level, "text": f"{label}{text}"}
    if isinstance(block, Para):
        text = f"{block.text.rstrip('.')}./." if end_mark else block.text
        return {"kind": "para", "text": text, "italic": block.italic}
    return _grid(block)


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "kind": "grid",
        "widths": list(grid.widths),
        "numeric": list(grid.numeric),
        "head": list(grid.head),
        "rows": [{"kind": row.kind, "cells": list(row.cells)} for row in grid.rows],
    }
