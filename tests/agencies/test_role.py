from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from doingoai.agencies.domain import Role
from doingoai.agencies.models import RoleGrant
from doingoai.audit.models import Entry
from doingoai.dates import office
from tests.agencies.builders import agency, granted, person

pytestmark = pytest.mark.django_db


def told(*words):
    out = StringIO()
    call_command("role", *words, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def somebody():
    agency()
    return person()


def test_a_role_is_given_and_ended_and_both_are_on_the_record(somebody, today):
    assert told("give", "ly.mau.binh", "so-ngv", "editor") == "Lý Mẫu Bình: cán bộ ở Sở Ngoại vụ, từ hôm nay."
    grant = RoleGrant.objects.get(person=somebody)
    assert (grant.role, grant.valid_from, grant.granted_by) == ("editor", today, None)
    assert told("end", "ly.mau.binh", "so-ngv", "editor") == "Lý Mẫu Bình: hết vai trò cán bộ ở Sở Ngoại vụ."
    grant.refresh_from_db()
    assert grant.valid_to == today - timedelta(days=1)
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["grant_role", "end_role"]


def test_a_role_ends_on_the_day_told(somebody, today):
    last = today + timedelta(days=30)
    told("give", "ly.mau.binh", "so-ngv", "head")
    told("end", "ly.mau.binh", "so-ngv", "head", "--on", office(last))
    assert RoleGrant.objects.get().valid_to == last


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("give", "ai.do", "so-ngv", "head"), r"Không có tài khoản ai\.do"),
        (("give", "ly.mau.binh", "xyz", "head"), "Không có cơ quan xyz"),
        (("give", "ly.mau.binh", "so-ngv", "king"), "invalid choice"),
        (("end", "ly.mau.binh", "so-ngv", "head"), "Lý Mẫu Bình không có vai trò thủ trưởng ở Sở Ngoại vụ"),
        (("end", "ly.mau.binh", "so-ngv", "coordinator"), "Đây là điều phối viên cuối cùng"),
        (("end", "ly.mau.binh", "so-ngv", "coordinator", "--on", "mai"), "“mai” không phải một ngày"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(somebody, words, answer):
    granted(somebody, Role.COORDINATOR)
    with pytest.raises(CommandError, match=answer):
        told(*words)
    assert not Entry.objects.exists()


def test_the_list_tells_who_has_which_role_today(somebody, today):
    granted(somebody, Role.EDITOR, valid_to=today)
    granted(somebody, Role.HEAD, valid_to=today - timedelta(days=1))
    granted(person("khoa", "Khóa", is_active=False), Role.HEAD)
    assert told("list").splitlines() == [
        "so-ngv\tkhoa\thead\tđã khóa",
        f"so-ngv\tly.mau.binh\teditor\thết {office(today)}",
    ]


def test_the_keys_of_the_agencies_of_today_can_be_listed(somebody, today):
    agency("so-cu", "Sở Cũ", valid_to=today - timedelta(days=1))
    assert told("list", "--agencies") == "so-ngv\tSở Ngoại vụ"
