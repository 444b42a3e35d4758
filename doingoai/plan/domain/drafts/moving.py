"""Last year's words for another year: years in days and words moved, everything doubtful marked for a person.

Counts of years ("92 năm Ngày thành lập Đảng") are proposed, never changed; papers that are cited keep their years.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain.drafts.parts import Content, each
from doingoai.plan.domain.outline.reading import TimeReading
from doingoai.plan.domain.outline.times import time_of

STEMS = ("Canh", "Tân", "Nhâm", "Quý", "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ")
BRANCHES = ("Thân", "Dậu", "Tuất", "Hợi", "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi")
REMEMBERED = re.compile(
    r"(?:(?<=[Kk]ỷ niệm )(\d{1,4}) năm(?: \w+){0,4}|(?<!\d)(\d{1,4}) năm (?:Ngày|ngày|Cách mạng|Quốc khánh|"
    r"Chiến thắng|thành lập|tái lập|thiết lập)(?: \w+){0,3})"
)
CITED = re.compile(r"số:?\s+\S+(?:\s+(?:ban hành\s+)?ngày\s+[\d/.\s-]*)?$")
SPAN_BEFORE = re.compile(r"(?<![\d/.])\d{4}\s*[-–]\s*$")
SPAN_AFTER = re.compile(r"\s*[-–]\s*\d{4}(?!\d)")
ROUND = 5


@dataclass(frozen=True)
class Mark:
    """Something that a person has to look at; `proposal` is how `printed` may be meant now, empty for no idea."""

    code: str
    message: str
    printed: str = ""
    proposal: str = ""


def lunar_name(year: int) -> str:
    """How the lunar year is called: 2022 is Nhâm Dần."""
    return f"{STEMS[year % 10]} {BRANCHES[year % 12]}"


def moved_words(text: str, old: int, new: int) -> tuple[str, list[Mark]]:
    """The words for the new year, and what is left to a person."""
    text = text.replace(lunar_name(old), lunar_name(new))
    marks: list[Mark] = []
    pieces: list[str] = []
    position = 0
    for match in re.finditer(rf"(?<!\d){old}(?!\d)", text):
        pieces.append(text[position : match.start()])
        position = match.end()
        kept = _kept(text[: match.start()], text[match.end() :])
        pieces.append(str(old) if kept else str(new))
        if kept == "period":
            around = text[max(0, match.start() - 5) : match.end() + 5].strip()
            marks.append(Mark("period", f"Giai đoạn chép nguyên từ kế hoạch {old}: “{around}”.", around))
    result = "".join([*pieces, text[position:]])
    marks += [mark for mark in _near(result, old, new) if mark not in marks]
    return result, [*marks, *_remembered(result, old, new)]


def _kept(before: str, after: str) -> str:
    """Why a year stays as it is: it belongs to a paper's number or day, or to a span of years; empty for none."""
    if after.startswith("/") or (before.endswith("/") and CITED.search(before)) or CITED.search(before):
        return "cited"
    return "period" if SPAN_BEFORE.search(before) or SPAN_AFTER.match(after) else ""


def _near(text: str, old: int, new: int) -> Iterator[Mark]:
    """Years beside the old one that were not moved: they may be meant for another year now."""
    for match in re.finditer(rf"(?<!\d)(?:{old - 1}|{old + 1})(?!\d)", text):
        before, after = text[: match.start()], text[match.end() :]
        if int(match[0]) != new and not _kept(before, after):
            around = f"{' '.join(before.split()[-2:])} {match[0]}".strip()
            yield Mark("year", f"Năm {match[0]} chép nguyên từ kế hoạch {old}: “{around}”.", around)


def _remembered(text: str, old: int, new: int) -> Iterator[Mark]:
    for match in REMEMBERED.finditer(text):
        count = int(match[1] or match[2])
        years = count + new - old
        whole = " Năm tròn: xem quy mô tổ chức." if years % ROUND == 0 else ""
        words = f"Đến năm {new} là {years} năm, kế hoạch {old} ghi {count} năm.{whole}"
        yield Mark("anniversary", words, match[0], match[0].replace(str(count), str(years), 1))


def moved(content: Content, old: int, new: int, ended: Mapping[str, str]) -> Content:
    """The content for the new year; `ended` says of a paper's number since when it holds no more, in words."""
    result = copy.deepcopy(content)
    for key, raw in each(result):
        marks = [] if key[0] == "b" else _move(raw, old, new)
        if key[0] == "b":
            marks = [_basis(raw, old, ended)]
        elif key == "d":
            marks += _head(raw, old)
        elif key[0] == "t":
            raw["time"] = _time(raw["time"], new)
            if raw["budget"] is not None:
                marks.append(Mark("money", f"Kinh phí chép từ kế hoạch {old}. Xem lại số tiền."))
        raw["marks"] = [vars(mark) for mark in dict.fromkeys(marks)]
    result["document"]["year"] = new
    return result


def _move(raw: dict[str, Any], old: int, new: int) -> list[Mark]:
    marks: list[Mark] = []
    for name in ("title", "output", "heading", "text"):
        if isinstance(raw.get(name), str):
            raw[name], found = moved_words(raw[name], old, new)
            marks += found
    for name in ("content", "paragraphs", "recipients"):
        told = [moved_words(text, old, new) for text in raw.get(name, ())]
        if name in raw:
            raw[name] = [text for text, _ in told]
            marks += [mark for _, found in told for mark in found]
    if raw.get("time"):
        raw["time"]["text"], found = moved_words(raw["time"]["text"], old, new)
        marks += found
    return marks


def _head(raw: dict[str, Any], old: int) -> Iterator[Mark]:
    """Who signs is not carried over: nobody has signed yet. To whom it goes is, and wants looking at."""
    signer, raw["signer"] = raw["signer"], None
    if signer:
        told = ", ".join(filter(None, (*signer["authority"], signer["title"], signer["name"])))
        yield Mark("signer", f"Người ký để trống, không chép từ kế hoạch {old} ({told}). Ghi người ký lần này.")
    if raw["recipients"]:
        yield Mark("recipients", f"Nơi nhận chép từ kế hoạch {old}. Xem còn đúng các nơi nhận không.")


def _basis(raw: Mapping[str, Any], old: int, ended: Mapping[str, str]) -> Mark:
    if words := ended.get(raw["number"] or ""):
        return Mark("basis-ended", words)
    return Mark("basis", f"Căn cứ chép từ kế hoạch {old}: kiểm xem còn hiệu lực, có văn bản thay thế không.")


def _time(time: Mapping[str, Any] | None, year: int) -> dict[str, Any] | None:
    return timed(time["text"], year) if time else None


def timed(text: str, year: int) -> dict[str, Any] | None:
    """Words of time with the days that the machine reads from them, as the contract holds them."""
    found: TimeReading | None = time_of(text, year)
    if found is None:
        return None
    return {
        "text": found.text,
        "from": found.starts_on.isoformat() if found.starts_on else None,
        "to": found.ends_on.isoformat() if found.ends_on else None,
        "before": found.before.isoformat() if found.before else None,
        "recurrence": found.recurrence.value if found.recurrence else None,
    }
