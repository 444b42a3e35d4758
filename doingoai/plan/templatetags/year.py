"""Words of the year: the rhythm of a task, the lunar day, a round year."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.translation import gettext as _

from doingoai.dates import lunar, round_words
from doingoai.plan.domain.states import Recurrence
from doingoai.plan.words import RECURRENCE_WORDS
from doingoai.shell.templatetags.house import STATE_WORDS

register = template.Library()


@register.filter
def rhythm(recurrence: str) -> str:
    """`{{ task.recurrence|rhythm }}` → "hằng quý"."""
    return str(RECURRENCE_WORDS[Recurrence(recurrence)])


@register.filter
def lunar_day(day: date) -> str:
    """`{{ day|lunar_day }}` → "10/3 âm lịch"."""
    return _("%(day)s by the moon") % {"day": lunar(day)}


@register.simple_tag
def step_counts(counts: Sequence[tuple[int, int]]) -> str:
    """`{% step_counts section.counts as told %}` → "2 hoàn thành, 1 đang làm": the stairs in words."""
    return ", ".join(f"{count} {str(STATE_WORDS[state]).lower()}" for state, count in counts)


@register.filter
def round_year(words: str) -> str:
    """`{{ moment.round_words|round_year }}` → "năm tròn", "năm lẻ 5"."""
    return _("round year") if words == round_words(10) else _("year in five")
