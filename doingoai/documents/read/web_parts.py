"""Which parts of a web page are the paper, and which only stand around it."""

import re
from dataclasses import dataclass, field

from doingoai.documents.read.layout import BESIDE
from doingoai.documents.read.package import Element

BLOCKS = {
    *("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "form", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup"),
    *("hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "ul"),
}
UNPRINTED = {
    *("applet", "area", "audio", "base", "button", "canvas", "colgroup", "datalist", "del", "dialog", "embed", "head"),
    *("iframe", "img", "input", "link", "map", "math", "menu", "meta", "nav", "aside", "noframes", "noscript"),
    *("object", "optgroup", "option", "progress", "rp", "rt", "script", "select", "style", "svg", "template"),
    *("textarea", "title", "track", "video"),
}
AROUND = {"navigation", "search", "complementary", "banner", "contentinfo", "menu", "menubar", "dialog", "toolbar"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
MENU = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|main-?menu|breadcrumbs?|side-?bar|related|tin-?lien-?quan|lien-?quan|share|sharing"
    r"|social|comments?|binh-?luan|advert\w*|ads?|quang-?cao|banners?|cookies?|top-?bar|paginat\w+|pager|toolbar"
    r"|site-?header|site-?footer|skip-?link|sr-only|visually-hidden)(?:$|[\s_-])",
    re.I,
)
MOST = 0.4  # of the words: what holds more is the paper itself, whatever it is called
FEW_LINKS = 3


@dataclass
class Page:
    """A page, by its body; `length` is how many letters it holds."""

    body: Element
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = _length(self.body)

    def main_part(self) -> Element:
        """The part that holds most of the words and calls itself the article, else the body."""
        for kind in ("article", "main"):
            parts = self.body.findall(f".//{kind}")
            if len(parts) == 1 and self._holds_most(parts[0]):
                return parts[0]
        return self.body

    def is_left_out(self, element: Element) -> bool:
        """Whether the element is not printed, or only leads elsewhere."""
        if element.tag in UNPRINTED or element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
            return True
        if element.tag not in BLOCKS:
            return False
        if element.tag in {"ul", "ol"} and _is_menu(element):
            return True
        return _stands_around(element) and not self._is_of_the_paper(element)

    def _is_of_the_paper(self, element: Element) -> bool:
        """Whether it holds a letterhead, a signature or most of the words, or is the head of the article."""
        if element.tag == "header" and any(one.tag in {"article", "main"} for one in element.iterancestors()):
            return True
        return bool(BESIDE.search("".join(element.itertext()))) or self._holds_most(element)

    def _holds_most(self, element: Element) -> bool:
        return _length(element) > MOST * self.length


def _stands_around(element: Element) -> bool:
    """Whether the element says of itself that it is no part of the text."""
    if element.tag in {"header", "footer", "form"} or element.get("role", "") in AROUND:
        return True
    return any(MENU.search(element.get(name, "")) for name in ("class", "id"))


def _is_menu(items: Element) -> bool:
    """Whether every item of the list is a link and nothing but a link."""
    entries = items.findall("li")
    return len(entries) >= FEW_LINKS and all(_is_link(entry) for entry in entries)


def _is_link(entry: Element) -> bool:
    linked = sum(_length(link) for link in entry.iter("a"))
    return 0 < _length(entry) <= linked


def _length(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())
