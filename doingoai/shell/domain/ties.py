"""Spaces that do not break: between a number and its unit, and inside a two-syllable name."""

import re

TAG = re.compile(r"(<[^>]*>)")
UNIT = re.compile(r"(?<=\d) (?=[^\W\d_])")
CAPITAL = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
NAME = re.compile(rf"(?<!\w)(?<![{CAPITAL}]\s)([{CAPITAL}]\w+) ([{CAPITAL}]\w+)(?!\w| [{CAPITAL}])")


def tie(words: str) -> str:
    """The words with "6 tháng" and "Kim Thành" kept on one line; what stands inside tags is left alone."""
    parts = TAG.split(words)
    return "".join(part if part.startswith("<") else _tied(part) for part in parts)


def _tied(words: str) -> str:
    return NAME.sub("\\1\u00a0\\2", UNIT.sub("\u00a0", words))
