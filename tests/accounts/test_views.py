import pytest
from django.urls import reverse

from doingoai.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    somebody = Person.objects.create(username="tran.mau.an", name="Trần Mẫu An")
    client.force_login(somebody)
    return somebody


def test_the_ground_is_kept_and_the_page_comes_back_in_it(client, person):
    response = client.post(
        reverse("account_theme"), {"theme": "dark"}, headers={"Referer": "http://testserver/giao-dien/"}, follow=True
    )
    assert response.redirect_chain == [("http://testserver/giao-dien/", 302)]
    assert 'data-theme="dark"' in response.content.decode()


def test_a_ground_that_changed_by_itself_needs_no_page(client, person):
    response = client.post(reverse("account_theme"), {"theme": "light"}, headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (204, b"")
    person.refresh_from_db()
    assert person.theme == "light"


def test_a_choice_that_does_not_exist_changes_nothing(client, person):
    client.post(reverse("account_theme"), {"theme": "pink"})
    client.post(reverse("account_language"), {"language": "la"})
    person.refresh_from_db()
    assert (person.theme, person.language) == ("auto", "vi")


def test_nobody_is_led_to_another_host_by_a_choice(client, person):
    response = client.post(reverse("account_theme"), {"theme": "dark"}, headers={"Referer": "https://example.com/"})
    assert response["Location"] == "/"


@pytest.mark.parametrize("name", ["account_theme", "account_language"])
def test_a_choice_is_posted_by_somebody_who_signed_in(client, name):
    assert client.get(reverse(name)).status_code == 302
    assert client.post(reverse(name)).status_code == 302


def test_a_choice_is_posted_and_not_fetched(client, person):
    assert client.get(reverse("account_theme")).status_code == 405


def test_the_house_speaks_the_persons_language_and_not_the_browsers(client, person):
    english = {"Accept-Language": "en"}
    response = client.get("/", headers=english)
    assert response["Content-Language"] == "vi"
    assert "Bàn làm việc" in response.content.decode()
    response = client.post(reverse("account_language"), {"language": "en"}, follow=True)
    assert response["Content-Language"] == "en"
    assert '<html lang="en"' in response.content.decode()


def test_strangers_are_spoken_to_in_vietnamese(client):
    response = client.get(reverse("account_login"), headers={"Accept-Language": "en"})
    assert '<html lang="vi"' in response.content.decode()
    assert "Đăng nhập" in response.content.decode()
