"""Keys, hashes and what is enciphered: made by chance, strong enough, and of no use once they were touched."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter as factors
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.core.mail.backends.smtp import EmailBackend
from django.utils.http import int_to_base36

from doingoai.accounts.actions import create_person, give_one_time_password
from doingoai.accounts.adapter import _ciphers
from doingoai.accounts.models import Person
from doingoai.mail.models import Letter
from doingoai.plan.domain.links import LETTERS, NAME, SECRET
from tests.house.walk import ROOT

pytestmark = pytest.mark.django_db
LOST, NEW = "/tai-khoan/quen-mat-khau/", "hoa lê trắng bên hiên nhà cũ"


def test_passwords_lie_under_argon2id_with_memory_enough():
    person = Person.objects.create_user("a", password=NEW, name="A")
    kind, memory, rounds = re.match(r"argon2\$(argon2id)\$v=19\$m=(\d+),t=(\d+)", person.password).groups()
    assert kind == "argon2id"
    assert int(memory) >= 19 * 1024
    assert int(rounds) >= 2
    assert person.password != Person.objects.create_user("b", password=NEW, name="B").password


def test_secrets_are_made_by_chance_and_long_enough(at):
    person = create_person("a", name="A", at=at)
    assert len({give_one_time_password(person) for _ in range(4)}) == 4
    assert len({generate_totp_secret() for _ in range(30)}) == 30
    assert len(generate_totp_secret()) * 5 >= 128
    assert len(LETTERS) == 32
    assert SECRET * 5 >= 128
    assert NAME * 5 >= 40


def test_what_is_enciphered_and_touched_is_no_secret_any_more():
    box = _ciphers()
    token = box.encrypt(b"secret")
    for place in (10, len(token) // 2, len(token) - 2):
        touched = bytearray(token)
        touched[place] ^= 1
        with pytest.raises(InvalidToken):
            box.decrypt(bytes(touched))
    assert factors().decrypt(token.decode()[:-4] + "AAAA") != "secret"


def test_equal_secrets_do_not_look_alike_when_enciphered():
    assert factors().encrypt("secret") != factors().encrypt("secret")


def test_a_key_of_the_house_that_was_replaced_still_reads_what_it_enciphered(settings):
    token = factors().encrypt("secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key altogether, of more than fifty letters in all, by chance"
    assert factors().decrypt(token) == "secret"
    assert factors().decrypt(factors().encrypt("new")) == "new"
    settings.SECRET_KEY_FALLBACKS = []
    assert factors().decrypt(token) != "secret"


def test_keys_that_were_replaced_come_from_the_environment(tmp_path):
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from doingoai import settings; print(settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS)",
        ],
        env={"DOINGOAI_DATA": str(tmp_path), "DOINGOAI_SECRET_KEY": "new", "DOINGOAI_SECRET_KEY_BEFORE": "old older"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "new ['old', 'older']"


@pytest.fixture
def letter(client, at, settings):
    cache.clear()
    person = create_person("ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn", at=at)
    give_one_time_password(person)
    client.post(LOST, {"email": "binh@example.vn"})
    return re.search(r"http://testserver(/\S+)", Letter.objects.get().body_text)[1]


def opens(client, address):
    page = client.get(address, follow=True)
    return 'name="password1"' in page.content.decode()


everything = pytest.mark.urls("tests.accounts.urls_with_everything")


@everything
def test_a_link_to_set_a_password_is_believed_only_as_it_was_signed(client, letter):
    assert opens(type(client)(), letter)
    head, _dash, key = letter.rstrip("/").rpartition("-")
    for touched in (
        f"{head}-{key[::-1]}/",
        f"{head}-{'0' * len(key)}/",
        letter.replace(head[-3:], "zzz"),
        f"{head}-x/",
    ):
        assert not opens(type(client)(), touched)


@everything
def test_a_link_to_set_a_password_opens_for_an_hour(client, letter, settings):
    assert timedelta(hours=1).total_seconds() == settings.PASSWORD_RESET_TIMEOUT
    assert opens(type(client)(), letter)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not opens(type(client)(), letter)


@everything
def test_a_link_of_one_person_sets_no_password_of_another(client, letter, at):
    other = create_person("khac", name="Khác", email="khac@example.vn", at=at)
    give_one_time_password(other)
    mine, theirs = (int_to_base36(somebody.pk) for somebody in (Person.objects.get(username="ly.mau.binh"), other))
    assert opens(type(client)(), letter)
    assert not opens(type(client)(), letter.replace(f"/{mine}-", f"/{theirs}-"))


@everything
def test_a_token_made_for_something_else_sets_no_password(client, letter):
    person = Person.objects.get(username="ly.mau.binh")
    for salt in ("another.purpose", ""):
        generator = PasswordResetTokenGenerator()
        generator.key_salt = salt
        assert not opens(type(client)(), f"{LOST}{int_to_base36(person.pk)}-{generator.make_token(person)}/")


def test_mail_leaves_only_to_a_server_whose_certificate_holds():
    context = EmailBackend(host="smtp.example.vn", use_tls=True).ssl_context
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"
    assert context.minimum_version.name in {"TLSv1_2", "TLSv1_3"}
