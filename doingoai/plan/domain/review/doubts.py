"""The doubts of a reading: equal ones told once, with a count."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from doingoai.plan.domain.review.parts import Reading


@dataclass(frozen=True)
class Doubt:
    """Doubts that are decided together: one slip wherever it is printed, or one kind of thing left open.

    `decision` is what was chosen on all of them, None while they are open.
    """

    code: str
    indexes: tuple[int, ...]
    lines: tuple[int, ...]
    messages: tuple[str, ...]
    printed: str | None
    proposal: str | None
    decision: str | None


def doubts(reading: Reading, decisions: Mapping[str, str]) -> list[Doubt]:
    """The doubts in the order in which the machine told them; of equal ones, the open and the decided stand apart."""
    together: dict[Any, list[int]] = {}
    for index, warning in enumerate(reading["warnings"]):
        same = (warning["printed"], warning["proposal"]) if warning["proposal"] else ()
        together.setdefault((warning["code"], same, decisions.get(str(index))), []).append(index)
    return [_doubt(reading, indexes, decision) for (_, _, decision), indexes in together.items()]


def _doubt(reading: Reading, indexes: list[int], decision: str | None) -> Doubt:
    warnings = [reading["warnings"][index] for index in indexes]
    first = warnings[0]
    alike = len({warning["printed"] for warning in warnings}) == 1
    return Doubt(
        code=first["code"],
        indexes=tuple(indexes),
        lines=tuple(warning["line"] for warning in warnings),
        messages=tuple(warning["message"] for warning in warnings),
        printed=first["printed"] if alike else None,
        proposal=first["proposal"],
        decision=decision,
    )


def open_doubts(reading: Reading, decisions: Mapping[str, str]) -> list[int]:
    """The indexes of the warnings that nobody has decided on."""
    return [index for index in range(len(reading["warnings"])) if str(index) not in decisions]
