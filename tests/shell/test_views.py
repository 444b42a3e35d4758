import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from doingoai.accounts.models import Person
from doingoai.shell import views
from doingoai.shell.registry import NavEntry, Panel, Seat, Year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_frame")]


@pytest.fixture
def person(client):
    somebody = Person.objects.create(username="tran.mau.an", name="Trần Mẫu An")
    client.force_login(somebody)
    return somebody


def page(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_empty_desk_says_what_will_be_there(client, person):
    html = page(client.get("/"))
    assert "Chưa có việc nào ở đây." in html
    assert "Trần Mẫu An" in html
    assert "tỉnh Lào Cai · năm" in html


def test_panels_that_have_something_to_show_stand_on_the_desk_with_their_style(client, person, bare_frame):
    def told(request):
        return {"text": "xin chào"}

    bare_frame.register_panel(
        Panel("main", 1, "shell/parts/mark.html", told, css="shell/css/components.css"),
        Panel("aside", 1, "shell/parts/mark.html", told, css="shell/css/components.css"),
        Panel("main", 2, "nowhere.html", lambda request: None, css="nowhere.css"),
    )
    html = page(client.get("/"))
    assert html.count("components.css") == 1
    assert "nowhere" not in html
    assert "Chưa có việc nào" not in html


def test_the_empty_desk_asks_the_database_for_the_session_and_the_person_only(
    client, person, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        client.get("/")


def test_a_year_with_a_plan_can_be_opened_and_says_that_it_is_past(client, person, bare_frame, settings):
    settings.WORKING_YEAR = None
    bare_frame.register_years(lambda: [Year(2021), Year(2022)])
    assert "Đang xem năm 2022, năm đã qua." in page(client.get("/"))
    response = client.post(reverse("shell:year"), {"year": "2021"}, follow=True)
    assert "Đang xem năm 2021, năm đã qua." in page(response)


@pytest.mark.parametrize("year", ["1999", "", "năm nay", "-1"])
def test_a_year_without_a_plan_is_not_opened(client, person, bare_frame, year):
    bare_frame.register_years(lambda: [Year(2022)])
    client.post(reverse("shell:year"), {"year": year})
    assert "year" not in client.session


def test_the_rail_the_bell_and_the_seats_are_drawn(client, person, bare_frame):
    bare_frame.register_nav(NavEntry("", 1, "report", "Báo cáo", "shell:home", count=lambda request: 6))
    bare_frame.register_bell(lambda request: 3)
    seats = [Seat("so-ngv", "Sở Ngoại vụ", is_current=True), Seat("sa-pa", "UBND thị xã Sa Pa", is_current=False)]
    bare_frame.register_seats("shell:home", lambda request: seats)
    html = page(client.get("/"))
    assert "6<span" in html
    assert "Thông báo: 3 chưa đọc" in html
    assert 'value="so-ngv" aria-pressed="true"' in html
    assert 'value="sa-pa">' in html


def test_one_seat_is_nothing_to_choose(client, person, bare_frame):
    bare_frame.register_seats("shell:home", lambda request: [Seat("so-ngv", "Sở Ngoại vụ", is_current=True)])
    assert "Làm việc cho" not in page(client.get("/"))


def test_the_page_of_parts_shows_every_icon(client, person):
    html = page(client.get(reverse("shell:components")))
    assert html.count("icons.svg#") >= 63
    assert "Ba dấu của nhà" in html


@pytest.mark.parametrize("address", ["/", "/giao-dien/"])
def test_nobody_reads_the_workplace_without_signing_in(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={address}"


def test_a_page_that_is_not_there_leads_to_the_desk_and_the_search(client, person):
    html = page(client.get("/khong-co/"), 404)
    assert "Không có trang này." in html
    assert 'href="/"' in html
    assert 'href="/tim/"' in html


def test_a_stranger_at_a_page_that_is_not_there_sees_no_frame(client):
    html = page(client.get("/khong-co/"), 404)
    assert 'href="/tim/"' not in html
    assert "<nav" not in html


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (lambda request: views.bad_request(request, SuspiciousOperation()), 400, "Không hiểu được yêu cầu này."),
        (lambda request: views.forbidden(request, PermissionDenied()), 403, "Vai trò hiện có không làm được việc này."),
        (views.stale_form, 403, "Trang này mở quá lâu, chưa gửi được."),
        (views.too_often, 429, "Thử quá nhiều lần trong thời gian ngắn."),
        (views.broken, 500, "Hệ thống gặp lỗi."),
    ],
)
def test_each_fault_says_what_is_and_the_way_on(rf, view, status, words):
    with override("vi"):
        html = page(view(rf.get("/")), status)
    assert words in html
    assert "Về bàn làm việc" in html
    assert f"Mã {status}" in html


def test_a_broken_page_is_told_without_asking_the_database(rf, django_assert_num_queries):
    with override("vi"), django_assert_num_queries(0):
        html = page(views.broken(rf.get("/")), 500)
    assert "tỉnh Lào Cai" in html


def test_a_stale_form_is_told_as_such(person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    html = page(strict.post(reverse("shell:year"), {"year": "2022"}), 403)
    assert "Trang này mở quá lâu" in html


def test_every_page_carries_the_strict_policy(client, person):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
