"""Word papers."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from doingoai.documents.domain import Document, NotReadable
from doingoai.documents.read.grid import Item, blocks
from doingoai.documents.read.package import Element, Package, by_key, child, children, is_on, name, value
from doingoai.documents.read.word_numbers import Numbers
from doingoai.documents.read.word_tables import grid
from doingoai.documents.read.word_text import boxes, chosen, words

BROKEN = "Tệp Word hỏng hoặc không phải .docx. Mở bằng Word, lưu lại rồi thử lại."
HOLDERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
LISTS_OF_CONTENTS = ("toc ", "table of figures")
NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def read_docx(name: str, data: bytes) -> Document:
    """The paragraphs and tables in their order, with the numbers that Word prints; footnotes at the end.

    :raises NotReadable: if the package is broken, unpacks beyond reason, holds macros, or is no Word paper
    """
    package = Package(data)
    body = child(package.tree(package.main), "body")
    if body is None:
        raise NotReadable(BROKEN)
    styles = by_key(package.part("styles"))
    reader = _Reader(Numbers.of(package.part("numbering"), styles), styles)
    items = list(reader.items(body, is_inside=False))
    for role, kind in NOTES:
        for note in children(package.part(role), kind):
            if value(note, "type") in {None, "normal"}:
                items += reader.items(note, is_inside=False)
    return Document(name, "docx", tuple(blocks(items)))


@dataclass
class _Reader:
    """Reads a paper's blocks in their order, which the numbers depend on; `line` is the last block's."""

    numbers: Numbers
    styles: dict[str, Element]
    line: int = 0
    held: list[str] = field(default_factory=list)

    def items(self, holder: Element, *, is_inside: bool) -> Iterator[tuple[int, Item]]:
        """What stands in the body, a cell, a note or a text box; inside another block, lines are not counted."""
        for one in holder:
            kind = name(one)
            self.line += kind in {"p", "tbl"} and not is_inside
            if kind == "p":
                yield from ((self.line, item) for item in self._paragraph(one, is_inside=is_inside))
            elif kind == "tbl":
                yield self.line, grid(one, self.styles, self._inside)
            elif kind == "AlternateContent":
                yield from self.items(chosen(one), is_inside=is_inside)
            elif kind in HOLDERS and not _is_list_of_contents(one):
                yield from self.items(one, is_inside=is_inside)

    def _inside(self, holder: Element) -> Iterator[Item]:
        return (item for _line, item in self.items(holder, is_inside=True))

    def _paragraph(self, paragraph: Element, *, is_inside: bool) -> Iterator[Item]:
        properties = child(paragraph, "pPr")
        text = words(paragraph)
        if is_on(child(properties, "rPr", "del")):
            self.held.append(text)  # its end was deleted: it goes on with the next one
        elif not self.numbers.style_name(properties).startswith(LISTS_OF_CONTENTS):
            text = "".join([*self.held, text])
            self.held.clear()
            number = self.numbers.before(properties)
            yield from _lines(f"{number}{text.lstrip()}" if text.strip() or is_inside else "")
        for box in boxes(paragraph):
            yield from self._inside(box)


def _lines(text: str) -> Iterator[str]:
    for line in unicodedata.normalize("NFC", text).splitlines():
        if line.strip():
            yield line.strip()


def _is_list_of_contents(holder: Element) -> bool:
    gallery = value(child(holder, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery == "Table of Contents"
