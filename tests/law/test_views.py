"""The pages of the rules."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.law.actions import load_rules
from doingoai.law.models import LegalRule
from tests.ops.builders import person

pytestmark = pytest.mark.django_db

RULES, CODE = "/quy-dinh/", "ttdn-bo-bao-cao-3011"
OLD = "?ngay=01/02/2022"


@pytest.fixture(autouse=True)
def loaded(db, at):
    load_rules(at=at)


@pytest.fixture
def coordinator(client):
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("address", [RULES, f"{RULES}{CODE}/"])
def test_those_who_work_here_read_the_rules_and_nobody_else(client, address):
    assert client.get(address).status_code == 302
    client.force_login(person(username="khach"))
    assert client.get(address).status_code == 403
    client.force_login(person(Role.VIEWER))
    page = text(client.get(address))
    assert "khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT" in page or "Quy định" in page
    assert f'href="{RULES}"' in page
    assert "Ghi là đã kiểm" not in page


def test_the_rules_of_the_day_asked_for_are_shown(client, coordinator):
    old, new = text(client.get(f"{RULES}{OLD}")), text(client.get(f"{RULES}?ngay=2026-11-23"))
    assert "Nghị định 09/2017/NĐ-CP" in old
    assert "khoản 2 Điều 10 Nghị định 244/2026/NĐ-CP" not in old
    assert "khoản 2 Điều 10 Nghị định 244/2026/NĐ-CP" in new
    assert "Nghị định 09/2017/NĐ-CP" not in new
    for words in ("từ 22/4/2019 đến 28/02/2025", "29/11/2022", "15/12/2021 – 14/12/2022", "chưa kiểm"):
        assert words in old
    unchecked = LegalRule.objects.on(date(2022, 2, 1)).filter(verified=False).count()
    assert f"{unchecked} quy định chưa kiểm" in old


def test_the_working_year_gives_the_day_where_none_is_asked_for(client, coordinator, settings):
    settings.WORKING_YEAR = "2022"
    assert "có hiệu lực ngày 31/12/2022" in text(client.get(RULES))
    settings.WORKING_YEAR = "2090"
    assert "có hiệu lực ngày 01/01/2090" in text(client.get(RULES))


def test_a_day_that_is_none_is_told_and_the_usual_one_is_shown(client, coordinator, settings):
    settings.WORKING_YEAR = "2022"
    page = text(client.get(f"{RULES}?ngay=31/02/2022"))
    assert 'role="alert"' in page
    assert "có hiệu lực ngày 31/12/2022" in page


def test_a_day_before_every_rule_says_so(client, coordinator):
    page = text(client.get(f"{RULES}?ngay=01/01/1990"))
    assert "Chưa biết quy định nào của ngày này." in page


def test_a_rule_s_page_says_what_held_at_other_times(client, coordinator):
    page = text(client.get(f"{RULES}{CODE}/"))
    assert f'href="{RULES}{CODE}-2025/"' in page
    assert "tạm dùng cho tỉnh" in page
    assert client.get(f"{RULES}khong-co/").status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_a_rule_is_vouched_for_and_the_mark_is_taken_away_again(client, role):
    somebody = person(role)
    client.force_login(somebody)
    answer = client.post(f"{RULES}{CODE}/kiem/", {"ngay": "01/02/2022"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{RULES}?ngay=01%2F02%2F2022#{CODE}"
    assert "Đã ghi “Hạn báo cáo năm của bộ, ngành” là đã kiểm." in text(answer)
    rule = LegalRule.objects.get(code=CODE)
    assert (rule.verified, rule.verified_by) == (True, somebody)
    answer = client.post(f"{RULES}{CODE}/bo-kiem/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{RULES}{CODE}/"
    assert not LegalRule.objects.get(code=CODE).verified
    assert "Bỏ dấu đã kiểm" in text(answer)
    assert Entry.objects.filter(object_kind="law.legalrule").count() == 2


@pytest.mark.parametrize("door", ["kiem", "bo-kiem"])
def test_a_head_does_not_vouch_and_no_link_does(client, door):
    client.force_login(person(Role.HEAD))
    answer = client.post(f"{RULES}{CODE}/{door}/", follow=True)
    assert "Chỉ điều phối viên hoặc quản trị viên" in text(answer)
    assert client.get(f"{RULES}{CODE}/{door}/").status_code == 405
    assert not Entry.objects.filter(object_kind="law.legalrule").exists()


def test_the_list_asks_no_more_for_three_rules_than_for_one(client, coordinator):
    client.get(RULES)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{RULES}{OLD}")
        return len(queries), sum(len(area.rules) for area in page.context["areas"])

    keep = ["ttdn-so-ket-tong-ket", CODE, "cdbc-chot-so-lieu-nam"]
    LegalRule.objects.exclude(code__in=keep).delete()
    with_three = asked()
    LegalRule.objects.exclude(code=CODE).delete()
    with_one = asked()
    assert (with_one[1], with_three[1]) == (1, 3)
    assert with_one[0] == with_three[0] <= 10


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ("linh_vuc=pn", "pn2017-dot-xuat-24h", CODE),
        ("kiem=chua", CODE, "pn2017-dot-xuat-24h"),
        ("kiem=roi", "pn2017-dot-xuat-24h", CODE),
        ("tim=hop+bao+88/2012", "bcnn2012-hop-bao-02", CODE),
        ("tim=HỌP+BÁO+thuong+ky", "pn2017-hop-bao-3-thang", "bcnn2012-hop-bao-02"),
    ],
)
def test_rules_are_narrowed_by_field_mark_and_words_tones_or_not(client, coordinator, asked, there, gone):
    page = text(client.get(f"{RULES}{OLD}&{asked}"))
    assert f'id="{there}"' in page
    assert f'id="{gone}"' not in page


def test_words_that_no_rule_has_leave_an_empty_page_that_says_so(client, coordinator):
    assert "Chọn ngày khác, bớt từ khóa" in text(client.get(f"{RULES}{OLD}&tim=zzzz"))


def test_a_rule_s_page_counts_a_term_from_the_day_asked_for(client, coordinator):
    page = text(client.get(f"{RULES}pn2017-dot-xuat-24h/?tu=31/01/2022&gio=22:15"))
    assert "22:15 ngày 01/02/2022" in page
    assert "chạy suốt cả đêm, cuối tuần và ngày nghỉ lễ" in page
    page = text(client.get(f"{RULES}{CODE}/?tu=01/01/2022"))
    assert "hết ngày 29/11/2022" in page
    assert 'role="alert"' in text(client.get(f"{RULES}{CODE}/?tu=31/02/2022")) or "error" in text(
        client.get(f"{RULES}{CODE}/?tu=31/02/2022")
    )


@pytest.mark.parametrize("code", ["nd237-cai-chinh-giu", "pn2017-hinh-thuc", "pn2026-chot-so-lieu"])
def test_a_rule_that_counts_no_term_says_why_instead(client, coordinator, code):
    page = text(client.get(f"{RULES}{code}/?tu=01/08/2026"))
    assert "Không chạy đồng hồ" in page
    assert 'class="termdays"' not in page
