"""What an agency is asked for in a letter, and which numbers the office has used."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from doingoai.agencies.models import Agency, holding
from doingoai.plan.domain.requests import Asking
from doingoai.plan.models import Assignment, Report, RequestLetter, Tracking
from doingoai.plan.queries.figures import figures


def asking_of(report: Report, agency: Agency, *, on: date, asker: str, telephone: str, address: str = "") -> Asking:
    """The agency's lines with what is recorded, its lines of the part on organisation, the days, the ways.

    Names and lines of organisation are those of the letter's day, `on`; `asker` is the issuing body as its letterhead
    prints it.
    """
    period = report.period
    plan = period.plan
    found = figures(report, agency=agency)
    shares = Tracking.objects.filter(holding(on), agency=agency, party__assignment__plan=plan)
    duties = Assignment.objects.filter(pk__in=shares.values("party__assignment"))
    url = reverse("plan:part", args=[plan.year, period.code, agency.slug])
    issued = f", số {plan.number}," if plan.number else ""
    return Asking(
        agency=agency.name_on(on),
        period=period.name,
        year=plan.year,
        starts_on=period.starts_on,
        data_close=period.data_close,
        ends_on=period.ends_on,
        due_on=period.agencies_due,
        plan=f"{plan.name}{issued} của {plan.issuer_then}",
        lines=found.lines,
        duties=tuple(duty.text.rstrip(" .;") + "." for duty in duties),
        asker=_named(asker),
        house=f"{settings.BASE_URL}{url}",
        telephone=telephone,
        address=address,
    )


def _named(body: str) -> str:
    """A body that the letterhead prints in capitals, under the name that it bears in a sentence."""
    names = Agency.objects.values_list("name", flat=True)
    return next((name for name in names if name.upper() == body.upper()), body)


def letters_of(report: Report) -> list[RequestLetter]:
    """The letters of the period, the newest first; one query."""
    return list(report.requests.select_related("agency", "link"))


def next_number(code: str, year: int) -> int:
    """The number after the highest that the office gave under this code in the year."""
    last = RequestLetter.objects.filter(code=code, dated_on__year=year).order_by("-number").first()
    return last.number + 1 if last else 1


def used_numbers(code: str, year: int, numbers: range) -> list[int]:
    """Those of the numbers that letters of the code and the year bear already."""
    rows = RequestLetter.objects.filter(code=code, dated_on__year=year, number__in=list(numbers))
    return sorted(set(rows.values_list("number", flat=True)))


def last_letter() -> RequestLetter | None:
    """The letter made last: its code, signer and telephone are proposed again."""
    return RequestLetter.objects.order_by("-made_at").first()
