"""The plans that a province's profile ships: read and adopted by the same road as any other."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from doingoai.plan.actions.adopt import adopt
from doingoai.plan.actions.imports import decide, read_in
from doingoai.plan.models import Plan, PlanImport


def adopt_shipped(folder: Path, province: str, *, at: datetime) -> list[Plan]:
    """Adopt each plan that the profile ships and that is not there yet, with the decisions written beside it.

    A plan that was adopted once and then taken back to its reading is left to the person who took it back.
    """
    made: list[Plan] = []
    for path in sorted((folder / "plans").glob("*.yaml")):
        told: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        year = told["year"]
        was_read = PlanImport.objects.filter(created_by=None, printed__document__year=year).exists()
        if not was_read and not Plan.objects.filter(year=year).exists():
            made.append(_adopt(path.parent / told["file"], told, province, at))
    return made


@transaction.atomic
def _adopt(file: Path, told: Mapping[str, Any], province: str, at: datetime) -> Plan:
    found = read_in(file.name, file.read_bytes(), province=province, by=None, person=None, at=at)
    for choice, indexes in _decisions(found.printed["warnings"], told.get("read", ()), told.get("keep", ())).items():
        found = decide(found, indexes, choice, by=None, at=at)
    return adopt(found, services=told.get("services", {}), revision=found.revision, by=None, at=at)


def _decisions(
    warnings: Iterable[Mapping[str, Any]], read: Collection[str], keep: Collection[str]
) -> Mapping[str, Sequence[int]]:
    """Which warnings are taken as proposed and which are kept as printed, told by their codes."""
    chosen: dict[str, list[int]] = {}
    for index, warning in enumerate(warnings):
        if warning["code"] in read and warning["proposal"]:
            chosen.setdefault("applied", []).append(index)
        elif warning["code"] in keep:
            chosen.setdefault("kept", []).append(index)
    return chosen
