"""The province's bodies and groups as its profile writes them down."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import yaml

from doingoai.agencies.domain import Alias, Body, Directory, Extent, Group, Kind, Membership, clashes

Raw = Mapping[str, Any]
Entry = TypeVar("Entry", Body, Group)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Words that stand in an address where an id could stand.
TAKEN = {"nhom", "nguoi", "lam-viec-cho", "ke-tuc", "dau-moi"}
HEAD = {"province", "place", "issuer", "coordinators", "report"}
OF_COORDINATOR = {"agency", "from", "to", "verified", "note"}
OF_REPORT = {
    *("from", "to", "verified", "note", "parent_body", "issuing_body", "code", "addressees", "recipients", "keep"),
    "signer_title",
}
OF_BODY = {"id", "name", "short", "kind", "aliases", "from", "to", "successor", "verified", "source"}
OF_GROUP = {"id", "name", "extent", "aliases", "note", "members"}


class ProfileError(Exception):
    """The profile cannot be read; the message names file and entry."""


class _Wrong(ValueError):
    """What is wrong with an entry, in Vietnamese."""


def load_directory(folder: Path) -> Directory:
    """The directory that `profile.yaml`, `agencies.yaml` and `groups.yaml` in the folder describe.

    A folder without them gives an empty directory: names then split by general knowledge alone.

    :raises ProfileError: if a file is no YAML, an entry lacks what it needs or says what is not understood, points to
        nobody, comes twice, or if a name means two bodies on one day
    """
    head = _read(folder / "profile.yaml", dict)
    bodies = _by_id(folder / "agencies.yaml", _body)
    groups = _by_id(folder / "groups.yaml", _group)
    for body in bodies.values():
        if fault := _succession(body, bodies):
            raise ProfileError(f"agencies.yaml: {body.id}: {fault}")
    for clash in clashes(bodies.values()):
        raise ProfileError(
            f"agencies.yaml: “{clash.text}” cùng lúc là tên của {clash.bodies[0]} và {clash.bodies[1]}. "
            "Bỏ tên này ở một cơ quan, hoặc ghi from, to cho tên."
        )
    try:
        _check_head(head, bodies)
    except _Wrong as error:
        raise ProfileError(f"profile.yaml: {error}") from error
    dated = {group.id: _while_alive(group, bodies) for group in groups.values()}
    return Directory(str(head.get("province", "")), bodies, dated)


def entries(folder: Path, name: str) -> list[Raw]:
    """The entries of a profile file as they are written; none if the file is not there.

    :raises ProfileError: if the file is no YAML list
    """
    found: list[Raw] = _read(folder / name, list)
    return found


def settings(folder: Path) -> Raw:
    """What `profile.yaml` says of the province.

    :raises ProfileError: if the file is no YAML mapping
    """
    found: Raw = _read(folder / "profile.yaml", dict)
    return found


def report_boxes(folder: Path, on: date) -> Raw:
    """What stands in the boxes of a report of the day: a province that changed has a row for each of its times.

    :raises ProfileError: if the file is no YAML mapping
    """
    told = settings(folder).get("report") or {}
    rows = told if isinstance(told, list) else [told]
    ruling = (row for row in rows if (row.get("from") or on) <= on <= (row.get("to") or on))
    return next(ruling, {})


def _read(path: Path, kind: type) -> Any:
    if not path.exists():
        return kind()
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path.name}: không đọc được: {error}") from error
    if not isinstance(raw, kind):
        raise ProfileError(f"{path.name}: cần một {'danh sách' if kind is list else 'bảng khóa và giá trị'}")
    return raw


def _by_id(path: Path, build: Callable[[Raw], Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in _each(path, build):
        if entry.id in found:
            raise ProfileError(f"{path.name}: {entry.id}: mã này có hai lần. Mỗi mục một mã riêng.")
        found[entry.id] = entry
    return found


def _each(path: Path, build: Callable[[Raw], Entry]) -> Iterator[Entry]:
    for index, raw in enumerate(_read(path, list), start=1):
        name = raw.get("id", f"mục {index}") if isinstance(raw, dict) else f"mục {index}"
        try:
            yield build(raw)
        except _Wrong as error:
            raise ProfileError(f"{path.name}: {name}: {error}") from error


def _keys(raw: Any, must: Collection[str], may: Collection[str]) -> Raw:
    """The entry, if it is one: with the keys that it must have, and none that nobody would read."""
    if not isinstance(raw, dict):
        raise _Wrong("cần một bảng khóa và giá trị")
    if lacking := [key for key in must if not raw.get(key)]:
        raise _Wrong(f"thiếu {', '.join(lacking)}")
    if strange := [str(key) for key in raw if key not in may]:
        raise _Wrong(f"có khóa lạ {', '.join(strange)}. Dùng được: {', '.join(sorted(may))}")
    return raw


def _one_of(kind: type[Kind] | type[Extent], key: str, value: object) -> str:
    if value not in list(kind):
        raise _Wrong(f"{key} là “{value}”, cần một trong: {', '.join(kind)}")
    return str(value)


def _id(raw: Raw) -> str:
    if not ID.fullmatch(str(raw["id"])) or raw["id"] in TAKEN:
        raise _Wrong("mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, và không là " + ", ".join(sorted(TAKEN)))
    return str(raw["id"])


def _listed(raw: Raw, key: str) -> list[Any]:
    """The list under the key; one string in the place of a list would be read letter by letter."""
    value = raw.get(key) or []
    if not isinstance(value, list):
        raise _Wrong(f"{key} cần một danh sách")
    return value


def _span(raw: Raw) -> tuple[date | None, date | None]:
    """The days from and to, both included."""
    first, last = _day(raw.get("from")), _day(raw.get("to"))
    if first and last and first > last:
        raise _Wrong(f"from ({first}) sau to ({last})")
    return first, last


def _day(value: object) -> date | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        day = value
    if day is not None and type(day) is not date:
        raise _Wrong(f"“{value}” không phải một ngày, ghi như 2025-07-01")
    return day


def _alias(raw: Any) -> Alias:
    """An alias is a plain string, or {text, from, to} where it is bound to days."""
    if isinstance(raw, str):
        return Alias(raw)
    return Alias(str(_keys(raw, ["text"], {"text", "from", "to"})["text"]), *_span(raw))


def _body(raw: Raw) -> Body:
    _keys(raw, ["id", "name", "short", "kind"], OF_BODY)
    first, last = _span(raw)
    if not isinstance(raw.get("verified", False), bool):
        raise _Wrong("verified cần true hoặc false")
    if not raw.get("verified") and not raw.get("source"):
        raise _Wrong("chưa kiểm (verified: false) thì ghi source: lấy ở đâu, cần kiểm với văn bản nào")
    return Body(
        id=_id(raw),
        name=str(raw["name"]),
        short=str(raw["short"]),
        kind=_one_of(Kind, "kind", raw["kind"]),
        aliases=tuple(_alias(alias) for alias in _listed(raw, "aliases")),
        valid_from=first,
        valid_to=last,
        successor=raw.get("successor"),
    )


def _member(raw: Any) -> Membership:
    """A member is an id, or {body, from, to} where it is bound to days."""
    if isinstance(raw, str):
        return Membership(raw)
    return Membership(str(_keys(raw, ["body"], {"body", "from", "to"})["body"]), *_span(raw))


def _group(raw: Raw) -> Group:
    _keys(raw, ["id", "name", "extent"], OF_GROUP)
    extent = Extent(_one_of(Extent, "extent", raw["extent"]))
    members = tuple(_member(member) for member in _listed(raw, "members"))
    if members and extent is not Extent.CLOSED:
        raise _Wrong("kể members nhưng extent không phải closed: nhóm này không chia việc cho ai")
    return Group(
        id=_id(raw),
        name=str(raw["name"]),
        extent=extent,
        aliases=tuple(_alias(alias) for alias in _listed(raw, "aliases")),
        members=members,
        note=str(raw.get("note", "")),
    )


def _while_alive(group: Group, bodies: Mapping[str, Body]) -> Group:
    """The group with each member's days cut to those on which the body exists."""
    members = []
    for member in group.members:
        if member.body not in bodies:
            raise ProfileError(f"groups.yaml: {group.id}: {member.body} không có trong agencies.yaml")
        body = bodies[member.body]
        first = max((day for day in (member.valid_from, body.valid_from) if day), default=None)
        last = min((day for day in (member.valid_to, body.valid_to) if day), default=None)
        if first and last and first > last:
            raise ProfileError(f"groups.yaml: {group.id}: {member.body} không có trong những ngày ở nhóm")
        members.append(Membership(member.body, first, last))
    return replace(group, members=tuple(members))


def _succession(body: Body, bodies: Mapping[str, Body]) -> str:
    """What is wrong with who takes over from the body, "" if nothing."""
    if not body.successor:
        return ""
    if body.successor not in bodies:
        return f"cơ quan kế tục không có trong agencies.yaml: {body.successor}"
    if body.successor == body.id:
        return "cơ quan kế tục là chính nó"
    if body.valid_to is None:
        return "có cơ quan kế tục thì ghi to: ngày cuối của cơ quan này"
    if not bodies[body.successor].is_alive(body.valid_to + timedelta(days=1)):
        return f"cơ quan kế tục {body.successor} không có ở ngày liền sau {body.valid_to}"
    return ""


def _check_head(head: Raw, bodies: Collection[str]) -> None:
    _keys(head, ["province", "coordinators"] if head else [], HEAD)
    coordinators = _listed(head, "coordinators")
    for row in coordinators:
        _span(_keys(row, ["agency"], OF_COORDINATOR))
    told = head.get("report") or []
    for row in told if isinstance(told, list) else [told]:
        _span(_keys(row, [], OF_REPORT))
    named = [head.get("issuer"), *(row["agency"] for row in coordinators)]
    if lost := [str(name) for name in named if name and name not in bodies]:
        raise _Wrong(f"kể tên cơ quan không có trong agencies.yaml: {', '.join(lost)}")
