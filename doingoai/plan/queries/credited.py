"""The evidence that counts, straight from the database: the same rule as `plan.domain.add_up.credit`."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from doingoai.dates import Period
from doingoai.plan.domain.add_up import Record
from doingoai.plan.domain.periods import Column
from doingoai.plan.domain.states import Mode
from doingoai.plan.models import Evidence, Plan


def credited(plan: Plan) -> QuerySet[Evidence]:
    """The plan's standing evidence, a work counted once under each measure that counts works.

    The first record of a work is the one done earliest, then recorded earliest; the later ones do not count again.
    """
    standing = Evidence.objects.standing().filter(task__plan=plan)
    place = Window(RowNumber(), partition_by=[F("measure"), F("work")], order_by=[F("done_on").asc(), F("id").asc()])
    repeated = standing.filter(measure__mode=Mode.WORKS).annotate(place_of_work=place).filter(place_of_work__gt=1)
    return standing.exclude(pk__in=repeated.values("pk"))


def column_of(columns: Sequence[Column]) -> Case:
    """The index of the column that a day falls in, as an expression; null outside all."""
    return place_in([column.days for column in columns])


def place_in(spans: Sequence[Period]) -> Case:
    """The index of the span that a day falls in, worked out by the database itself; null outside all."""
    whens = [When(done_on__gte=s.start, done_on__lte=s.end, then=Value(index)) for index, s in enumerate(spans)]
    return Case(*whens, output_field=IntegerField())


def records(plan: Plan, *, since: date | None = None, until: date | None = None) -> list[Record]:
    """The plan's standing evidence as values, for the pure rules."""
    rows = Evidence.objects.standing().filter(task__plan=plan)
    if since is not None:
        rows = rows.filter(done_on__gte=since)
    if until is not None:
        rows = rows.filter(done_on__lte=until)
    fields = ("id", "task__number", "measure_id", "measure__mode", "quantity", "done_on", "agency__slug", "work")
    return [
        Record(pk, task, measure, Mode(mode), quantity, done_on, agency, work)
        for pk, task, measure, mode, quantity, done_on, agency, work in rows.values_list(*fields)
    ]
