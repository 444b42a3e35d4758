"""The numbers that Word prints before paragraphs without anybody having typed them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from doingoai.documents.read.package import Element, child, children, is_on, name, value

LEVELS = 9
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
PLACE = re.compile(r"%([1-9])")
LONGEST_STYLES = 20  # styles on styles; a circle ends here
# What stands in the private letters of Symbol and Wingdings; a hollow ring is given as a full one.
SIGNS = {"\uf0b7": "•", "\uf0a7": "▪", "§": "▪", "o": "●", "\uf02d": "-", "\uf0be": "-"}
SYMBOLS = re.compile(r"[\ue000-\uf8ff]|^[ØüvqwðàèÞ]$")


def roman(number: int) -> str:
    """The number in small Roman letters."""
    written = ""
    for worth, letters in ROMAN:
        count, number = divmod(number, worth)
        written += letters * count
    return written


def letters(number: int) -> str:
    """A, b, … z, then aa, bb: as Word goes on after the last letter."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(rounds + 1, 9)


def written(number: int, form: str) -> str:
    """The number in a form of Word; forms not used in Vietnam are given in digits."""
    if form in {"none", "bullet"}:
        return ""
    if number < 1 or number > 3999:
        return str(number)
    made = {"Roman": roman, "Letter": letters}.get(form.removeprefix("upper").removeprefix("lower"))
    if made is None:
        return f"{number:02}" if form == "decimalZero" else str(number)
    return made(number).upper() if form.startswith("upper") else made(number)


@dataclass(frozen=True)
class Level:
    """One level of a list: first number, form, text with places for numbers, after which level it starts anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    style: str = ""

    @staticmethod
    def of(element: Element) -> "Level":
        """The level as numbering.xml tells it."""
        form = "decimal"
        for one in element.iter():
            form = (value(one) or form) if name(one) == "numFmt" and value(one) != "custom" else form
        restart = _number(value(child(element, "lvlRestart")), -1)
        return Level(
            _number(value(child(element, "start")), 0),
            form,
            value(child(element, "lvlText")) or "",
            value(child(element, "suff")) or "tab",
            None if restart < 0 else restart,
            is_on(child(element, "isLgl")),
            value(child(element, "pStyle")) or "",
        )


@dataclass(frozen=True)
class List:
    """A list: which counters it counts on, its levels, and the levels that it starts at a number of its own."""

    counters: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class Numbers:
    """Counts a paper's numbered paragraphs, which must come in their order."""

    lists: Mapping[str, List]
    styles: Mapping[str, Element]
    default: str = ""
    counted: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @staticmethod
    def of(numbering: Element | None, styles: Mapping[str, Element]) -> "Numbers":
        """The lists of a paper by its numbering.xml, which may be missing, and its styles."""
        plain = (key for key, style in styles.items() if _is_plain(style))
        return Numbers(dict(_lists(numbering, styles)), styles, next(plain, ""))

    def before(self, properties: Element | None) -> str:
        """What Word prints before a paragraph with these properties, the room after it included."""
        number, depth = self._place(properties)
        found = self.lists.get(number)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._count(number, found, depth, level)
        text = _signs(level.text)
        if level.form != "bullet":
            text = PLACE.sub(lambda place: _figure(int(place[1]) - 1, counts, found, level.is_legal), level.text)
        room = "" if level.after == "nothing" and not text[-1:].isalnum() else " "
        return f"{text.strip()}{room}" if text.strip() else ""

    def style_name(self, properties: Element | None) -> str:
        """The name of the paragraph's style as Word shows it."""
        style = self.styles.get(value(child(properties, "pStyle")) or self.default)
        return (value(child(style, "name")) or "").casefold()

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else those of its style."""
        own = child(properties, "numPr")
        chain = list(islice(self._styles(value(child(properties, "pStyle")) or self.default), LONGEST_STYLES))
        told = [own, *(child(style, "pPr", "numPr") for style in chain)]
        number = _first(value(child(one, "numId")) for one in told) or "0"
        depth = _first(value(child(one, "ilvl")) for one in told) or self._depth_of(number, chain)
        return number, min(_number(depth, 0), LEVELS - 1)

    def _styles(self, key: str | None) -> Iterator[Element]:
        while (style := self.styles.get(key or "")) is not None:
            yield style
            key = value(child(style, "basedOn"))

    def _depth_of(self, number: str, chain: Sequence[Element]) -> str:
        """The level that is bound to the nearest of the styles."""
        levels = self.lists[number].levels if number in self.lists else {}
        bound = {level.style: depth for depth, level in levels.items() if level.style}
        keys = (value(style, "styleId") or "" for style in chain)
        return str(next((bound[key] for key in keys if key in bound), 0))

    def _count(self, number: str, found: List, depth: int, level: Level) -> list[int | None]:
        counts = self.counted.setdefault(found.counters, [None] * LEVELS)
        now = counts[depth]
        counts[depth] = level.start if now is None else now + 1
        if depth in found.starts and (number, depth) not in self.begun:
            counts[depth] = found.starts[depth]
        self.begun.add((number, depth))
        for deeper in range(depth + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or depth < restart:
                counts[deeper] = None
        return counts


def _figure(place: int, counts: list[int | None], found: List, is_legal: bool) -> str:
    level = found.levels.get(place, Level())
    now = counts[place]
    form = "decimal" if is_legal and level.form != "none" else level.form
    return written(level.start if now is None else now, form)


def _first(texts: Iterable[str | None]) -> str | None:
    return next((text for text in texts if text is not None), None)


def _signs(text: str) -> str:
    text = SIGNS.get(text.strip(), text)
    return SYMBOLS.sub("•", text)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise


def _is_plain(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}


def _lists(numbering: Element | None, styles: Mapping[str, Element]) -> Iterator[tuple[str, List]]:
    abstract = {value(one, "abstractNumId"): one for one in children(numbering, "abstractNum")}
    used = {value(one, "numId"): value(child(one, "abstractNumId")) for one in children(numbering, "num")}
    for one in children(numbering, "num"):
        key = value(child(one, "abstractNumId"))
        source = abstract.get(key)
        link = value(child(source, "numStyleLink"))
        if link is not None:
            key = used.get(value(child(styles.get(link), "pPr", "numPr", "numId")), key)
            source = abstract.get(key)
        levels = {_number(value(level, "ilvl"), 0): Level.of(level) for level in children(source, "lvl")}
        starts: dict[int, int] = {}
        for override in children(one, "lvlOverride"):
            depth = _number(value(override, "ilvl"), 0)
            own, start = child(override, "lvl"), value(child(override, "startOverride"))
            levels |= {} if own is None else {depth: Level.of(own)}
            starts |= {} if start is None else {depth: _number(start, 1)}
        yield value(one, "numId") or "", List(key or "", levels, starts)
