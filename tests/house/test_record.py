"""Every table is on record, or it is said why not; every migration ends with the watch set again."""

import pytest
from django.core.management import call_command
from django.db.models.signals import post_migrate

from doingoai.agencies.models import Agency
from doingoai.audit import registry
from doingoai.audit.models import Link
from doingoai.audit.queries.watch import watch
from doingoai.audit.receivers import set_the_watch_again
from tests.audit.writing import agencies, settled


def test_every_table_is_on_record_or_it_is_said_why_not():
    assert registry.undecided() == []
    known = {registry.label(model) for model in registry.every_model()}
    assert set(registry.reasons()) <= known, "a reason outlived its table"
    assert all(len(reason) > 15 for reason in registry.reasons().values())


def test_what_people_act_on_is_captured():
    kinds = {table.kind for table in registry.watched()}
    assert {"plan.task", "plan.evidence", "plan.report", "plan.keylink", "agencies.rolegrant"} <= kinds
    assert {"accounts.person", "law.legalrule", "documents.storedfile", "audit.entry", "audit.access"} <= kinds


def test_secrets_are_hidden_on_record():
    secret = {"password", "sha256", "seed", "secret", "token", "data"}
    public = {"documents.storedfile": {"sha256"}, "plan.snapshot": {"sha256"}, "plan.evidencebatch": {"sha256"}}
    bare = {table.kind: (set(table.columns) & secret) - table.hidden for table in registry.watched()}
    assert {kind: columns for kind, columns in bare.items() if columns - public.get(kind, set())} == {}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_tables_that_a_migration_rebuilds_lose_their_guards_and_each_migration_ends_with_all_of_them_set_again():
    told = {"receiver": set_the_watch_again, "dispatch_uid": "audit.post"}
    post_migrate.disconnect(**told)
    try:
        call_command("migrate", "plan", "0009", verbosity=0)
        assert {"audit_watch_plan_keylink", "audit_watch_plan_keylink_u"} & set(watch().wrong)
    finally:
        post_migrate.connect(**told)
    call_command("migrate", verbosity=0)
    assert watch().wrong == []
    before = Link.objects.count()
    Agency.objects.bulk_create(agencies(2))
    settled()
    assert Link.objects.count() == before + 2
