"""Writes that a kill breaks off: `python -m tests.audit.killed`, in a process of its own."""

import os
import random

import django


def main() -> None:
    """Write acts and bulk changes without end, each in its transaction; say "n" after the n-th."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415  # only when the apps are up
    from django.utils import timezone  # noqa: PLC0415

    from doingoai.agencies.models import Agency  # noqa: PLC0415
    from doingoai.audit.actions import record  # noqa: PLC0415

    draw, number = random.Random(os.getpid()), Agency.objects.count()
    while True:
        with transaction.atomic():
            made = [Agency(slug=f"k-{number + n}", name="Mẫu", short="M", kind="mẫu") for n in range(20)]
            Agency.objects.bulk_create(made)
            Agency.objects.filter(slug__in=[a.slug for a in made[: draw.randrange(1, 20)]]).update(kind="sở")
            record(None, "release", ("agencies.agency", str(number)), at=timezone.now())
        number += 20
        print(number, flush=True)


if __name__ == "__main__":
    main()
