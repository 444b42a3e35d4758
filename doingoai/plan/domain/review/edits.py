"""What people do to a reading under review: correct, add, take out, give back, decide. Each yields the next state."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from doingoai.plan.domain.review.parts import Reading, Values, each, keyed, kind_of, part_of, values
from doingoai.plan.domain.review.review import APPLIED, CHOICES, Review, Unreadable

YEARS = range(1945, 2101)  # a plan of the office falls within
# What a part cannot be without, and how that is said.
NEEDED = {
    "d": ("title", "Văn bản phải có tên."),
    "b": ("kind", "Căn cứ phải có loại văn bản, ví dụ “Nghị định”."),
    "s": ("title", "Mục phải có tên."),
    "t": ("title", "Nhiệm vụ phải có tên."),
    "a": ("heading", "Đầu mối phải có tên."),
    "i": ("text", "Phân công phải có nội dung."),
    "n": ("name", "Ngày kỷ niệm phải có tên."),
    "e": ("name", "Sự kiện phải có tên."),
    "h": ("what", "Hạn phải ghi việc gì."),
}


def corrected(review: Review, key: str, changes: Mapping[str, Any]) -> Review:
    """The state with fields of a part set; a field set to what the machine read is no correction.

    :raises KeyError: if there is no such part
    :raises Unreadable: if the part makes no sense so
    """
    reading = review.reading()
    before = values(key, part_of(reading, key))
    after = before | {name: value for name, value in changes.items() if name in before}
    checked(reading, key, after)
    said = dict(review.edits.get(key, {}))
    over = dict(said.get("over", {}))
    bare = replace(review, edits={k: v for k, v in review.edits.items() if k != key or "after" in v})
    machine = {} if "after" in said else values(key, part_of(bare.reading(), key))
    for name, value in after.items():
        if name in machine and value == machine[name]:
            said.pop(name, None)
            over.pop(name, None)
        elif value != before[name]:
            said[name] = value
            over[name] = review.applied()
    return _with(review, key, said | {"over": over})


def added(review: Review, letter: str, after: str, filled: Mapping[str, Any]) -> tuple[Review, str]:
    """The state with a new part behind another, at the beginning of its list if `after` is empty; and its key.

    An item stands behind another item, or first under the heading named. Lines not told are those of the part before.

    :raises KeyError: if no such part can be added there
    :raises Unreadable: if the part makes no sense
    """
    reading = review.reading()
    kind = kind_of(letter)
    if kind.blank is None or after[:1] not in {"i": ("i", "a")}.get(letter, (letter, "")):
        raise KeyError(letter)
    said = {name: filled.get(name, kind.blank[name]) for name in kind.fields}
    before = part_of(reading, after) if after else {}
    if "lines" in said and not said["lines"]:
        said["lines"] = _lines_near(reading, before)
    if letter == "a":
        said["line"] = _lines_near(reading, before)[0]
    checked(reading, letter, said)
    key = f"{letter}{1 + max((int(k[1:]) for k, _ in each(reading) if k[:1] == letter and k[1:]), default=0)}"
    return _with(review, key, said | {"after": after, "over": dict.fromkeys(said, review.applied())}), key


def _lines_near(reading: Reading, before: Mapping[str, Any]) -> list[int]:
    if before.get("lines"):
        return list(before["lines"])
    first = reading["source"][0][0] if reading["source"] else 1
    return [before["line"]] * 2 if before.get("line") else [first, first]


def removed(review: Review, key: str) -> Review:
    """The state with a part taken out: it is shown struck through and can be put back.

    :raises KeyError: if there is no such part, or it belongs to every plan
    """
    part_of(review.reading(), key)
    if kind_of(key).blank is None:
        raise KeyError(key)
    return _with(review, key, dict(review.edits.get(key, {})) | {"gone": True})


def put_back(review: Review, key: str) -> Review:
    """The state with a part that was taken out standing again, with what was corrected in it."""
    return _with(review, key, {name: value for name, value in review.edits.get(key, {}).items() if name != "gone"})


def given_back(review: Review, key: str) -> Review:
    """The state with a part as the machine read it: corrections dropped, proposals taken in it open again.

    :raises KeyError: if there is no such part
    :raises Unreadable: if the machine did not read the part: people added it
    """
    part_of(review.reading(), key)
    if "after" in review.edits.get(key, {}):
        raise Unreadable("Mục này do người thêm, máy không đọc. Bỏ mục nếu không cần.")
    result = _with(review, key, {})
    machine = values(key, part_of(keyed(review.printed), key))
    for index in [index for index, choice in review.decisions.items() if choice == APPLIED]:
        alone = Review(review.printed, {}, {index: APPLIED})
        if values(key, part_of(alone.reading(), key)) != machine:
            result = decided(result, [int(index)], None)
    return result


def decided(review: Review, indexes: Collection[int], choice: str | None) -> Review:
    """The state with a choice on doubts: their proposal taken, the print kept, noted; None takes the choice back.

    :raises Unreadable: if there is no such doubt, no such choice, or nothing is proposed
    """
    warnings = review.printed["warnings"]
    if not indexes or choice not in CHOICES | {None} or any(not 0 <= index < len(warnings) for index in indexes):
        raise Unreadable("Không có chỗ này trong bản nhập. Tải lại trang.")
    if choice == APPLIED and not all(warnings[i].get("printed") and warnings[i].get("proposal") for i in indexes):
        raise Unreadable("Chỗ này không có cách đọc đề xuất. Sửa thẳng ở mục bên dưới.")
    told = {str(index) for index in indexes}
    kept = {index: made for index, made in review.decisions.items() if index not in told}
    chosen = replace(review, decisions=kept | (dict.fromkeys(sorted(told, key=int), choice) if choice else {}))
    return replace(chosen, edits={key: _forgotten(said, chosen.applied()) for key, said in chosen.edits.items()})


def _forgotten(said: Mapping[str, Any], applied: Collection[str]) -> dict[str, Any]:
    """A part's edits without the proposals that are not taken any more: taken again, they act again."""
    over = {name: [index for index in written if index in applied] for name, written in said.get("over", {}).items()}
    return {name: value for name, value in said.items() if name != "over"} | _over(over)


def _over(over: Mapping[str, Collection[str]]) -> dict[str, Any]:
    told = {name: list(indexes) for name, indexes in over.items() if indexes}
    return {"over": told} if told else {}


def _with(review: Review, key: str, said: Mapping[str, Any]) -> Review:
    others = {k: v for k, v in review.edits.items() if k != key}
    mine = {name: value for name, value in said.items() if name != "over"} | _over(said.get("over", {}))
    return replace(review, edits=others | ({key: mine} if mine else {}))


def checked(reading: Reading, key: str, part: Values) -> None:
    """Refuse a part that makes no sense.

    :raises Unreadable: with what is wrong and how to write it
    """
    name, words = NEEDED.get(key[:1], ("", ""))
    if name and not str(part[name] or "").strip():
        raise Unreadable(words)
    for rule in RULES.get(key[:1], ()):
        rule(reading, part)


def _year(reading: Reading, part: Values) -> None:
    if part["year"] not in YEARS:
        raise Unreadable(f"Năm kế hoạch phải từ {YEARS[0]} đến {YEARS[-1]}.")


def _days(reading: Reading, part: Values) -> None:
    time = part["time"] or {}
    if time.get("from") and time.get("to") and date.fromisoformat(time["from"]) > date.fromisoformat(time["to"]):
        raise Unreadable("Ngày kết thúc đứng trước ngày bắt đầu.")


def _lines(reading: Reading, part: Values) -> None:
    known = {number for number, _ in reading["source"]}
    if part["lines"] and (part["lines"][0] > part["lines"][-1] or not known.issuperset(part["lines"])):
        raise Unreadable("Số dòng phải có trong bản gốc, dòng đầu đứng trước dòng cuối.")


def _bodies(reading: Reading, part: Values) -> None:
    if not part["parties"]:
        raise Unreadable("Đầu mối phải có ít nhất một cơ quan.")


def _anniversary(reading: Reading, part: Values) -> None:
    if not part["date"]:
        raise Unreadable("Ngày kỷ niệm phải có ngày trong năm kế hoạch, ví dụ 12/7/2022.")
    if part["origin"] and part["origin"] > part["date"]:
        raise Unreadable("Ngày gốc phải đứng trước ngày kỷ niệm.")


RULES: dict[str, tuple[Callable[[Reading, Values], None], ...]] = {
    "d": (_year,),
    "t": (_days, _lines),
    "a": (_bodies,),
    "i": (_lines,),
    "n": (_anniversary,),
}
