"""A kept file is handed to those who work with what holds it, and to nobody else."""

import pytest

from doingoai.agencies.domain import Role
from doingoai.documents.actions import path_of, store
from doingoai.plan.models import Evidence
from tests.documents.files import word
from tests.factories import NOW, actor, adopted_plan, coordinator, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    evidence = done(adopted_plan())
    file = store("Biên bản.docx", word("Biên bản"), by=coordinator().person, at=NOW)
    Evidence.objects.filter(pk=evidence.pk).update(file=file)
    return file


def test_who_works_on_the_plan_saves_the_file_of_its_evidence(client, held):
    client.force_login(actor("so-ngv", Role.VIEWER).person)
    answer = client.get(f"/tep/{held.pk}/")
    assert answer.status_code == 200
    assert answer.content == path_of(held.sha256).read_bytes()
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "Bi%C3%AAn%20b%E1%BA%A3n.docx" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_stranger_is_sent_to_the_door(client, held):
    answer = client.get(f"/tep/{held.pk}/")
    assert answer.status_code == 302
    assert "/tai-khoan/" in answer["Location"]


def test_who_has_no_role_gets_nothing(client, held):
    client.force_login(actor("so-ngv").person)
    assert client.get(f"/tep/{held.pk}/").status_code == 403


def test_who_only_runs_the_machine_gets_nothing(client, held):
    client.force_login(actor("so-ngv", Role.ADMINISTRATOR).person)
    assert client.get(f"/tep/{held.pk}/").status_code == 403


def test_a_file_that_nothing_holds_stays_shut(client, held):
    Evidence.objects.update(file=None)
    client.force_login(coordinator().person)
    assert client.get(f"/tep/{held.pk}/").status_code == 403


def test_a_file_gone_from_the_disk_is_not_found(client, held):
    path_of(held.sha256).unlink()
    client.force_login(coordinator().person)
    assert client.get(f"/tep/{held.pk}/").status_code == 404


def test_the_evidence_page_leads_to_the_file(client, held):
    client.force_login(coordinator().person)
    evidence = Evidence.objects.get()
    assert f'href="/tep/{held.pk}/"' in client.get(f"/bang-chung/2022/{evidence.pk}/").content.decode()
