"""What was done, told once, corrected, taken back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.plan.actions.evidence import (
    Details,
    Row,
    record_batch,
    restore_evidence,
    retract_batch,
    retract_evidence,
)
from doingoai.plan.domain.add_up import credit
from doingoai.plan.domain.evidence import NotEvidence, OutOfPeriod
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.models import Evidence, EvidenceBatch, Measure
from doingoai.plan.queries.credited import credited, records
from tests.factories import NOW, actor, coordinator, done


def test_told_again_the_same_evidence_changes_nothing(plan):
    first = done(plan, quantity=4)
    acts = Entry.objects.count()
    again = done(plan, quantity=4)
    assert again.pk == first.pk
    assert Evidence.objects.count() == 1
    assert Entry.objects.count() == acts


def test_told_otherwise_it_is_corrected_and_the_record_keeps_both(plan):
    done(plan, quantity=4)
    done(plan, quantity=5)
    entry = Entry.objects.filter(verb="correct_evidence").get()
    assert (entry.before["quantity"], entry.after["quantity"]) == ("4", "5")
    assert Evidence.objects.get().quantity == 5


def test_one_source_counts_under_each_of_its_measures(plan):
    done(plan, key="article:1", measure="tin-bai")
    done(plan, key="article:1", measure="luot-dang", quantity=6)
    assert Evidence.objects.count() == 2


def test_what_is_taken_back_counts_no_more_and_can_be_put_back(plan):
    evidence = done(plan)
    retract_evidence(evidence, reason="ghi nhầm", by=coordinator(), at=NOW)
    assert not credited(plan).exists()
    restore_evidence(evidence, by=coordinator(), at=NOW)
    assert credited(plan).get() == evidence
    assert [e.verb for e in Entry.objects.about("plan.evidence", str(evidence.pk))][:2] == [
        "restore_evidence",
        "retract_evidence",
    ]


@pytest.mark.parametrize("day", [date(2021, 12, 14), date(2023, 1, 1)])
def test_a_day_outside_the_plan_s_year_is_refused(plan, day):
    with pytest.raises(OutOfPeriod):
        done(plan, on=day, at=NOW + timedelta(days=900))


def test_work_of_tomorrow_is_refused(plan):
    with pytest.raises(OutOfPeriod, match="chưa tới"):
        done(plan, on=NOW.date() + timedelta(days=1))


def test_half_an_article_is_refused_and_half_an_hour_is_not(plan):
    with pytest.raises(NotEvidence, match="số nguyên"):
        done(plan, quantity=Decimal("0.5"))
    assert done(plan, "II.3.2", measure="gio-phat", quantity=Decimal("0.5")).quantity == Decimal("0.5")


def test_an_agency_records_in_its_own_name_only(plan):
    with pytest.raises(NotAllowed):
        done(plan, agency="so-ngv", by=actor("bao-laocai", Role.EDITOR))
    assert done(plan, agency="bao-laocai", by=actor("bao-laocai", Role.EDITOR))
    assert done(plan, agency="so-ngv", key="2", by=coordinator())


def test_the_database_and_the_pure_rule_credit_the_same_evidence(plan):
    done(plan, key="a", work="w", on=date(2022, 3, 2), agency="dai-ptth")
    done(plan, key="b", work="w", on=date(2022, 3, 1), agency="bao-laocai")
    done(plan, key="c", work="w", measure="luot-dang", quantity=3)
    done(plan, key="d", work="w", measure="luot-dang", quantity=2, agency="so-tttt")
    assert {e.pk for e in credited(plan)} == {r.id for r in credit(records(plan))}
    assert credited(plan).filter(measure="tin-bai").get().agency.slug == "bao-laocai"
    assert credited(plan).filter(measure="luot-dang").count() == 2


def rows(plan, count):
    task, measure = plan.tasks.select_related("plan").get(number="II.1.1"), Measure.objects.get(pk="tin-bai")
    return [Row(task, measure, Decimal(1), date(2022, 3, n + 1), Details(f"Tin {n}")) for n in range(count)]


def test_a_spreadsheet_sent_twice_counts_once_and_is_taken_back_whole(plan):
    editor = actor("bao-laocai", Role.EDITOR)
    for _ in range(2):
        batch = record_batch(editor.agency, rows(plan, 3), file_name="a.xlsx", sha256="a" * 64, by=editor, at=NOW)
    assert (EvidenceBatch.objects.count(), Evidence.objects.count()) == (1, 3)
    assert retract_batch(batch, reason="nhầm tệp", by=editor, at=NOW) == 3
    assert not credited(plan).exists()


def test_a_spreadsheet_with_one_row_that_cannot_count_leaves_nothing(plan):
    editor = actor("bao-laocai", Role.EDITOR)
    [good, bad] = rows(plan, 2)
    late = Row(bad.task, bad.measure, bad.quantity, date(2023, 5, 1), bad.details)
    with pytest.raises(OutOfPeriod):
        record_batch(editor.agency, [good, late], file_name="a.xlsx", sha256="b" * 64, by=editor, at=NOW)
    assert not Evidence.objects.exists()
    assert not EvidenceBatch.objects.exists()
