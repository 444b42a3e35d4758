from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from doingoai.accounts.models import Person
from doingoai.mail import actions, queries
from doingoai.mail.domain import host_of, message_id
from doingoai.mail.models import Letter, LetterState, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình")


def notify(person, at, key="remind/part/7", url="/bao-cao/7/"):
    return actions.notify(person, subject="Nhắc gửi báo cáo", body="Hạn: 15/6/2022.", url=url, at=at, key=key)


def test_the_same_reminder_queued_twice_is_one_letter(at):
    first = actions.send("a@b.vn", subject="Nhắc", body="một", at=at, key="k")
    again = actions.send("a@b.vn", subject="Nhắc", body="hai", at=at + timedelta(days=1), key="k")
    assert first == again
    assert Letter.objects.get().body_text == "một"


def test_a_subject_of_several_lines_cannot_smuggle_in_a_header(at):
    letter = actions.send("a@b.vn", subject="Nhắc\nBcc: x@y.vn", body="", at=at, key="k")
    assert letter.subject == "Nhắc Bcc: x@y.vn"
    assert str(letter) == "a@b.vn: Nhắc Bcc: x@y.vn"


def test_a_letter_keeps_its_id_whenever_it_is_asked():
    assert message_id("k", "laocai.gov.vn") == message_id("k", "laocai.gov.vn") != message_id("l", "laocai.gov.vn")
    assert host_of("Sở Ngoại vụ <sngv@laocai.gov.vn>") == "laocai.gov.vn"
    assert host_of("") == "localhost"


def test_a_letter_marked_sent_says_when(at):
    letter = actions.send("a@b.vn", subject="Nhắc", body="", at=at, key="k")
    letter.state = LetterState.SENT
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save()


def test_a_notice_given_twice_is_one_notice_for_each_person(person, at):
    other = Person.objects.create(username="other", name="Khác")
    assert notify(person, at) == notify(person, at + timedelta(hours=1))
    notify(other, at)
    assert Notice.objects.count() == 2
    assert str(Notice.objects.first()) == "Nhắc gửi báo cáo"


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_notice_leads_nowhere_but_into_this_house(person, at, url):
    with pytest.raises(IntegrityError), transaction.atomic():
        notify(person, at, url=url)


@pytest.mark.parametrize(("email", "wants", "letters"), [("an@b.vn", True, 1), ("an@b.vn", False, 0), ("", True, 0)])
def test_who_is_told_gets_a_letter_too_unless_they_want_none_or_have_no_address(person, at, email, wants, letters):
    person.email = email
    actions.choose_mail(person, wants=wants, at=at)
    for _ in range(2):
        actions.tell(person, subject="Nhắc", body="Hạn: 15/6/2022.", url="/bao-cao/7/", at=at, key="k")
    assert Notice.objects.filter(person=person).count() == 1
    assert Letter.objects.count() == letters
    assert all(letter.in_hours and "/bao-cao/7/" in letter.body_text for letter in Letter.objects.all())


def test_the_bell_counts_what_was_not_read(person, at):
    first = notify(person, at, key="1")
    notify(person, at + timedelta(hours=1), key="2")
    notify(person, at + timedelta(hours=2), key="3", url="")
    assert queries.unread(person) == 3
    assert actions.mark_read(person, at=at, notice=first.pk) == 1
    assert queries.unread(person) == 2
    assert actions.mark_read(person, at=at) == 2
    assert queries.unread(person) == 0
    assert [n.key for n in queries.notices(person)] == ["3", "2", "1"]


def test_nobody_reads_the_notice_of_another(person, at):
    notice = notify(person, at)
    other = Person.objects.create(username="other", name="Khác")
    assert actions.mark_read(other, at=at, notice=notice.pk) == 0
    assert queries.unread(person) == 1
