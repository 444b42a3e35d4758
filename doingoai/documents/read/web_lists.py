"""The marks that a browser prints before the items of a list."""

import re
from dataclasses import dataclass, field

from doingoai.documents.read.package import Element
from doingoai.documents.read.word_numbers import written

TYPED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|\d{1,2}(?:\.\d{1,2})+\s|[-–—•+*●▪]\s")
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STYLES = {
    "decimal": "1",
    "decimal-leading-zero": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)")
FIGURE = re.compile(r"\s*(-?\d{1,6})")


@dataclass(frozen=True, eq=False)
class Mark:
    """What stands before an item; nothing where its words already begin with a number or sign of their own."""

    text: str

    def before(self, words: str) -> str:
        """The mark with its room, before these words."""
        return f"{self.text} " if self.text and not TYPED.match(words) else ""


@dataclass
class Marks:
    """Counts the items of lists, which must come in their order."""

    last: dict[Element, int] = field(default_factory=dict)

    def of(self, element: Element) -> Mark | None:
        """The mark of a list's item; None for what is no item."""
        parent = element.getparent()
        if element.tag != "li" or parent is None:
            return None
        styles = (said for one in (element, parent) for said in STYLE.findall(one.get("style", "")))
        look = [word for said in styles for word in said.lower().split()]
        number = self._count(element, parent)
        if "none" in look:
            return Mark("")
        if parent.tag != "ol":
            return Mark("-")
        styled = next((STYLES[word] for word in look if word in STYLES), None)
        form = FORMS.get(styled or element.get("type") or parent.get("type") or "1", "decimal")
        return Mark(f"{written(number, form)}{')' if form.endswith('Letter') else '.'}")

    def _count(self, item: Element, parent: Element) -> int:
        """Its own number, else one more than the item before it, else where the list starts."""
        own, start = (FIGURE.match(one.get(name, "")) for one, name in ((item, "value"), (parent, "start")))
        last = self.last.get(parent, (int(start[1]) if start else 1) - 1)
        self.last[parent] = int(own[1]) if own else last + 1
        return self.last[parent]
