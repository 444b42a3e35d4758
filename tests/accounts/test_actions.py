import re
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from doingoai.accounts.actions import (
    EmailTaken,
    NameTaken,
    choose_language,
    choose_theme,
    close_account,
    create_person,
    give_one_time_password,
    reopen_account,
)
from doingoai.accounts.models import Person, Theme

pytestmark = pytest.mark.django_db


def test_a_new_account_opens_to_nobody_until_a_password_is_given(at: datetime):
    person = create_person("ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn", at=at)
    assert not person.has_usable_password()
    assert person.date_joined == at
    assert (str(person), person.get_full_name(), person.get_short_name()) == ("Lý Mẫu Bình", "Lý Mẫu Bình", "Bình")


def test_a_sign_in_name_belongs_to_one_person(at):
    create_person("ly.mau.binh", name="Lý Mẫu Bình", at=at)
    with pytest.raises(NameTaken, match=r"ly\.mau\.binh"):
        create_person("ly.mau.binh", name="Người khác", at=at)
    assert Person.objects.count() == 1


def test_capital_letters_make_no_other_sign_in_name(at):
    create_person("ly.mau.binh", name="Lý Mẫu Bình", at=at)
    with pytest.raises(NameTaken):
        create_person("Ly.Mau.Binh", name="Người khác", at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(username="LY.MAU.BINH", name="Người khác")


def test_an_address_belongs_to_one_person_and_no_address_to_many(at):
    create_person("ly.mau.binh", name="Lý Mẫu Bình", email="binh@example.vn", at=at)
    with pytest.raises(EmailTaken, match="của một tài khoản khác"):
        create_person("khac", name="Người khác", email="Binh@Example.vn", at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(username="khac", name="Người khác", email="BINH@example.vn")
    create_person("mot", name="Một", at=at)
    create_person("hai", name="Hai", at=at)
    assert Person.objects.count() == 3


def test_an_account_is_closed_and_opened_again_with_its_password(at):
    person = create_person("ly.mau.binh", name="Lý Mẫu Bình", at=at)
    password = give_one_time_password(person)
    close_account(person)
    assert not Person.objects.get().is_active
    reopen_account(person)
    assert Person.objects.get().is_active
    assert Person.objects.get().check_password(password)


def test_a_sample_person_is_marked_as_such(at):
    assert create_person("mau", name="Mẫu", demo=True, at=at).is_demo


def test_a_one_time_password_is_read_from_paper_without_doubt(at):
    person = create_person("ly.mau.binh", name="Lý Mẫu Bình", at=at)
    passwords = {give_one_time_password(person) for _ in range(3)}
    assert len(passwords) == 3
    for password in passwords:
        assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){4}", password)
        assert not set(password) & set("01ijlo")


def test_only_the_last_one_time_password_opens_and_it_must_be_changed(at):
    person = create_person("ly.mau.binh", name="Lý Mẫu Bình", at=at)
    first, last = give_one_time_password(person), give_one_time_password(person)
    person.refresh_from_db()
    assert person.must_change_password
    assert not person.check_password(first)
    assert person.check_password(last)


def test_the_ground_and_the_language_are_kept(at):
    person = create_person("ly.mau.binh", name="Lý Mẫu Bình", at=at)
    choose_theme(person, Theme.DARK)
    choose_language(person, "en")
    person.refresh_from_db()
    assert (person.theme, person.language) == ("dark", "en")
