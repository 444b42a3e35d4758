"""The secrecy guard: finds marks of a secrecy level, never words that merely speak of secrets.

Law 29/2018 (from 1 March 2026 Law 117/2025) forbids state secrets on a connected machine. A mark is a stamp: a short
line of its own, or a label with its value. "Bảo mật", "bí mật nhà nước" in a sentence and "mật ong" are words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from doingoai.text import canonical

LONGEST_STAMP = 40
STAMPS = (
    (
        "level-mark",
        re.compile(r"(?:dấu\s+)?(?:tuyệt\s*mật|tối\s*mật|mật)(?:\s*,?\s*(?:khẩn|thượng khẩn|hỏa tốc))?", re.I),
    ),
    ("spaced-level-mark", re.compile(r"(?:t\s*u\s*y\s*ệ\s*t\s+|t\s*ố\s*i\s+)?m\s+ậ\s+t", re.I)),
    ("no-circulation-mark", re.compile(r"(?:lưu hành nội bộ|xem xong trả lại|tài liệu thu hồi|không phổ biến)", re.I)),
    ("level-of-paper", re.compile(r"(?:văn bản|tài liệu)\s+(?:có\s+)?(?:độ\s+)?(?:tuyệt\s*mật|tối\s*mật|mật)", re.I)),
    ("addressee-only-mark", re.compile(r"chỉ người có tên mới được bóc bì", re.I)),
)
LABELS = (
    (
        "level-label",
        re.compile(r"\b(?:độ|mức độ|cấp độ|cấp|bậc)\s+mật\s*[:=]\s*(?:tuyệt mật|tối mật|mật|[abc])\b", re.I),
    ),
    ("copy-number", re.compile(r"^\s*bản số\s*[:.]?\s*\d+\s*(?:/\s*\d+)?\s*$", re.I)),
)
# The end of "bảo mật" alone on a line, where a text file broke it: a word. A stamp has capitals.
BROKEN_WORD = "mật"
# A level in capitals beside the header's other words, as when a stamp and a heading fall on one extracted line.
CAPITALS = re.compile(r"(?:^|[\s\[(])(?:TUYỆT MẬT|TỐI MẬT)(?:$|[\s\])])")


@dataclass(frozen=True)
class Mark:
    """A mark that was found: by which rule, on which line. The words themselves are never carried on."""

    rule: str
    line: int


class SecrecyMark(Exception):
    """The paper bears a mark of a secrecy level and was not let in; nothing of it was kept."""

    def __init__(self, mark: Mark) -> None:
        super().__init__(
            f"Không nhận tệp này: dòng {mark.line} có dấu độ mật hoặc dấu hạn chế lưu hành. Không có gì được lưu. "
            "Báo người phụ trách bảo mật của cơ quan."
        )
        self.mark = mark


def find_mark(texts: Iterable[tuple[int, str]]) -> Mark | None:
    """The first mark in the texts, each with its line; None where there is none."""
    for line, text in texts:
        for piece in text.splitlines():
            if rule := _rule_of(canonical(piece)):
                return Mark(rule, line)
    return None


def check(texts: Iterable[tuple[int, str]]) -> None:
    """Refuse texts that bear a mark.

    :raises SecrecyMark: naming the rule and the line
    """
    if mark := find_mark(texts):
        raise SecrecyMark(mark)


def _rule_of(text: str) -> str | None:
    if len(text) <= LONGEST_STAMP:
        stamp = text.strip(" []()|*_.:;,/\\«»\"“”'‘’<>+=~–—-\t0123456789")
        for rule, pattern in STAMPS:
            if stamp != BROKEN_WORD and pattern.fullmatch(stamp):
                return rule
    for rule, pattern in LABELS:
        if pattern.search(text):
            return rule
    return "level-in-capitals" if CAPITALS.search(text) else None
