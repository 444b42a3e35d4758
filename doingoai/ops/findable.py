"""What of the lower rooms can be found: agencies, leading to their work in the plan."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from doingoai.agencies.models import Agency
from doingoai.agencies.queries.successions import formerly, told
from doingoai.dates import office
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.models import Plan
from doingoai.search.registry import Found, register_source

# What has no hour of its own may be seen at once.
ALWAYS = datetime(2000, 1, 1, tzinfo=PROVINCE)


def agencies() -> Iterator[Found]:
    """Every agency under all its names and what it was before, leading to its work in the newest plan."""
    before = formerly(told())
    newest = Plan.objects.order_by("-year").values_list("year", flat=True).first()
    for agency in Agency.objects.select_related("successor").prefetch_related("names"):
        url = reverse("plan:work_of", args=[newest, agency.slug]) if newest else reverse("shell:home")
        words = [agency.short, *(name.text for name in agency.names.all())]
        was = before.get(agency.slug, ())
        names = "; ".join([", ".join(words), *([f"trước là {', '.join(was)}"] if was else []), *_ended(agency)])
        yield Found("agencies.agency", agency.slug, agency.name, names, url, None, ALWAYS)


def _ended(agency: Agency) -> Iterator[str]:
    """Until when it was, and what it is now."""
    if agency.valid_to is not None:
        yield f"đến {office(agency.valid_to)}"
        if agency.successor is not None:
            yield f"nay là {agency.successor.name}"


def register() -> None:
    """Offer them to the search."""
    register_source("agencies.agency", label=_("Agencies"), rows=agencies)
