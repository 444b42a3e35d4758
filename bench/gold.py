"""Case `gold`: how many fields of the hand-made structure the importer finds, by format; the truth is the tests'."""

from collections.abc import Iterator

from bench.measure import Line, exactly
from tests.plan.gold import FORMATS, GOLDS, fields


def lines(runs: int) -> Iterator[Line]:
    """One line a plan and format; a run more would say the same."""
    for gold in GOLDS:
        for kind in FORMATS:
            found = fields(gold, kind)
            met = sum(field.is_met for field in found)
            what = f"{gold.name.removesuffix('.gold.json')}.{kind}: {met} of {len(found)} fields found"
            yield exactly(what, "%", 100 * met / len(found), target=100, at_least=True)
