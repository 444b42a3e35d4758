"""The rules as the files write them down; what the shipped files say."""

from datetime import date

import pytest
import yaml

from doingoai.law.actions import RULES
from doingoai.law.domain import Quality, clash, data_days, fixed_day, ruling
from doingoai.law.read import RulesError, read_rules

ENTRY = {
    "code": "thu-han",
    "matter": "thu",
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


@pytest.mark.parametrize("matter", sorted({rule.matter for rule in SHIPPED}))
def test_each_matter_has_its_rule_in_both_sets_or_came_with_the_second(matter):
    old, new = shipped(matter, BEFORE), shipped(matter, SINCE)
    assert new is not None
    assert (old is None) == (matter in {"pn-bao-cao-nam", "pn-ky-so-lieu"})


def test_no_day_has_two_rules_of_one_matter_and_none_is_lost_between_two():
    assert clash(SHIPPED) is None
    for rule in SHIPPED:
        if rule.valid_to:
            following = date.fromordinal(rule.valid_to.toordinal() + 1)
            assert shipped(rule.matter, following) is not None, rule.code


def test_only_what_was_read_in_full_and_binds_a_province_is_called_verified():
    verified = {rule.code for rule in SHIPPED if rule.verified}
    assert verified == {
        "pn2017-hop-bao-3-thang",
        "pn2026-hop-bao-3-thang",
        "pn2026-bao-cao-nam",
        "pn2026-chot-so-lieu",
        "ttdn-so-ket-tong-ket",
        "ttdn-ke-hoach-du-toan-nam",
    }
    sure = {Quality.CODIFIED, Quality.SIGNED}
    assert all(rule.source_quality in sure for rule in SHIPPED if rule.verified)


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
