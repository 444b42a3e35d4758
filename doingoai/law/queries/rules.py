"""Which rules hold on a day, and how each is shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from doingoai.dates import Period
from doingoai.law.domain import Kind, Rule, citation, meant, ruling
from doingoai.law.models import LegalRule
from doingoai.law.queries.explained import alarm_words, term_words
from doingoai.law.registry import Dependent, dependents
from doingoai.law.words import KIND_WORDS, QUALITY_WORDS
from doingoai.text import bare

# The matters of refusing the press, and of the forms of a statement.
PRESS, FORMS = "tc-", "pn-hinh-thuc-"


def rule_for(matter: str, *, on: date) -> Rule | None:
    """The rule of the matter that holds on the day; None where there is none, or it is not known."""
    return ruling((row.value for row in LegalRule.objects.filter(matter=matter)), matter, on)


def rules_of(matters: Collection[str] = (), *, on: date) -> list[LegalRule]:
    """The rules that hold on the day: of these matters, or of all."""
    rows = LegalRule.objects.on(on).select_related("verified_by")
    return list(rows.filter(matter__in=matters) if matters else rows)


def chosen(
    rows: Iterable[LegalRule], *, area: str = "", verified: bool | None = None, words: str = ""
) -> list[LegalRule]:
    """Those of the field, with the mark or without it, that have every one of the words, tones or not."""
    wanted = bare(words).split()
    return [
        row
        for row in rows
        if (not area or row.matter.split("-")[0] == area)
        and (verified is None or row.verified == verified)
        and all(word in bare(_text(row)) for word in wanted)
    ]


def _text(row: LegalRule) -> str:
    told = (row.title, row.requirement, citation(row.value), row.who, row.addressee, row.note, row.code)
    return " ".join(told)


def rules_by_code(codes: Collection[str]) -> dict[str, Rule]:
    """These rules, whenever they held."""
    return {row.code: row.value for row in LegalRule.objects.filter(code__in=codes)}


def refusal_grounds(*, on: date) -> list[LegalRule]:
    """The grounds on which the press may be refused an answer, as they hold on the day."""
    return list(LegalRule.objects.on(on).filter(kind=Kind.REFUSAL_GROUND, matter__startswith=PRESS))


def statement_forms(*, on: date) -> list[LegalRule]:
    """The forms in which a statement may be made, as they hold on the day, in the order of the decree."""
    rows = LegalRule.objects.on(on).filter(kind=Kind.STATEMENT_FORM, matter__startswith=FORMS)
    return list(rows.order_by("pk"))


@dataclass(frozen=True)
class Shown:
    """A rule ready to be read: its place in the law, what it means in the year, what was read, what stands on it."""

    row: LegalRule
    citation: str
    kind: str | Promise
    term: str
    alarms: str
    last_day: date | None
    data_days: Period | None
    quality: str | Promise
    dependents: tuple[Dependent, ...]

    @property
    def area(self) -> str:
        """The field of law: the first word of the matter."""
        return self.row.matter.split("-")[0]


def shown(rows: Iterable[LegalRule], *, year: int) -> list[Shown]:
    """The rules as the pages show them."""
    listed = list(rows)
    standing = dependents([row.code for row in listed])
    return [_shown(row, year, standing.get(row.code, ())) for row in listed]


def _shown(row: LegalRule, year: int, standing: Iterable[Dependent]) -> Shown:
    rule = row.value
    days = meant(rule, year)
    return Shown(
        row,
        citation(rule),
        KIND_WORDS[rule.kind],
        term_words(rule),
        alarm_words(rule),
        last_day=None if isinstance(days, Period) else days,
        data_days=days if isinstance(days, Period) else None,
        quality=QUALITY_WORDS[rule.source_quality],
        dependents=tuple(standing),
    )
