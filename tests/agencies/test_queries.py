from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Alias, Body, Extent, Membership, Role
from doingoai.agencies.domain import Group as GroupValue
from doingoai.agencies.models import AgencyName, Group, GroupMembership, GroupName
from doingoai.agencies.queries import (
    acting,
    actor_for,
    actors,
    bodies,
    choosable,
    directory,
    grants_at,
    grants_of,
    groups,
    is_alone,
    keepers,
    members_on,
    people,
    people_of,
)
from tests.agencies.builders import actor, agency, granted, person

pytestmark = pytest.mark.django_db

TODAY = date(2022, 6, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def departments():
    """A closed group: a member always, one until yesterday, one from today, one that is gone but was not taken out."""
    group = Group.objects.create(slug="cac-so", name="các sở", extent=Extent.CLOSED, note="cần kiểm")
    rows = [
        ("so-b", "Sở B", {}, {}),
        ("so-cu", "Sở Cũ", {}, {"valid_to": YESTERDAY}),
        ("so-a", "Sở A", {}, {"valid_from": TODAY}),
        ("so-het", "Sở Hết", {"valid_to": YESTERDAY}, {}),
    ]
    for order, (slug, name, life, stay) in enumerate(rows):
        GroupMembership.objects.create(group=group, agency=agency(slug, name, **life), order=order, **stay)
    return group


def slugs(found):
    return [one.slug for one in found]


def test_a_person_acts_for_each_agency_with_the_roles_of_the_day():
    somebody, other = person(), agency("so-ct", "Sở Công Thương")
    granted(somebody, Role.EDITOR)
    granted(somebody, Role.HEAD, valid_from=TODAY)
    granted(somebody, Role.FINANCE, valid_to=YESTERDAY)
    granted(somebody, Role.VIEWER, other)
    found = actors(somebody, on=TODAY)
    assert [(a.agency.slug, a.roles) for a in found] == [
        ("so-ct", {Role.VIEWER}),
        ("so-ngv", {Role.EDITOR, Role.HEAD}),
    ]
    assert actors(somebody, on=YESTERDAY)[1].roles == {Role.EDITOR, Role.FINANCE}


def test_a_person_acts_for_the_agency_they_chose_else_for_the_first():
    somebody, other = person(), agency("so-ct", "Sở Công Thương")
    granted(somebody, Role.EDITOR)
    granted(somebody, Role.VIEWER, other)
    assert actor_for(somebody, on=TODAY, choice="so-ngv").agency.slug == "so-ngv"
    assert actor_for(somebody, on=TODAY).agency.slug == "so-ct"
    assert actor_for(somebody, on=TODAY, choice="so-tc").agency.slug == "so-ct"


def test_a_person_without_a_role_acts_for_nobody():
    somebody = person()
    granted(somebody, Role.EDITOR, valid_to=YESTERDAY)
    assert actor_for(somebody, on=TODAY, choice="so-ngv") is None
    assert acting([], None) is None


def test_an_actor_knows_what_their_roles_allow():
    assert actor(Role.COORDINATOR).is_coordinator
    assert actor(Role.COORDINATOR, username="a").may_grant
    assert actor(Role.ADMINISTRATOR).may_grant
    assert not actor(Role.ADMINISTRATOR, username="b").is_coordinator
    for role in (Role.EDITOR, Role.HEAD, Role.FINANCE, Role.LEADER, Role.VIEWER):
        assert not actor(role).may_grant


def test_the_people_of_an_agency_are_those_who_hold_the_role_today_and_can_sign_in():
    for username, days in {"an": {}, "cu": {"valid_to": YESTERDAY}, "sau": {"valid_from": TOMORROW}}.items():
        granted(person(username, username), Role.HEAD, **days)
    granted(person("khoa", "khoa", is_active=False), Role.HEAD)
    granted(person("can", "can"), Role.EDITOR)
    granted(person("khac", "khac"), Role.HEAD, agency("so-ct", "Sở Công Thương"))
    assert [p.username for p in people_of(agency(), roles=[Role.HEAD], on=TODAY)] == ["an"]
    assert [p.username for p in people_of(agency(), roles=[Role.HEAD, Role.EDITOR], on=TODAY)] == ["an", "can"]


def test_the_members_of_a_closed_group_are_those_of_the_day_that_exist(departments):
    assert slugs(members_on(departments, TODAY)) == ["so-b", "so-a"]
    assert slugs(members_on(departments, YESTERDAY)) == ["so-b", "so-cu", "so-het"]


def test_a_body_that_stands_in_a_group_twice_on_a_day_is_one_member(departments):
    GroupMembership.objects.create(group=departments, agency=agency("so-b"), valid_from=YESTERDAY, order=9)
    assert slugs(members_on(departments, TODAY)) == ["so-b", "so-a"]


@pytest.mark.parametrize("extent", [Extent.OPEN, Extent.PLACEHOLDER])
def test_a_group_that_is_not_closed_has_no_members_to_give_work_to(departments, extent):
    departments.extent = extent
    assert members_on(departments, TODAY) == []


def test_the_directory_holds_every_body_group_name_and_day_in_four_queries(departments, django_assert_num_queries):
    body = agency("so-b")
    body.successor, body.valid_to = agency("so-a"), TODAY
    body.save()
    AgencyName.objects.create(agency=body, text="Sở Bê", valid_from=YESTERDAY)
    GroupName.objects.create(group=departments, text="các sở, ngành", valid_to=TODAY)
    with django_assert_num_queries(4):
        found = directory("Lào Cai")
    assert found.province == "Lào Cai"
    assert len(found.bodies) == 4
    assert found.bodies["so-b"] == Body(
        "so-b", "Sở B", "Sở B", "so", (Alias("Sở Bê", YESTERDAY),), valid_to=TODAY, successor="so-a"
    )
    assert found.groups["cac-so"] == GroupValue(
        "cac-so",
        "các sở",
        Extent.CLOSED,
        (Alias("các sở, ngành", None, TODAY),),
        (
            Membership("so-b"),
            Membership("so-cu", None, YESTERDAY),
            Membership("so-a", TODAY),
            Membership("so-het"),
        ),
        "cần kiểm",
    )


def test_the_house_is_kept_by_real_people_who_can_sign_in_and_whose_role_has_no_end():
    granted(person("an", "An"), Role.COORDINATOR)
    granted(person("het", "Hết"), Role.COORDINATOR, valid_to=TOMORROW)
    granted(person("khoa", "Khóa", is_active=False), Role.COORDINATOR)
    granted(person("mau", "Mẫu", is_demo=True), Role.COORDINATOR)
    granted(person("quan", "Quản"), Role.ADMINISTRATOR)
    assert [grant.person.username for grant in keepers(Role.COORDINATOR)] == ["an"]


def test_a_person_is_alone_who_holds_both_roles_while_nobody_else_holds_either():
    first = actor(Role.COORDINATOR, Role.ADMINISTRATOR, username="dau")
    assert is_alone(first)
    granted(person("mau", "Mẫu", is_demo=True), Role.COORDINATOR)
    assert is_alone(first)
    granted(person("hai", "Hai"), Role.ADMINISTRATOR)
    assert not is_alone(first)


def test_who_holds_one_of_the_two_roles_is_not_alone():
    assert not is_alone(actor(Role.ADMINISTRATOR))


def named(**asked):
    found = bodies(day=TODAY, today=TODAY, **asked)
    return {kind.kind: [line.agency.slug for line in kind.lines] for kind in found}


def test_bodies_stand_by_kind_in_the_order_of_a_province_and_by_name_in_the_order_of_the_letters():
    agency("x", "Cơ quan lạ", kind="khac")
    agency("bao", "Báo tỉnh", kind="bao-chi")
    agency("dai", "Đài tỉnh", kind="bao-chi")
    agency("hoi", "Tạp chí", kind="bao-chi")
    agency("so-ct", "Sở Công Thương")
    agency("ubnd", "UBND tỉnh", kind="chinh-quyen")
    found = named()
    assert list(found) == ["chinh-quyen", "so", "bao-chi", "khac"]
    assert found["bao-chi"] == ["bao", "dai", "hoi"]


def test_only_the_bodies_of_the_day_are_listed_unless_every_one_is_asked_for():
    agency()
    agency("so-cu", "Sở Cũ", valid_to=YESTERDAY)
    agency("so-moi", "Sở Mới", valid_from=TOMORROW)
    assert named() == {"so": ["so-ngv"]}
    [kind] = bodies(day=TODAY, today=TODAY, every=True)
    assert [(line.agency.slug, line.is_alive) for line in kind.lines] == [
        ("so-cu", False),
        ("so-moi", False),
        ("so-ngv", True),
    ]


@pytest.mark.parametrize("words", ["van hoa", "VĂN HÓA", "hoá thể", "vhttdl", "so du lich"])
def test_a_body_is_found_by_any_of_its_names_without_tones(words):
    AgencyName.objects.create(
        agency=agency("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch", short="Sở VHTT&DL"), text="Sở VHTTDL"
    )
    agency()
    assert named(words=words) == {"so": ["so-vhttdl"]}


def test_people_are_counted_once_at_a_body_today_if_they_can_sign_in():
    somebody = person()
    granted(somebody, Role.EDITOR)
    granted(somebody, Role.HEAD)
    granted(person("cu", "Cũ"), Role.EDITOR, valid_to=YESTERDAY)
    granted(person("khoa", "Khóa", is_active=False), Role.EDITOR)
    [kind] = bodies(day=TODAY, today=TODAY)
    assert [line.people for line in kind.lines] == [1]


def test_groups_stand_with_their_members_closed_ones_first(departments):
    Group.objects.create(slug="bao-chi", name="các cơ quan báo chí", extent=Extent.OPEN)
    Group.objects.create(slug="lq", name="các đơn vị có liên quan", extent=Extent.PLACEHOLDER)
    GroupName.objects.create(group=departments, text="các sở, ngành")
    lines = groups(TODAY)
    assert [line.group.slug for line in lines] == ["cac-so", "bao-chi", "lq"]
    assert slugs(lines[0].members) == ["so-b", "so-a"]
    assert lines[0].names == ("các sở, ngành",)


def test_a_role_can_be_had_where_a_body_exists_on_one_of_the_days():
    agency("so-cu", "Sở Cũ", valid_to=YESTERDAY)
    agency("so-moi", "Sở Mới", valid_from=TOMORROW)
    assert slugs(choosable(TODAY)) == []
    assert slugs(choosable(TODAY, TOMORROW)) == ["so-moi"]
    assert slugs(choosable(YESTERDAY, TOMORROW)) == ["so-cu", "so-moi"]


def test_roles_that_hold_stand_before_those_that_have_ended():
    somebody = person()
    old = granted(somebody, Role.VIEWER, valid_to=date(2020, 1, 1))
    recent = granted(somebody, Role.HEAD, valid_to=YESTERDAY)
    now = granted(somebody, Role.EDITOR)
    assert grants_of(somebody) == [now, recent, old]
    assert grants_at(agency()) == [now, recent, old]


def test_people_stand_by_name_with_the_roles_of_the_day():
    granted(person("dao", "Đào Mẫu Lan"), Role.EDITOR)
    granted(person("e", "Em Mẫu"), Role.EDITOR, valid_to=YESTERDAY)
    person("an", "An Mẫu")
    person("khoa", "Bùi Mẫu Khóa", is_active=False)
    assert [(p.person.username, len(p.grants)) for p in people(on=TODAY)] == [("an", 0), ("dao", 1), ("e", 0)]
    assert [p.person.username for p in people(on=TODAY, every=True)] == ["an", "khoa", "dao", "e"]


@pytest.mark.parametrize("words", ["ly binh", "LÝ MẪU", "ly.mau", "binh@example", "ngoai vu"])
def test_a_person_is_found_by_name_address_or_agency_without_tones(words):
    granted(person(email="binh@example.vn"), Role.EDITOR)
    person("an", "An Mẫu")
    assert [line.person.username for line in people(on=TODAY, words=words)] == ["ly.mau.binh"]


@pytest.mark.parametrize(
    "read", [lambda: bodies(day=TODAY, today=TODAY), lambda: groups(TODAY), lambda: people(on=TODAY)]
)
def test_lists_ask_the_same_with_one_row_and_with_three(read, departments):
    granted(person(), Role.EDITOR)
    with CaptureQueriesContext(connection) as one:
        read()
    for number in range(2):
        body = agency(f"so-{number}", f"Sở {number}")
        group = Group.objects.create(slug=f"g-{number}", name=f"nhóm {number}", extent=Extent.CLOSED)
        GroupMembership.objects.create(group=group, agency=body)
        AgencyName.objects.create(agency=body, text=f"Sở số {number}")
        granted(person(f"nguoi.{number}", f"Người {number}"), Role.EDITOR, body)
    with CaptureQueriesContext(connection) as three:
        read()
    assert len(three) == len(one) <= 3
