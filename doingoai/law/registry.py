"""What in the rooms above stands on a rule: each room tells it here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Dependent:
    """Something that would be other if the rule were: the rule's code, what it is, and where to look at it."""

    rule: str
    words: str
    url: str


Source = Callable[[Collection[str]], Iterable[Dependent]]
_sources: list[Source] = []


def register_dependents(source: Source) -> None:
    """Tell what stands on the rules of these codes, in three queries at most."""
    if source not in _sources:
        _sources.append(source)


def dependents(codes: Collection[str]) -> Mapping[str, list[Dependent]]:
    """What stands on each of the rules."""
    found: dict[str, list[Dependent]] = defaultdict(list)
    for dependent in (each for source in _sources for each in source(codes)):
        found[dependent.rule].append(dependent)
    return found
