from datetime import timedelta

import pytest

from doingoai.accounts.models import Person
from doingoai.mail import actions, queries

pytestmark = pytest.mark.django_db

NOTICES = "/thong-bao/"


@pytest.fixture
def person(client):
    person = Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình")
    client.force_login(person)
    return person


def notify(person, at, key="1", **words):
    words = {"subject": "Nhắc gửi báo cáo", "body": "Hạn: 15/6/2022.", "url": "/tim/", **words}
    return actions.notify(person, at=at, key=key, **words)


def text(response):
    return response.content.decode()


def test_notices_are_read_by_those_who_are_signed_in(client):
    assert client.get(NOTICES).status_code == 302


def test_without_notices_the_page_says_what_will_be_here(client, person):
    assert "Chưa có thông báo." in text(client.get(NOTICES))


def test_the_bell_and_the_list_tell_what_was_not_read(client, person, at):
    notify(person, at)
    page = text(client.get(NOTICES))
    assert "Nhắc gửi báo cáo" in page
    assert "02/6/2022" in page
    assert "chưa đọc" in page
    assert 'class="btn icon bare bell"' in page
    assert "<b>1</b>" in page


def test_opening_a_notice_marks_it_read_and_leads_to_its_page(client, person, at):
    notice = notify(person, at)
    response = client.post(f"{NOTICES}{notice.pk}/")
    assert response["Location"] == "/tim/"
    assert queries.unread(person) == 0
    assert "chưa đọc" not in text(client.get(NOTICES))


def test_a_notice_without_a_page_leads_back_to_the_list(client, person, at):
    notice = notify(person, at, url="")
    assert client.post(f"{NOTICES}{notice.pk}/")["Location"] == NOTICES


def test_all_are_marked_read_at_once(client, person, at):
    notify(person, at)
    notify(person, at, key="2")
    assert client.post(f"{NOTICES}da-doc/")["Location"] == NOTICES
    assert queries.unread(person) == 0


def test_looking_changes_nothing(client, person, at):
    notice = notify(person, at)
    assert client.get(f"{NOTICES}{notice.pk}/").status_code == 405
    assert client.get(f"{NOTICES}da-doc/").status_code == 405
    client.get(NOTICES)
    assert queries.unread(person) == 1


def test_another_persons_notice_cannot_be_opened(client, person, at):
    other = Person.objects.create(username="other", name="Khác")
    notice = notify(other, at)
    assert client.post(f"{NOTICES}{notice.pk}/").status_code == 404
    assert "Nhắc gửi" not in text(client.get(NOTICES))


def test_many_notices_are_shown_page_by_page(client, person, at):
    for number in range(51):
        notify(person, at + timedelta(minutes=number), key=str(number), subject=f"Việc {number}.")
    first, second = text(client.get(NOTICES)), text(client.get(NOTICES, {"page": "2"}))
    assert "Việc 50." in first
    assert "Việc 0." not in first
    assert "Việc 0." in second
    assert client.get(NOTICES, {"page": "0"}).status_code == client.get(NOTICES, {"page": "x"}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, person, at, django_assert_max_num_queries, rows):
    for number in range(rows):
        notify(person, at, key=str(number))
    with django_assert_max_num_queries(10):
        client.get(NOTICES)
