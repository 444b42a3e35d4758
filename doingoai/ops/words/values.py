"""The values of closed lists as people say them: a list of words serves every column that holds just its values."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Field
from django.utils.translation import pgettext_lazy

from doingoai.accounts.models import Theme
from doingoai.agencies.words import CHANGE_WORDS, EXTENT_WORDS, ROLE_WORDS, SPEAKING_WORDS
from doingoai.audit.models import Access
from doingoai.law import words as law
from doingoai.law.domain import DayState, Op, Unit
from doingoai.plan import words as plan
from doingoai.plan.domain.states import Mode, Start
from doingoai.shell.registry import Words
from doingoai.shell.templatetags.house import STATE_WORDS

# Lists that no page but the record tells.
FACTOR_WORDS = {
    Authenticator.Type.TOTP: pgettext_lazy("value", "app for codes"),
    Authenticator.Type.WEBAUTHN: pgettext_lazy("value", "passkey"),
    Authenticator.Type.RECOVERY_CODES: pgettext_lazy("value", "recovery codes"),
}
DAY_WORDS = {
    DayState.PROPOSED: pgettext_lazy("value", "proposed"),
    DayState.ACCEPTED: pgettext_lazy("value", "accepted"),
    DayState.REFUSED: pgettext_lazy("value", "refused"),
}
UNIT_WORDS = {
    Unit.FIXED_DATE: pgettext_lazy("value", "day of the year"),
    Unit.CLOCK_HOURS: pgettext_lazy("value", "hours"),
    Unit.WORKING_DAYS: pgettext_lazy("value", "working days"),
    Unit.DAYS: pgettext_lazy("value", "days"),
    Unit.MONTHS: pgettext_lazy("value", "months"),
    Unit.QUARTERS: pgettext_lazy("value", "quarters"),
    Unit.YEARS: pgettext_lazy("value", "years"),
    Unit.NONE: pgettext_lazy("value", "nothing counted"),
}
OP_WORDS = {
    Op.WITHIN: pgettext_lazy("value", "within"),
    Op.BEFORE: pgettext_lazy("value", "before"),
    Op.BY: pgettext_lazy("value", "by"),
    Op.AT_LEAST_BEFORE: pgettext_lazy("value", "at least before"),
    Op.AT_LEAST_EVERY: pgettext_lazy("value", "at least every"),
    Op.KEEP_AT_LEAST: pgettext_lazy("value", "kept at least"),
    Op.AT_MOST: pgettext_lazy("value", "at most"),
    Op.NONE: pgettext_lazy("value", "no bound"),
}
MODE_WORDS = {
    Mode.WORKS: pgettext_lazy("value", "each work once"),
    Mode.SUM: pgettext_lazy("value", "every quantity"),
}
START_WORDS = {
    Start.COPY: pgettext_lazy("value", "copied from an older plan"),
    Start.OUTLINE: pgettext_lazy("value", "from the outline"),
    Start.EMPTY: pgettext_lazy("value", "from an empty page"),
    Start.AMEND: pgettext_lazy("value", "amendment"),
}
LISTS: tuple[Mapping[Any, Words], ...] = (
    *(dict(Theme.choices), dict(Access.Act.choices), FACTOR_WORDS),
    *(ROLE_WORDS, CHANGE_WORDS, EXTENT_WORDS, SPEAKING_WORDS),
    *(DAY_WORDS, UNIT_WORDS, OP_WORDS, MODE_WORDS, START_WORDS),
    *(law.KIND_WORDS, law.BASIS_WORDS, law.QUALITY_WORDS),
    *(plan.ROLE_WORDS, plan.RECURRENCE_WORDS, plan.PART_WORDS, plan.LINK_WORDS, plan.ANSWER_WORDS, plan.OUTCOME_WORDS),
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
