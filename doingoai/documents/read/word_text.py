"""The words of a Word paragraph as they are printed: what was inserted, not what was deleted or hidden."""

from collections.abc import Iterator

from doingoai.documents.read.package import Element, child, is_on, name, value

# Elements that only wrap what stands in them.
WRAPPERS = {
    *("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"),
    *("oMath", "oMathPara", "ruby", "rubyBase", "AlternateContent", "Choice", "Fallback"),
}
BREAKS = {"textWrapping", ""}
SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
DRAWN = ("drawing", "pict", "object")
SYMBOL = {"f0b7": "•", "f0a7": "▪", "f0d8": "➢", "f0fc": "✓", "f0e0": "→", "f02d": "-"}


def words(paragraph: Element) -> str:
    """The paragraph's own words, without those of text boxes that hang on it."""
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for one in element:
        kind = name(one)
        if kind == "r":
            if not is_on(child(one, "rPr", "vanish")):
                yield from _run(one)
        elif kind == "AlternateContent":
            yield from _pieces(chosen(one))
        elif kind in WRAPPERS:
            yield from _pieces(one)


def _run(run: Element) -> Iterator[str]:
    for one in run:
        kind = name(one)
        if kind == "t":
            yield one.text or ""
        elif kind == "br":
            yield "\n" if (value(one, "type") or "") in BREAKS else ""
        elif kind == "sym":
            yield SYMBOL.get((value(one, "char") or "").casefold(), "")
        elif kind == "AlternateContent":
            yield from _run(chosen(one))
        else:
            yield SIGNS.get(kind, "")


def chosen(alternatives: Element) -> Element:
    """The one of several ways to draw a thing that holds words, else the first; never two."""
    for one in alternatives:
        if any(name(inner) == "t" for inner in one.iter()):
            return one
    return alternatives[0] if len(alternatives) else alternatives


def boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, in their order; those inside a box belong to the box."""
    for one in paragraph:
        kind = name(one)
        if kind == "txbxContent":
            yield one
        elif kind == "AlternateContent":
            yield from boxes(chosen(one))
        elif kind not in {"del", "moveFrom", "pPr", "rPr", "t"}:
            yield from boxes(one)
