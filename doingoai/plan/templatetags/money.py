"""Money on the pages: its columns, and each sum as a knot that opens to the lines behind it."""

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from doingoai.plan.domain.money.sums import COLUMNS, Money
from doingoai.plan.words import MONEY_WORDS
from doingoai.shell.templatetags.house import knot, query
from doingoai.text import number

register = template.Library()


@register.filter
def amounts(money: Money) -> list[tuple[str, str | Promise, int]]:
    """`{% for name, word, amount in row.money|amounts %}`: the columns of a table of money."""
    return [(name, MONEY_WORDS[name], getattr(money, name)) for name in COLUMNS]


@register.simple_tag
def money_knot(
    year: int, amount: int, name: str, word: str, key: str = "", value: str = "", about: str = ""
) -> SafeString:
    """`{% money_knot 2022 5 "spent" "Đã chi" "agency" "so-tttt" "Sở" %}`: a sum that opens to the lines behind it."""
    asked = query(**{"what": name, key or "agency": value})
    told = ": ".join(str(part) for part in (about, word, number(amount)) if part)
    return knot(amount, f"{reverse('plan:money_lines', args=[year])}?{asked}", told)
