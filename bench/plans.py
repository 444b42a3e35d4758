"""Case `plans`: how well invented plans of provinces without a profile are read, by family and format."""

from collections.abc import Iterator

from bench.measure import Line, exactly
from tests.plan.blind import PLANS, added, compared, papers, reading
from tests.plan.corpus.score import by_family, every

TARGET = 0.95
# Each written apart from the importer; their READMEs tell what was read at first sight.
SETS = ("blind", "blind2", "blind3", "blind4", "blind5")


def lines(runs: int) -> Iterator[Line]:
    """One line a family and format; a run more would say the same."""
    for (family, kind), marks in by_family(every()).items():
        found, missed, surplus = len(marks.hits), len(marks.missed), len(marks.surplus)
        what = f"{family}, {kind}: {found} fields found, {missed} missed, {surplus} too many"
        yield exactly(what, "F1", marks.f1, target=TARGET, at_least=True)
    for name in SETS:
        score = added(compared(told, reading(paper)) for paper, told in papers(PLANS / name))
        what = f"set {name}, since learnt from: {score.right} right, {score.missed} missed, {score.surplus} too many"
        yield exactly(what, "F1", score.f1 or 0.0, target=TARGET, at_least=True)
