"""What the product counts, the kinds of work and the sources of funds it knows, brought into the database."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from doingoai.plan.models import FundSource, KindOfWork, Measure

REFERENCE = Path(__file__).resolve().parent.parent / "reference.yaml"


@transaction.atomic
def load_reference(path: Path = REFERENCE) -> int:
    """Bring measures, kinds of work and sources of funds up to the file; return how many. Nothing is deleted."""
    raw: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for order, measure in enumerate(raw["measures"]):
        code = measure.pop("code")
        Measure.objects.update_or_create(code=code, defaults=measure | {"order": order})
    for order, kind in enumerate(raw["kinds"]):
        code, counted = kind.pop("code"), kind.pop("measure")
        KindOfWork.objects.update_or_create(code=code, defaults=kind | {"measure_id": counted, "order": order})
    for order, source in enumerate(raw["sources"]):
        code = source.pop("code")
        FundSource.objects.update_or_create(code=code, defaults=source | {"order": order})
    return sum(map(len, raw.values()))
