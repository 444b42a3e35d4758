"""What an amendment does to the bodies of a task or assignment, and to the lines of the part on organisation."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from doingoai.agencies.models import Agency, Group
from doingoai.agencies.queries import members_on
from doingoai.plan.domain.drafts.amendment import Change, Fate, duties
from doingoai.plan.domain.drafts.parts import Content
from doingoai.plan.domain.states import Role
from doingoai.plan.models import Assignment, Party, Plan, Task, Tracking

Owner = Task | Assignment
Named = Mapping[str, Any]


def name_bodies(owner: Owner, roles: Mapping[str, Role], change: Change, day: date) -> None:
    """Name the bodies of the fields that changed: those that stay keep their shares; new ones get theirs.

    A body that is named in no role any more loses its share; what it did stays as evidence of the task.
    """
    said = {role: change.after[name] for name, role in roles.items() if name in change.after}
    known = {_who_is(party): party for party in _bodies(owner)}
    for role, named in said.items():
        for order, raw in enumerate(named):
            party = known.get(_who(raw)) or _new_party(owner, raw, role, day)
            party.role, party.order, party.text = role, order, raw["text"]
            party.is_related = bool(raw.get("related"))
            party.save()
    was = {_who(raw) for name in roles for raw in change.before.get(name, ())}
    kept = {_who(raw) for named in said.values() for raw in named}
    for party in _bodies(owner):
        if Role(party.role) in said and _who_is(party) in was - kept:
            party.delete()


def _bodies(owner: Owner) -> QuerySet[Party]:
    return owner.parties.select_related("agency", "group")


def _who(party: Named) -> tuple[str, str]:
    """What tells one party from another: the body or group, else the words."""
    return (party["agency"] or "", "" if party["agency"] else party["text"])


def _who_is(party: Party) -> tuple[str, str]:
    owner = party.agency or party.group
    return (owner.slug, "") if owner else ("", party.text)


def _new_party(owner: Owner, raw: Named, role: Role, day: date) -> Party:
    slug = raw["agency"] or ""
    agency = None if raw["group"] else Agency.objects.filter(slug=slug).first()
    group = Group.objects.filter(slug=slug).first() if raw["group"] else None
    where = {"task": owner} if isinstance(owner, Task) else {"assignment": owner}
    party = Party.objects.create(
        **where, role=role, text=raw["text"], agency=agency, group=group, is_group=raw["group"],
        is_related=bool(raw.get("related")), order=0,
    )  # fmt: skip
    shares = [agency] if agency else []
    if group is not None and not party.is_related:
        shares = members_on(group, day)
    Tracking.objects.bulk_create(Tracking(party=party, agency=one) for one in shares)
    return party


def amend_duties(plan: Plan, content: Content, changes: Collection[Change], day: date) -> None:
    """Change, add, take out assignments, and put all of them in the order of the content."""
    if not changes:
        return
    rows = {f"i{row.pk}": row for row in plan.assignments.all()}
    for change in changes:
        if change.fate is Fate.REMOVED:
            rows.pop(change.key).delete()
            continue
        if change.fate is Fate.ADDED:
            rows[change.key] = _new_duty(plan, content, change, rows)
        row = rows[change.key]
        row.text = change.after.get("text", row.text)
        row.heading = _numbered(row.heading, change.after.get("heading"))
        row.save()
        name_bodies(row, {"parties": Role(row.role)}, change, day)
    for order, key in enumerate(key for key in duties(content) if key in rows):
        rows[key].order = order
    Assignment.objects.bulk_update(rows.values(), ["order"])


def _new_duty(plan: Plan, content: Content, change: Change, rows: Mapping[str, Assignment]) -> Assignment:
    """A row under the heading of its neighbours, or under a new one behind all others."""
    [items] = ([item["key"] for item in h["items"]] for h in content["assignments"] if _holds(h, change.key))
    beside = next((rows[key] for key in items if key in rows), None)
    last = max((row.heading_order for row in rows.values()), default=-1) + 1
    return Assignment(
        plan=plan,
        heading=beside.heading if beside else f"{last + 1}. ",
        heading_order=beside.heading_order if beside else last,
        role=beside.role if beside else Role.PERFORM,
        order=len(rows),
    )


def _holds(heading: Mapping[str, Any], key: str) -> bool:
    return any(item["key"] == key for item in heading["items"])


def _numbered(before: str, said: str | None) -> str:
    """The heading said, under the number that it bore."""
    number, dot, _words = before.partition(". ")
    if said is None or not (dot and number.isdigit()):
        return before if said is None else said
    return f"{number}. {said}"
