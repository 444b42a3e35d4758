"""Who came in, went out, was refused, and who read what is sensitive."""

import pytest
from django.urls import reverse

from doingoai.agencies.domain import Role
from doingoai.audit.models import Access
from doingoai.audit.registry import sensitive_pages
from doingoai.ops.reference.addresses import addresses
from tests.audit.writing import captured
from tests.ops.builders import person

pytestmark = pytest.mark.django_db
PASSWORD = "mot hai ba bon nam sau bay"


@pytest.fixture
def somebody():
    found = person(Role.COORDINATOR)
    found.set_password(PASSWORD)
    found.save()
    return found


def told():
    return list(Access.objects.order_by("pk").values_list("act", "person_name", "page"))


@pytest.mark.django_db(transaction=True)
def test_coming_in_going_out_and_being_refused_are_on_record_and_in_the_chain(client, somebody):
    door = reverse("account_login")
    client.post(door, {"login": "ly.mau.binh", "password": "sai"})
    client.post(door, {"login": "khong.co.ai", "password": "sai"})
    assert client.post(door, {"login": "ly.mau.binh", "password": PASSWORD}).status_code == 302
    client.post(reverse("account_logout"))
    assert told() == [
        ("refused", "Lý Mẫu Bình", ""), ("refused", "", ""), ("in", "Lý Mẫu Bình", ""), ("out", "Lý Mẫu Bình", ""),
    ]  # fmt: skip
    assert captured(kind="audit.access").count() == 4
    assert captured(kind="audit.access").filter(person=somebody).count() == 2


def test_a_sensitive_page_that_is_read_leaves_a_trace_and_one_that_is_refused_does_not(client, somebody):
    client.force_login(person(Role.EDITOR, username="vang.mau", name="Vàng Mẫu"))
    assert client.get("/co-quan/nguoi/").status_code == 403
    client.force_login(somebody)
    client.get("/co-quan/nguoi/")
    client.get("/co-quan/")
    client.get(f"/co-quan/nguoi/{somebody.pk}/")
    assert [(name, page) for act, name, page in told() if act == "read"] == [
        ("Lý Mẫu Bình", "agencies:people"), ("Lý Mẫu Bình", "agencies:person"),
    ]  # fmt: skip


def test_sensitive_pages_are_pages_there_are_and_what_leaves_the_house_is_among_them():
    names = {address.name for address in addresses()}
    assert set(sensitive_pages()) <= names
    out = {name for name in names if name.endswith(("_export", "_table"))} | {"ops:history", "agencies:people"}
    assert out <= set(sensitive_pages())
