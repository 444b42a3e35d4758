"""What adopting a reading will do, counted before it is done, and what stands in its way."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from doingoai.agencies.domain import Directory
from doingoai.agencies.models import Agency
from doingoai.plan.domain import review
from doingoai.plan.domain.periods import HALF, WHOLE, PlannedPeriod, planned
from doingoai.plan.domain.review.lint import parties
from doingoai.plan.domain.review.parties import Reach, day_of
from doingoai.plan.models import Plan, PlanImport
from doingoai.plan.queries.periods import days_of_data


@dataclass(frozen=True)
class Preview:
    """What adoption will make of a reading; `open_groups` are groups that give nobody work, with how often."""

    tasks: int
    assignments: int
    headings: int
    rows: int
    agencies: int
    groups: int
    open_groups: tuple[tuple[str, int], ...]
    strangers: tuple[review.Stranger, ...]
    periods: tuple[PlannedPeriod, ...]
    open_doubts: int
    doubts: int
    day: date


def preview(plan_import: PlanImport, directory: Directory) -> Preview:
    """Count what adoption will make; only the days of its reports are asked for."""
    reading = plan_import.reading
    plain = review.contract(reading)
    day = day_of(plain["document"])
    # A heading's bodies are named once and stand behind each of its items.
    times = {key: 1 if key[0] == "t" else _items(raw) for key, raw in review.each(reading) if key[0] in "ta"}
    given = [(party, review.standing(party, directory, day), times[key]) for key, party in parties(reading)]
    opened: Counter[str] = Counter()
    for party, standing, count in given:
        opened[party["text"][:1].upper() + party["text"][1:]] += count if standing.reach is Reach.OPEN else 0
    year = plain["document"]["year"]
    return Preview(
        tasks=len(plain["tasks"]),
        assignments=sum(len(heading["items"]) for heading in plain["assignments"]),
        headings=len(plain["assignments"]),
        rows=sum(len(standing.agencies) * count for _, standing, count in given),
        agencies=len({agency for _, standing, count in given if count for agency in standing.agencies}),
        groups=sum(count for _, standing, count in given if standing.reach is Reach.MEMBERS),
        open_groups=tuple((+opened).most_common()),
        strangers=tuple(review.strangers(reading)),
        periods=_periods(year, plain) if year else (),
        open_doubts=len(review.open_doubts(reading, plan_import.decisions)),
        doubts=len(reading["warnings"]),
        day=day,
    )


def _periods(year: int, plain: review.Reading) -> tuple[PlannedPeriod, ...]:
    half, whole = (days_of_data(year, code) for code in (HALF, WHOLE))
    deadlines = [date.fromisoformat(d["before"]) for d in plain["deadlines"] if d["before"]]
    return planned(year, deadlines, half=half, whole=whole)


def _items(heading: review.Values) -> int:
    return sum(not item.get("gone") for item in heading["items"])


def obstacles(plan_import: PlanImport) -> list[review.Obstacle]:
    """Why the reading cannot become a plan as it stands; at most two queries."""
    found = review.obstacles(plan_import.reading)
    if any(obstacle.key == "d" for obstacle in found):
        return found
    document = plan_import.reading["document"]
    issuer = Agency.objects.filter(slug=document["issuer"]["agency"]).first()
    if issuer is None:
        words = "Cơ quan ban hành không còn trong hồ sơ. Chọn lại ở phần đầu văn bản."
        return [review.Obstacle(words, "d"), *found]
    if Plan.objects.filter(year=document["year"], issuer=issuer).exists():
        words = f"Năm {document['year']} đã có kế hoạch của {issuer.name}. Xem lại năm ở phần đầu văn bản."
        return [review.Obstacle(words, "d"), *found]
    return found
