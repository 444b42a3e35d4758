from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from doingoai.accounts.models import Person
from doingoai.agencies.models import RoleGrant
from doingoai.audit.models import Entry
from tests.agencies.builders import agency, person

pytestmark = pytest.mark.django_db


def told(*words, **options):
    out = StringIO()
    call_command("person", *words, stdout=out, **options)
    return out.getvalue().strip()


def test_an_account_is_made_and_its_password_told_once():
    line = told("create", "ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn")
    somebody = Person.objects.get(username="ly.mau.binh")
    assert (somebody.name, somebody.email, somebody.must_change_password) == ("Lý Mẫu Bình", "binh@example.vn", True)
    assert somebody.check_password(line.rpartition(" ")[2])
    assert not RoleGrant.objects.exists()


def test_an_account_may_come_with_its_role_and_all_is_on_the_record():
    agency()
    told("create", "ly.mau.binh", "--name", "Lý Mẫu Bình", "--agency", "so-ngv", "--role", "head")
    grant = RoleGrant.objects.get()
    assert (grant.person.username, grant.agency.slug, grant.role) == ("ly.mau.binh", "so-ngv", "head")
    assert list(Entry.objects.order_by("pk").values_list("verb", "person")) == [
        ("add_person", None),
        ("grant_role", None),
    ]


def test_a_role_without_an_agency_is_refused():
    for half in (("--agency", "so-ngv"), ("--role", "head")):
        with pytest.raises(CommandError, match="Ghi cả --agency và --role"):
            told("create", "ly.mau.binh", *half)
    assert not Person.objects.exists()


def test_an_unknown_agency_is_refused_with_those_that_come_near():
    agency()
    with pytest.raises(CommandError, match=r"Không có cơ quan ngoai vu\. Gần giống: so-ngv\."):
        told("create", "ly.mau.binh", "--agency", "ngoai vu", "--role", "head")
    with pytest.raises(CommandError, match=r"Không có cơ quan xyz\. .*role list --agencies"):
        told("create", "ly.mau.binh", "--agency", "xyz", "--role", "head")
    assert not Person.objects.exists()


def test_a_lost_password_is_replaced_and_that_is_on_the_record():
    told("create", "ly.mau.binh")
    password = told("password", "Ly.Mau.Binh").rpartition(" ")[2]
    assert Person.objects.get().check_password(password)
    assert Entry.objects.order_by("-pk").first().verb == "renew_password"


def test_a_taken_name_or_address_is_refused_in_one_line():
    told("create", "ly.mau.binh", email="binh@example.vn")
    with pytest.raises(CommandError, match=r"Tên đăng nhập ly\.mau\.binh đã có người dùng"):
        told("create", "ly.mau.binh")
    with pytest.raises(CommandError, match="là của một tài khoản khác"):
        told("create", "khac", email="binh@example.vn")


def test_an_unknown_or_closed_account_is_refused_in_one_line():
    with pytest.raises(CommandError, match=r"Không có tài khoản ai\.do"):
        told("password", "ai.do")
    person(is_active=False)
    with pytest.raises(CommandError, match="Tài khoản đang khóa"):
        told("password", "ly.mau.binh")
