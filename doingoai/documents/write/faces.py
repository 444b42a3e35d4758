"""Faces for .pdf and for charts: one with the measure of Times and every Vietnamese letter, found where it is."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_noto_serif
import typst

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SYSTEM = Path("/usr/share/fonts")
# In the order of preference. Debian's fonts-liberation 1.07 lacks 93 Vietnamese letters; the check below tells.
TIMES = (
    ("Tinos", SYSTEM / "truetype/croscore"),
    ("Liberation Serif", SYSTEM / "truetype/liberation2"),
    ("Liberation Serif", SYSTEM / "truetype/liberation"),
    ("Noto Serif", Path(fontpkg_noto_serif.__file__).resolve().parent),
)
# Neighbours' scripts, where Debian's Noto faces are installed.
OTHERS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif Lao", "Noto Serif Thai")
OTHER_FOLDERS = (SYSTEM / "opentype/noto", SYSTEM / "truetype/noto")


@dataclass(frozen=True)
class Face:
    """The families to write with, Vietnamese first, and where their files are."""

    families: tuple[str, ...]
    fonts: typst.Fonts

    @property
    def files(self) -> list[str]:
        """The files of the first family."""
        return sorted({font.path for font in self.fonts.fonts() if font.family == self.families[0] and font.path})


def vietnamese_letters() -> str:
    """All 178 letters of Vietnamese: small and capital, each vowel with each tone, and đ; no f, j, w, z."""
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    letters = "".join(small) + "bcdđghklmnpqrstvx"
    return letters + letters.upper()


@cache
def face() -> Face:
    """The best face that is installed; the last one comes with the product."""
    return next(found for family, folder in TIMES if (found := face_of(family, folder)))


def face_of(family: str, folder: Path) -> Face | None:
    """The family from the folder with the neighbours' scripts behind it; None if it lacks a Vietnamese letter."""
    folders = [str(place) for place in (folder, *OTHER_FOLDERS) if place.is_dir()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    known = set(fonts.families())
    found = Face((family, *(other for other in OTHERS if other in known)), fonts)
    return found if folder.is_dir() and family in known and _prints(found, vietnamese_letters()) else None


def _prints(found: Face, letters: str) -> bool:
    """Whether the first family alone has every letter in its four cuts: archival output refuses a missing glyph."""
    paper = (
        "#set text(font: sys.inputs.family, fallback: false)\n"
        "#let x = sys.inputs.letters\n#x #strong(x) #emph(x) #strong(emph(x))"
    )
    try:
        typst.compile(
            paper.encode(),
            font_paths=found.fonts,
            ignore_system_fonts=True,
            sys_inputs={"family": found.families[0], "letters": letters},
            pdf_standards="a-2b",
            format="pdf",
        )
    except typst.TypstError:
        return False
    return True
