"""Sentences that give work: "Giao Sở A chủ trì, phối hợp với Sở B xây dựng …; hoàn thành trong quý III/2021"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from doingoai.plan.domain.outline.lists import spread
from doingoai.plan.domain.outline.names import HEAD, Names
from doingoai.plan.domain.outline.parties import parties_of
from doingoai.plan.domain.outline.reading import PartyReading
from doingoai.plan.domain.outline.running import VERBS, listed
from doingoai.text import canonical

GIVES = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=,\s))(?:(?:UBND|Ủy ban nhân dân) tỉnh\s+)?(?:giao|phân công|đề nghị|"
    r"yêu cầu|chỉ đạo)\s+(?:nhiệm vụ\s+)?(?:cho\s+)?",
    re.I,
)
BY = re.compile(r"(?:^|\s|\()(?:do|giao(?:\s+cho)?)\s+(?=[A-ZĐUỦ]|các\s)")
LEAST_TITLE = 3  # words
LONGEST_LIST = 200
BY_ENDS = re.compile(r"(?:^|\s|\()(?:do|giao(?:\s+cho)?)\s+$")
VERB = re.compile(
    r",?\s+(?:(?:có trách nhiệm|chịu trách nhiệm|chủ động|tiếp tục|là|làm|được giao|tích cực|kịp thời|trực tiếp)\s+)*"
    rf"(?:(?:cơ quan|đơn vị|đầu mối)\s+)*({VERBS})(?!\w)"
)
AUXILIARY = re.compile(
    r"^(?:(?:có trách nhiệm|chịu trách nhiệm|chủ động|để|nhằm|và|thực hiện việc|trong việc|về việc)\s+)+"
)
LED = re.compile(
    r"\s*,?\s*(?:(?:có trách nhiệm|chịu trách nhiệm|chủ động|được giao|là|làm|cơ quan|"
    r"đơn vị|đồng)\s+)*(?:ch[ủỉuùúũụ] tr[ìi]|làm đầu mối|là đầu mối|(?:phụ trách|chịu trách nhiệm) chính)\b"
)
WITH = re.compile(
    r"(?:,\s*)?(?:và\s+)?(?:chủ động\s+)?phối hợp(?:\s+(?:chặt chẽ|thường xuyên))?\s+(?:với|cùng)\s+|"
    r"\s+cùng(?:\s+với)?\s+(?=(?:Sở|Ban|Báo|Đài|UBND|các)\b)|"
    r"(?:,\s*)?(?:và\s+)?phối hợp\s+(?=(?:Sở|Ban|Bộ|Báo|Đài|UBND|Ủy ban|Công an|Văn phòng|Hội|các)\b)",
    re.I,
)
HELPS = re.compile(r"\s+(?:cùng\s+)?phối hợp(?:\s+(?:thực hiện|tổ chức))?(?!\s+(?:chặt chẽ\s+)?(?:với|cùng))(?!\w)")
TIMED = re.compile(
    r"(?:[;,.(]\s*|\s+)(?:(?:thời gian|thời hạn|tiến độ)(?:\s+\w+){0,2}?:?\s+|"
    r"(?:phải\s+)?hoàn thành\s+(?:trong|trước|vào|chậm nhất)?\s*|xong\s+(?:trong|trước)\s+|"
    r"trong\s+(?=quý|tháng|(?:\w+\s+)?năm|6 tháng|06 tháng)|vào\s+(?=quý|tháng|dịp|ngày)|trước\s+(?=ngày|tháng|"
    r"quý|\d)|chậm nhất\s+|định kỳ\s+|"
    r"từ\s+(?=tháng|ngày|quý|\d)|(?=thường xuyên|(?:cả|suốt|quanh)\s+năm)|"
    r"(?=(?:0?\d|ba|sáu)\s+tháng\s*/|(?:0?\d|một|hai)\s+lần\s*/)|"
    r"(?=(?:hằng|hàng|mỗi)\s+(?:tháng|quý|năm|tuần|ngày|"
    r"6 tháng)))([^;.()]*?)"
    r"(?=[;.()]|,\s(?!quý|tháng|năm|\d|hoàn thành|trước|từ|đến|chậm)|$)",
    re.I,
)
TELLS_TIME = re.compile(r"\d|quý|tháng|năm|tuần|ngày|thường xuyên|liên tục|hằng|hàng")
OTHER_WORK = re.compile(r"\s(?:báo cáo|tổng hợp|gửi|tham mưu|trình|tổ chức)\s")  # what is done so often, not when
DANGLING = re.compile(r"\s*[;,]\s*(?:(?:tổ chức|thời gian)\s+)?(?:thực hiện|triển khai|hoàn thành)$")
# "Mở lớp tập huấn, Sở Nội vụ thực hiện trong tháng 6."
DOES_IT = re.compile(r"\s+(?:thực hiện|triển khai|đảm nhiệm|phụ trách)(?=\s*(?:[;,.]|$|trong|từ|trước|vào|quý|tháng))")
FUNDED = re.compile(
    r"(?:[;,.(]\s*|\s+)(?:với\s+|tổng\s+|dự toán\s+|mức\s+)*kinh phí[^;()\d]{0,40}?(?=\d)([^;)]*)", re.I
)
YIELDS = re.compile(
    r"(?:[;.(]\s*)(?:sản phẩm|kết quả|chỉ tiêu)(?:\s+(?:dự kiến|cần đạt|đầu ra|là))*\s*:?\s+([^;)]*)", re.I
)


SCANNED = re.compile(r"\bS[ờởô] (?=[A-ZĐ])")  # a slip of scanning in the commonest of names
# "Đón đoàn báo chí (Sở A chủ trì, Sở B phối hợp; quý III)", "Mở cổng tiếng Anh: Sở A chủ trì, Sở B phối hợp".
BESIDE = re.compile(r"([^():]{8,250}?)\s*(?:\(([^()]+(?:\([^()]*\)[^()]*)*)\)\s*\.?|:\s+(.+))$")
# "Sở Công Thương: Chủ trì tổ chức hội chợ".
NAMED = re.compile(rf"((?:{HEAD.pattern})[^:.;]{{0,150}}):\s+(?=[^\W\d_a-zà-ỹ])")
BARE_MONEY = re.compile(r"\s*(?:khoảng\s+)?([\d.,]+\s*(?:tỷ|tỉ|triệu|nghìn|đồng)[^;,]*)")
BARE_TIME = re.compile(
    r"\s*((?:(?:trong|từ|trước|đầu|cuối)\s+)?(?:ngày|quý|tháng|cả năm|hằng|hàng|mỗi|"
    r"thường xuyên|0?6 tháng)\b[^;,()]{0,50})",
    re.I,
)
DATED = re.compile(r"([^:]{5,}):\s+([^:]+?),?")  # "Họp báo quốc tế: quý II, do Sở Ngoại vụ chủ trì"
SENTENCES = re.compile(r"(?<=[^.\s]{2}\.)\s+(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True)
class Given:
    """Work that a sentence gives: to whom, with whom, what, when and how much, as words."""

    lead: tuple[PartyReading, ...]
    helpers: tuple[PartyReading, ...]
    action: str
    time: str
    money: str
    output: str


def work_given(text: str, names: Names) -> Given | None:
    """The work that the sentence gives to bodies named in it; None where it names none to do it."""
    plain = canonical(SCANNED.sub("Sở ", text))
    words = spread(plain)
    if (told := _given_beside(words, names) or _given_in_pieces(plain, names)) is not None:
        return told
    if (named := NAMED.match(words)) and not GIVES.search(words):
        rest = words[named.end() :]
        words = f"{named[1]} {rest[:1].lower()}{rest[1:]}"
    before = ""
    for sentence in SENTENCES.split(words):
        for start in _starts(sentence):
            leads, end = listed(sentence, start, names)
            if not (LED.match(sentence, end) or VERB.match(sentence, end)):
                leads, end = _bounded(sentence, start, names)
            rest = sentence[end:]
            inside = sentence[:start].endswith(("; ", ", ")) and not GIVES.search(sentence[:start])
            if leads and (LED.match(rest) or (VERB.match(rest) and not inside) or DOES_IT.match(rest)):
                given = _given(sentence, start, leads, f"{rest}{words.partition(sentence)[2]}", names)
                return replace(given, action=before) if len(before.split()) > 2 else given
        before = before or sentence.strip(" .;")
    return None


def _given_beside(words: str, names: Names) -> Given | None:
    """The work of which brackets, or what stands behind a colon, tell who leads it."""
    match = BESIDE.match(words)
    if match is None or GIVES.search(match[1]) or HEAD.match(match[1]):
        return None
    told = match[2] or match[3]
    leads, end = listed(told, 0, names)
    if not leads or not LED.match(told, end):
        return None
    return replace(_given(told, 0, leads, told[end:], names), action=match[1].strip(" .;,"))


def _given_in_pieces(words: str, names: Names) -> Given | None:
    """The work told in pieces between dashes: "Làm phim - Sở Du lịch - tháng 5 - 200 triệu đồng"."""
    title, *pieces = re.split(r"\s+[-–|]\s+", words.rstrip(" ."))
    time = next((piece for piece in pieces if BARE_TIME.fullmatch(piece)), "")
    money = next((piece for piece in pieces if BARE_MONEY.fullmatch(piece)), "")
    bodies = [piece for piece in pieces if piece not in {time, money}]
    if not bodies or not (time or money) or HEAD.match(title) or not all(map(HEAD.match, bodies)):
        return None
    lead, *helpers = bodies
    others = tuple(party for one in helpers for party in parties_of(one, names))
    return Given(tuple(parties_of(lead, names)), others, title.strip(" .;,"), time, money, "")


def _starts(words: str) -> Iterator[int]:
    """Where those who are given the work may stand: after "giao", at the beginning, after "do"."""
    yield from (match.end() for match in GIVES.finditer(words))
    if HEAD.match(words):
        yield 0
    yield from (match.end() for match in BY.finditer(words))
    # "Dịch 48 chương trình; Đài Phát thanh và Truyền hình tỉnh chủ trì, Sở Ngoại vụ phối hợp"
    yield from (match.end() for match in re.finditer(r"[;,]\s+", words) if HEAD.match(words, match.end()))


def _given(words: str, start: int, leads: list[PartyReading], rest: str, names: Names) -> Given:
    verb = VERB.match(rest)
    if verb and verb[1].casefold() == "phối hợp" and not LED.match(rest):
        helpers: list[PartyReading] = []
        match = WITH.search(rest)
        after = rest
        if match:
            helpers, end = listed(rest, match.end(), names)
            after = rest[end:]
        return _cut(words, start, leads, helpers, after)
    led = LED.match(rest)
    after = rest[led.end() :] if led else rest
    helpers = []
    if match := WITH.search(after):
        helpers, end = listed(after, match.end(), names)
        after = f"{after[: match.start()]} {after[end:]}"
    elif match := HELPS.search(after):
        kept, _, clause = after[: match.start()].strip(" ;,.").rpartition("; ")
        told = f"{kept}; {clause}" if kept and _is_list(kept) else clause
        if _is_list(told):
            helpers = parties_of(told, names)
            after = f"{kept if told == clause else ''}; {after[match.end() :]}"
    return _cut(words, start, leads, helpers, after)


def _is_list(words: str) -> bool:
    """Whether the words name bodies from end to end: what stands before "phối hợp" or "chủ trì"."""
    return all(HEAD.match(piece.strip()) for piece in re.split(r";\s*", words) if piece.strip()) and bool(words.strip())


def _bounded(sentence: str, start: int, names: Names) -> tuple[list[PartyReading], int]:
    """The bodies up to "chủ trì", whatever words their names hold."""
    match = LED.search(sentence, start)
    told = sentence[start : match.start()] if match else ""
    if match is None or len(told) > LONGEST_LIST or WITH.search(told) or not _is_list(told) or "." in told:
        return [], start
    return parties_of(told, names), match.start()


def _timed(words: str) -> re.Match[str] | None:
    return next((match for match in TIMED.finditer(words) if TELLS_TIME.search(match[0])), None)


def _piece(pattern: re.Pattern[str], marks: str, words: str) -> re.Match[str] | None:
    """The piece between marks that is such as a whole: "; 120 triệu đồng"."""
    return next(filter(None, map(pattern.fullmatch, re.split(marks, words.rstrip(" .")))), None)


def _cut(words: str, start: int, leads: list[PartyReading], helpers: list[PartyReading], after: str) -> Given:
    """The sentence without its time, money and product, which are told apart."""
    before = BY_ENDS.sub("", words[:start]) if BY_ENDS.search(words[:start]) else ""
    money, output = FUNDED.search(after) or _piece(BARE_MONEY, r";|,(?!\d)", after), YIELDS.search(after)
    bare = after
    for match in (money, output):
        bare = bare.replace(match[0], " ; ", 1) if match else bare
    time = _timed(bare)
    action = bare.replace(time[0], " ", 1) if time and not OTHER_WORK.search(time[0]) else bare
    time = time or _timed(f" {words[:start]}") or _piece(BARE_TIME, r"[;,]", bare)
    action = DANGLING.sub("", AUXILIARY.sub("", " ".join(action.split()).strip(" ,;.:()")))
    clause = words[:start].strip(" (,;")
    told = before.strip(" (,;") if len(before.split()) > LEAST_TITLE else action
    if not before and len(clause.split()) > LEAST_TITLE and not GIVES.search(words[:start]):
        told = clause
    if time is None and (dated := DATED.fullmatch(told)) and BARE_TIME.fullmatch(dated[2]):
        told, time = dated[1], BARE_TIME.fullmatch(dated[2])
    return Given(
        lead=tuple(leads),
        helpers=tuple(helpers),
        action=told.strip(" ,;."),
        time=time[0].strip(" ,;.()") if time else "",
        money=money[1].strip(" ,;.") if money else "",
        output=output[1].strip(" ,;.") if output else "",
    )
