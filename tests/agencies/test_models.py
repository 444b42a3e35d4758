from datetime import date

import pytest
from django.db import IntegrityError, transaction

from doingoai.agencies.domain import Extent, Kind, Role
from doingoai.agencies.models import Agency, AgencyName, Group, GroupMembership, GroupName, RoleGrant
from doingoai.agencies.words import KIND_WORDS, ROLE_DUTIES, ROLE_WORDS
from tests.agencies.builders import agency, granted, person

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2022, 1, 1), date(2022, 12, 31)


def refused(name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def test_no_row_ends_before_it_begins():
    body, group = agency(), Group.objects.create(slug="g", name="các sở", extent=Extent.CLOSED)
    days = {"valid_from": LATE, "valid_to": EARLY}
    refused("agency_days_in_order", lambda: agency("b", "Sở B", **days))
    refused("agencyname_days_in_order", lambda: AgencyName.objects.create(agency=body, text="x", **days))
    refused("groupname_days_in_order", lambda: GroupName.objects.create(group=group, text="x", **days))
    refused("groupmembership_days_in_order", lambda: GroupMembership.objects.create(group=group, agency=body, **days))
    refused("rolegrant_days_in_order", lambda: granted(person(), Role.EDITOR, body, **days))


def test_no_agency_succeeds_itself():
    body = agency()
    refused("no_agency_succeeds_itself", lambda: Agency.objects.filter(pk=body.pk).update(successor=body))


def test_a_name_stands_once_under_its_body_or_group():
    body, group = agency(), Group.objects.create(slug="g", name="các sở", extent=Extent.CLOSED)
    AgencyName.objects.create(agency=body, text="Sở NgV")
    GroupName.objects.create(group=group, text="các sở, ngành")
    refused("one_row_a_name|agency_id", lambda: AgencyName.objects.create(agency=body, text="Sở NgV"))
    refused("one_row_a_group_name|group_id", lambda: GroupName.objects.create(group=group, text="các sở, ngành"))


def test_a_body_enters_a_group_once_on_a_day():
    body, group = agency(), Group.objects.create(slug="g", name="các sở", extent=Extent.CLOSED)
    GroupMembership.objects.create(group=group, agency=body, valid_from=EARLY)
    refused(
        "one_row_a_membership|group_id",
        lambda: GroupMembership.objects.create(group=group, agency=body, valid_from=EARLY),
    )


def test_a_role_without_an_end_stands_once_and_past_ones_stay_beside_it():
    somebody = person()
    granted(somebody, Role.EDITOR, valid_from=EARLY, valid_to=LATE)
    granted(somebody, Role.EDITOR)
    granted(somebody, Role.HEAD)
    refused("one_open_grant_a_role|person_id", lambda: granted(somebody, Role.EDITOR))
    assert RoleGrant.objects.count() == 3


def test_the_rows_of_a_day_are_those_that_hold_on_it():
    for slug, days in {
        "always": {},
        "before": {"valid_to": date(2022, 6, 1)},
        "on": {"valid_from": date(2022, 6, 2), "valid_to": date(2022, 6, 2)},
        "after": {"valid_from": date(2022, 6, 3)},
    }.items():
        agency(slug, slug, **days)
    day = date(2022, 6, 2)
    assert {body.slug for body in Agency.objects.on(day)} == {"always", "on"}
    assert {body.slug for body in Agency.objects.all() if body.is_alive(day)} == {"always", "on"}


def test_every_role_and_every_kind_has_its_words():
    assert set(ROLE_WORDS) == set(ROLE_DUTIES) == set(Role)
    assert set(KIND_WORDS) == set(Kind)
    assert str(agency().kind_word) == "Sở"
    assert agency("x", "Cơ quan X", kind="khac").kind_word == "khac"
    for extent in Extent:
        group = Group(slug=extent, name=extent, extent=extent)
        assert str(group.extent_word)
        assert str(group.extent_meaning)


def test_rows_are_named_as_people_name_them():
    body, group = agency(), Group(name="các sở")
    assert str(body) == "Sở Ngoại vụ"
    assert str(group) == "các sở"
    assert str(AgencyName(text="Sở NgV")) == "Sở NgV"
    assert str(GroupName(text="các sở, ngành")) == "các sở, ngành"
    assert str(GroupMembership(group=group, agency=body)) == "Sở Ngoại vụ trong các sở"
    assert str(RoleGrant(person=person(), agency=body, role=Role.HEAD)) == "Lý Mẫu Bình: thủ trưởng ở Sở Ngoại vụ"
    assert str(RoleGrant(role=Role.HEAD).word) == "thủ trưởng"
