"""What is frozen stays: the database itself refuses to change a frozen report or to take it away."""

import pytest
from django.db import IntegrityError, connection, transaction

from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.models import Report, Snapshot
from tests.factories import NOW, coordinator


@pytest.fixture
def snapshot(plan):
    report = Report.objects.get(period__code="6-thang")
    return freeze_report(report, reason="Hạn gửi Bộ.", by=coordinator(), at=NOW)


def change(snapshot):
    snapshot.reason = "lý do khác"
    snapshot.save()


ACTS = {
    "save": change,
    "delete": lambda snapshot: snapshot.delete(),
    "update": lambda _: Snapshot.objects.update(content="{}"),
    "delete all": lambda _: Snapshot.objects.all().delete(),
    "by hand": lambda _: connection.cursor().execute("UPDATE plan_snapshot SET sha256 = ''"),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_frozen_report_is_refused_to(snapshot, act):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ACTS[act](snapshot)
    kept = Snapshot.objects.get()
    assert (kept.reason, kept.sha256) == ("Hạn gửi Bộ.", snapshot.sha256)


@pytest.mark.django_db(transaction=True)
def test_tests_may_empty_their_tables_and_the_frozen_report_is_closed_again(snapshot):
    with pytest.raises(IntegrityError, match="append-only"):
        Snapshot.objects.update(reason="")
