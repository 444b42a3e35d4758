"""One form for what people write in several: composed or not, with or without tones, old or new tone placement."""

import re
import unicodedata

SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")
NOT_SLUG = re.compile(r"[^a-z0-9]+")
# Scripts without spaces between words are cut into overlapping pairs of characters.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
# Marks that carry meaning and must stay: Lao and Thai vowels and tones.
KEPT_MARKS = re.compile(r"[\u0e00-\u0eff]")
TONES = "\u0300\u0301\u0303\u0309\u0323"
# Two vowels that open a syllable's rhyme with nothing after them: the older school writes the tone on the first,
# the newer on the second. One form is kept: óa→oá is never produced, "hoá" becomes "hóa", "uỷ" becomes "ủy".
PLACEMENT = re.compile(
    rf"(o)([ae])([{TONES}])(?![a-z\u0300-\u036f])|((?<!q)u)(y)([{TONES}])(?![a-z\u0300-\u036f])", re.I
)


def canonical(text: str) -> str:
    """The text in NFC, spaces folded to one, and one tone placement ("hoá" → "hóa", "uỷ" → "ủy")."""
    apart = unicodedata.normalize("NFD", SPACES.sub(" ", text).strip())
    return unicodedata.normalize("NFC", PLACEMENT.sub(_on_first, apart))


def _on_first(match: re.Match[str]) -> str:
    first, second, tone = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
    return f"{first}{tone}{second}"


def bare(text: str) -> str:
    """The text in small letters without any mark, đ as d, spaces folded: for comparing what was typed in haste."""
    apart = unicodedata.normalize("NFD", SPACES.sub(" ", text).strip())
    kept = "".join(c for c in apart if not unicodedata.combining(c) or KEPT_MARKS.match(c))
    return unicodedata.normalize("NFC", kept).replace("đ", "d").replace("Đ", "d").casefold()


def fold(text: str) -> str:
    """The text as the search stores and asks it: bare, and unspaced scripts as overlapping pairs of characters."""
    return SPACES.sub(" ", UNSPACED.sub(_pairs, bare(text))).strip()


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    grams = [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
    return f" {' '.join(grams)} "


def slug(text: str) -> str:
    """The text as part of an address: small Latin letters, digits, single hyphens."""
    return NOT_SLUG.sub("-", bare(text)).strip("-")
