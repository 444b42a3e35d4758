"""Rules are brought in, corrected and vouched for; none is lost, and no mark outlives the text it was set on."""

import shutil
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from doingoai.agencies.domain import Role
from doingoai.agencies.queries import Actor
from doingoai.audit.models import Entry
from doingoai.law.actions import RULES, MayNotVerify, load_rules, unverify_rule, verify_rule
from doingoai.law.models import LegalRule
from doingoai.law.read import RulesError
from tests.ops.builders import agency, person

pytestmark = pytest.mark.django_db

CODE = "ttdn-bo-bao-cao-3011"


@pytest.fixture
def folder(tmp_path):
    """The shipped rules, to be changed."""
    return shutil.copytree(RULES, tmp_path / "rules")


def acting(*roles):
    return Actor(person(*roles, username="-".join(roles)), agency(), frozenset(roles))


def rewrite(folder, before, after):
    file = folder / "thong-tin-doi-ngoai.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def as_they_stand():
    return list(LegalRule.objects.order_by("pk").values())


def test_loading_twice_changes_nothing(at):
    count = load_rules(at=at)
    once = as_they_stand()
    assert load_rules(at=at) == count == len(once)
    assert as_they_stand() == once
    assert Entry.objects.filter(verb="load_rules").count() == 2


def test_a_correction_reaches_the_row_and_nothing_is_ever_deleted(at, folder):
    load_rules(folder, at=at)
    count = LegalRule.objects.count()
    (folder / "phat-ngon.yaml").unlink()
    rewrite(folder, "Hạn báo cáo năm của bộ, ngành", "Hạn của bộ")
    load_rules(folder, at=at)
    assert LegalRule.objects.count() == count
    assert LegalRule.objects.get(code=CODE).title == "Hạn của bộ"


def test_a_person_s_mark_stays_as_long_as_the_text_does(at, folder):
    load_rules(folder, at=at)
    by, rule = acting(Role.COORDINATOR), LegalRule.objects.get(code=CODE)
    verify_rule(rule, by=by, at=at)
    rewrite(folder, "note: Hạn đặt cho bộ, ngành; tạm dùng", "note: Hạn của bộ, ngành; tạm dùng")
    load_rules(folder, at=at + timedelta(days=1))
    rule.refresh_from_db()
    assert (rule.verified, rule.verified_by, rule.verified_at) == (True, by.person, at)
    rewrite(folder, "trước ngày 30/11, theo hai mẫu", "trước ngày 30/11 hằng năm, theo hai mẫu")
    load_rules(folder, at=at + timedelta(days=2))
    rule.refresh_from_db()
    assert (rule.verified, rule.verified_by, rule.verified_at) == (False, None, None)
    assert Entry.objects.filter(verb="load_rules").order_by("-pk")[0].after == {"to_check_again": [CODE]}


def test_a_mark_that_a_person_took_away_does_not_come_back_with_the_same_text(at):
    load_rules(at=at)
    rule = LegalRule.objects.get(code="ttdn-so-ket-tong-ket")
    assert rule.verified
    unverify_rule(rule, by=acting(Role.ADMINISTRATOR), at=at)
    load_rules(at=at)
    rule.refresh_from_db()
    assert not rule.verified


def test_two_rules_of_one_matter_on_one_day_are_refused_and_nothing_is_changed(at, folder):
    load_rules(folder, at=at)
    before = as_they_stand()
    rewrite(folder, "valid_to: 2025-02-28", "valid_to: null")
    with pytest.raises(RulesError, match="cùng có hiệu lực trong một ngày"):
        load_rules(folder, at=at)
    assert as_they_stand() == before


def test_a_row_that_left_the_files_still_counts_against_a_new_one(at, folder):
    load_rules(folder, at=at)
    rewrite(folder, f"code: {CODE}\n", "code: ma-moi\n")
    with pytest.raises(RulesError, match=f"{CODE} và ma-moi|ma-moi và {CODE}"):
        load_rules(folder, at=at)


def test_vouching_and_taking_it_back_are_on_record(at):
    load_rules(at=at)
    by, rule = acting(Role.ADMINISTRATOR), LegalRule.objects.get(code=CODE)
    verify_rule(rule, by=by, at=at)
    unverify_rule(rule, by=by, at=at)
    entries = Entry.objects.filter(object_kind="law.legalrule").order_by("pk")
    assert [(e.verb, e.before, e.after) for e in entries] == [
        ("verify_rule", {"verified": False}, {"verified": True}),
        ("unverify_rule", {"verified": True}, {"verified": False}),
    ]
    assert "khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT" in entries[0].summary


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.ADMINISTRATOR}))
@pytest.mark.parametrize("act", [verify_rule, unverify_rule])
def test_nobody_else_vouches(at, role, act):
    load_rules(at=at)
    rule = LegalRule.objects.get(code=CODE)
    with pytest.raises(MayNotVerify, match="Chỉ điều phối viên hoặc quản trị viên"):
        act(rule, by=acting(role), at=at)
    assert not Entry.objects.filter(object_kind="law.legalrule").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "pn2026-bao-cao-nam"},
        {"amount": ""},
        {"valid_from": "2022-02-01", "valid_to": "2022-01-31"},
        {"verified_at": "2022-02-01T08:00:00+07:00"},
    ],
)
def test_a_wrong_row_cannot_be_stored(at, wrong):
    load_rules(at=at)
    rows = LegalRule.objects.filter(code=CODE)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**wrong)
