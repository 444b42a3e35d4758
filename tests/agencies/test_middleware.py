from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse

from doingoai.agencies.domain import Role
from doingoai.agencies.middleware import CHOICE, ActorMiddleware
from tests.agencies.builders import agency, granted, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def passed(rf):
    """A request of somebody, as a door gets it."""

    def through(user, choice=None):
        request = rf.get("/")
        request.user, request.session = user, SessionStore()
        if choice:
            request.session[CHOICE] = choice
        ActorMiddleware(lambda request: HttpResponse())(request)
        return request

    return through


def test_a_person_acts_for_the_agency_that_the_session_keeps(passed):
    somebody = person()
    granted(somebody, Role.EDITOR)
    granted(somebody, Role.VIEWER, agency("so-ct", "Sở Công Thương"))
    request = passed(somebody, "so-ngv")
    assert request.actor.agency.slug == "so-ngv"
    assert [actor.agency.slug for actor in request.actors] == ["so-ct", "so-ngv"]
    assert passed(somebody).actor.agency.slug == "so-ct"


def test_a_choice_whose_role_has_ended_counts_no_more(passed, today):
    somebody = person()
    granted(somebody, Role.EDITOR, valid_to=today - timedelta(days=1))
    granted(somebody, Role.VIEWER, agency("so-ct", "Sở Công Thương"))
    assert passed(somebody, "so-ngv").actor.agency.slug == "so-ct"


@pytest.mark.parametrize("who", [AnonymousUser, person])
def test_a_stranger_and_a_person_without_a_role_act_for_nobody(passed, who):
    request = passed(who())
    assert not request.actor
    assert list(request.actors) == []


def test_the_actor_is_looked_up_once_and_only_if_somebody_asks(passed, django_assert_num_queries):
    somebody = person()
    granted(somebody, Role.EDITOR)
    with django_assert_num_queries(0):
        request = passed(somebody)
    with django_assert_num_queries(1):
        assert request.actor.roles == {Role.EDITOR}
        assert len(request.actors) == 1
