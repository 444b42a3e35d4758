"""What people do to a plan that is being written: say, add, take out, move, undo. Each yields the next content."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain.drafts.parts import (
    LISTS,
    ORDER,
    Content,
    each,
    kind_of,
    list_of,
    next_key,
    part_of,
    values,
)
from doingoai.plan.domain.review import Values

NEEDED = {
    "d": ("title", "Kế hoạch phải có tên."),
    "b": ("kind", "Căn cứ phải có loại văn bản, ví dụ “Nghị định”."),
    "s": ("title", "Mục phải có tên."),
    "t": ("title", "Nhiệm vụ phải có tên."),
    "a": ("heading", "Đầu mối phải có tên."),
    "i": ("text", "Phân công phải có nội dung."),
}


class NotSo(Exception):
    """A change that makes no sense; the message says in Vietnamese what to do instead."""


@dataclass(frozen=True)
class Step:
    """What a save changed: the fields by part as they were and as they became."""

    before: Mapping[str, Values]
    after: Mapping[str, Values]


def said(content: Content, key: str, changes: Mapping[str, Any]) -> Content:
    """The content with fields of a part set.

    :raises KeyError: if there is no such part
    :raises NotSo: if the part makes no sense so
    """
    result = copy.deepcopy(content)
    raw = part_of(result, key)
    raw.update({name: copy.deepcopy(value) for name, value in changes.items() if name in kind_of(key).fields})
    _check(result, key, raw)
    return result


def _check(content: Content, key: str, raw: Values) -> None:
    name, words = NEEDED.get(key[:1], ("", ""))
    if name and not str(raw[name] or "").strip():
        raise NotSo(words)
    if key[:1] == "t" and all(section["key"] != raw["section"] for section in content["sections"]):
        raise NotSo("Chọn mục mà nhiệm vụ đứng dưới.")
    time = raw.get("time") or {}
    if time.get("from") and time.get("to") and time["from"] > time["to"]:
        raise NotSo("Ngày kết thúc đứng trước ngày bắt đầu.")


def added(content: Content, letter: str, after: str, filled: Mapping[str, Any]) -> tuple[Content, str]:
    """The content with a new part behind another, at the end of its list if `after` is empty; and its key.

    An item stands behind another item, or last under the heading named.

    :raises KeyError: if nothing of the kind can stand there
    :raises NotSo: if the part makes no sense
    """
    kind = kind_of(letter)
    if kind.blank is None or (after and after[:1] not in {"i": "ia", "t": "ts"}.get(letter, letter)):
        raise KeyError(letter)
    result = copy.deepcopy(content)
    key = next_key(result, letter)
    raw = copy.deepcopy(dict(kind.blank)) | {name: filled[name] for name in kind.fields if name in filled}
    raw |= {"key": key}
    if letter == "t" and not raw["section"]:
        raw["section"] = part_of(result, after)["section"] if after[:1] == "t" else after
    _check(result, letter, raw)
    place, position = _place(result, letter, after)
    place.insert(position, raw)
    return result, key


def _place(content: Content, letter: str, after: str) -> tuple[list[dict[str, Any]], int]:
    """The list and the position of what comes behind another part."""
    if letter == "i" and after[:1] != "i":
        place: list[dict[str, Any]] = part_of(content, after)["items"]
        return place, len(place)
    place = list_of(content, after or letter) if after[:1] == letter or not after else content[LISTS[letter]]
    return place, next((n for n, one in enumerate(place, 1) if one["key"] == after), len(place))


def taken_out(content: Content, key: str, *, gone: bool) -> Content:
    """The content with a part taken out, or put back; it stays on the screen.

    :raises KeyError: if there is no such part, or it belongs to every plan
    :raises NotSo: if tasks still stand under the section
    """
    result = copy.deepcopy(content)
    raw = part_of(result, key)
    if kind_of(key).blank is None:
        raise KeyError(key)
    if gone and key[0] == "s" and any(t["section"] == key and not t.get("gone") for t in result["tasks"]):
        raise NotSo("Mục còn nhiệm vụ. Chuyển hoặc bỏ các nhiệm vụ trước.")
    if not gone and key[0] == "t" and part_of(result, raw["section"]).get("gone"):
        raise NotSo("Mục của nhiệm vụ đã bỏ. Hoàn lại mục trước.")
    raw["gone"] = gone
    return result


def shifted(content: Content, key: str, by: int) -> Content:
    """The content with a part one place up (-1) or down (1); a task at the edge goes into the next section.

    :raises KeyError: if there is no such part
    :raises NotSo: if there is nothing to pass
    """
    result = copy.deepcopy(content)
    place, raw = list_of(result, key), part_of(result, key)
    peers = [one for one in place if not one.get("gone") and one.get("section") == raw.get("section")]
    index = next((number for number, one in enumerate(peers) if one["key"] == key), -1)
    if index >= 0 and 0 <= index + by < len(peers):
        other = peers[index + by]
        a, b = place.index(raw), place.index(other)
        place[a], place[b] = place[b], place[a]
        return result
    if key[0] != "t" or index < 0:
        raise NotSo("Mục này đã ở đầu hoặc cuối danh sách.")
    sections = [one["key"] for one in result["sections"] if not one.get("gone")]
    there = sections.index(raw["section"]) + by if raw["section"] in sections else -1
    if not 0 <= there < len(sections):
        raise NotSo("Nhiệm vụ này đã ở đầu hoặc cuối kế hoạch.")
    raw["section"] = sections[there]
    place.remove(raw)
    mates = [number for number, one in enumerate(place) if one["section"] == raw["section"]]
    position = (mates[0] if by > 0 else mates[-1] + 1) if mates else len(place)
    place.insert(position, raw)
    return result


def settled(content: Content, key: str, index: int, *, take: bool) -> Content:
    """The content with a mark of a part settled: its proposal taken where `take`, else the words left as they are.

    :raises KeyError: if there is no such part
    :raises NotSo: if there is no such mark, or its words do not stand there any more
    """
    result = copy.deepcopy(content)
    raw = part_of(result, key)
    if not 0 <= index < len(raw["marks"]):
        raise NotSo("Chỗ này đã có người xem. Tải lại trang.")
    mark = raw["marks"].pop(index)
    if take and (not mark["proposal"] or not _exchange(raw, mark["printed"], mark["proposal"])):
        raise NotSo("Lời ở chỗ này đã sửa khác. Sửa thẳng trong mục.")
    return result


def _exchange(raw: dict[str, Any], old: str, new: str) -> bool:
    """Put the new words where the old ones stand; whether they stood anywhere."""
    before = copy.deepcopy(raw)
    for name, value in raw.items():
        if name in ("title", "output", "heading", "text") and value:
            raw[name] = value.replace(old, new)
        elif name in ("content", "paragraphs", "recipients"):
            raw[name] = [text.replace(old, new) for text in value]
    return before != raw


def names_body(content: Content, slug: str) -> bool:
    """Whether the body is a party anywhere."""
    return replaced(content, slug, {"agency": None, "text": ""}) != content


def replaced(content: Content, slug: str, party: Mapping[str, Any]) -> Content:
    """The content with a body named by another wherever it is a party; named twice in a list, it stands once."""
    result = copy.deepcopy(content)
    for _, raw in each(result):
        touched = [n for n in ("lead", "coordinate", "parties") if any(o["agency"] == slug for o in raw.get(n, ()))]
        for name in touched:
            raw[name] = _once(dict(party) if one["agency"] == slug else one for one in raw[name])
        if touched == ["parties"] and len(raw["parties"]) == 1:
            raw["heading"] = str(party["text"])
        elif touched and "coordinate" in raw:
            leading = {one["agency"] for one in raw["lead"] if one["agency"]}
            raw["coordinate"] = [one for one in raw["coordinate"] if one["agency"] not in leading]
    return result


def _once(parties: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parties, each known body once."""
    found: list[dict[str, Any]] = []
    for party in parties:
        if not party["agency"] or all(party["agency"] != other["agency"] for other in found):
            found.append(party)
    return found


def step(before: Content, after: Content) -> Step:
    """What changed from one content to the next; a new part has nothing before."""
    was, now = _noted(before), _noted(after)
    old: dict[str, Values] = {}
    new: dict[str, Values] = {}
    for key, part in now.items():
        names = [name for name in part if key not in was or was[key].get(name) != part[name]]
        if names and key in was:
            old[key] = {name: was[key].get(name) for name in names}
        if names:
            new[key] = {name: part[name] for name in names}
    orders = _orders(before), _orders(after)
    for name, keys in orders[1].items():
        both = [key for key in orders[0].get(name, ()) if key in keys]
        if both != [key for key in keys if key in both]:
            old.setdefault(ORDER, {})[name] = orders[0][name]
            new.setdefault(ORDER, {})[name] = keys
    return Step(old, new)


def _noted(content: Content) -> dict[str, Values]:
    return {key: values(key, raw) | {"gone": bool(raw.get("gone"))} for key, raw in each(content)}


def _orders(content: Content) -> dict[str, list[str]]:
    found = {place: [raw["key"] for raw in content[place]] for place in LISTS.values() if place in content}
    return found | {heading["key"]: [item["key"] for item in heading["items"]] for heading in content["assignments"]}


def undone(content: Content, back: Step) -> Content:
    """The content with a step taken back; what was changed again since then stays and is told.

    :raises NotSo: if a field of the step was changed again since
    """
    result = copy.deepcopy(content)
    now = _noted(result)
    for key, after in back.after.items():
        if key == ORDER:
            continue
        if any(now[key].get(name) != value for name, value in after.items()) and key in back.before:
            raise NotSo("Mục này đã sửa tiếp sau lần đó. Hoàn tác lần sửa sau trước.")
        raw = part_of(result, key)
        raw.update(copy.deepcopy(dict(back.before[key])) if key in back.before else {"gone": True})
    for name, keys in back.before.get(ORDER, {}).items():
        _reorder(result, name, keys)
    return result


def _reorder(content: Content, name: str, keys: list[str]) -> None:
    place = content[name] if name in content else part_of(content, name)["items"]
    rank = {key: number for number, key in enumerate(keys)}
    known = [raw for raw in place if raw["key"] in rank]
    ordered = iter(sorted(known, key=lambda raw: rank[raw["key"]]))
    place[:] = [next(ordered) if raw["key"] in rank else raw for raw in place]
