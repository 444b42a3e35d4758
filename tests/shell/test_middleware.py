"""What every answer tells the browser beside its content."""

import pytest

from doingoai.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["stranger", "person"])
def answer(request, client):
    if request.param == "person":
        client.force_login(Person.objects.create(username="mau", name="Mẫu"))
    return client.get("/", follow=True)


def test_nothing_is_kept_by_browsers_and_proxies(answer):
    assert "no-store" in answer["Cache-Control"]


def test_no_other_site_opens_holds_or_embeds_a_page(answer):
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_devices_are_off_and_passkeys_are_for_these_pages_only(answer):
    said = dict(part.split("=") for part in answer["Permissions-Policy"].split(", "))
    assert said["camera"] == said["microphone"] == said["geolocation"] == said["usb"] == "()"
    assert said["publickey-credentials-get"] == said["publickey-credentials-create"] == "(self)"


def test_the_policy_of_contents_knows_no_exception(answer):
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_what_a_view_says_of_its_own_answer_stands(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]
