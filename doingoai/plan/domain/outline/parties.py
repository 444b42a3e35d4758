"""Who leads and who helps, as the value of a label or a cell says it."""

import re
from collections.abc import Sequence

from doingoai.plan.domain.outline.lists import spread
from doingoai.plan.domain.outline.names import HEAD, Names
from doingoai.plan.domain.outline.reading import PartyReading
from doingoai.text import canonical

HELPS_MARK = re.compile(r"\(\s*(?:cùng\s+)?ph[ốô]i hợp[^()]*\)", re.I)
LEADS_MARK = re.compile(r"\(\s*(?:đơn vị\s+|cơ quan\s+)?(?:ch[ủỉuùúũụ] trì|đầu mối)[^()]*\)", re.I)
LED_WITH = re.compile(
    r"\s*,?\s*(?:ch[ủỉuùúũụ] trì|là đầu mối|đầu mối|thực hiện)?\s*,?\s*(?:và\s+)?phối hợp(?:\s+(?:chặt chẽ|"
    r"thực hiện))*\s+(?:với|cùng)(?:\s+với)?\s*:?\s+",
    re.I,
)
LEADING_WORDS = re.compile(r"^\s*(?:(?:do|giao(?:\s+cho)?|đề nghị)\s+)", re.I)
LEAD_WORDS = re.compile(
    r"(?:\s*,)?\s+(?:ch[ủỉuùúũụ] trì|làm đầu mối|là đầu mối)(?:\s+(?:thực hiện|tham mưu|tổ chức))*\s*(?=$|[;,.)])", re.I
)
HELP_WORDS = re.compile(r"(?:\s*,)?\s+(?:cùng\s+)?phối hợp(?:\s+(?:thực hiện|tổ chức))*\s*(?=$|[;,.)])", re.I)
LABELLED = re.compile(r"(?:^|[;.\n]\s*|\s)[-+•]?\s*(ch[ủỉuùúũụ] trì|phối hợp|CT|PH)(?:\s+thực hiện)?\s*:\s*", re.I)


def parties_of(value: str, names: Names) -> list[PartyReading]:
    """The parties of a list."""
    words = LEADING_WORDS.sub("", canonical(_marks(value)))
    words = re.sub(r"^(?:phối hợp\s+)?(?:với|cùng)\s+", "", words)
    spelled = spread(words)
    return [party for party in names.split(spelled) if party.name]


def led_and_helped(value: str, names: Names) -> tuple[list[PartyReading], list[PartyReading]]:
    """Who leads and who helps.

    "X (chủ trì); Y (phối hợp)", "X chủ trì, phối hợp với Y", "Chủ trì: X; Phối hợp: Y".
    """
    value = canonical(_marks(value))
    if LABELLED.search(value):
        return _labelled(value, names)
    if match := LED_WITH.search(value):
        return parties_of(value[: match.start()], names), parties_of(value[match.end() :], names)
    if HELPS_MARK.search(value) or LEADS_MARK.search(value):
        return _by_marks(value, names)
    led = LEAD_WORDS.search(value)
    if led and HELP_WORDS.search(value):
        tail = HELP_WORDS.sub("", value[led.end() :]).strip(" ;,.")
        return parties_of(value[: led.start()], names), parties_of(tail, names)
    return parties_of(LEAD_WORDS.sub("", value), names), []


def _marks(value: str) -> str:
    """A body a line, each behind a dash, are a list as one with semicolons is."""
    pieces = [
        piece.strip().lstrip("-–+•* ").strip()
        for piece in re.split(r"\n|(?:^|(?<=[;.,])\s*)[-–+•]\s(?=[A-ZĐc])", value)
    ]
    pieces = _joined([piece.rstrip(" ;,") for piece in pieces if piece.strip(" ;,")])
    return "; ".join(pieces) if len(pieces) > 1 and not any(p.endswith((" và", " -")) for p in pieces) else value


def _joined(pieces: Sequence[str]) -> list[str]:
    """The pieces, one that begins no body behind a label joined again: "Chủ trì: Phòng Bưu chính - Viễn thông"."""
    found: list[str] = []
    for piece in pieces:
        if found and LABELLED.match(found[-1]) and not LABELLED.match(piece) and not HEAD.match(piece):
            found[-1] = f"{found[-1]} - {piece}"
        else:
            found.append(piece)
    return found


def _labelled(value: str, names: Names) -> tuple[list[PartyReading], list[PartyReading]]:
    lead: list[PartyReading] = []
    helpers: list[PartyReading] = []
    matches = list(LABELLED.finditer(value))
    before = value[: matches[0].start()].strip(" ;,.-+")
    if before:
        lead += parties_of(before, names)
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(value)
        found = parties_of(value[match.end() : end].strip(" ;,."), names)
        (helpers if match[1].casefold().startswith("p") else lead).extend(found)
    return lead, helpers


def _by_marks(value: str, names: Names) -> tuple[list[PartyReading], list[PartyReading]]:
    """A mark in brackets speaks of the names before it, up to a mark before."""
    lead: list[PartyReading] = []
    helpers: list[PartyReading] = []
    position = 0
    marks = sorted([*HELPS_MARK.finditer(value), *LEADS_MARK.finditer(value)], key=lambda m: m.start())
    for match in marks:
        found = parties_of(value[position : match.start()].strip(" ;,."), names)
        helps = match.re is HELPS_MARK
        has_led = bool(lead)
        if not helps and len(found) > 1 and not has_led and position:
            helpers += found[:-1]
            found = found[-1:]
        (helpers if helps else lead).extend(found)
        position = match.end()
    rest = value[position:].strip(" ;,.")
    if rest:
        (helpers if lead else lead).extend(parties_of(re.sub(r"^(?:và|cùng)\s+", "", rest), names))
    return lead, helpers
