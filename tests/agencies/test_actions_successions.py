"""Bodies merge, split, are renamed, dissolved: at once, on a day to come, or in the past."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from doingoai.agencies.actions import LastKeeper, NotDone, load_profile
from doingoai.agencies.actions.successions import (
    MayNotSucceed,
    NewBody,
    Told,
    foresee,
    obstacles,
    record_succession,
    settle_due,
    undo_succession,
)
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import Agency, Group, GroupMembership, RoleGrant, Succession
from doingoai.agencies.queries import bodies, choosable, directory
from doingoai.agencies.queries.successions import formerly, lineage_of, told
from doingoai.agencies.registry import followers
from doingoai.audit.models import Entry
from tests.agencies.builders import actor, agency, granted, person, profile

pytestmark = pytest.mark.django_db
PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=PROVINCE)
JULY = date(2026, 7, 1)
LAST = date(2026, 6, 30)


@pytest.fixture
def by():
    return actor(Role.COORDINATOR, at=agency("ubnd", "UBND tỉnh"))


@pytest.fixture
def two():
    return agency("so-a", "Sở A"), agency("so-b", "Sở B")


def merging(*before, on=JULY, into=(), made=(), **more):
    return Told(Change.MERGE, on, tuple(before), tuple(into), tuple(made), **more)


def test_two_bodies_merge_into_a_new_one_that_begins_on_the_day(by, two):
    row = record_succession(merging(*two, made=[NewBody("Sở C", "Sở C", "so")], number="12/QĐ-UBND"), by=by, at=NOW)
    heir = Agency.objects.get(slug="so-c")
    assert heir.valid_from == JULY
    for body in Agency.objects.filter(slug__in=["so-a", "so-b"]):
        assert (body.valid_to, body.successor) == (LAST, heir)
    assert row.settled_at == NOW
    [entry] = Entry.objects.filter(verb="record_succession")
    assert entry.summary == "Sáp nhập từ 01/7/2026: Sở A, Sở B → Sở C"


def test_people_follow_with_their_roles_and_nobody_gets_a_role_twice(by, two):
    a, b = two
    both, one = person("ca.hai", "Cả Hai"), person("mot", "Một")
    granted(both, Role.EDITOR, a, valid_from=date(2026, 1, 1))
    granted(both, Role.EDITOR, b)
    ended = granted(one, Role.HEAD, a, valid_to=date(2026, 3, 1))
    record_succession(merging(a, into=[b]), by=by, at=NOW)
    assert set(RoleGrant.objects.on(JULY).filter(person=both).values_list("agency__slug", "role")) == {
        ("so-b", "editor")
    }
    assert RoleGrant.objects.get(person=both, agency=a).valid_to == LAST
    ended.refresh_from_db()
    assert ended.valid_to == date(2026, 3, 1)


def test_places_in_groups_follow_and_end(by, two):
    a, b = two
    group = Group.objects.create(slug="so", name="các sở", extent="closed")
    GroupMembership.objects.create(group=group, agency=a, order=3)
    record_succession(merging(a, into=[b]), by=by, at=NOW)
    assert list(group.memberships.order_by("pk").values_list("agency__slug", "valid_from", "valid_to", "order")) == [
        ("so-a", None, LAST, 3),
        ("so-b", JULY, None, 3),
    ]


def test_the_province_takes_over_from_a_district_without_becoming_one(by):
    district, group = agency("huyen", "UBND huyện"), Group.objects.create(slug="h", name="huyện", extent="closed")
    GroupMembership.objects.create(group=group, agency=district)
    record_succession(Told(Change.DISSOLVE, JULY, (district,), (by.agency,)), by=by, at=NOW)
    assert not group.memberships.filter(agency=by.agency).exists()


def test_a_split_asks_who_takes_what_and_the_main_one_takes_the_rest(by, two):
    a, b = two
    c = agency("so-c", "Sở C")
    goes, stays = granted(person("di"), Role.EDITOR, a), granted(person("o", "Ở"), Role.EDITOR, a)
    what = Told(Change.SPLIT, JULY, (a,), (b, c), main="so-c", choices={f"grant:{goes.pk}": "so-b"})
    [people] = [moves for moves in foresee(what) if any(row.key == f"grant:{goes.pk}" for row in moves.rows)]
    assert people.is_divided
    assert {row.key for row in people.rows} == {f"grant:{goes.pk}", f"grant:{stays.pk}"}
    record_succession(what, by=by, at=NOW)
    held = dict(RoleGrant.objects.on(JULY).exclude(person=by.person).values_list("person__username", "agency__slug"))
    assert held == {"di": "so-b", "o": "so-c"}
    a.refresh_from_db()
    assert a.successor == c


def test_a_body_that_is_split_may_go_on_itself(by, two):
    a, b = two
    goes, stays = granted(person("di"), Role.EDITOR, a), granted(person("o", "Ở"), Role.EDITOR, a)
    choices = {f"grant:{goes.pk}": "so-b"}
    record_succession(Told(Change.SPLIT, JULY, (a,), (a, b), main="so-a", choices=choices), by=by, at=NOW)
    a.refresh_from_db()
    assert (a.valid_to, a.successor) == (None, None)
    stays.refresh_from_db()
    assert stays.valid_to is None
    assert RoleGrant.objects.get(person=goes.person, agency=b).valid_from == JULY


def test_a_renamed_body_keeps_all_and_bears_its_old_name_on_older_days(by, two):
    a, _b = two
    what = Told(Change.RENAME, JULY, (a,), new_name="Sở Mới", new_short="SM")
    assert foresee(what) == []
    record_succession(what, by=by, at=NOW)
    a.refresh_from_db()
    assert (a.name, a.name_on(LAST), a.name_on(JULY), a.short_on(LAST)) == ("Sở Mới", "Sở A", "Sở Mới", "Sở A")
    # An older change that one hears of later is fitted in between.
    older = Told(Change.RENAME, date(2025, 1, 1), (a,), new_name="Sở Giữa", new_short="SG")
    row = record_succession(older, by=by, at=NOW)
    a.refresh_from_db()
    assert [a.name_on(day) for day in (date(2024, 12, 31), LAST, JULY)] == ["Sở A", "Sở Giữa", "Sở Mới"]
    with pytest.raises(NotDone, match=r"Sau đó còn việc đổi tên ngày 01/7/2026"):
        undo_succession(row, by=by, at=NOW)
    undo_succession(Succession.objects.get(on=JULY), by=by, at=NOW)
    undo_succession(row, by=by, at=NOW)
    a.refresh_from_db()
    assert (a.name, a.short, a.former) == ("Sở A", "Sở A", [])


def test_the_reader_of_plans_knows_an_old_name_on_older_days(by, two):
    a, _b = two
    record_succession(Told(Change.RENAME, JULY, (a,), new_name="Sở Mới", new_short="SM"), by=by, at=NOW)
    assert ("Sở A", LAST) in [(alias.text, alias.valid_to) for alias in directory().bodies["so-a"].aliases]


def test_a_day_to_come_takes_effect_by_itself_once(by, two):
    a, b = two
    tomorrow = NOW + timedelta(days=1)
    row = record_succession(merging(a, into=[b], on=tomorrow.date()), by=by, at=NOW)
    a.refresh_from_db()
    assert (row.settled_at, a.valid_to) == (None, None)
    assert settle_due(at=NOW) == 0
    assert settle_due(at=tomorrow) == 1
    assert settle_due(at=tomorrow) == 0
    a.refresh_from_db()
    assert (a.valid_to, a.successor) == (NOW.date(), b)
    assert Entry.objects.filter(verb="settle_succession", person=None).count() == 1


def test_it_takes_effect_whole_or_not_at_all(by, two, monkeypatch):
    a, b = two
    granted(person("x"), Role.EDITOR, a)
    tomorrow = NOW + timedelta(days=1)
    record_succession(merging(a, into=[b], on=tomorrow.date()), by=by, at=NOW)

    def breaks(passing, at):
        raise RuntimeError("cut off")

    real = followers()
    for name, follower in real.items():
        broken = type(follower)(follower.moves, breaks, follower.undo)
        monkeypatch.setattr("doingoai.agencies.actions.successions.followers", lambda n=name, f=broken: real | {n: f})
        with pytest.raises(RuntimeError):
            settle_due(at=tomorrow)
        a.refresh_from_db()
        assert a.valid_to is None
        assert not RoleGrant.objects.filter(agency=b).exists()
    monkeypatch.undo()
    assert settle_due(at=tomorrow) == 1


def test_an_older_merger_heard_of_later_goes_on_down_the_line(by, two):
    a, b = two
    c = agency("so-c", "Sở C")
    granted(person("x"), Role.EDITOR, a)
    record_succession(merging(b, into=[c]), by=by, at=NOW)
    record_succession(merging(a, into=[b], on=date(2026, 3, 1)), by=by, at=NOW)
    days = RoleGrant.objects.filter(person__username="x").order_by("pk")
    assert list(days.values_list("agency__slug", "valid_from", "valid_to")) == [
        ("so-a", None, date(2026, 2, 28)),
        ("so-b", date(2026, 3, 1), LAST),
        ("so-c", JULY, None),
    ]


def test_all_is_undone_as_it_was(by, two):
    a, b = two
    granted(person("x"), Role.EDITOR, a, valid_from=date(2026, 1, 1))
    group = Group.objects.create(slug="so", name="các sở", extent="closed")
    GroupMembership.objects.create(group=group, agency=a)
    before = [list(model.objects.order_by("pk").values()) for model in (Agency, RoleGrant, GroupMembership)]
    row = record_succession(merging(a, b, made=[NewBody("Sở C", "Sở C", "so")]), by=by, at=NOW)
    undo_succession(row, by=by, at=NOW)
    after = [list(model.objects.order_by("pk").values()) for model in (Agency, RoleGrant, GroupMembership)]
    assert after == before
    with pytest.raises(NotDone, match="đã được hoàn tác"):
        undo_succession(row, by=by, at=NOW)
    assert obstacles(merging(a, into=[b])) == []


def test_what_has_people_of_its_own_by_now_is_not_undone(by, two):
    row = record_succession(merging(*two, made=[NewBody("Sở C", "Sở C", "so")]), by=by, at=NOW)
    granted(person("moi"), Role.EDITOR, Agency.objects.get(slug="so-c"))
    with pytest.raises(NotDone, match="Đã có việc ghi dưới tên Sở C"):
        undo_succession(row, by=by, at=NOW)
    row.refresh_from_db()
    assert row.undone_at is None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda a, b: merging(into=[b]), "Chọn cơ quan thay đổi."),
        (lambda a, b: merging(a), "Sáp nhập thì chọn một cơ quan kế tục"),
        (lambda a, b: merging(a, into=[a]), "Sở A không kế tục chính mình"),
        (lambda a, b: Told(Change.SPLIT, JULY, (a,), (b,)), "ít nhất hai cơ quan kế tục"),
        (
            lambda a, b: merging(a, into=[agency("cu", "Cũ", valid_to=date(2020, 1, 1))]),
            "Cũ đã kết thúc ngày 01/01/2020",
        ),
        (lambda a, b: merging(a, into=[agency("moi", "Mới", valid_from=date(2027, 1, 1))]), "sau ngày kế tục"),
        (lambda a, b: merging(agency("cu", "Cũ", valid_to=date(2020, 1, 1)), into=[b]), "Cũ đã kết thúc ngày"),
        (lambda a, b: merging(agency("moi", "Mới", valid_from=date(2027, 1, 1)), into=[b]), "Mới có từ ngày"),
        (lambda a, b: merging(a, made=[NewBody("sở b", "B", "so")]), "đã có cơ quan mang tên sở b"),
        (lambda a, b: Told(Change.RENAME, JULY, (a,), new_name="Sở B"), "đã có cơ quan mang tên Sở B"),
    ],
)
def test_what_cannot_be_is_refused_in_words(by, two, make, words):
    assert words in " ".join(obstacles(make(*two)))
    with pytest.raises(NotDone):
        record_succession(make(*two), by=by, at=NOW)
    assert not Succession.objects.exists()


def test_a_body_goes_over_only_once(by, two):
    a, b = two
    record_succession(merging(a, into=[b], on=date(2027, 1, 1)), by=by, at=NOW)
    assert "đã có việc kế tục ngày 01/01/2027" in " ".join(obstacles(merging(a, into=[b])))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_writes_it_down_and_undoes_it(by, two, role):
    row = record_succession(merging(two[0], into=[two[1]]), by=by, at=NOW)
    other = actor(role, at=agency("so-x", "Sở X"))
    with pytest.raises(MayNotSucceed):
        record_succession(merging(two[1], into=[by.agency]), by=other, at=NOW)
    with pytest.raises(MayNotSucceed):
        undo_succession(row, by=other, at=NOW)


def test_the_last_coordinator_is_not_dissolved_away(by):
    with pytest.raises(LastKeeper):
        record_succession(Told(Change.DISSOLVE, JULY, (by.agency,)), by=by, at=NOW)
    assert not Succession.objects.exists()


def test_the_search_for_an_old_name_finds_the_new_body(by, two):
    a, b = two
    record_succession(
        Told(Change.RENAME, date(2026, 1, 1), (b,), new_name="Sở Bình Minh", new_short="SBM"), by=by, at=NOW
    )
    record_succession(merging(a, into=[b]), by=by, at=NOW)
    was = formerly(told())
    assert was["so-b"] == ("Sở B", "Sở A")
    [kind] = bodies(day=NOW.date(), today=NOW.date(), words="so a", formerly=was)
    assert [(line.agency.slug, line.formerly) for line in kind.lines] == [("so-b", ("Sở B", "Sở A"))]
    assert a not in choosable(NOW.date())


def test_the_lineage_is_the_same_from_every_side(by, two):
    a, b = two
    c = agency("so-c", "Sở C")
    record_succession(merging(a, into=[b], on=date(2026, 3, 1)), by=by, at=NOW)
    record_succession(merging(b, into=[c]), by=by, at=NOW)
    for body in (a, b, c):
        steps = lineage_of(body, told())
        names = [([n.name for n in step.before], [n.name for n in step.after]) for step in steps]
        assert names == [(["Sở A"], ["Sở B"]), (["Sở B"], ["Sở C"])]
    assert lineage_of(agency("so-x", "Sở X"), told()) == []


PROFILE = """
- {{id: so-a, name: Sở A, short: Sở A, kind: so, verified: true{a}}}
- {{id: so-b, name: Sở B, short: Sở B, kind: so, verified: true}}
"""


def test_what_the_profile_has_always_said_is_history_and_moves_nothing(by, tmp_path):
    folder = profile(tmp_path, agencies=PROFILE.format(a=", to: 2025-02-28, successor: so-b"))
    load_profile(folder, at=NOW)
    grant = granted(person("x"), Role.EDITOR, Agency.objects.get(slug="so-a"))
    load_profile(folder, at=NOW)
    [row] = Succession.objects.all()
    assert (row.kind, row.on, row.is_shipped, row.settled_at) == ("merge", date(2025, 3, 1), True, NOW)
    grant.refresh_from_db()
    assert grant.valid_to is None
    with pytest.raises(NotDone, match="hồ sơ tỉnh"):
        undo_succession(row, by=by, at=NOW)


def test_an_end_that_the_profile_tells_of_a_body_at_work_lets_all_follow(by, tmp_path):
    load_profile(profile(tmp_path, agencies=PROFILE.format(a="")), at=NOW)
    granted(person("x"), Role.EDITOR, Agency.objects.get(slug="so-a"))
    load_profile(profile(tmp_path, agencies=PROFILE.format(a=", to: 2026-06-30, successor: so-b")), at=NOW)
    assert RoleGrant.objects.on(JULY).get(person__username="x").agency.slug == "so-b"


def test_the_profile_does_not_take_back_what_a_person_wrote(by, tmp_path):
    folder = profile(tmp_path, agencies=PROFILE.format(a=""))
    load_profile(folder, at=NOW)
    a, b = Agency.objects.get(slug="so-a"), Agency.objects.get(slug="so-b")
    record_succession(merging(a, into=[b]), by=by, at=NOW)
    load_profile(folder, at=NOW)
    a.refresh_from_db()
    assert (a.valid_to, a.successor) == (LAST, b)
