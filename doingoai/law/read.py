"""The rules as the folder of YAML files writes them down, and the days on which offices are closed."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from icalendar import Calendar as Ics

from doingoai.law.domain import Basis, DayOff, Kind, NoFixedDay, Op, Quality, Rule, Unit, data_days, fixed_day

CODE = re.compile(r"[a-z0-9-]{3,60}")
# What may be called verified without a person of the office: somebody read the text itself.
READ_IN_FULL = {Quality.CODIFIED, Quality.SIGNED}
A_YEAR = 2022  # any year shows whether an amount names a day
LONGEST_CALENDAR, MOST_DAYS = 1_000_000, 400
WORKED = re.compile(r"làm (?:việc )?bù|working day|làm bù", re.I)
HOLIDAYS = Path(__file__).resolve().parent / "holidays.yaml"


class RulesError(Exception):
    """The rules cannot be read; the message names file and rule."""


def read_rules(folder: Path) -> list[Rule]:
    """Every rule of the folder's YAML files, in the order of the files' names.

    :raises RulesError: if a file is no list of rules, a rule lacks what it needs, or two have one code
    """
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.yaml")):
        for index, raw in enumerate(_entries(path), start=1):
            rule = _checked(path, index, raw)
            if rule.code in found:
                raise RulesError(f"{path.name}: mã {rule.code} có hai lần. Đặt mã khác cho một dòng.")
            found[rule.code] = rule
    return list(found.values())


def days_off(path: Path = HOLIDAYS) -> tuple[DayOff, ...]:
    """The days on which offices are closed and those worked instead, in order.

    :raises RulesError: if the file is no list of days, or a day is told twice
    """
    found: dict[date, DayOff] = {}
    for index, raw in enumerate(_entries(path), start=1):
        try:
            day = _day_off(raw)
        except (KeyError, TypeError, ValueError) as error:
            raise RulesError(f"{path.name}: mục {index}: thiếu hoặc sai {error}") from error
        if found.setdefault(day.day, day) is not day:
            raise RulesError(f"{path.name}: ngày {day.day} có hai lần. Bỏ một dòng.")
    return tuple(sorted(found.values(), key=lambda each: each.day))


def days_of_calendar(data: bytes) -> tuple[list[DayOff], str]:
    """The days that an .ics calendar tells of, one each, and every word of it.

    Repeating events are not unrolled: a calendar of holidays names each day.

    :raises RulesError: if it is no calendar, too large, or tells of no day or of too many
    """
    if len(data) > LONGEST_CALENDAR:
        raise RulesError("Tệp lịch lớn hơn 1 MB. Xuất riêng lịch ngày nghỉ của một năm.")
    try:
        found = Ics.from_ical(data)
        events = [event for event in found.walk("VEVENT") if event.get("dtstart") is not None]
        days = {each.day: each for event in events for each in _event_days(event)}
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError) as error:
        raise RulesError("Không đọc được tệp lịch. Chọn tệp .ics do phần mềm lịch xuất ra.") from error
    if not days or len(days) > MOST_DAYS:
        raise RulesError(f"Tệp lịch có {len(days)} ngày; cần từ 1 đến {MOST_DAYS} ngày.")
    words = "\n".join(str(value) for event in found.walk() for _name, value in event.property_items())
    return [days[day] for day in sorted(days)], words


def _event_days(event: Any) -> list[DayOff]:
    """Each day of the event; one that ends at midnight ends the day before."""
    start = _date_of(event["dtstart"].dt)
    end = _date_of(event["dtend"].dt) if event.get("dtend") is not None else start + timedelta(days=1)
    name = _one_line(str(event.get("summary", "")))[:120] or "Ngày nghỉ"
    length = min(max((end - start).days, 1), MOST_DAYS + 1)
    is_worked = WORKED.search(name) is not None
    return [DayOff(start + timedelta(days=n), name, False, is_worked) for n in range(length)]


def _date_of(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _day_off(raw: Mapping[str, Any]) -> DayOff:
    return DayOff(
        raw["day"],
        raw["name"],
        raw["verified"],
        raw.get("is_worked", False),
        Basis(raw.get("basis", Basis.NOTICE)),
        raw.get("document", ""),
    )


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RulesError(f"{path.name}: không đọc được: {error}") from error
    if not isinstance(raw, list):
        raise RulesError(f"{path.name}: cần một danh sách quy định")
    return raw


def _checked(path: Path, index: int, raw: Mapping[str, Any]) -> Rule:
    name = raw.get("code", f"mục {index}") if isinstance(raw, dict) else f"mục {index}"
    try:
        rule = _rule(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RulesError(f"{path.name}: {name}: thiếu hoặc sai {error}") from error
    if wrong := _wrong(rule):
        raise RulesError(f"{path.name}: {name}: {wrong}")
    return rule


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(
        code=raw["code"],
        matter=raw["matter"],
        kind=Kind(raw["kind"]),
        title=raw["title"],
        document=raw["document"]["number"],
        issued_on=_day(raw["document"]["date"]),
        article=str(raw["article"]),
        requirement=_one_line(raw["requirement"]),
        amount=None if raw["amount"] is None else str(raw["amount"]),
        unit=Unit(raw["unit"]),
        op=Op(raw["op"]),
        who=raw["who"],
        addressee=raw["addressee"] or "",
        valid_from=_day(raw["valid_from"]),
        valid_to=_day(raw["valid_to"]),
        source_quality=Quality(raw["source_quality"]),
        verified=raw["verified"] is True,
        starts_on=_one_line(raw.get("starts_on") or ""),
        stops_on=_one_line(raw.get("stops_on") or ""),
        alarms=_steps(raw.get("alarms") or []),
        note=_one_line(raw.get("note") or ""),
    )


def _wrong(rule: Rule) -> str:
    """What the fields say against each other, in words; empty where they agree."""
    if not CODE.fullmatch(rule.code):
        return "mã chỉ gồm chữ thường không dấu, số và gạch nối"
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        return "ngày hết hiệu lực trước ngày có hiệu lực"
    if rule.verified and rule.source_quality not in READ_IN_FULL:
        return "chỉ ghi đã kiểm khi đã đọc bản pháp điển hoặc bản ký"
    if _counts(rule) and rule.amount is not None and not rule.amount.isdecimal():
        return f"mức “{rule.amount}” không phải là số của đơn vị “{rule.unit}”"
    if rule.unit is Unit.FIXED_DATE and rule.amount is not None and not _names_a_day(rule):
        return f"không hiểu ngày “{rule.amount}” với phép “{rule.op}”"
    return ""


def _names_a_day(rule: Rule) -> bool:
    try:
        if rule.op is Op.NONE:
            data_days(rule, A_YEAR)
        else:
            fixed_day(rule, A_YEAR)
    except NoFixedDay:
        return False
    return True


def _counts(rule: Rule) -> bool:
    return rule.unit not in {Unit.FIXED_DATE, Unit.NONE}


def _steps(steps: list[int]) -> str:
    """The steps of the alarms as a row keeps them."""
    return " ".join(str(int(step)) for step in steps)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
