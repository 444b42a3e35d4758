"""The pages on which it is written down what becomes of bodies."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant, Succession
from doingoai.dates import office
from tests.agencies.builders import actor, agency, granted, person, text

pytestmark = pytest.mark.django_db

LIST, NEW = "/co-quan/ke-tuc/", "/co-quan/ke-tuc/moi/"
MOST = 10


def told(kind="merge", **more):
    return {"kind": kind, "step": "look", "on": "01/7/2026", "number": "12/QĐ-UBND"} | more


def seen_in(page):
    return page.split('name="seen" value="')[1].split('"')[0]


def sent(client, kind, **more):
    """Looked at and then done, as the two buttons do it."""
    page = text(client.post(f"{NEW}?kind={kind}", told(kind, **more)))
    return client.post(f"{NEW}?kind={kind}", told(kind, **more) | {"step": "do", "seen": seen_in(page)})


@pytest.fixture
def two(giver):
    return agency("so-a", "Sở A"), agency("so-b", "Sở B")


def test_the_kinds_are_offered_first_with_what_they_mean(client, giver):
    page = text(client.get(NEW, {"body": "so-ngv"}))
    for kind in ("merge", "split", "rename", "dissolve"):
        assert f"kind={kind}&amp;body=so-ngv" in page
    assert "Cơ quan giữ nguyên, tên thay đổi." in page


def test_a_merger_is_looked_at_before_anything_is_done(client, two):
    granted(person(), Role.EDITOR, two[0])
    page = text(client.post(f"{NEW}?kind=merge", told(before=["so-a"], after="so-b")))
    assert "Lý Mẫu Bình, cán bộ" in page
    assert "Sở A → Sở B." in page
    assert not Succession.objects.exists()
    answer = sent(client, "merge", before=["so-a"], after="so-b")
    row = Succession.objects.get()
    assert answer["Location"] == f"{LIST}{row.pk}/"
    assert RoleGrant.objects.get(agency=two[1]).person == person()
    assert "có hiệu lực" in text(client.get(answer["Location"]))


def test_what_has_changed_since_it_was_looked_at_is_shown_again(client, two):
    page = text(client.post(f"{NEW}?kind=merge", told(before=["so-a"], after="so-b")))
    granted(person(), Role.EDITOR, two[0])
    answer = client.post(
        f"{NEW}?kind=merge", told(before=["so-a"], after="so-b") | {"step": "do", "seen": seen_in(page)}
    )
    assert "vừa thay đổi. Xem lại rồi ghi." in text(answer, 409)
    assert not Succession.objects.exists()


def test_a_choice_of_agencies_says_what_they_were_and_hides_what_has_ended(client, two):
    sent(client, "merge", before=["so-a"], after="so-b")
    page = text(client.get("/co-quan/nguoi/them/"))
    assert "Sở B (trước là Sở A)" in page
    assert 'value="so-a"' not in page


def test_a_new_body_is_made_of_the_kind_of_the_first(client, two):
    sent(client, "merge", before=["so-a", "so-b"], made1="Sở Mới", made1_short="SM")
    assert (Agency.objects.get(name="Sở Mới").kind, Agency.objects.get(name="Sở Mới").slug) == ("so", "sm")


def test_a_split_lets_choose_for_each_and_for_the_rest(client, two):
    goes = granted(person(), Role.EDITOR, two[0])
    agency("so-c", "Sở C")
    more = {"before": "so-a", "after": ["so-b", "so-c"], "main": "so-c", f"choice-grant:{goes.pk}": "so-b"}
    page = text(client.post(f"{NEW}?kind=split", told("split", **more)))
    assert f'name="choice-grant:{goes.pk}"' in page
    assert '<option value="so-c" selected>' in page
    sent(client, "split", **more)
    assert RoleGrant.objects.get(person=person(), agency__slug="so-b")
    assert Agency.objects.get(slug="so-a").successor.slug == "so-c"


def test_a_new_name_waits_for_its_day_and_says_so(client, two, today):
    tomorrow = office(today + timedelta(days=1))
    answer = sent(client, "rename", before="so-a", new_name="Sở Mới", new_short="SM", on=tomorrow)
    page = text(client.get(answer["Location"]))
    assert "chờ đến ngày" in page
    assert Agency.objects.get(slug="so-a").name == "Sở A"
    assert "Sở Mới" in text(client.get("/co-quan/so-a/"))


def test_it_is_undone_from_its_page(client, two):
    sent(client, "dissolve", before="so-a", after="so-b")
    row = Succession.objects.get()
    answer = client.post(f"{LIST}{row.pk}/hoan/", follow=True)
    assert "Đã hoàn tác: mọi thứ như trước." in text(answer)
    assert Agency.objects.get(slug="so-a").valid_to is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"before": ["so-a"], "after": ""}, "Sáp nhập thì chọn một cơ quan kế tục"),
        ({"before": ["so-a"], "after": "so-b", "on": "hôm qua"}, 'class="slip'),
        ({"after": "so-b"}, 'class="slip'),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(client, two, more, words):
    page = text(client.post(f"{NEW}?kind=merge", told(**more)), 422)
    assert words in page or "aria-invalid" in page
    assert "12/QĐ-UBND" in page


def test_back_to_the_form_keeps_what_was_told(client, two):
    page = text(client.post(f"{NEW}?kind=merge", told(before=["so-a"], after="so-b", step="edit")))
    assert 'value="so-a" ' in page
    assert "12/QĐ-UBND" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_finds_the_way_in(client, role):
    client.force_login(actor(role).person)
    assert client.get(NEW).status_code == 403
    assert NEW not in text(client.get(LIST))


def test_the_list_asks_the_same_with_one_row_and_with_three(client, giver):
    def grow(number):
        before, after = agency(f"cu-{number}", f"Cũ {number}"), agency(f"moi-{number}", f"Mới {number}")
        row = Succession.objects.create(
            kind="merge", on=date(2025, 7, 1), recorded_at="2025-07-01T00:00Z", settled_at="2025-07-01T00:00Z"
        )
        row.sides.create(agency=before, is_after=False)
        row.sides.create(agency=after, is_after=True)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST).status_code == 200
        return len(queries)

    client.get("/")
    grow(1)
    with_one = asked()
    grow(2)
    grow(3)
    assert asked() == with_one <= MOST
