"""The province as its profile tells it: in 2022, and after the mergers of 2025."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from doingoai.agencies.domain import Extent, Kind, clashes
from doingoai.agencies.profile import entries, load_directory, report_boxes
from doingoai.agencies.profile import settings as head

FOLDER = Path(settings.BASE_DIR) / "doingoai" / "profiles" / "lao_cai"
GUIDE = Path(settings.BASE_DIR) / "docs" / "how-to" / "ho-so-tinh.md"
PLAN_DAY = date(2022, 1, 5)
TODAY = date(2026, 11, 27)
LAST_OF_DISTRICTS = date(2025, 6, 30)

DISTRICTS = (
    "UBND thành phố Lào Cai",
    "UBND thị xã Sa Pa",
    "UBND huyện Bát Xát",
    "UBND huyện Bảo Thắng",
    "UBND huyện Bảo Yên",
    "UBND huyện Bắc Hà",
    "UBND huyện Mường Khương",
    "UBND huyện Si Ma Cai",
    "UBND huyện Văn Bàn",
)
ALWAYS = {
    *("vp-ubnd", "so-noivu", "so-tuphap", "so-tc", "so-ct", "so-vhttdl", "so-khcn", "so-gddt", "so-yte", "so-ngv"),
    *("thanh-tra", "bql-kkt"),
}
UNTIL_FEBRUARY_2025 = {
    "so-tttt": "so-vhttdl",
    "so-khdt": "so-tc",
    "so-nnptnt": "so-nnmt",
    "so-tnmt": "so-nnmt",
    "so-gtvtxd": "so-xd",
    "so-ldtbxh": "so-noivu",
    "ban-dantoc": "so-dttg",
}
SINCE_MARCH_2025 = {"so-nnmt", "so-xd", "so-dttg"}


@pytest.fixture(scope="module")
def lao_cai():
    return load_directory(FOLDER)


@pytest.fixture(scope="module")
def written():
    return {raw["id"]: raw for raw in entries(FOLDER, "agencies.yaml")}


def test_the_nine_districts_of_2022_lived_until_the_end_of_june_2025(lao_cai):
    group = lao_cai.groups["g-ubnd-huyen"]
    assert tuple(lao_cai.bodies[member].name for member in group.members_on(PLAN_DAY)) == DISTRICTS
    assert len(group.members_on(LAST_OF_DISTRICTS)) == 9
    assert group.members_on(LAST_OF_DISTRICTS + timedelta(days=1)) == group.members_on(TODAY) == ()


def test_no_body_of_a_district_is_alive_today(lao_cai):
    of_districts = [body for body in lao_cai.bodies.values() if body.kind in (Kind.DISTRICT, Kind.DISTRICT_OFFICE)]
    assert len(of_districts) == 18
    assert {body.valid_to for body in of_districts} == {LAST_OF_DISTRICTS}


def test_each_district_had_its_office(lao_cai):
    assert len(lao_cai.groups["g-vp-ubnd-huyen"].members_on(PLAN_DAY)) == 9
    assert lao_cai.groups["g-vp-ubnd-huyen"].members_on(TODAY) == ()


def test_the_departments_and_boards_of_2022_were_nineteen(lao_cai):
    assert set(lao_cai.groups["g-so-ban-nganh"].members_on(PLAN_DAY)) == ALWAYS | set(UNTIL_FEBRUARY_2025)


def test_the_departments_and_boards_of_today_are_fifteen(lao_cai):
    group = lao_cai.groups["g-so-ban-nganh"]
    assert set(group.members_on(TODAY)) == set(group.members_on(date(2025, 3, 1))) == ALWAYS | SINCE_MARCH_2025
    assert set(group.members_on(date(2025, 2, 28))) == ALWAYS | set(UNTIL_FEBRUARY_2025)


def test_the_departments_that_merged_on_1_march_2025_name_who_took_over(lao_cai):
    for slug, successor in UNTIL_FEBRUARY_2025.items():
        body = lao_cai.bodies[slug]
        assert (body.valid_to, body.successor) == (date(2025, 2, 28), successor)


def test_the_press_of_the_province_merged_on_1_july_2025(lao_cai):
    assert lao_cai.groups["g-baochi-dp"].members_on(PLAN_DAY) == ("bao-laocai", "dai-ptth", "tc-phansipang")
    assert lao_cai.groups["g-baochi-dp"].members_on(TODAY) == ("tc-phansipang", "bao-ptth")
    for slug in ("bao-laocai", "dai-ptth"):
        assert (lao_cai.bodies[slug].valid_to, lao_cai.bodies[slug].successor) == (LAST_OF_DISTRICTS, "bao-ptth")


def test_yen_bai_merged_into_lao_cai(lao_cai):
    body = lao_cai.bodies["ubnd-tinh-yenbai"]
    assert (body.valid_to, body.successor, body.kind) == (LAST_OF_DISTRICTS, "ubnd-tinh", Kind.NEIGHBOUR)


def test_communes_are_an_open_group_of_which_no_list_is_invented(lao_cai):
    group = lao_cai.groups["g-ubnd-xa"]
    assert (group.extent, group.members) == (Extent.OPEN, ())
    assert not any(body.kind == Kind.COMMUNE for body in lao_cai.bodies.values())


def test_whom_it_concerns_never_expands(lao_cai):
    concerned = [group for group in lao_cai.groups.values() if "liên quan" in group.name]
    assert len(concerned) == 3
    assert {group.extent for group in concerned} == {Extent.PLACEHOLDER}


def test_every_successor_exists_and_is_there_when_its_predecessor_ends(lao_cai):
    heirs = [body for body in lao_cai.bodies.values() if body.successor]
    assert len(heirs) == 13
    for body in heirs:
        successor = lao_cai.bodies[body.successor]
        assert successor.is_alive(body.valid_to + timedelta(days=1)), body.id
        assert successor.valid_from is None or successor.valid_from <= body.valid_to + timedelta(days=1)


def test_no_name_means_two_bodies_on_one_day(lao_cai):
    assert list(clashes(lao_cai.bodies.values())) == []


def test_no_group_is_written_like_a_body_or_like_another_group(lao_cai):
    bodies = {
        name.casefold() for b in lao_cai.bodies.values() for name in (b.name, b.short, *(a.text for a in b.aliases))
    }
    groups = [name.casefold() for g in lao_cai.groups.values() for name in {g.name, *(a.text for a in g.aliases)}]
    assert len(set(groups)) == len(groups)
    assert bodies.isdisjoint(groups)


def test_every_body_says_where_it_was_read(written):
    assert all(raw["source"] for raw in written.values())


def test_what_was_written_from_memory_is_marked_as_not_checked(written):
    from_memory = {slug for slug, raw in written.items() if "trí nhớ" in raw["source"]}
    assert {slug for slug, raw in written.items() if not raw["verified"]} == from_memory
    assert all("cần kiểm" in written[slug]["source"] for slug in from_memory)


def test_every_end_of_2025_is_either_read_somewhere_or_marked(written):
    ended = [raw for raw in written.values() if raw.get("to") and raw["to"].year == 2025]
    for raw in ended:
        assert not raw["verified"] or "bài 25232" in raw["source"], raw["id"]


def test_the_coordinator_is_a_body_that_exists_on_every_day_of_both_times(lao_cai):
    for row in head(FOLDER)["coordinators"]:
        body = lao_cai.bodies[row["agency"]]
        assert body.is_alive(row.get("from", PLAN_DAY))
        assert body.is_alive(row.get("to", TODAY))


@pytest.mark.parametrize(
    ("day", "body", "addressee"),
    [
        (date(2022, 6, 14), "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Bộ Thông tin và Truyền thông"),
        (date(2025, 6, 14), "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
    ],
)
def test_a_report_is_headed_by_the_department_of_its_time(day, body, addressee):
    boxes = report_boxes(FOLDER, day)
    assert boxes["issuing_body"] == body
    assert addressee in boxes["addressees"]


def test_every_file_and_every_key_of_the_profile_is_described(written):
    guide = GUIDE.read_text(encoding="utf-8")
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    described = {re.sub(r"\d{4}", "<năm>", file) for file in files}
    assert [file for file in described if f"`{file}`" not in guide] == []
    keys = {key for raw in written.values() for key in raw}
    keys |= {key for raw in entries(FOLDER, "groups.yaml") for key in raw} | set(head(FOLDER))
    assert [key for key in sorted(keys) if f"`{key}`" not in guide] == []
    assert [kind for kind in Kind if f"`{kind}`" not in guide] == []
