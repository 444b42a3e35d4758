"""The way from an object's page to its record."""

from typing import Any

from django import template
from django.db.models import Model
from django.template import RequestContext

from doingoai.audit.queries.shown import key_for

register = template.Library()


@register.inclusion_tag("audit/parts/record_of.html", takes_context=True)
def record_of(context: RequestContext, obj: Model) -> dict[str, Any]:
    """`{% record_of task %}`: the way to what was done to the object and what changed of it; asks the database nothing.

    Whoever was shown the object may read its record: the address holds that, signed, for this person and this day.
    """
    return {"key": key_for(obj, context["request"].user)}
