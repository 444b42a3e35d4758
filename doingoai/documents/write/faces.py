"""Faces for .pdf: one with the measure of Times and every Vietnamese letter, found where it is."""

from functools import cache
from pathlib import Path

import fontpkg_noto_serif

# In the order of preference; fonts-liberation 1.07 lacks Vietnamese letters and lies in another folder than 2.x.
TIMES = (
    ("Tinos", Path("/usr/share/fonts/truetype/croscore")),
    ("Liberation Serif", Path("/usr/share/fonts/truetype/liberation2")),
)
NOTO = ("Noto Serif", Path(fontpkg_noto_serif.__file__).resolve().parent)


@cache
def face() -> tuple[str, Path]:
    """The family to write with, and the folder of its files."""
    for family, folder in TIMES:
        if any(folder.glob(f"{family.replace(' ', '')}*.ttf")):
            return family, folder
    return NOTO
