"""`doingoai law` at the terminal."""

import pytest
from django.core.management import CommandError, call_command

from doingoai.law.models import LegalRule

pytestmark = pytest.mark.django_db


def said(capsys, *words):
    call_command("law", *words)
    return capsys.readouterr().out


def test_the_rules_are_loaded_and_counted(capsys):
    assert said(capsys, "load") == f"{LegalRule.objects.count()} quy định\n"
    assert LegalRule.objects.exists()


def test_the_rule_of_a_day_is_shown_with_its_place_its_mark_and_its_day(capsys):
    call_command("law", "load")
    out = said(capsys, "show", "ttdn-bao-cao-nam-bo", "--on", "2022-02-01")
    assert "khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT" in out
    assert "hiệu lực từ 22/4/2019 đến 28/02/2025; chưa kiểm" in out
    assert "Năm 2022: ngày cuối là 29/11/2022" in out
    assert "Nơi nhận: Bộ Thông tin và Truyền thông" in out


def test_days_of_data_are_shown_from_the_year_before(capsys):
    call_command("law", "load")
    out = said(capsys, "show", "pn-ky-so-lieu", "--on", "2026-11-23")
    assert "Năm 2026: từ 15/12/2025 đến 14/12/2026" in out
    assert "đã kiểm" in out


def test_today_is_meant_where_no_day_is_given(capsys):
    call_command("law", "load")
    assert "Họp báo thường kỳ" in said(capsys, "show", "pn-hop-bao-dinh-ky")


def test_a_day_without_a_rule_is_told_with_the_way_on():
    with pytest.raises(CommandError, match="Không có quy định về pn-bao-cao-nam vào ngày 01/02/2022"):
        call_command("law", "show", "pn-bao-cao-nam", "--on", "2022-02-01")


def test_rules_that_cannot_be_read_are_told_in_one_line(tmp_path):
    (tmp_path / "hong.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(CommandError, match=r"hong\.yaml: không đọc được"):
        call_command("law", "load", "--folder", str(tmp_path))
    assert not LegalRule.objects.exists()
