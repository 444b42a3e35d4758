"""The paper itself: what it is called, who issues it, who signed it, what it rests on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from doingoai.dates import parse_office
from doingoai.plan.domain.outline.lines import Line, Marker
from doingoai.plan.domain.outline.names import HEAD, Names
from doingoai.plan.domain.outline.reading import HeadReading, LegalBasis, PartyReading, SignerReading
from doingoai.plan.domain.outline.scanned import unslipped

TYPES = ("KẾ HOẠCH", "CHƯƠNG TRÌNH", "ĐỀ ÁN", "PHƯƠNG ÁN")
NUMBER = re.compile(r"Số\s*:\s*(\d{1,5}\s*/\s*[A-ZĐ][\w.Đ-]*(?:-[\w.&Đ]+)*)", re.I)
LONGEST_DATE_LINE = 130  # place and date, at most with the number beside; a longer line is a sentence
DATED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.I)
YEAR = re.compile(r"năm\s+(20\d{2}|19\d{2})")
OPENS_BODY = re.compile(r"(?:Thực hiện|Căn cứ|Để |Nhằm |Kính gửi|Triển khai|Theo |Trên cơ sở|Phát huy|Tiếp tục)\b")
ISSUES = re.compile(r"(?:,|;|\.)\s*([^,;.]{4,80}?)\s+(?:ban hành|xây dựng)\s+[Kk]ế hoạch")
AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s?\.\s?\S")
OFFICE = re.compile(r"(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|TỔNG BIÊN TẬP)")
SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên,? đóng dấu|signed)\s*\)?", re.I)
RECIPIENTS = re.compile(r"Nơi nhận\s*:?\s*", re.I)
REFERENCE = re.compile(
    r"(Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Quy chế|Chỉ thị|Nghị quyết|Kết luận|Đề án|"
    r"Chương trình hành động|Chương trình|Hướng dẫn|"
    r"Công văn|Văn bản|Kế hoạch|Quy định|Pháp lệnh)\s+(?:s[ốổôồ]\s*:?\s*|(?=\d{1,5}(?:/\d{4})?/[A-ZĐ]))"
    r"(\d+\s?/\s?[A-ZĐ][\w&Đ./-]*\w|[\w./-]*[\w/]-?[\w&Đ./-]*\w)"
    r"(?:,?\s+(?:ban hành\s+)?ngày\s+(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|"
    r"\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)
# A name with commas in it, "Luật Phổ biến, giáo dục pháp luật", is whole where its number or date follows.
LAW = re.compile(
    r"\b(Luật|Bộ luật|Hiến pháp)\s+("
    r"[A-ZĐÀ-Ỹ][^,;.()“”\"]{2,60}(?:,\s[a-zđà-ỹ][^,;.()“”\"]{2,40}){1,3}?(?=\s(?:số|ngày)\s\d)"
    r"|[A-ZĐa-zđà-ỹÀ-Ỹ][^,;.()“”\"]{2,90})"
)
LAW_STOPS = re.compile(
    r"\s+(?:trong|của|số|ngày|năm|về việc|để|đối với|tại|theo|được|có|quy định|và các|vào|đến|cho|"
    r"nhằm|trên|hiện hành)\s.*$"
    r"|\s+(?:số|ngày|năm)$"
)
# "Luật Báo chí số 103/2016/QH13 ngày 05 tháng 4 năm 2016"
LAW_TOLD = re.compile(
    r"(?:,?\s+số\s+(\d[\w./-]*\w))?(?:,?\s+(?:được\s+\w+\s+\w+\s+)?(?:ban hành\s+)?"
    r"(?:ngày\s+)?(\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))?"
)
CENTRAL = re.compile(
    r"(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Chủ tịch nước|Ban Bí thư|Bộ Chính trị|"
    r"Ban Chấp hành Trung ương(?: Đảng)?|Ban Thường vụ Tỉnh ủy)"
)
# "UBND tỉnh ban hành Kế hoạch" says it best.
WHO_ISSUES = tuple(re.compile(rf"([^,;.]{{4,80}}?)\s+{act}\s+[Kk]ế hoạch") for act in ("ban hành", "xây dựng"))
CITES = re.compile(r"\b(?:về việc|hướng dẫn|đề nghị|giao|yêu cầu)\b", re.I)
OVER_PLACE, PLACE = re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN|UBND"), re.compile(r"(?:TỈNH|THÀNH PHỐ)\s+\S")
CAPITAL_WORD = re.compile(r"[A-ZĐÀ-ỸÁẠẢÃÂẤẦẨẪẬĂẮẰẲẴẶÉẸẺẼÊẾỀỂỄỆÍỊỈĨÓỌỎÕÔỐỒỔỖỘƠỚỜỞỠỢÚỤỦŨƯỨỪỬỮỰÝỲỶỸỴ]")


def name_at(text: str, names: Names) -> int:
    """How many characters of a body's name stand at the start of running text; 0 where none does.

    A known name is taken whole; an unknown one runs on while its words are capitalised or join such words.
    """
    central = CENTRAL.match(text)
    known = names.at(text)
    if not HEAD.match(text):
        return max(known, central.end() if central else 0)
    end = 0
    for match in re.finditer(r"\S+", text):
        word = match[0]
        joins = word in {"và", "-", "–", "&", "tỉnh", "thành", "phố", "huyện", "thị", "xã", "các", "nhân", "dân"}
        if not (CAPITAL_WORD.match(word) or joins):
            break
        if CAPITAL_WORD.match(word) or word in {"tỉnh", "dân"}:
            end = match.start() + len(word.rstrip(",;.:)"))
        if word[-1] in ",;.:)":
            break
    return max(known, end if not central else central.end())


def legal_bases(lines: Iterable[Line], names: Names) -> list[LegalBasis]:
    """Every document that is cited with its number, and every law by its name, once each, in order."""
    found: dict[tuple[str, str, str], LegalBasis] = {}
    for line in lines:
        for basis in [*_references(line, names), *_laws(line)]:
            key = (basis.kind, basis.number or "", (basis.issuer or "") if basis.number else (basis.subject or ""))
            found.setdefault(key, basis)
    return list(found.values())


def _references(line: Line, names: Names) -> Iterator[LegalBasis]:
    text = unslipped(line.text)
    for match in REFERENCE.finditer(text):
        if not any(letter.isdigit() for letter in match[2]):
            continue
        rest = text[match.end() :]
        issuer, subject = _issuer_and_subject(rest, names)
        printed = match[3]
        day = parse_office(printed) if printed else None
        yield LegalBasis(match[1], match[2].strip(".").replace(" ", ""), day, issuer, subject, line.first, printed)


def _issuer_and_subject(rest: str, names: Names) -> tuple[str | None, str | None]:
    issuer: str | None = None
    if match := re.match(r"\s+của\s+", rest):
        rest = rest[match.end() :]
        length = name_at(rest, names)
        issuer, rest = rest[:length] or None, rest[length:]
    if quoted := re.match(r"\s+về\s+[“\"]([^”\"]+)[”\"]", rest):
        return issuer, quoted[1]
    subject = re.split(r";|\.\s|\.$|, (?=" + _NEW_BASIS + ")", rest, maxsplit=1)[0]
    subject = ISSUES.split(f"{subject};", maxsplit=1)[0].rstrip(";")
    subject = _without_issuing_clause(subject)
    subject = re.sub(r"^\s*(?:về việc|về|ban hành)\s+", "", subject).strip(" ,")
    return issuer, subject or None


_NEW_BASIS = r"(?:Nghị định|Thông tư|Quyết định|Quy chế|Chỉ thị|Nghị quyết|Kết luận|Kế hoạch|Công văn|Luật)\s"


def _without_issuing_clause(subject: str) -> str:
    """Drop ", UBND tỉnh … ban hành kế hoạch …" that closes the sentence of the legal bases."""
    match = re.search(r",\s+[^,]{3,60}\s+(?:ban hành|xây dựng)\s+[Kk]ế hoạch", subject)
    return subject[: match.start()] if match else subject


def _laws(line: Line) -> Iterator[LegalBasis]:
    for match in LAW.finditer(line.text):
        subject = LAW_STOPS.sub("", match[2]).strip()
        if subject and len(subject.split()) >= 2:
            told = LAW_TOLD.match(line.text, match.start(2) + len(subject))
            day = parse_office(told[2]) if told and told[2] else None
            yield LegalBasis(match[1], told[1] if told else None, day, None, subject, line.first)


def signer_of(lines: Sequence[Line]) -> SignerReading | None:
    """Who signed, from the lines after the body: authority lines, a title in capitals, a name."""
    start = next((i for i, line in enumerate(lines) if AUTHORITY.match(line.text)), None)
    if start is None:
        start = next((i for i, line in enumerate(lines) if OFFICE.fullmatch(line.text)), None)
    if start is None:
        return None
    authority: list[str] = []
    titles: list[str] = []
    for line in lines[start:]:
        text = SIGNED.sub("", line.text).strip()
        if not text:
            continue
        if AUTHORITY.match(line.text):
            authority.append(line.text)
        elif line.text.isupper():
            titles.append(line.text)
        elif (authority or titles) and line.marker is Marker.NONE and 2 <= len(text.split()) <= 6 and ":" not in text:
            return SignerReading(tuple(authority), titles[-1] if titles else authority.pop(), text)
    return SignerReading(tuple(authority), titles[-1] if titles else "", "")


def recipients_of(lines: Sequence[Line]) -> list[str]:
    """The list under "Nơi nhận", each entry as printed without its dash."""
    start = next((i for i, line in enumerate(lines) if RECIPIENTS.match(line.text)), None)
    if start is None:
        return []
    found: list[str] = []
    for line in lines[start + 1 :]:
        if line.marker.value != "bullet":
            if found:
                break
            continue
        found.append(line.body)
    return found


def title_of(lines: Sequence[Line]) -> tuple[int, str, str] | None:
    """The place of the type's line, the type, and the title under it; None where no line names a type of plan."""
    for index, line in enumerate(lines):
        kind = next((t for t in TYPES if line.text.upper().startswith(t) and line.text[: len(t)].isupper()), None)
        if kind is None or len(line.text) > 300:
            continue
        parts = [line.text[len(kind) :].strip(" :")] if line.text[len(kind) :].strip() else []
        for following in lines[index + 1 :]:
            if OPENS_BODY.match(following.text) or following.marker.value in {"roman", "number"}:
                break
            if set(following.text) <= set("-–—_=* .") or following.text.startswith("("):
                break
            parts.append(following.text)
            if len(parts) == 4 or following.text.endswith("."):
                break
        return index, kind.capitalize(), " ".join(parts).strip()
    return None


def head_of(lines: Sequence[Line], names: Names, kind: str, title: str, body: Sequence[Line]) -> HeadReading:
    """The head of the paper; `lines` are those before the first section, `body` those from it on."""
    texts = [unslipped(line.text) for line in lines]
    number = next((m[1].replace(" ", "") for t in texts if (m := NUMBER.search(t))), None)
    dated = (t for t in texts if len(t) < LONGEST_DATE_LINE and not OPENS_BODY.match(t))
    issued = next((d for t in dated if (m := DATED.search(t)) and (d := parse_office(m[0].lower()))), None)
    year = YEAR.search(title) or YEAR.search(title.lower()) or YEAR.search(" ".join(texts))
    return HeadReading(
        type=kind,
        title=title,
        number=number if number and number[0].isdigit() else None,
        date=issued,
        year=int(year[1]) if year else (issued.year if issued else 0),
        issuer=_issuer(texts, names, body),
        signer=signer_of(body),
        recipients=tuple(recipients_of(body)),
    )


def _issuer(texts: Sequence[str], names: Names, body: Sequence[Line]) -> PartyReading:
    """Who issues: named in the opening sentence, else in the letterhead, else by who is signed for."""
    for acts in WHO_ISSUES:
        found = (_body_before(match[1]) for text in texts for match in acts.finditer(text))
        if named := next(filter(None, found), ""):
            return names.party(named)
    for text, below in zip_longest(texts, texts[1:], fillvalue=""):
        if text.isupper() and re.match(r"(?:ỦY BAN NHÂN DÂN|UBND|SỞ|BAN|BỘ|TỈNH ỦY)\b", text):
            return _in_capitals(f"{text} {below}" if OVER_PLACE.fullmatch(text) and PLACE.match(below) else text, names)
    signed = next((re.sub(r"^TM\s?\.\s*", "", line.text) for line in body if line.text.startswith("TM")), "")
    return _in_capitals(signed, names) if signed else PartyReading("", "", None, group=False)


def _body_before(words: str) -> str:
    """The body that the words before the act end with; none where they only cite a paper that tells how to act."""
    found = re.search(r"\b(?:UBND|Ủy ban|Uỷ ban|Sở|Bộ|Ban|Tỉnh ủy)\b.*", words.strip())
    return "" if found is None or CITES.search(found[0]) else found[0]


def _in_capitals(text: str, names: Names) -> PartyReading:
    province = names.directory.province
    candidates = [text, f"{text} tỉnh {province}", f"{text} tỉnh"]
    for candidate in candidates:
        party = names.party(candidate.replace("UỶ", "ỦY"))
        if party.agency is not None:
            return PartyReading(text, party.name, party.agency, party.group)
    spelled = re.sub(r"^UBND\b", "ỦY BAN NHÂN DÂN", text)
    body, kind, place = (*re.split(r"\s+(TỈNH|THÀNH PHỐ)\s+", spelled, maxsplit=1), "", "")[:3]
    lowered = f"{body.capitalize()} {kind.lower()} {place.title()}".strip()
    return PartyReading(text, lowered, None, group=False)


def years_differ(basis: LegalBasis) -> date | None:
    """The date with the year that the document's number bears, where the printed year is another; else None."""
    match = re.search(r"/(\d{4})/", basis.number or "")
    if match is None or basis.date is None or int(match[1]) == basis.date.year:
        return None
    try:
        return basis.date.replace(year=int(match[1]))
    except ValueError:
        return None
