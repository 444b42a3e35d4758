"""A plan of the corpus as printed pages with text: numbered pages, tables over several of them with repeated heads."""

import json
from typing import Any

import typst

from tests.plan.corpus.numbers import counted
from tests.plan.corpus.source import Block, Frame, Pair, Para, Plan, Table, cells

PAGE = """
#set page(
  paper: "a4", flipped: sys.inputs.flipped == "yes", margin: (left: 3cm, right: 1.5cm, y: 2cm),
  numbering: "1", number-align: top + center,
)
#set text(size: 13pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.9em)
#let told(b) = {
  if b.look == "center" { align(center, strong(b.text)) }
  else if b.look == "bold" { par(strong(b.text)) }
  else { par(b.text) }
}
#let laid(b) = {
  set par(first-line-indent: 0pt, justify: false)
  set text(size: 11pt)
  let made = b.cells.map(c => table.cell(x: c.x, y: c.y, rowspan: c.down, colspan: c.across, c.text))
  let head = made.slice(0, b.head)
  table(columns: b.widths.map(w => w * 1fr), table.header(..head), ..made.slice(b.head))
}
#let paired(b) = {
  set par(first-line-indent: 0pt, justify: false)
  let side(lines) = lines.map(l => [#l]).join(linebreak())
  grid(columns: (1fr, 1fr), column-gutter: 6mm, side(b.left), align(center, side(b.right)))
}
#for b in json(bytes(sys.inputs.blocks)) {
  if b.kind == "para" { told(b) } else if b.kind == "table" { laid(b) } else { paired(b) }
}
"""
NARROW, WIDE = 6, 30  # letters: the widths of columns keep between them


def as_pdf(plan: Plan) -> bytes:
    """The plan as a PDF file with text."""
    blocks = [part for block in counted(plan.blocks, plan.lists) for part in _block(block)]
    told = {"blocks": json.dumps(blocks), "flipped": plan.options.get("flipped", "no")}
    made: bytes = typst.compile(PAGE.encode(), sys_inputs=told, format="pdf")
    return made


def _block(block: Block) -> list[dict[str, Any]]:
    match block:
        case Para(text, _, look):
            return [_para(text, look)]
        case Table(rows, head):
            made = [
                {"x": c.column, "y": c.row, "down": c.down, "across": c.across, "text": c.text.replace(" // ", "\n")}
                for c in cells(block)
            ]
            heads = sum(cell["y"] < head for cell in made)
            return [{"kind": "table", "cells": made, "head": heads, "widths": widths(rows)}]
        case Pair(left, right, flat=True):
            return [_para(line, "") for line in (*left, *right)]
        case Pair(left, right):
            return [{"kind": "pair", "left": left, "right": right}]
        case Frame(_, lines):
            return [_para(line, "") for line in lines]


def _para(text: str, look: str) -> dict[str, Any]:
    return {"kind": "para", "text": text, "look": look}


def widths(rows: tuple[tuple[str, ...], ...]) -> list[int]:
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [min(max(length, NARROW), WIDE) for length in longest]
