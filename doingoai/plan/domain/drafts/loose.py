"""What of a draft is loose when it goes into force: copied words nobody looked at, bodies that have ended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain.drafts.amendment import Change, Fate
from doingoai.plan.domain.drafts.lint import Lack, World, lacks
from doingoai.plan.domain.drafts.parts import Content, standing


@dataclass(frozen=True)
class Loose:
    """The places left, each part once: with marks that are open, with a body that has ended."""

    marks: tuple[Lack, ...]
    ended: tuple[Lack, ...]

    def __bool__(self) -> bool:
        return bool(self.marks or self.ended)

    @property
    def words(self) -> str:
        """How many places of which kind, in Vietnamese."""
        told = ((self.marks, "chỗ chép lại chưa xem"), (self.ended, "chỗ nêu cơ quan đã kết thúc"))
        return ", ".join(f"{len(found)} {words}" for found, words in told if found)


class LooseEnds(Exception):
    """Something is loose, and nobody has said why it is issued all the same."""

    def __init__(self, loose: Loose) -> None:
        super().__init__(f"Còn {loose.words}. Xem các chỗ ấy, hoặc đánh dấu vẫn ban hành và ghi lý do.")


def issued_despite(loose: Loose, reason: str) -> dict[str, Any]:
    """What the record keeps: the places by key, and why it was issued all the same; nothing where nothing is loose.

    :raises LooseEnds: if something is, and no reason is told
    """
    if not loose:
        return {}
    if not reason.strip():
        raise LooseEnds(loose)
    places = {"marks": [lack.key for lack in loose.marks], "ended": [lack.key for lack in loose.ended]}
    return {"despite": reason.strip(), "loose": places}


def loose_of(content: Content, world: World, changes: Collection[Change] | None = None) -> Loose:
    """What is loose in a draft; of an amendment only in the parts that its `changes` write."""
    found = lacks(content, world)
    if changes is not None:
        written = written_by(content, changes)
        found = [lack for lack in found if lack.key in written]
    return Loose(_once(found, "mark"), _once(found, "ended"))


def written_by(content: Content, changes: Iterable[Change]) -> set[str]:
    """The keys of what an amendment writes: tasks, assignments, the headings that these stand under."""
    keys = {change.key for change in changes if change.fate is not Fate.REMOVED}
    headings = standing(content, "assignments")
    return keys | {heading["key"] for heading in headings if any(item["key"] in keys for item in heading["items"])}


def _once(found: Iterable[Lack], code: str) -> tuple[Lack, ...]:
    first: dict[str, Lack] = {}
    for lack in found:
        if lack.code == code:
            first.setdefault(lack.key, lack)
    return tuple(first.values())
