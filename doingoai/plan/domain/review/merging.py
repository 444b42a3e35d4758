"""Two people at one reading: what changed from one state to the next, and both one's words kept where they can be."""

from collections.abc import Mapping
from typing import Any

from doingoai.plan.domain.review.parts import Reading, Values, each, values

Differences = dict[str, Values]


def differences(before: Reading, after: Reading) -> tuple[Differences, Differences]:
    """The fields that differ, by part: as they were, and as they are; a part taken out has `gone`."""
    was, now = _noted(before), _noted(after)
    old: Differences = {}
    new: Differences = {}
    for key in now | was:
        names = [n for n in {**was.get(key, {}), **now.get(key, {})} if was.get(key, {}).get(n) != now[key].get(n)]
        if names:
            old[key] = {name: was[key][name] for name in names} if key in was else {}
            new[key] = {name: now[key][name] for name in names}
    return old, new


def _noted(reading: Reading) -> dict[str, Values]:
    return {key: values(key, raw) | {"gone": bool(raw.get("gone"))} for key, raw in each(reading)}


def written_over(
    base: Mapping[str, Any], now: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[Values, Values, frozenset[str]]:
    """The part with one person's changes over what others saved since `base`; what they saved; what both changed."""
    said = dict(base) | {name: value for name, value in changes.items() if name in base}
    part, both = merged(base, now, said)
    return part, {name: value for name, value in now.items() if value != base[name]}, both


def merged(base: Mapping[str, Any], now: Mapping[str, Any], said: Mapping[str, Any]) -> tuple[Values, frozenset[str]]:
    """A part as one person says it, on top of what another saved since `base`; and the fields both of them changed.

    What only one of them touched is kept from that one; where both did, the words just said stand.
    """
    result = {name: said[name] if said[name] != base[name] else now[name] for name in said}
    both = frozenset(n for n in said if base[n] != now[n] and said[n] not in (base[n], now[n]))
    return result, both
