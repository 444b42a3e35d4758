"""What the tests of the room's pages share."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from tests.agencies.builders import actor, editor, granted, person


@pytest.fixture
def today() -> date:
    """The day on which the pages are asked for."""
    return timezone.localdate()


@pytest.fixture
def giver(client: Client) -> Actor:
    """The coordinator, signed in; there is another and an administrator, so that nobody is the last."""
    granted(person("quan.tri", "Quản trị"), Role.ADMINISTRATOR)
    granted(person("dieu.phoi.hai", "Điều phối Hai"), Role.COORDINATOR)
    found = actor(Role.COORDINATOR, username="dieu.phoi")
    client.force_login(found.person)
    return found


@pytest.fixture
def somebody() -> Person:
    """An editor who chose a password of their own."""
    return editor()


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    """A page as text."""

    def page(address: str, **query: str) -> str:
        answer: HttpResponse = client.get(address, query)
        assert answer.status_code == 200
        return answer.content.decode()

    return page
