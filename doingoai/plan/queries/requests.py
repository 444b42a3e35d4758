"""What an agency is asked for in a letter, and which numbers the office has used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from doingoai.agencies.models import Agency, holding
from doingoai.plan.domain.requests import Asking
from doingoai.plan.models import Assignment, CommentLetter, Report, RequestLetter, Tracking
from doingoai.plan.queries.figures import figures, owners_in
from doingoai.plan.queries.links import printed_until

KINDS = (RequestLetter, CommentLetter)
Letter = TypeVar("Letter", RequestLetter, CommentLetter)


def asking_of(report: Report, agency: Agency, *, on: date, asker: str, telephone: str, address: str = "") -> Asking:
    """The agency's lines with what is recorded, its lines of the part on organisation, the days, the ways.

    Names and lines of organisation are those of the letter's day, `on`; `asker` is the issuing body as its letterhead
    prints it.
    """
    period = report.period
    plan = period.plan
    found = figures(report, agency=agency)
    come = owners_in(period).come_to(agency.pk)
    held = Q(holding(on), agency=agency) | Q(agency__in=come)
    shares = Tracking.objects.filter(held, party__assignment__plan=plan)
    duties = Assignment.objects.filter(pk__in=shares.values("party__assignment"))
    url = reverse("plan:part", args=[plan.year, period.code, agency.slug])
    issued = f", số {plan.number}," if plan.number else ""
    return Asking(
        agency=agency.name_on(on),
        period=period.name,
        starts_on=period.starts_on,
        data_close=period.data_close,
        ends_on=period.ends_on,
        due_on=period.agencies_due,
        plan=f"{plan.name}{issued} của {plan.issuer_then}",
        lines=found.lines,
        duties=tuple(duty.text.rstrip(" .;") + "." for duty in duties),
        asker=named_plainly(asker),
        house=f"{settings.BASE_URL}{url}",
        telephone=telephone,
        address=address,
    )


def named_plainly(body: str) -> str:
    """A body that the letterhead prints in capitals, under the name that it bears in a sentence."""
    names = Agency.objects.values_list("name", flat=True)
    return next((name for name in names if name.upper() == body.upper()), body)


def letters_of(report: Report) -> list[RequestLetter]:
    """The letters of the period, the newest first; one query."""
    return list(report.requests.select_related("agency", "link"))


@dataclass(frozen=True)
class Stroke(Generic[Letter]):
    """Letters that were made at one time by one person, by their numbers."""

    letters: tuple[Letter, ...]

    @property
    def first(self) -> Letter:
        """The letter of the lowest number: the stroke is called by its key."""
        return self.letters[0]

    @property
    def count(self) -> int:
        """How many letters they are."""
        return len(self.letters)

    @property
    def numbers(self) -> str:
        """Their numbers as one says them: "05/STTTT-TTĐN", "123–145/STTTT-TTĐN"."""
        last = self.letters[-1]
        return f"{self.first.number:02d}–{last}" if last.number != self.first.number else str(last)

    @property
    def keys_until(self) -> datetime | None:
        """Until when the keys of their links may be printed in them; None where they have none, or not any more."""
        links = [link for letter in self.letters if (link := getattr(letter, "link", None))]
        return max((until for link in links if (until := printed_until(link))), default=None)


def strokes(letters: Iterable[Letter]) -> list[Stroke[Letter]]:
    """The letters by the times at which they were made, the latest time first."""

    def time(letter: Letter) -> tuple[datetime, int]:
        return letter.made_at, letter.made_by_id

    rows = sorted(letters, key=lambda letter: (letter.number, letter.pk))
    times = sorted({time(letter) for letter in rows}, reverse=True)
    return [Stroke(tuple(letter for letter in rows if time(letter) == one)) for one in times]


def stroke_of(letters: Iterable[Letter], key: int) -> Stroke[Letter] | None:
    """The stroke that is called by the key of its first letter."""
    return next((stroke for stroke in strokes(letters) if stroke.first.pk == key), None)


def next_number(code: str, year: int) -> int:
    """The number after the highest that the office gave under this code in the year."""
    return max(_numbers(code, year), default=0) + 1


def used_numbers(code: str, year: int, numbers: range) -> list[int]:
    """Those of the numbers that letters of the code and the year bear already."""
    return sorted(set(_numbers(code, year)) & set(numbers))


def _numbers(code: str, year: int) -> list[int]:
    """The numbers given under the code in the year, to letters of every kind; one query."""
    told = [kind.objects.order_by().filter(code=code, dated_on__year=year).values_list("number") for kind in KINDS]
    return [number for (number,) in told[0].union(*told[1:], all=True)]


@dataclass(frozen=True)
class Hand:
    """How the letter made last was signed: proposed again."""

    code: str
    signer_title: str
    signer_name: str
    telephone: str


def last_hand() -> Hand | None:
    """The code, signer and telephone of the letter made last, of whatever kind; one query."""
    names = ("code", "signer_title", "signer_name", "telephone", "made_at")
    told = [kind.objects.order_by().values_list(*names) for kind in KINDS]
    last = told[0].union(*told[1:], all=True).order_by("-made_at")[:1]
    return next((Hand(*signed[:4]) for signed in last), None)
