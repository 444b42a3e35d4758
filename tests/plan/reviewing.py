"""A plan under review on the screen, and what a browser would send of its forms."""

from doingoai.agencies.domain import Role
from doingoai.plan.actions.imports import correct
from doingoai.plan.domain.review import part_of
from doingoai.plan.models import PlanImport
from tests.factories import NOW, actor

HTMX = {"HX-Request": "true"}


def now() -> PlanImport:
    return PlanImport.objects.get()


def part(key):
    return part_of(now().reading, key)


def said(form):
    """What a browser would send of the form as it is shown."""
    found = {bound.html_name: shown(bound) for bound in form}
    for rows in form.sets.values():
        found |= {bound.html_name: shown(bound) for bound in rows.management_form}
        found |= {bound.html_name: shown(bound) for row in rows.forms for bound in row}
    if form.alone:
        found |= {bound.html_name: shown(bound) for bound in form.alone}
    return {name: value for name, value in found.items() if value is not None}


def shown(bound):
    value = bound.value()
    if bound.field.widget.input_type == "checkbox" if hasattr(bound.field.widget, "input_type") else False:
        return "on" if value else None
    written = bound.field.widget.format_value(bound.field.prepare_value(value))
    written = written[0] if isinstance(written, list) else written
    return "" if written is None else str(written)


def opened(desk, url, key):
    return said(desk.get(f"{url}phan/{key}/").context["form"])


def by_another(key, changes, at=NOW):
    other = actor("so-tttt", Role.COORDINATOR, name="binh")
    return correct(now(), key, changes, revision=now().revision, by=other, at=at)
