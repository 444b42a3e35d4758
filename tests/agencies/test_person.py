from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from doingoai.accounts.models import Person

pytestmark = pytest.mark.django_db


def told(*words, **options):
    out = StringIO()
    call_command("person", *words, stdout=out, **options)
    return out.getvalue().strip()


def test_an_account_is_made_and_its_password_told_once():
    line = told("create", "ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn")
    person = Person.objects.get(username="ly.mau.binh")
    assert (person.name, person.email, person.must_change_password) == ("Lý Mẫu Bình", "binh@example.vn", True)
    assert person.check_password(line.rpartition(" ")[2])


def test_a_lost_password_is_replaced():
    told("create", "ly.mau.binh")
    password = told("password", "ly.mau.binh").rpartition(" ")[2]
    assert Person.objects.get().check_password(password)


def test_a_taken_name_is_refused_in_one_line():
    told("create", "ly.mau.binh")
    with pytest.raises(CommandError, match=r"Tên đăng nhập ly\.mau\.binh đã có người dùng"):
        told("create", "ly.mau.binh")


def test_an_unknown_name_is_refused_in_one_line():
    with pytest.raises(CommandError, match=r"Không có tài khoản ai\.do"):
        told("password", "ai.do")
