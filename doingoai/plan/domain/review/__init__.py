"""A reading under review: what the machine read, what people said of its parts, what was decided on its doubts.

The reading is the JSON contract of `plan.domain.contract` with `sections`, `source` [[line, text]] and `spans` beside
it. It is composed anew from the print, the corrections and the decisions, so whatever is taken back leaves no trace.
"""

from doingoai.plan.domain.review.doubts import Doubt, doubts, open_doubts
from doingoai.plan.domain.review.edits import added, corrected, decided, given_back, put_back, removed
from doingoai.plan.domain.review.lint import Obstacle, Stranger, obstacles, strangers
from doingoai.plan.domain.review.merging import differences, merged, written_over
from doingoai.plan.domain.review.parties import Standing, standing
from doingoai.plan.domain.review.parts import (
    KINDS,
    Kind,
    Reading,
    Values,
    contract,
    each,
    kind_of,
    label,
    part_of,
    values,
)
from doingoai.plan.domain.review.review import CHOICES, Review, Unreadable

__all__ = [
    "CHOICES",
    "KINDS",
    "Doubt",
    "Kind",
    "Obstacle",
    "Reading",
    "Review",
    "Standing",
    "Stranger",
    "Unreadable",
    "Values",
    "added",
    "contract",
    "corrected",
    "decided",
    "differences",
    "doubts",
    "each",
    "given_back",
    "kind_of",
    "label",
    "merged",
    "obstacles",
    "open_doubts",
    "part_of",
    "put_back",
    "removed",
    "standing",
    "strangers",
    "values",
    "written_over",
]
