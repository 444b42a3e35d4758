import pytest
from django.test import RequestFactory

from doingoai.shell.context import frame, province, rail
from doingoai.shell.registry import NavEntry, Panel, Seat, Year
from doingoai.shell.years import has_samples, working_year

pytestmark = pytest.mark.usefixtures("bare_frame")


@pytest.fixture
def request_to():
    def made(path="/", **session):
        request = RequestFactory().get(path)
        request.session = session
        return request

    return made


def entry(order, label, section="", url_name="shell:home", **more):
    return NavEntry(section, order, "desk", label, url_name, **more)


def test_what_is_hung_twice_hangs_once(bare_frame):
    one = entry(1, "Bàn làm việc")
    bare_frame.register_nav(one, one)
    bare_frame.register_nav(one)
    assert bare_frame.entries() == [one]


def test_entries_stand_in_their_order_under_their_sections(bare_frame, request_to):
    bare_frame.register_nav(entry(30, "Nhật ký", "Nền"), entry(10, "Bàn làm việc"), entry(20, "Kế hoạch"))
    drawn = [(str(section.title), [item.label for item in section.items]) for section in rail(request_to())]
    assert drawn == [("", ["Bàn làm việc", "Kế hoạch"]), ("Nền", ["Nhật ký"])]


def test_an_entry_is_shown_to_those_it_is_for_with_what_waits(bare_frame, request_to):
    bare_frame.register_nav(entry(1, "Kế hoạch", shown=lambda request: False), entry(2, "Báo cáo", count=lambda r: 6))
    [section] = rail(request_to())
    assert [(item.label, item.count) for item in section.items] == [("Báo cáo", 6)]


def test_the_entry_one_stands_under_is_marked_and_no_other(bare_frame, request_to):
    bare_frame.register_nav(entry(1, "Bàn"), entry(2, "Giao diện", url_name="shell:components"))
    [section] = rail(request_to("/giao-dien/nut/"))
    assert [item.is_current for item in section.items] == [False, True]
    [section] = rail(request_to("/"))
    assert [item.is_current for item in section.items] == [True, False]
    [section] = rail(request_to("/khac/"))
    assert [item.is_current for item in section.items] == [False, False]


def test_panels_stand_in_their_column_in_their_order(bare_frame):
    late, early = Panel("main", 20, "b.html", lambda r: None), Panel("main", 10, "a.html", lambda r: None)
    bare_frame.register_panel(late, early, Panel("aside", 1, "c.html", lambda r: None))
    assert bare_frame.panels("main") == [early, late]


def test_years_come_from_every_room_newest_first(bare_frame):
    def of_the_plan():
        return [Year(2021), Year(2022)]

    bare_frame.register_years(of_the_plan)
    bare_frame.register_years(of_the_plan)
    bare_frame.register_years(lambda: [Year(2022, has_samples=True), Year(2023)])
    assert bare_frame.years() == [Year(2023), Year(2022, has_samples=True), Year(2021)]


def test_the_bell_adds_up_what_every_room_counts(bare_frame, request_to):
    bare_frame.register_bell(lambda request: 2)
    bare_frame.register_bell(lambda request: 3)
    assert bare_frame.unread(request_to()) == 5


def test_seats_say_where_one_is_chosen(bare_frame, request_to):
    assert bare_frame.seats_url() == ""
    bare_frame.register_seats("agencies:choose", lambda request: [Seat("so-ngv", "Sở Ngoại vụ", is_current=True)])
    assert bare_frame.seats_url() == "agencies:choose"
    assert [seat.key for seat in bare_frame.seats(request_to())] == ["so-ngv"]


def test_the_year_is_the_persons_then_the_offices_then_the_newest_then_this_one(bare_frame, request_to, settings):
    settings.WORKING_YEAR = None
    assert working_year(request_to(), today_year=2026) == 2026
    bare_frame.register_years(lambda: [Year(2021), Year(2022)])
    assert working_year(request_to(), today_year=2026) == 2022
    settings.WORKING_YEAR = 2021
    assert working_year(request_to(), today_year=2026) == 2021
    assert working_year(request_to(year=2022), today_year=2026) == 2022


def test_the_years_are_looked_up_once_in_a_request(bare_frame, request_to):
    asked = []
    bare_frame.register_years(lambda: asked.append(1) or [Year(2022)])
    request = request_to()
    frame(request)["years"][0]
    working_year(request, today_year=2026)
    assert len(asked) == 1


def test_every_page_says_when_it_may_show_sample_data(bare_frame, request_to):
    bare_frame.register_years(lambda: [Year(2022, has_samples=True), Year(2021)])
    assert has_samples(request_to(year=2022), today_year=2026)
    assert not has_samples(request_to(year=2021), today_year=2026)


def test_a_chosen_year_that_has_no_plan_any_more_is_let_go(bare_frame, request_to, settings):
    settings.WORKING_YEAR = None
    bare_frame.register_years(lambda: [Year(2022)])
    assert working_year(request_to(year=2019), today_year=2026) == 2022


def test_a_stranger_has_no_rail_no_bell_and_no_seat(bare_frame, request_to):
    def never(request):
        raise AssertionError("asked for a stranger")

    bare_frame.register_bell(never)
    bare_frame.register_seats("agencies:choose", never)
    bare_frame.register_nav(entry(1, "Bàn", shown=never))
    context = frame(request_to())
    assert list(context["rail"]) == list(context["seats"]) == []
    assert context["unread"] == 0


def test_the_province_is_named_by_its_profile(tmp_path):
    assert province(tmp_path) == ""
    folder = tmp_path / "ha_giang"
    folder.mkdir()
    (folder / "profile.yaml").write_text("province: Hà Giang\n", encoding="utf-8")
    assert province(folder) == "Hà Giang"
