"""Papers whose parts bear no number: their headings, known by their words, are numbered as other offices do."""

import re
from collections.abc import Sequence
from dataclasses import replace

from doingoai.plan.domain.outline.lines import Line, Marker, Piece, Sheet

FEWEST = 2
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# Headings that offices give the parts of a plan.
PART = re.compile(
    r"(?:(?:mục đích|mục tiêu|yêu cầu|quan điểm|phạm vi|đối tượng)(?:\s*(?:,|-|và)\s*(?:mục đích|mục tiêu|yêu cầu))*"
    r"|(?:các\s+)?(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp)"
    r"(?:\s*(?:,|và)\s*(?:nhiệm vụ|giải pháp|hoạt động))*"
    r"(?:\s+(?:công việc|thực hiện|nhiệm vụ|trọng tâm|cụ thể|chủ yếu|chính|hoạt động))*"
    r"|(?:công tác\s+)?tổ chức (?:thực hiện|triển khai(?: thực hiện)?)|phân công (?:thực hiện|nhiệm vụ|trách nhiệm)"
    r"|(?:nguồn\s+)?kinh phí(?: thực hiện)?|trách nhiệm (?:thi hành|thực hiện))\s*:?",
    re.I,
)
NUMBERED = frozenset({Marker.PART, Marker.CAPITAL, Marker.ROMAN})


def with_parts(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; where no part has a number, each heading that names one with the next."""
    lines = [piece for piece in pieces if not isinstance(piece, Sheet)]
    heads = [line for line in lines if line.marker is Marker.NONE and PART.fullmatch(line.text)]
    if len(heads) < FEWEST or len(heads) > len(ROMAN) or any(line.marker in NUMBERED for line in lines):
        return list(pieces)
    labels = {id(line): label for line, label in zip(heads, ROMAN, strict=False)}
    found: list[Piece] = []
    for piece in pieces:
        label = labels.get(id(piece), "")
        found.append(replace(piece, marker=Marker.ROMAN, label=label) if isinstance(piece, Line) and label else piece)
    return found
