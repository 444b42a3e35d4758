"""The rules as the folder of YAML files writes them down, and the days on which offices are closed."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from doingoai.law.domain import DayOff, NoFixedDay, Op, Quality, Rule, Unit, data_days, fixed_day

CODE = re.compile(r"[a-z0-9-]{3,60}")
# What may be called verified without a person of the office: somebody read the text itself.
READ_IN_FULL = {Quality.CODIFIED, Quality.SIGNED}
A_YEAR = 2022  # any year shows whether an amount names a day
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


@cache
def days_off(path: Path = HOLIDAYS) -> tuple[DayOff, ...]:
    """The days on which offices are closed and those worked instead, in order.

    :raises RulesError: if the file is no list of days, or a day is told twice
    """
    found: dict[date, DayOff] = {}
    for index, raw in enumerate(_entries(path), start=1):
        try:
            day = DayOff(raw["day"], raw["name"], raw["verified"], raw.get("is_worked", False))
        except (KeyError, TypeError) as error:
            raise RulesError(f"{path.name}: mục {index}: thiếu hoặc sai {error}") from error
        if found.setdefault(day.day, day) is not day:
            raise RulesError(f"{path.name}: ngày {day.day} có hai lần. Bỏ một dòng.")
    return tuple(sorted(found.values(), key=lambda each: each.day))


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


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
