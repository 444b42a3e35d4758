"""Which rules hold on a day."""

from datetime import date

import pytest

from doingoai.law.actions import load_rules
from doingoai.law.queries import refusal_grounds, rule_for, rules_by_code, rules_of, shown, statement_forms

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(db, at):
    load_rules(at=at)


def test_the_rule_of_a_matter_on_a_day():
    assert rule_for("ttdn-bao-cao-nam", on=date(2022, 6, 30)).addressee == "Bộ Thông tin và Truyền thông"
    assert rule_for("ttdn-bao-cao-nam", on=date(2025, 6, 30)).addressee == "Bộ Văn hóa, Thể thao và Du lịch"
    assert rule_for("ttdn-bao-cao-nam", on=date(2015, 1, 1)) is None
    assert rule_for("khong-co", on=date(2022, 6, 30)) is None


def test_all_rules_of_a_day_or_those_of_some_matters():
    day = date(2022, 6, 30)
    matters = [rule.matter for rule in rules_of(on=day)]
    assert len(matters) == len(set(matters))
    assert "pn-bao-cao-nam" not in matters
    assert [rule.code for rule in rules_of(["ttdn-bao-cao-nam"], on=day)] == ["ttdn-so-ket-tong-ket"]


def test_a_rule_is_found_by_its_code_long_after_it_ended():
    assert set(rules_by_code(["pn2017-hop-bao-3-thang", "khong-co"])) == {"pn2017-hop-bao-3-thang"}


def test_a_rule_is_shown_with_what_it_means_in_the_year():
    rows = rules_of(["ttdn-bao-cao-nam-bo", "cdbc-so-lieu-nam", "pn-hop-bao-dinh-ky"], on=date(2022, 6, 30))
    told = {each.row.matter: (each.area, each.last_day, each.data_days) for each in shown(rows, year=2022)}
    assert told["ttdn-bao-cao-nam-bo"] == ("ttdn", date(2022, 11, 29), None)
    assert told["pn-hop-bao-dinh-ky"] == ("pn", None, None)
    assert told["cdbc-so-lieu-nam"][2].start == date(2021, 12, 15)


def test_grounds_for_refusing_the_press_hold_by_the_day():
    old, new = (refusal_grounds(on=day) for day in (date(2022, 2, 1), date(2026, 11, 23)))
    assert {rule.document for rule in old} == {"103/2016/QH13"}
    assert len(old) == 4
    assert {rule.document for rule in new} == {"126/2025/QH15"}
    assert not any(rule.verified for rule in new)
    assert "bc-tu-choi-du-thao-cho-doi-chieu" not in {rule.matter for rule in new}, "a ground nobody has seen is none"


def test_six_forms_of_a_statement_became_five():
    old, new = (statement_forms(on=day) for day in (date(2022, 2, 1), date(2026, 11, 23)))
    assert (len(old), len(new)) == (6, 5)
    assert old[-1].matter == "pn-hinh-thuc-de-nghi-cai-chinh"
    assert {rule.matter for rule in new} < {rule.matter for rule in old}
