"""Web pages and what was copied from them: the paper without the menus around it."""

import re
import unicodedata
from dataclasses import dataclass, field

from lxml import etree

from doingoai.documents.domain import Document, NotReadable
from doingoai.documents.read.grid import Item, blocks
from doingoai.documents.read.package import Element
from doingoai.documents.read.plain import decoded
from doingoai.documents.read.web_lists import Mark, Marks
from doingoai.documents.read.web_parts import BLOCKS, Page
from doingoai.documents.read.web_tables import grid

LONG, MANY = 5 * 1024 * 1024, 600_000  # letters without pictures; tags
PICTURES = re.compile(r"""data:[^"')\s>]{200,}""")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
SPACES = re.compile(r"\s+")
BEGINS = re.compile(r"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S)
TAG = re.compile(r"</(?:p|div|td|li|span|table|h[1-6])\s*>", re.I)


def is_web_page(data: bytes) -> bool:
    """Whether the bytes begin as a web page does, whatever their name."""
    start = data[:4096]
    text = start.decode("utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", errors="replace")
    return bool(BEGINS.match(text)) or (text.lstrip().startswith("<") and bool(TAG.search(text)))


def read_html(name: str, data: bytes) -> Document:
    """The paragraphs and tables of a page in their order, lists with their marks; menus and hidden words left out.

    :raises NotReadable: if its encoding is unknown, or it is long or nested beyond reason
    """
    text = PICTURES.sub("", source(data))
    if len(text) > LONG or text.count("<") > MANY:
        raise NotReadable("Trang web quá dài nên không được nhận. Tách thành nhiều tệp rồi thử lại.")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise NotReadable("Trang web lồng quá nhiều lớp nên không được nhận. Chép nội dung sang Word rồi thử lại.")
    body = None if root is None else root.find("body")
    if body is None:
        raise NotReadable("Tệp không có chữ nào. Chọn lại tệp có nội dung.")
    page = Page(body)
    items = _Flow(page, Marks()).all(page.main_part())
    return Document(name, "html", tuple(blocks(enumerate(items, start=1))))


def source(data: bytes) -> str:
    """The page as it was written.

    :raises NotReadable: if its encoding is unknown
    """
    said = CHARSET.search(data[:4096])
    return decoded(data, said[1].decode("ascii", "replace") if said else "")


@dataclass
class _Flow:
    """Words as they come, parted into paragraphs; tables in their places."""

    page: Page
    counted: Marks
    items: list[Item] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    keeps_lines: bool = False

    def all(self, element: Element) -> list[Item]:
        """What stands in the element."""
        self._inner(element)
        self._end()
        return self.items

    def _take(self, element: Element) -> None:
        """Take an element as what it is."""
        if element.tag == "br":
            self._end()
        elif element.tag == "table":
            self._end()
            self.items.append(grid(element, self._inside))
        elif element.tag in BLOCKS:
            self._end()
            self._block(element)
            self._end()
        else:
            self._inner(element)

    def _block(self, element: Element) -> None:
        mark, keeps = self.counted.of(element), self.keeps_lines
        if mark:
            self.marks.append(mark)
        self.keeps_lines = keeps or element.tag == "pre"
        self._inner(element)
        self._end()
        self.keeps_lines = keeps
        if mark in self.marks:
            self.marks.remove(mark)  # an item without words

    def _inner(self, element: Element) -> None:
        self._text(element.text)
        for one in element:
            if isinstance(one.tag, str) and not self.page.is_left_out(one):
                self._take(one)
            self._text(one.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        first, *others = text.splitlines() if self.keeps_lines else [text]
        self.words.append(first)
        for line in others:
            self._end()
            self.words.append(line)

    def _end(self) -> None:
        """End the paragraph, if there is one."""
        text = SPACES.sub(" ", unicodedata.normalize("NFC", "".join(self.words))).strip()
        self.words.clear()
        if text:
            before = self.marks.pop().before(text) if self.marks else ""
            self.items.append(f"{before}{text}")

    def _inside(self, cell: Element) -> list[Item]:
        return _Flow(self.page, self.counted).all(cell)
