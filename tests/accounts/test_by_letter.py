"""A lost password by letter, where letters can leave."""

import re

import pytest
from django.core.cache import cache

from doingoai.accounts.actions import create_person, give_one_time_password
from doingoai.mail.models import Letter
from tests.accounts.codes import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls_with_everything")]

LOST, NEW = "/tai-khoan/quen-mat-khau/", "hoa lê trắng bên hiên nhà cũ"


@pytest.fixture
def person(at):
    cache.clear()
    made = create_person("ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn", at=at)
    give_one_time_password(made)
    return made


def link():
    return re.search(r"http://testserver(/\S+)", Letter.objects.get().body_text)[1]


def test_the_link_of_the_letter_opens_once_and_the_second_factor_is_still_asked_for(client, person):
    give_app(person)
    html = client.post(LOST, {"email": "Binh@Example.vn"}, follow=True).content.decode()
    assert "Thư đang trên đường" in html
    letter = Letter.objects.get()
    assert letter.subject == "doingoai: đặt lại mật khẩu"
    assert "tên đăng nhập ly.mau.binh" in letter.body_text
    page = client.get(link(), follow=True)
    action = page.redirect_chain[-1][0]
    weak = dict.fromkeys(("password1", "password2"), "laocai2022laocai")
    assert "dễ bị đoán" in client.post(action, weak).content.decode()
    client.post(action, {"password1": NEW, "password2": NEW})
    assert "_auth_user_id" not in client.session
    person.refresh_from_db()
    assert not person.must_change_password
    assert "quá hạn" in type(client)().get(link(), follow=True).content.decode()
    answer = client.post("/tai-khoan/dang-nhap/", {"login": "ly.mau.binh", "password": NEW})
    assert answer["Location"] == "/tai-khoan/dang-nhap/ma/"


def test_an_address_that_nobody_bears_is_answered_alike_and_gets_no_letter(client, person):
    answer = client.post(LOST, {"email": "la@example.vn"}, follow=True)
    assert "Thư đang trên đường" in answer.content.decode()
    assert not Letter.objects.exists()
