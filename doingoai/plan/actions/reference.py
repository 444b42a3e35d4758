"""What the product counts and the kinds of work it knows, brought into the database."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from doingoai.plan.models import KindOfWork, Measure

REFERENCE = Path(__file__).resolve().parent.parent / "reference.yaml"


@transaction.atomic
def load_reference(path: Path = REFERENCE) -> int:
    """Bring measures and kinds of work up to the file, adding and correcting, never deleting; return how many."""
    raw: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for order, measure in enumerate(raw["measures"]):
        code = measure.pop("code")
        Measure.objects.update_or_create(code=code, defaults=measure | {"order": order})
    for order, kind in enumerate(raw["kinds"]):
        code, counted = kind.pop("code"), kind.pop("measure")
        KindOfWork.objects.update_or_create(code=code, defaults=kind | {"measure_id": counted, "order": order})
    return len(raw["measures"]) + len(raw["kinds"])
