from datetime import date, timedelta

import pytest
from django.conf import settings

from doingoai.accounts.actions import EmailTaken, NameTaken
from doingoai.accounts.models import Person
from doingoai.agencies import models
from doingoai.agencies.actions import (
    SPOKEN,
    LastKeeper,
    MayNotGrant,
    NotDone,
    OwnAccount,
    add_person,
    close_account,
    correct_person,
    end_role,
    grant_role,
    load_profile,
    renew_password,
    reopen_account,
)
from doingoai.agencies.domain import GRANTERS, NewPerson, Role
from doingoai.agencies.models import Agency, AgencyName, Group, GroupMembership, RoleGrant
from doingoai.agencies.profile import ProfileError
from doingoai.agencies.queries import actors, members_on
from doingoai.audit.models import Entry
from doingoai.mail.models import Notice
from doingoai.ops.setup import first_account
from tests.agencies.builders import actor, agency, granted, person, profile

pytestmark = pytest.mark.django_db

TODAY = date(2022, 6, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
TABLES = (models.Agency, models.AgencyName, models.Group, models.GroupName, models.GroupMembership)
OTHERS = sorted(set(Role) - GRANTERS)


@pytest.fixture
def giver():
    """A coordinator, beside whom there is an administrator: nobody is the last."""
    granted(person("quan.tri", "Quản trị"), Role.ADMINISTRATOR)
    granted(person("dieu.phoi.hai", "Điều phối Hai"), Role.COORDINATOR)
    return actor(Role.COORDINATOR, username="dieu.phoi")


def everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def last_entry():
    return Entry.objects.order_by("-pk").first()


# The profile


def test_a_profile_brought_in_twice_changes_nothing(at):
    count = load_profile(settings.PROFILE_DIR, at=at)
    before = everything()
    assert load_profile(settings.PROFILE_DIR, at=at) == count == len(before[0]) + len(before[2])
    assert everything() == before
    assert (last_entry().verb, last_entry().object_key) == ("load_profile", "lao_cai")


def test_a_profile_adds_and_corrects_and_takes_nothing_away(tmp_path, at):
    profile(
        tmp_path,
        agencies="""
            - {id: so-a, name: Sở A, short: Sở A, kind: so, aliases: [Sở Á], verified: false, source: trí nhớ}
            - {id: so-b, name: Sở B, short: Sở B, kind: so, verified: true}
            """,
        groups="[{id: cac-so, name: các sở, extent: closed, members: [so-a, so-b]}]",
    )
    load_profile(tmp_path, at=at)
    profile(
        tmp_path,
        agencies="""
            - id: so-a
              name: Sở A mới
              short: Sở A
              kind: so
              aliases: [{text: Sở Á, to: 2021-12-31}]
              to: 2022-12-31
              successor: so-c
              verified: true
              source: quyết định 1
            - {id: so-c, name: Sở C, short: Sở C, kind: so, verified: true}
            """,
        groups="[{id: cac-so, name: các sở, extent: closed, note: cần kiểm, members: [so-c, so-a]}]",
    )
    load_profile(tmp_path, at=at)
    body = Agency.objects.get(slug="so-a")
    assert (body.name, body.verified, body.source) == ("Sở A mới", True, "quyết định 1")
    assert (body.valid_to, body.successor.slug) == (date(2022, 12, 31), "so-c")
    assert AgencyName.objects.get(agency=body).valid_to == date(2021, 12, 31)
    assert Agency.objects.filter(slug="so-b").exists()
    group = Group.objects.get()
    assert group.note == "cần kiểm"
    assert {member.slug for member in members_on(group, TODAY)} == {"so-a", "so-b", "so-c"}


def test_a_stay_in_a_group_whose_days_are_corrected_stays_one_stay(tmp_path, at):
    profile(
        tmp_path,
        agencies="- {id: so-a, name: Sở A, short: Sở A, kind: so, verified: true}",
        groups="[{id: cac-so, name: các sở, extent: closed, members: [so-a]}]",
    )
    load_profile(tmp_path, at=at)
    twice = "[{body: so-a, from: 2020-01-01, to: 2020-12-31}, {body: so-a, from: 2022-01-01}]"
    profile(tmp_path, groups=f"[{{id: cac-so, name: các sở, extent: closed, members: {twice}}}]")
    for _ in range(2):
        load_profile(tmp_path, at=at)
        stays = GroupMembership.objects.order_by("order").values_list("valid_from", "valid_to")
        assert list(stays) == [(date(2020, 1, 1), date(2020, 12, 31)), (date(2022, 1, 1), None)]


def test_a_profile_that_cannot_be_read_changes_nothing(tmp_path, at):
    load_profile(settings.PROFILE_DIR, at=at)
    before, entries = everything(), Entry.objects.count()
    with pytest.raises(ProfileError):
        load_profile(profile(tmp_path, agencies="- {id: so-a}"), at=at)
    assert everything() == before
    assert Entry.objects.count() == entries


def test_another_province_begins_with_its_own_profile(tmp_path, settings, at):
    settings.PROFILE_DIR = profile(
        tmp_path,
        profile="{province: Mẫu, issuer: ubnd, coordinators: [{agency: so-a, to: 2020-01-01}, {agency: ubnd}]}",
        agencies="""
            - {id: ubnd, name: UBND tỉnh Mẫu, short: UBND tỉnh, kind: chinh-quyen, verified: true}
            - {id: so-a, name: Sở A, short: Sở A, kind: so, verified: true}
            """,
    )
    load_profile(tmp_path, at=at)
    first_account(at=at)
    [first] = actors(Person.objects.get(), on=TODAY)
    assert (first.agency.slug, first.roles) == ("ubnd", GRANTERS)


# Accounts


def test_a_person_gets_an_account_a_role_and_a_password_and_all_is_on_the_record(giver, at):
    new = NewPerson("ly.mau.binh", "Lý Mẫu Bình", "binh@example.vn")
    welcome = add_person(new, agency=agency(), role=Role.EDITOR, by=giver, at=at)
    somebody = Person.objects.get(username="ly.mau.binh")
    assert (somebody.name, somebody.email, somebody.date_joined) == ("Lý Mẫu Bình", "binh@example.vn", at)
    assert somebody.check_password(welcome.password)
    assert somebody.must_change_password
    grant = RoleGrant.objects.get(person=somebody)
    assert (grant.role, grant.valid_from, grant.valid_to, grant.granted_by) == ("editor", TODAY, None, giver.person)
    told = Entry.objects.filter(object_key=str(somebody.pk)).order_by("pk")
    assert [(entry.verb, entry.person, entry.summary) for entry in told] == [
        ("add_person", giver.person, "Cấp tài khoản cho Lý Mẫu Bình (ly.mau.binh)"),
        ("grant_role", giver.person, "Giao vai trò cán bộ ở Sở Ngoại vụ cho Lý Mẫu Bình"),
    ]


def test_an_account_may_wait_for_its_role(at):
    add_person(NewPerson("ly.mau.binh", "Lý Mẫu Bình"), by=None, at=at)
    assert not RoleGrant.objects.exists()
    assert (last_entry().verb, last_entry().person) == ("add_person", None)


def test_where_the_name_or_the_address_is_taken_nothing_is_made(giver, at):
    person(email="Binh@example.vn")
    before = Person.objects.count(), Entry.objects.count()
    with pytest.raises(NameTaken):
        add_person(NewPerson("Ly.Mau.Binh", "Khác"), agency=agency(), role=Role.EDITOR, by=giver, at=at)
    with pytest.raises(EmailTaken):
        add_person(NewPerson("khac", "Khác", "binh@EXAMPLE.vn"), by=giver, at=at)
    assert (Person.objects.count(), Entry.objects.count()) == before


def test_a_name_or_an_address_is_corrected_and_the_record_keeps_what_it_was(giver, at):
    somebody = person(email="binh@example.vn")
    correct_person(somebody, name="Lý Mẫu Bình Minh", email="Binh@example.vn", by=giver, at=at)
    somebody.refresh_from_db()
    assert (somebody.name, somebody.email, somebody.username) == ("Lý Mẫu Bình Minh", "Binh@example.vn", "ly.mau.binh")
    assert last_entry().before == {"name": "Lý Mẫu Bình", "email": "binh@example.vn"}
    assert last_entry().after == {"name": "Lý Mẫu Bình Minh", "email": "Binh@example.vn"}
    with pytest.raises(EmailTaken):
        correct_person(person("khac", "Khác"), name="Khác", email="binh@example.vn", by=giver, at=at)


def test_a_new_password_takes_the_place_of_the_old_and_the_person_hears_who_gave_it(giver, at):
    somebody = person()
    somebody.set_password("ruong bac thang mua nuoc do")
    password = renew_password(somebody, by=giver, at=at)
    somebody.refresh_from_db()
    assert somebody.check_password(password)
    assert somebody.must_change_password
    assert last_entry().verb == "renew_password"
    notice = Notice.objects.get(person=somebody)
    assert notice.subject == "Đã cấp mật khẩu dùng một lần mới"
    assert giver.person.name in notice.body
    assert password not in notice.body


def test_no_password_is_kept_anywhere(giver, at, caplog):
    welcome = add_person(NewPerson("ly.mau.binh", "Lý Mẫu Bình"), agency=agency(), role=Role.HEAD, by=giver, at=at)
    again = renew_password(welcome.person, by=giver, at=at)
    kept = [str(list(table.objects.values())) for table in (Person, Entry, Notice, RoleGrant)]
    for password in (welcome.password, again):
        assert not any(password in text for text in kept)
        assert password not in caplog.text


def test_one_does_not_renew_ones_own_password_without_the_one_there_is(giver, at):
    with pytest.raises(OwnAccount, match="Đổi mật khẩu"):
        renew_password(giver.person, by=giver, at=at)


def test_a_closed_account_gets_no_password(giver, at):
    with pytest.raises(NotDone, match="Mở lại tài khoản trước"):
        renew_password(person(is_active=False), by=giver, at=at)


def test_an_account_is_closed_with_a_reason_and_opened_again_with_its_roles(giver, at):
    somebody = person()
    granted(somebody, Role.EDITOR)
    close_account(somebody, reason="Nghỉ hưu.", by=giver, at=at)
    somebody.refresh_from_db()
    assert not somebody.is_active
    assert (last_entry().verb, last_entry().reason) == ("close_account", "Nghỉ hưu.")
    reopen_account(somebody, by=giver, at=at)
    somebody.refresh_from_db()
    assert somebody.is_active
    assert last_entry().verb == "reopen_account"
    assert [one.roles for one in actors(somebody, on=TODAY)] == [{Role.EDITOR}]


def test_nobody_closes_their_own_account(giver, at):
    with pytest.raises(OwnAccount):
        close_account(giver.person, reason="Thử.", by=giver, at=at)


@pytest.mark.parametrize("role", sorted(GRANTERS))
def test_the_account_of_the_last_keeper_of_the_house_is_not_closed(role, at):
    other = next(iter(GRANTERS - {role}))
    by, last = actor(other, username="mot"), person("hai", "Hai")
    granted(last, role)
    granted(person("mau", "Mẫu", is_demo=True), role)
    granted(person("khoa", "Khóa", is_active=False), role)
    with pytest.raises(LastKeeper, match=f"Đây là {SPOKEN[role]} cuối cùng"):
        close_account(last, reason="Thử.", by=by, at=at)
    granted(person("ba", "Ba"), role)
    close_account(last, reason="Thử.", by=by, at=at)


# Roles


def test_a_role_holds_from_today_and_is_given_once(giver, at):
    first = grant_role(person(), agency(), Role.EDITOR, by=giver, at=at)
    entries = Entry.objects.count()
    assert grant_role(person(), agency(), Role.EDITOR, by=giver, at=at) == first
    assert Entry.objects.count() == entries
    assert (last_entry().agency, last_entry().after) == ("so-ngv", {"role": "editor"})


def test_a_role_that_was_to_end_goes_on_if_it_is_given_again(giver, at):
    planned = granted(person(), Role.EDITOR, valid_from=YESTERDAY, valid_to=TOMORROW)
    grant = grant_role(person(), agency(), Role.EDITOR, by=giver, at=at)
    assert (grant.pk, grant.valid_from, grant.valid_to) == (planned.pk, YESTERDAY, None)
    assert last_entry().verb == "grant_role"


def test_a_role_that_has_ended_is_given_anew_and_the_old_one_stays_on_record(giver, at):
    granted(person(), Role.EDITOR, valid_to=YESTERDAY)
    grant_role(person(), agency(), Role.EDITOR, by=giver, at=at)
    days = RoleGrant.objects.filter(person=person()).order_by("pk").values_list("valid_from", "valid_to")
    assert list(days) == [(None, YESTERDAY), (TODAY, None)]


@pytest.mark.parametrize("role", list(Role))
def test_nobody_gives_a_role_to_themselves(giver, role, at):
    with pytest.raises(OwnAccount, match="Không ai tự giao vai trò cho mình"):
        grant_role(giver.person, agency("so-ct", "Sở Công Thương"), role, by=giver, at=at)


def test_an_administrator_does_not_make_themselves_coordinator(giver, at):
    administrator = actor(Role.ADMINISTRATOR, username="quan.tri.hai")
    with pytest.raises(OwnAccount):
        grant_role(administrator.person, agency(), Role.COORDINATOR, by=administrator, at=at)


def test_who_runs_the_house_alone_gives_themselves_what_nobody_else_could(at):
    first = actor(Role.COORDINATOR, Role.ADMINISTRATOR, username="dau")
    grant_role(first.person, agency(), Role.EDITOR, by=first, at=at)
    grant_role(person(), agency(), Role.ADMINISTRATOR, by=first, at=at)
    with pytest.raises(OwnAccount):
        grant_role(first.person, agency(), Role.HEAD, by=first, at=at)


def test_a_role_ends_at_once_or_on_the_day_told(giver, at):
    now = granted(person(), Role.EDITOR, valid_from=date(2022, 1, 1))
    later = granted(person(), Role.HEAD, valid_from=date(2022, 1, 1))
    end_role(now, by=giver, at=at)
    end_role(later, on=date(2022, 6, 30), by=giver, at=at)
    now.refresh_from_db()
    later.refresh_from_db()
    assert (now.valid_to, later.valid_to) == (YESTERDAY, date(2022, 6, 30))
    assert last_entry().verb == "end_role"
    assert last_entry().summary == "Kết thúc vai trò thủ trưởng ở Sở Ngoại vụ của Lý Mẫu Bình, ngày cuối 30/6/2022"
    assert [one.roles for one in actors(person(), on=TODAY)] == [{Role.HEAD}]


def test_a_role_given_and_ended_on_one_day_never_held(giver, at):
    grant = grant_role(person(), agency(), Role.EDITOR, by=giver, at=at)
    end_role(grant, by=giver, at=at)
    assert actors(person(), on=TODAY) == []
    assert (grant.valid_from, grant.valid_to) == (YESTERDAY, YESTERDAY)


def test_a_role_does_not_end_twice_nor_before_it_began(giver, at):
    over = granted(person(), Role.EDITOR, valid_to=YESTERDAY)
    with pytest.raises(NotDone, match="đã kết thúc ngày 01/6/2022"):
        end_role(over, by=giver, at=at)
    young = granted(person(), Role.HEAD, valid_from=date(2022, 5, 1))
    with pytest.raises(NotDone, match=r"không trước ngày giao vai trò \(01/5/2022\)"):
        end_role(young, on=date(2022, 4, 30), by=giver, at=at)


@pytest.mark.parametrize("role", sorted(GRANTERS))
@pytest.mark.parametrize("on", [None, TOMORROW])
def test_the_last_keeper_of_the_house_stays(role, on, at):
    other = next(iter(GRANTERS - {role}))
    by, last = actor(other, username="mot"), granted(person("hai", "Hai"), role)
    granted(person("sap", "Sắp Nghỉ"), role, valid_to=TOMORROW)
    with pytest.raises(LastKeeper, match=r"Giao vai trò .* cho một người khác trước"):
        end_role(last, on=on, by=by, at=at)
    granted(person("ba", "Ba"), role)
    end_role(last, on=on, by=by, at=at)


def test_the_command_line_leaves_the_last_keeper_too(at):
    with pytest.raises(LastKeeper):
        end_role(granted(person(), Role.COORDINATOR), by=None, at=at)


def test_a_keeper_whose_account_is_closed_can_lose_the_role(giver, at):
    closed = granted(person("khoa", "Khóa", is_active=False), Role.ADMINISTRATOR)
    RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exclude(pk=closed.pk).delete()
    end_role(closed, by=giver, at=at)
    assert closed.valid_to == YESTERDAY


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_gives_accounts_or_roles(role, at):
    by, somebody = actor(role, username="ai.do"), person()
    grant, entries = granted(somebody, Role.EDITOR), Entry.objects.count()
    acts = [
        lambda: add_person(NewPerson("moi", "Mới"), by=by, at=at),
        lambda: grant_role(somebody, agency(), Role.HEAD, by=by, at=at),
        lambda: end_role(grant, by=by, at=at),
        lambda: correct_person(somebody, name="Khác", email="", by=by, at=at),
        lambda: renew_password(somebody, by=by, at=at),
        lambda: close_account(somebody, reason="Thử.", by=by, at=at),
        lambda: reopen_account(somebody, by=by, at=at),
    ]
    for act in acts:
        with pytest.raises(MayNotGrant, match="Chỉ điều phối viên hoặc quản trị viên"):
            act()
    assert Entry.objects.count() == entries
    assert not Person.objects.filter(username="moi").exists()
