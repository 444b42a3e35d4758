from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from doingoai.search import actions, queries, registry
from doingoai.search.models import Row, RowAgency

pytestmark = pytest.mark.django_db

AT = datetime(2022, 6, 2, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
STAFF = ("so-ngv",)


def put(at, key, title, body="", agencies=None, **more):
    return actions.index(
        "plan.task",
        key,
        title=title,
        body=body,
        url=f"/nhiem-vu/{key}/",
        agencies=agencies,
        **{"visible_from": at, **more},
    )


def keys(text, at, agencies=STAFF, **options):
    return [hit.key for hit in queries.find(text, agencies=agencies, at=at, **options)]


WORDS = [
    ("duong sat", "Đường sắt Lào Cai – Hà Khẩu"),
    ("ĐƯỜNG SẮT", "Đường sắt Lào Cai – Hà Khẩu"),
    ("khau", "Cửa khẩu"),
    ("Đường", "đường biên giới"),
    ("dat", "Đất và người"),
    ("老街", "中国老街省"),
    ("ລາວ", "ສປປ ລາວ ແລະ ວຽດນາມ"),
    ("라오", "라오까이 성"),
    ("hoá", "văn hóa"),
    ("hóa", "văn hoá"),
    ("uỷ ban", "Ủy ban nhân dân"),
    ("đối ngoại", "đối ngoại"),
    ("bien gi", "biên giới"),
    ("09/2017", "Nghị quyết 09/2017/NQ-HĐND"),
    ("yunnan", "Tỉnh Vân Nam (Yunnan)"),
]


@pytest.mark.parametrize(("asked", "written"), WORDS)
def test_it_is_found_however_it_was_typed(at, asked, written):
    put(at, "1", written)
    put(at, "2", "Việc khác hẳn")
    assert keys(asked, at) == ["1"]


def test_all_words_must_be_there_in_title_or_body(at):
    put(at, "1", "Hội chợ biên giới", body="tổ chức tại Hà Khẩu")
    assert keys("hội chợ hà khẩu", at) == ["1"]
    assert keys("hội chợ mường khương", at) == []


def test_exact_tones_come_first_then_the_title_then_the_newest(at):
    put(at, "other tones", "Dối trá", visible_from=at)
    put(at, "in body", "Một việc", body="đối tác", visible_from=at)
    put(at, "older", "Đối tác cũ", visible_from=at - timedelta(days=9))
    put(at, "newer", "Đối tác mới", visible_from=at - timedelta(days=1))
    assert keys("đối", at) == ["newer", "older", "in body", "other tones"]
    assert keys("dối", at)[0] == "other tones"


def test_a_row_of_one_agency_is_not_found_nor_counted_by_another(at):
    put(at, "own", "Hội nghị của sở", agencies=["so-ngv"])
    put(at, "shared", "Hội nghị chung", agencies=["so-ct", "so-ngv"])
    put(at, "others", "Hội nghị kín của cơ quan khác", agencies=["cong-an-tinh"])
    put(at, "all", "Hội nghị của cả nhà")
    assert set(keys("hội nghị", at)) == {"own", "shared", "all"}
    assert queries.count("hội nghị", agencies=STAFF, at=at) == {"plan.task": 3}
    assert queries.count("hội nghị", agencies=(), at=at) == {"plan.task": 1}
    assert queries.count("hội nghị", agencies=None, at=at) == {"plan.task": 4}


def test_a_row_under_embargo_is_not_found_nor_counted_before_its_hour(at):
    put(at, "1", "Thông cáo", visible_from=at + timedelta(hours=1))
    assert keys("thông cáo", at, agencies=None) == []
    assert queries.count("thông cáo", agencies=None, at=at) == {}
    assert keys("thông cáo", at + timedelta(hours=1)) == ["1"]


def test_the_search_can_be_narrowed_to_a_kind_and_a_year(at):
    put(at, "1", "Hội nghị", year=2022)
    put(at, "2", "Hội nghị", year=2023)
    assert keys("hội nghị", at, year=2022) == ["1"]
    assert keys("hội nghị", at, kind="agencies.agency") == []
    assert queries.count("hội nghị", agencies=None, at=at, year=2023) == {"plan.task": 1}


def test_indexing_twice_is_indexing_once_and_the_last_words_hold(at):
    put(at, "1", "Hội chợ", agencies=["so-ngv", "so-ct"])
    put(at, "1", "Hội chợ", agencies=["so-ngv", "so-ct"])
    assert (Row.objects.count(), RowAgency.objects.count()) == (1, 2)
    put(at, "1", "Triển lãm", agencies=["so-ngv"])
    assert keys("hội chợ", at) == []
    assert keys("triển lãm", at) == ["1"]
    assert [row.agency for row in RowAgency.objects.all()] == ["so-ngv"]


def test_what_is_removed_is_not_found_any_more(at):
    put(at, "1", "Hội chợ")
    assert actions.remove("plan.task", "1")
    assert not actions.remove("plan.task", "1")
    assert keys("hội chợ", at) == []


@given(st.text(max_size=60))
def test_no_question_whatever_is_an_error(text):
    assert queries.find(text, agencies=STAFF, at=AT) == []


@pytest.mark.parametrize("asked", ['"', "*", "a AND", "NOT", "NEAR(", "title:", "-", "(", "'; DROP", "a:*", "^a", "\0"])
def test_signs_that_mean_something_to_a_database_are_only_signs(at, asked):
    put(at, "1", "Hội chợ")
    assert keys(asked, at) == []
    assert keys(f"chợ {asked} ", at) in (["1"], [])


def test_one_page_of_results_costs_one_query_whatever_it_holds(at, django_assert_num_queries):
    for number in range(3):
        put(at, str(number), "Hội chợ", agencies=["so-ngv"])
    with django_assert_num_queries(1):
        assert len(keys("hội", at)) == 3
    with django_assert_num_queries(1):
        assert len(keys("hội", at, limit=1)) == 1


def test_the_hit_shows_where_the_words_stand(at):
    put(at, "1", "Hội chợ <b>", body="tại Hà Khẩu")
    [hit] = queries.find("cho", agencies=None, at=at)
    assert [(piece.text, piece.is_hit) for piece in hit.title] == [("Hội ", False), ("chợ", True), (" <b>", False)]
    assert hit.url == "/nhiem-vu/1/"
    assert "plan.task 1" in str(Row.objects.get())


def test_a_rebuild_brings_the_search_back_to_what_the_rooms_hold(at, monkeypatch, capsys):
    monkeypatch.setattr(registry, "_sources", {})
    found = [registry.Found("plan.task", "1", "Hội chợ", "", "/nhiem-vu/1/", None, at, 2022)]
    registry.register_source("plan.task", label="Nhiệm vụ", rows=lambda: found)
    put(at, "gone", "Hội chợ cũ")
    Row.objects.filter(key="1").update(title="sai")
    call_command("search", "rebuild")
    assert keys("hội chợ", at) == ["1"]
    assert capsys.readouterr().out == "plan.task: 1\n"


def test_a_rebuild_that_finds_all_in_order_costs_three_queries(at, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(registry, "_sources", {})
    found = [registry.Found("t", str(n), f"Hội chợ {n}", "", "/", ("so-ngv", "so-ct"), at) for n in range(9)]
    registry.register_source("t", label="Nhiệm vụ", rows=lambda: found)
    assert actions.rebuild("t") == 9
    with django_assert_num_queries(3):
        actions.rebuild("t")
    found[3:] = [registry.Found("t", "3", "Hội chợ 3", "", "/", ("so-ngv",), at)]
    assert actions.rebuild("t") == 4
    assert set(keys("hội chợ", at, agencies=("so-ct",))) == {"0", "1", "2"}


@pytest.mark.django_db(transaction=True)
def test_the_index_follows_rows_changed_behind_its_back(at):
    put(at, "1", "Hội chợ")
    Row.objects.all().delete()
    put(at, "2", "Hội chợ")
    assert keys("hội chợ", at) == ["2"]
    actions.refill_index()
    assert keys("hội chợ", at) == ["2"]
