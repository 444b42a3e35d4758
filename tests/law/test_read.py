"""The rules as the files write them down; what the shipped files say."""

from datetime import date

import pytest
import yaml

from doingoai.law.actions import RULES
from doingoai.law.domain import Op, Quality, Unit, clash, data_days, fixed_day, ruling
from doingoai.law.read import RulesError, read_rules

ENTRY = {
    "code": "thu-han",
    "matter": "thu",
    "kind": "deadline",
    "title": "Hạn thử",
    "document": {"number": "01/2022/NĐ-CP", "date": "2022-01-05"},
    "article": 3,
    "requirement": "Gửi\n  trước 30/11.",
    "amount": "11-30",
    "unit": "fixed_date",
    "op": "before",
    "who": "Tỉnh",
    "addressee": None,
    "valid_from": "2022-02-01",
    "valid_to": None,
    "source_quality": "codified_text",
    "verified": True,
}


@pytest.fixture
def written(tmp_path):
    """A folder with one file of these entries."""

    def write(*entries):
        (tmp_path / "thu.yaml").write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
        return tmp_path

    return write


def test_an_entry_becomes_a_rule(written):
    [rule] = read_rules(written(ENTRY))
    assert (rule.article, rule.requirement, rule.addressee, rule.note) == ("3", "Gửi trước 30/11.", "", "")
    assert (rule.issued_on, rule.valid_from) == (date(2022, 1, 5), date(2022, 2, 1))


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"code": "Có dấu"}, "mã chỉ gồm"),
        ({"amount": "30/11"}, "không hiểu ngày “30/11”"),
        ({"amount": "11-31"}, "không hiểu ngày"),
        ({"amount": "12-15..12-14"}, "không hiểu ngày"),
        ({"amount": "11-30", "op": "none"}, "không hiểu ngày"),
        ({"valid_to": "2022-01-31"}, "trước ngày có hiệu lực"),
        ({"source_quality": "memory"}, "chỉ ghi đã kiểm khi đã đọc"),
        ({"source_quality": "hearsay"}, "thiếu hoặc sai"),
        ({"unit": "moons"}, "thiếu hoặc sai"),
        ({"unit": "days", "op": "within"}, "không phải là số của đơn vị “days”"),
        ({"kind": "wish"}, "thiếu hoặc sai"),
        ({"alarms": ["soon"]}, "thiếu hoặc sai"),
        ({"document": None}, "thiếu hoặc sai"),
        ({"valid_from": "soon"}, "thiếu hoặc sai"),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_its_rule(written, changes, because):
    with pytest.raises(RulesError, match=rf"thu\.yaml: .*{because}"):
        read_rules(written(ENTRY | changes))


def test_what_is_missing_is_told(written):
    with pytest.raises(RulesError, match=r"thu\.yaml: thu-han: thiếu hoặc sai 'op'"):
        read_rules(written({name: value for name, value in ENTRY.items() if name != "op"}))
    with pytest.raises(RulesError, match=r"thu\.yaml: mục 1: thiếu hoặc sai"):
        read_rules(written("một câu"))


def test_one_code_stands_once(written):
    with pytest.raises(RulesError, match="mã thu-han có hai lần"):
        read_rules(written(ENTRY, ENTRY))


@pytest.mark.parametrize("text", ["a: [", "a: b", "\ufffe\x00"])
def test_a_file_that_is_no_list_is_refused(tmp_path, text):
    (tmp_path / "thu.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=r"thu\.yaml: "):
        read_rules(tmp_path)


def test_a_rule_without_an_amount_is_read_and_has_none(written):
    assert read_rules(written(ENTRY | {"amount": None}))[0].amount is None


SHIPPED = read_rules(RULES)
BEFORE, SINCE = date(2022, 2, 1), date(2026, 7, 1)


def shipped(matter, day):
    return ruling(SHIPPED, matter, day)


@pytest.mark.parametrize(("day", "least"), [(BEFORE, 100), (SINCE, 115)])
def test_each_of_the_two_sets_is_whole(day, least):
    assert sum(rule.holds(day) for rule in SHIPPED) >= least


def test_what_both_decrees_on_statements_ask_is_found_by_its_matter_on_either_side():
    for matter in (
        "pn-dot-xuat",
        "pn-hop-bao-dinh-ky",
        "bc-tra-loi-tren-bao",
        "nn-hoat-dong-tai-tinh",
    ):
        old, new = shipped(matter, BEFORE), shipped(matter, SINCE)
        assert old.document != new.document, matter
        assert old.valid_to == date(2026, 6, 30), matter
        assert new.valid_from == SINCE, matter


# What stood in Decree 42/2022, between this one and that of 2026, was not read.
BEFORE_42_2022 = "43/2011/NĐ-CP"


def test_no_day_has_two_rules_of_one_matter_and_none_is_lost_between_two():
    assert clash(SHIPPED) is None
    for rule in SHIPPED:
        if rule.valid_to and shipped(rule.matter, SINCE) and rule.document != BEFORE_42_2022:
            following = date.fromordinal(rule.valid_to.toordinal() + 1)
            assert shipped(rule.matter, following) is not None, rule.code


DOUBTED = (
    "lbc2025-",
    "bmnn2025-",
    "bmnn2026-bao-cao-nam",
    "cong2022-nd42",
    "ttdn-bo-",
    "ttdn-tinh-ke-hoach-22-2016",
    "ttdn-khong-gian-mang",
    "nd237-cai-chinh-giu",
)
END_NOT_SEEN = {"04/2014/TT-BTTTT", "26/2020/NĐ-CP", "47/2020/NĐ-CP", "24/2011/TT-BTTTT", "26/2020/TT-BTTTT"}


def test_only_what_was_read_in_full_and_is_not_in_doubt_is_called_verified():
    verified = [rule for rule in SHIPPED if rule.verified]
    assert len(verified) > 100
    assert {rule.source_quality for rule in verified} == {Quality.CODIFIED, Quality.SIGNED}
    assert [rule.code for rule in verified if rule.code.startswith(DOUBTED) or rule.document in END_NOT_SEEN] == []
    since_148 = [rule.code for rule in verified if rule.document == "72/2015/NĐ-CP" and rule.holds(SINCE)]
    assert since_148 == []
    assert all(rule.note for rule in SHIPPED if rule.code.startswith(DOUBTED))


def test_a_number_that_could_not_be_read_is_left_out():
    lost = {rule.code for rule in SHIPPED if rule.amount is None and rule.unit is not Unit.NONE}
    assert lost == {"nd237-cai-chinh-giu", "bmnn2026-bao-cao-nam"}


def test_every_unit_and_every_way_of_counting_that_the_law_uses_is_there():
    used = {(rule.op, rule.unit) for rule in SHIPPED}
    assert {op for op, _unit in used} == set(Op)
    assert {unit for _op, unit in used} == set(Unit) - {Unit.QUARTERS, Unit.YEARS}


@pytest.mark.parametrize("matter", ["ttdn-bao-cao-nam", "ttdn-bao-cao-nam-bo", "ttdn-ke-hoach-can-cu"])
def test_the_ministry_that_is_reported_to_changes_on_the_first_of_march_2025(matter):
    last, first = shipped(matter, date(2025, 2, 28)), shipped(matter, date(2025, 3, 1))
    assert (last.addressee, first.addressee) == ("Bộ Thông tin và Truyền thông", "Bộ Văn hóa, Thể thao và Du lịch")
    assert not first.verified
    assert "43/2025" in first.note


def test_the_dates_of_both_sets():
    assert fixed_day(shipped("ttdn-bao-cao-nam-bo", BEFORE), 2022) == date(2022, 11, 29)
    assert fixed_day(shipped("pn-bao-cao-nam", SINCE), 2026) == date(2026, 12, 19)
    for year in (2022, 2026):
        days = data_days(shipped("cdbc-so-lieu-nam", date(year, 12, 31)), year)
        assert (days.start, days.end) == (date(year - 1, 12, 15), date(year, 12, 14))
        assert data_days(shipped("cdbc-so-lieu-6-thang", date(year, 6, 30)), year).end == date(year, 6, 14)


def test_press_conferences_are_three_months_apart_at_most_under_either_decree():
    rules = [shipped("pn-hop-bao-dinh-ky", day) for day in (BEFORE, SINCE)]
    assert [(r.amount, r.document) for r in rules] == [("3", "09/2017/NĐ-CP"), ("3", "244/2026/NĐ-CP")]


def test_every_rule_fits_its_row():
    assert all(len(rule.note) <= 300 and len(rule.title) <= 200 for rule in SHIPPED)
