"""The XML parts of an office package, each named by its role; names of elements without their namespaces."""

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from doingoai.documents.domain import NotReadable
from doingoai.documents.domain import package as bounds

Element = Any  # of lxml, which tells no types
DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
MOST_ELEMENTS = 800_000  # of one part: a table of 10,000 rows has fewer
LONG = "Tệp dài quá mức nên không được nhận. Tách thành nhiều tệp rồi thử lại."
DEEP = "Tệp lồng quá nhiều lớp nên không được nhận. Chép nội dung sang tệp Word mới rồi thử lại."


def refuse_entities(xml: bytes) -> None:
    """Look at a part before anything reads it.

    :raises NotReadable: if it declares entities
    """
    if any(word in xml for word in DOCTYPE):
        raise NotReadable("Tệp khai báo thực thể XML nên không được nhận. Mở bằng Word, lưu lại rồi thử lại.")


def tree(xml: bytes) -> Element:
    """The root of a part.

    :raises NotReadable: if it declares entities, is long or nested beyond reason, or is no XML
    """
    refuse_entities(xml)
    if xml.count(b"<") - xml.count(b"</") > MOST_ELEMENTS:
        raise NotReadable(LONG)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise NotReadable(DEEP) from error
        raise NotReadable("Tệp hỏng: có phần không đúng XML. Mở bằng Word, lưu lại rồi thử lại.") from error
    return root


def name(element: Element) -> str:
    """What the element is called, whichever edition of the standard it follows."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The element's children of these names."""
    for one in () if element is None else element:
        if name(one) in names:
            yield one


def child(element: Element | None, *path: str) -> Element | None:
    """The first child at the end of the path of names, if there is one."""
    for step in path:
        element = next(children(element, step), None)
    return element


def value(element: Element | None, attribute: str = "val") -> str | None:
    """An attribute of the element, named without its namespace."""
    if element is not None:
        for key, said in element.attrib.items():
            if key.rpartition("}")[2] == attribute:
                return str(said)
    return None


def by_key(styles: Element | None) -> dict[str, Element]:
    """The styles of a paper, each under the key that paragraphs and tables call it by."""
    return {value(style, "styleId") or "": style for style in children(styles, "style")}


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}


class Package:
    """The parts of one file."""

    def __init__(self, data: bytes) -> None:
        """Open the file within bounds.

        :raises NotReadable: if it is broken, too large, or holds macros
        """
        self._zip = bounds.opened(data)
        self.main = self.related("", "officeDocument") or ""

    def tree(self, path: str | None) -> Element | None:
        """The root of the part at the path; None if there is no such part."""
        data = self._part(path) if path else None
        return None if data is None else tree(data)

    def part(self, role: str) -> Element | None:
        """The root of the part that stands in this role to the main one; None if there is no such part."""
        return self.tree(self.related(self.main, role))

    def related(self, path: str, role: str) -> str | None:
        """Where the part lies that stands in this role to the part at the path."""
        folder, file = posixpath.split(path)
        relations = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in children(relations, "Relationship"):
            if (value(relation, "Type") or "").endswith(f"/{role}") and value(relation, "TargetMode") != "External":
                target = posixpath.join("/", folder, value(relation, "Target") or "")
                return posixpath.normpath(target).lstrip("/")
        return None

    def _part(self, path: str) -> bytes | None:
        try:
            return bounds.part(self._zip, path)
        except KeyError:
            return None
