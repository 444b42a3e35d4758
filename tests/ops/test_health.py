from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from doingoai.jobs.actions import beat

pytestmark = pytest.mark.django_db


def live(process, *, ago=0):
    now = timezone.now()
    beat(process, f"{process}-1", host="h", pid=1, at=now - timedelta(seconds=ago))


def test_the_house_is_healthy_when_all_three_live(client):
    live("worker")
    live("scheduler")
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"web": "ok", "worker": "ok", "scheduler": "ok"}
    assert response["Cache-Control"] == "no-store"


def test_what_is_missing_is_named(client):
    live("worker", ago=21)
    live("scheduler")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"web": "ok", "worker": "missing", "scheduler": "ok"}


def test_health_is_told_to_machines_that_know_no_name_and_no_sign_in(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 503
    assert "Set-Cookie" not in response


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_named(client):
    with connection.execute_wrapper(_broken):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"web": "ok", "database": "missing"}


def _broken(execute, sql, params, many, context):
    return execute("SELECT * FROM no_such_table", None, many, context)
