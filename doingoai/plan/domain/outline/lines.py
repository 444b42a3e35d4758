"""From printed paragraphs to lines with their markers: conversion marks dropped, sentences cut by a page joined."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from doingoai.documents.domain import Document, Paragraph

LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])")
LONG = 60  # a paragraph shorter than this is a heading or a label, not a sentence cut by a page
SENTENCE_END = tuple('.;:?!…”"')


class Marker(StrEnum):
    """What stands before a line's words."""

    ROMAN = "roman"
    NUMBER = "number"
    LETTER = "letter"
    BULLET = "bullet"
    NONE = "none"


# Bounded repetition only: no line, however odd, may make matching slow.
MARKERS = (
    (Marker.ROMAN, re.compile(r"(?:(?:Phần|PHẦN|Mục|MỤC)\s{1,3})?([IVXL]{1,6})\s{0,2}[.):/-]\s{0,9}(?=\S)")),
    (
        Marker.NUMBER,
        re.compile(r"(?:(?:Điều|Mục|Khoản)\s{1,3})?(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]\s{0,9}|\s{1,9})(?=\S)"),
    ),
    (Marker.LETTER, re.compile(r"([a-zđ])\s?[.)]\s{0,9}(?=\S)")),
    (Marker.BULLET, re.compile(r"([-–—•+*●▪])\s{0,9}(?=\S)")),
)


@dataclass(frozen=True)
class Line:
    """One logical line: `marker` and `label`, then `body`; `lines` are the printed lines it came from."""

    lines: tuple[int, ...]
    text: str
    marker: Marker
    label: str
    body: str

    @property
    def first(self) -> int:
        """The first printed line."""
        return self.lines[0]

    @property
    def last(self) -> int:
        """The last printed line."""
        return self.lines[-1]


def clean(text: str) -> str:
    """The words as printed, without the marks that a conversion to Markdown leaves behind."""
    return EMPHASIS.sub("", LINK.sub(r"\1", text)).strip()


def marked(number: int, text: str) -> Line:
    """The line with its marker told from its body."""
    for marker, pattern in MARKERS:
        match = pattern.match(text)
        if match is None:
            continue
        body = text[match.end() :]
        if marker is Marker.NUMBER and match[0][-1].isspace() and "." not in match[0]:
            # "05 xã biên giới" is a quantity; "5 Sửa chữa" without a point is no numbering here either.
            continue
        return Line((number,), text, marker, match[1], body)
    return Line((number,), text, Marker.NONE, "", text)


def printed(document: Document) -> list[tuple[int, str]]:
    """Every paragraph of the paper with its line, conversion marks dropped; layout tables cell by cell."""
    found: list[tuple[int, str]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append((block.line, clean(block.text)))
        else:
            columns = zip(*block.rows, strict=False)
            texts = dict.fromkeys(cell for column in columns for cell in column if cell)
            found += [(block.line, clean(piece)) for cell in texts for piece in cell.splitlines() if piece.strip()]
    return [(number, text) for number, text in found if text]


def logical(texts: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """The lines, with a sentence that a page break cut in two made whole again."""
    held: Line | None = None
    for number, text in texts:
        line = marked(number, text)
        if held is not None and _continues(held, line):
            held = replace(held, lines=held.lines + line.lines, text=f"{held.text} {text}", body=f"{held.body} {text}")
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _continues(held: Line, line: Line) -> bool:
    if line.marker is not Marker.NONE or held.marker in {Marker.ROMAN, Marker.NUMBER}:
        return False
    if held.text.endswith(SENTENCE_END) or held.text.isupper() or line.text.isupper():
        return False
    if line.text.startswith("Nơi nhận"):
        return False
    if held.marker in {Marker.BULLET, Marker.LETTER}:
        return len(held.text) >= LONG
    return len(held.text) >= LONG and line.text[0].islower()
