"""Writes of every kind, and hands that reach around the product."""

from contextlib import contextmanager

from django.db import connection

from doingoai.agencies.models import Agency
from doingoai.audit.actions import watch
from doingoai.audit.models import Link


def agencies(count, prefix="mau"):
    return [Agency(slug=f"{prefix}-{n}", name=f"Cơ quan mẫu {n}", short=f"Mẫu {n}", kind="mẫu") for n in range(count)]


def settled():
    """PostgreSQL captures at the commit, which a test may never reach: capture now."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def captured(**narrowed):
    settled()
    return Link.objects.filter(**narrowed)


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount


@contextmanager
def unwatched():
    """A hand that takes the guards away, does its work, and puts them back as they were."""
    settled()
    watch.lower()
    try:
        yield
    finally:
        watch.post()
