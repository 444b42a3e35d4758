"""The province's bodies and groups as its profile writes them down."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from doingoai.agencies.domain import Alias, Body, Directory, Extent, Group, Membership


class ProfileError(Exception):
    """The profile cannot be read; the message names file and entry."""


def load_directory(folder: Path) -> Directory:
    """The directory that `profile.yaml`, `agencies.yaml` and `groups.yaml` in the folder describe.

    A folder without them gives an empty directory: names then split by general knowledge alone.

    :raises ProfileError: if a file is no YAML, or an entry lacks what it needs or points to nobody
    """
    head = _read(folder / "profile.yaml", dict)
    bodies = {body.id: body for body in _each(folder / "agencies.yaml", _body)}
    groups = {group.id: group for group in _each(folder / "groups.yaml", _group)}
    for body in bodies.values():
        if body.successor and body.successor not in bodies:
            raise ProfileError(f"agencies.yaml: {body.id} có cơ quan kế tục không tồn tại: {body.successor}")
    for group in groups.values():
        if lost := [m.body for m in group.members if m.body not in bodies]:
            raise ProfileError(f"groups.yaml: {group.id} kể tên cơ quan không tồn tại: {', '.join(lost)}")
    return Directory(str(head.get("province", "")), bodies, groups)


def entries(folder: Path, name: str) -> list[Mapping[str, Any]]:
    """The entries of a profile file as they are written; none if the file is not there.

    :raises ProfileError: if the file is no YAML list
    """
    found: list[Mapping[str, Any]] = _read(folder / name, list)
    return found


def settings(folder: Path) -> Mapping[str, Any]:
    """What `profile.yaml` says of the province.

    :raises ProfileError: if the file is no YAML mapping
    """
    found: Mapping[str, Any] = _read(folder / "profile.yaml", dict)
    return found


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


def _each(path: Path, build: Any) -> Iterable[Any]:
    for index, raw in enumerate(_read(path, list), start=1):
        try:
            yield build(raw)
        except (KeyError, TypeError, ValueError) as error:
            name = raw.get("id", f"mục {index}") if isinstance(raw, dict) else f"mục {index}"
            raise ProfileError(f"{path.name}: {name}: thiếu hoặc sai {error}") from error


def _aliases(raw: Mapping[str, Any]) -> tuple[Alias, ...]:
    """Aliases are plain strings, or {text, from, to} where they are bound to days."""
    return tuple(
        Alias(a) if isinstance(a, str) else Alias(a["text"], _day(a.get("from")), _day(a.get("to")))
        for a in raw.get("aliases", ())
    )


def _body(raw: Mapping[str, Any]) -> Body:
    return Body(
        id=raw["id"],
        name=raw["name"],
        short=raw["short"],
        kind=raw["kind"],
        aliases=_aliases(raw),
        valid_from=_day(raw.get("from")),
        valid_to=_day(raw.get("to")),
        successor=raw.get("successor"),
    )


def _group(raw: Mapping[str, Any]) -> Group:
    return Group(
        id=raw["id"],
        name=raw["name"],
        extent=Extent(raw["extent"]),
        aliases=_aliases(raw),
        members=tuple(
            Membership(m) if isinstance(m, str) else Membership(m["body"], _day(m.get("from")), _day(m.get("to")))
            for m in raw.get("members", ())
        ),
    )


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
