"""The secrecy guard: finds marks of a secrecy level, never words that merely speak of secrets.

Law 29/2018 (from 1 March 2026 Law 117/2025) forbids state secrets on a connected machine. A mark is a stamp: a short
line of its own, or a label with its value, in the forms in which stamps come out of files: letters apart, one below
the other, beside a heading, without tones or with tones misread. "Bảo mật", "bí mật nhà nước" in a sentence and
"mật ong" are words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from doingoai.text import bare, canonical

LONGEST_STAMP = 40
LEVEL = r"(?:tuyệtmật|tốimật|mật)"
HURRY = r"(?:khẩn|thượngkhẩn|hỏatốc)"
# Stamps, letters only: spaces, dots, strokes and brackets between and around them do not count.
STAMPS = (
    ("level-mark", re.compile(rf"(?:dấu)?{HURRY}?{LEVEL}{HURRY}?")),
    ("level-of-paper", re.compile(rf"(?:vănbản|tàiliệu|hồsơ)(?:có)?(?:độ)?{LEVEL}")),
    ("no-circulation-mark", re.compile(r"(?:lưuhànhnộibộ|xemxongtrảlại|tàiliệuthuhồi|khôngphổbiến)")),
    ("addressee-only-mark", re.compile(r"chỉngườicótênmớiđượcbócbì")),
    ("foreign-level-mark", re.compile(r"(?:topsecret|绝密|絕密|机密|機密)")),
)
# The same without tones. Of one word alone only capitals are a stamp; "toi mat" in small letters is two other words.
BARE_STAMPS = (
    ("level-mark", re.compile(r"(?:DAU)?(?:TUYET|TOI)MAT(?:KHAN|HOATOC)?|MAT(?:KHAN|HOATOC)?")),
    ("level-mark", re.compile(r"[Tt]uyet[Mm]at|ToiMat")),
    ("no-circulation-mark", re.compile(r"(?i:luuhanhnoibo|xemxongtralai|tailieuthuhoi|TAILIEUMAT)")),
    ("addressee-only-mark", re.compile(r"(?i:chinguoicotenmoiduocbocbi)")),
)
# Capitals whose tones a machine or a hand got wrong.
MISREAD = re.compile(r"(?:tuyet|toi)mat(?:khan|hoatoc)?")
MISREAD_ALONE = {"MÂT", "MẠT"}
LABELS = (
    ("level-label", re.compile(r"\b(?:do|muc do|cap do|cap|bac) mat\s*[:=]\s*(?:tuyet mat|toi mat|mat|[abc])\b")),
    ("copy-number", re.compile(r"^\s*ban (?:sao )?so\s*[:.]?\s*\d+\s*(?:/\s*\d+)?\s*$")),
    ("protected-until", re.compile(r"^\W*thoi han bao ve bi mat nha nuoc\s*:")),
)
# The end of "bảo mật" alone on a line, where a text file broke it: a word. A stamp has capitals.
BROKEN_WORD = "mật"
# A level in capitals beside the header's other words, as when a stamp and a heading fall on one extracted line.
CAPITALS = re.compile(r"(?:^|[\s\[(])(?:TUYỆT MẬT|TỐI MẬT)(?:$|[\s\])])")
APART = re.compile(r"(?:^|\s{2,}|[\[(|])MẬT(?:$|\s{2,}|[\])|])")
UNSEEN = re.compile(r"[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f]")
NOT_LETTERS = re.compile(r"[\W\d_]+")
# A stamp that stands upright comes out as one letter a line.
SHORTEST_UPRIGHT = 3


@dataclass(frozen=True)
class Mark:
    """A mark that was found: by which rule, on which line. The words themselves are never carried on."""

    rule: str
    line: int


class SecrecyMark(Exception):
    """What bears a mark of a secrecy level was not let in; nothing of it was kept."""

    def __init__(self, mark: Mark, what: str = "nhận tệp này") -> None:
        super().__init__(
            f"Không {what}: dòng {mark.line} có dấu độ mật hoặc dấu hạn chế lưu hành. Không có gì được lưu. "
            "Báo người phụ trách bảo mật của cơ quan."
        )
        self.mark = mark


def find_mark(texts: Iterable[tuple[int, str]]) -> Mark | None:
    """The first mark in the texts, each with its line; None where there is none."""
    for line, piece in _pieces(texts):
        if rule := _rule_of(piece):
            return Mark(rule, line)
    return None


def check(texts: Iterable[tuple[int, str]], what: str = "nhận tệp này") -> None:
    """Refuse texts that bear a mark; `what` says what is not done with them.

    :raises SecrecyMark: naming the rule and the line
    """
    if mark := find_mark(texts):
        raise SecrecyMark(mark, what)


def why_held(letter: str) -> str:
    """Why a letter must not leave; "" where it bears no mark."""
    mark = find_mark([(1, letter)])
    return "" if mark is None else str(SecrecyMark(mark, "gửi thư này"))


def _pieces(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Each line, and each run of lines of one letter once more as one."""
    upright, begin = "", 0
    for line, text in texts:
        for raw in text.splitlines():
            piece = unicodedata.normalize("NFKC", UNSEEN.sub("", raw))
            if len(letter := NOT_LETTERS.sub("", unicodedata.normalize("NFC", piece))) == 1:
                upright, begin = upright + letter, begin or line
            elif letter:
                if len(upright) >= SHORTEST_UPRIGHT:
                    yield begin, upright
                upright, begin = "", 0
            yield line, piece
    if len(upright) >= SHORTEST_UPRIGHT:
        yield begin, upright


def _rule_of(raw: str) -> str | None:
    text = canonical(raw)
    if len(text) <= LONGEST_STAMP and (rule := _stamp(NOT_LETTERS.sub("", text))):
        return rule
    plain = bare(text)
    for rule, pattern in LABELS:
        if pattern.search(plain):
            return rule
    return "level-in-capitals" if CAPITALS.search(text) or APART.search(raw) else None


def _stamp(letters: str) -> str | None:
    if letters == BROKEN_WORD:
        return None
    small = letters.casefold()
    for rule, pattern in STAMPS:
        if pattern.fullmatch(small):
            return rule
    for rule, pattern in BARE_STAMPS:
        if pattern.fullmatch(letters):
            return rule
    is_misread = letters.isupper() and (letters in MISREAD_ALONE or MISREAD.fullmatch(bare(letters)))
    return "level-mark" if is_misread else None
