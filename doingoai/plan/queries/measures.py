"""What can be counted, and the kinds of work."""

from django.db.models import Value

from doingoai.plan.models import KindOfWork, Measure, Plan


def begun_with(plan: Plan, code: str) -> dict[str, str | None]:
    """What a form begins with for work of a kind: its measures and the task that it serves; nothing of no kind."""
    kind = KindOfWork.objects.filter(code=code).first()
    if kind is None:
        return {}
    task = plan.services.filter(kind=kind).values_list("task__number", flat=True).first()
    beside = dict(zip(("measure_2", "measure_3"), kind.also, strict=False))
    return {"kind": kind.code, "measure": kind.measure_id, "task": task or "", **beside}


def measures_and_kinds() -> dict[str, list[tuple[str, str]]]:
    """Code and name of every measure and of every kind of work, each in its order; one query."""
    fields = ("of", "order", "code", "name")
    measures = Measure.objects.order_by().annotate(of=Value("measure")).values_list(*fields)
    kinds = KindOfWork.objects.order_by().annotate(of=Value("kind")).values_list(*fields)
    found: dict[str, list[tuple[str, str]]] = {"measure": [], "kind": []}
    for of, _order, code, name in sorted(measures.union(kinds, all=True)):
        found[of].append((code, name))
    return found
