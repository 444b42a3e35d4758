"""Spaces that do not break: between a number and its unit, and inside a short name."""

import re

TAG = re.compile(r"(<[^>]*>)")
UNIT = re.compile(r"(?<=\d) (?=[^\W\d_])")
CAPITAL = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
NAME = re.compile(rf"\b[{CAPITAL}]\w+(?: [{CAPITAL}]\w+)+\b")
SHORT = 2  # spaces in a name that still stays on one line: "Si Ma Cai"


def tie(words: str) -> str:
    """The words with "6 tháng" and "Kim Thành" kept on one line; what stands inside tags is left alone."""
    parts = TAG.split(words)
    return "".join(part if part.startswith("<") else _tied(part) for part in parts)


def _tied(words: str) -> str:
    names = NAME.sub(lambda m: m[0].replace(" ", "\u00a0") if m[0].count(" ") <= SHORT else m[0], words)
    return UNIT.sub("\u00a0", names)
