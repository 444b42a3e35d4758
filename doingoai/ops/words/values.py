"""The values of closed lists as people say them: a list of words serves every column that holds just its values."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import Field

from doingoai.agencies.words import CHANGE_WORDS, EXTENT_WORDS, ROLE_WORDS
from doingoai.law import words as law
from doingoai.plan import words as plan
from doingoai.shell.registry import Words
from doingoai.shell.templatetags.house import STATE_WORDS

LISTS: tuple[Mapping[Any, Words], ...] = (
    *(ROLE_WORDS, CHANGE_WORDS, EXTENT_WORDS),
    *(law.KIND_WORDS, law.BASIS_WORDS, law.QUALITY_WORDS),
    *(plan.ROLE_WORDS, plan.RECURRENCE_WORDS, plan.PART_WORDS, plan.LINK_WORDS, plan.ANSWER_WORDS, plan.OUTCOME_WORDS),
    *(plan.ROUTE_WORDS, plan.STAGE_WORDS, plan.MONEY_ACT_WORDS, plan.VERDICT_WORDS, plan.HAND_WORDS),
    dict(enumerate(STATE_WORDS)),
)


def value_name(field: "Field[Any, Any]", value: object) -> Words:
    """What a value of the column is called; itself where the column has no closed list or nobody told its words."""
    return _words_of(field).get(str(value), str(value))


@cache
def _words_of(field: "Field[Any, Any]") -> Mapping[str, Words]:
    held = {str(value) for value, _name in field.flatchoices}
    told = (words for words in LISTS if {str(value) for value in words} == held)
    return {str(value): said for value, said in next(told, {}).items()}
