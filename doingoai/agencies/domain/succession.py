"""How bodies go over into one another: what is asked, what stands against it, what came from what."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from doingoai.dates import office


class Change(StrEnum):
    """What becomes of bodies on a day."""

    MERGE = "merge"  # one or more go into another, old or new
    SPLIT = "split"  # one goes into two or more; it may itself be one of them
    RENAME = "rename"  # the body stays, its name does not
    DISSOLVE = "dissolve"  # it ends; another may take over its work


@dataclass(frozen=True)
class Passing:
    """One succession as those that follow it know it: bodies by slug, the main successor first."""

    key: int
    kind: Change
    on: date
    predecessors: tuple[str, ...]
    successors: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> date:
        """The last day of what was before."""
        return self.on - timedelta(days=1)

    @property
    def main(self) -> str | None:
        """The successor that takes what nobody decided otherwise; None where nobody takes over."""
        return self.successors[0] if self.successors else None

    @property
    def ended(self) -> tuple[str, ...]:
        """The predecessors that are no more."""
        return tuple(slug for slug in self.predecessors if slug not in self.successors)

    def heir(self, key: str) -> str | None:
        """To whom the thing of this key goes."""
        chosen = self.choices.get(key)
        return chosen if chosen in self.successors else self.main


@dataclass(frozen=True)
class Standing:
    """A body as a succession finds it: its days, and the day of a succession already written down for it."""

    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    goes_on: date | None = None


def faults(
    kind: Change, on: date, predecessors: Sequence[Standing], successors: Sequence[Standing], *, is_kept: bool = False
) -> list[str]:
    """What stands against the succession, in Vietnamese; empty where nothing does.

    `is_kept` says that the body which is split goes on as one of its successors.
    """
    return [*_counts(kind, len(predecessors), len(successors)), *_days(on, predecessors, successors, is_kept=is_kept)]


def _counts(kind: Change, before: int, after: int) -> Iterable[str]:
    if not before:
        yield "Chọn cơ quan thay đổi."
    if kind is Change.MERGE and after != 1:
        yield "Sáp nhập thì chọn một cơ quan kế tục, hoặc ghi tên cơ quan mới."
    if kind is Change.SPLIT and (before != 1 or after < 2):
        yield "Chia tách thì chọn một cơ quan và ít nhất hai cơ quan kế tục."


def _days(on: date, before: Sequence[Standing], after: Sequence[Standing], *, is_kept: bool) -> Iterable[str]:
    found = [_before(on, body) for body in before]
    found += [
        f"{body.name} không kế tục chính mình. Bỏ ở một bên." if body in before else _heir(on, body)
        for body in after
        if not (is_kept and body in before)
    ]
    return [words for words in found if words]


def _before(on: date, body: Standing) -> str:
    """What stands against a body's going over on the day."""
    last = on - timedelta(days=1)
    if body.goes_on is not None:
        return f"{body.name} đã có việc kế tục ngày {office(body.goes_on)}. Hoàn tác việc đó trước."
    if body.valid_to is not None and body.valid_to < last:
        return f"{body.name} đã kết thúc ngày {office(body.valid_to)}. Ghi ngày {_after(body.valid_to)}."
    if body.valid_from is not None and body.valid_from > last:
        return f"{body.name} có từ ngày {office(body.valid_from)}. Ghi một ngày sau đó."
    return ""


def _heir(on: date, body: Standing) -> str:
    """What stands against a body's taking over on the day."""
    if body.valid_from is not None and body.valid_from > on:
        return f"{body.name} có từ ngày {office(body.valid_from)}, sau ngày kế tục. Ghi lại ngày."
    if body.valid_to is not None and body.valid_to < on:
        return f"{body.name} đã kết thúc ngày {office(body.valid_to)}. Chọn cơ quan đang hoạt động."
    if body.goes_on is not None and body.goes_on <= on:
        return f"{body.name} kết thúc từ ngày {office(body.goes_on)}. Chọn cơ quan kế tục nó."
    return ""


def _after(day: date) -> str:
    return office(day + timedelta(days=1))


@dataclass(frozen=True)
class Stair:
    """One step of a lineage: what became of whom on a day; `is_due` while the day is yet to come."""

    key: int
    kind: Change
    on: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_due: bool = False


def lineage(slug: str, stairs: Iterable[Stair]) -> tuple[Stair, ...]:
    """The steps by which the body came to be and by which it went on, the oldest first."""
    every = sorted(stairs, key=lambda stair: (stair.on, stair.key))
    forward = _walk(slug, every, lambda stair: (stair.before, stair.after))
    backward = _walk(slug, every[::-1], lambda stair: (stair.after, stair.before))
    return tuple(stair for stair in every if stair in forward or stair in backward)


def _walk(
    slug: str, ordered: Iterable[Stair], sides: Callable[[Stair], tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[Stair]:
    """The steps that lead on from the body, in the order in which they are walked."""
    reached, found = {slug}, list[Stair]()
    for stair in ordered:
        near, far = sides(stair)
        if reached & set(near):
            found.append(stair)
            reached |= set(far)
    return found


def forebears(stairs: Iterable[Stair]) -> dict[str, tuple[str, ...]]:
    """Each body with those that went into it, directly or through others, the latest first."""
    found: dict[str, tuple[str, ...]] = {}
    for stair in sorted(stairs, key=lambda stair: (stair.on, stair.key)):
        gone = [slug for slug in stair.before if slug not in stair.after]
        older = [slug for before in gone for slug in (before, *found.get(before, ()))]
        for heir in stair.after:
            found[heir] = tuple(dict.fromkeys([*older, *found.get(heir, ())]))
    return found
