import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Extent, Role
from doingoai.agencies.models import AgencyName, Group, GroupMembership, GroupName, Succession
from doingoai.dates import office
from doingoai.ops import demo
from tests.agencies.builders import actor, agency, granted, person
from tests.factories import NOW, adopted_plan

pytestmark = pytest.mark.django_db

INDEX, GROUPS, CHOOSE = "/co-quan/", "/co-quan/nhom/", "/co-quan/lam-viec-cho/"
MOST = 10
HEAVIEST = 15 * 1024


@pytest.fixture
def reader(client):
    somebody = actor(Role.VIEWER)
    client.force_login(somebody.person)
    return somebody


def went_over(before, after):
    """The one went over into the other on the day after its last."""
    on = before.valid_to + timedelta(days=1)
    row = Succession.objects.create(kind="merge", on=on, recorded_at=NOW, settled_at=NOW)
    row.sides.create(agency=before, is_after=False)
    row.sides.create(agency=after, is_after=True)


def flat(page):
    return " ".join(page.split())


@pytest.mark.parametrize("address", [INDEX, GROUPS, "/co-quan/so-ngv/"])
def test_the_directory_is_read_by_whoever_has_a_role(client, address):
    assert client.get(address).status_code == 302
    for role in Role:
        client.force_login(actor(role).person)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [INDEX, GROUPS, "/co-quan/so-ngv/"])
def test_who_has_no_role_reads_nothing_and_sees_no_door(client, address):
    agency()
    client.force_login(person())
    assert client.get(address).status_code == 403
    assert f'href="{INDEX}"' not in client.get("/").content.decode()


def test_the_rail_leads_to_the_directory_beside_the_record(reader, read):
    page = read("/")
    assert f'href="{INDEX}"' in page
    assert "Cơ quan, người" in page
    assert page.count("<h2>Hệ thống</h2>") == 1


def test_the_bodies_of_today_stand_by_kind_with_what_is_known_of_them(reader, read, today):
    body = agency("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch", short="Sở VHTT&DL", verified=True)
    AgencyName.objects.create(agency=body, text="Sở VHTTDL")
    agency("ubnd", "UBND tỉnh", kind="chinh-quyen", verified=True, valid_from=date(2020, 1, 1))
    page = flat(read(INDEX))
    assert f"3 cơ quan. Xem ở ngày hôm nay, {office(today)}." in page
    assert "1 mục có điều ghi theo trí nhớ, chưa kiểm." in page
    assert page.count('class="chip stitch">chưa kiểm<') == 1
    assert page.index("Chính quyền tỉnh") < page.index('scope="rowgroup" colspan="6">Sở')
    for words in ("Sở VHTT&amp;DL", "<small>Sở VHTTDL</small>", "01/01/2020"):
        assert words in page
    assert 'data-l="Người hôm nay">1</td>' in page


def test_the_page_says_on_which_day_of_a_past_year_one_looks(client, read):
    adopted_plan()
    client.force_login(actor(Role.VIEWER, at=agency("so-ngv")).person)
    page = flat(read(INDEX))
    assert "Xem ở ngày 31/12/2022, ngày gần hôm nay nhất của năm làm việc 2022." in page
    assert "59 cơ quan." in page
    assert ">Sở Thông tin và Truyền thông</a>" in page
    assert ">Sở Nông nghiệp và Môi trường</a>" not in page


def test_another_day_may_be_asked_for(reader, read):
    agency("so-cu", "Sở Cũ", valid_to=date(2020, 12, 31))
    assert "Sở Cũ" not in read(INDEX)
    page = flat(read(INDEX, on="31/12/2020"))
    assert "Sở Cũ" in page
    assert "Xem ở ngày 31/12/2020 như đã chọn." in page


def test_a_day_that_is_none_is_told_and_changes_nothing(reader, read, today):
    page = flat(read(INDEX, on="hôm qua"))
    assert "Ngày: Ghi ngày/tháng/năm, ví dụ 31/5/2022." in page
    assert office(today) in page


def test_bodies_that_have_ended_are_shown_where_they_are_asked_for_with_who_took_over(reader, read, today):
    heir = agency("so-moi", "Sở Mới")
    agency("so-cu", "Sở Cũ", valid_to=date(2020, 12, 31), successor=heir)
    agency("so-sau", "Sở Sau", valid_from=today + timedelta(days=1))
    assert "2 cơ quan." in read(INDEX)
    page = flat(read(INDEX, every="1"))
    assert "2 cơ quan." in page
    assert 'class="chip">đã hết<' in page
    assert 'class="chip">chưa có<' in page
    assert re.search(r'<a href="/co-quan/so-moi/">Sở Mới</a> ?</td>', page)


def test_bodies_are_looked_for_without_tones(reader, read):
    agency("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch")
    page = read(INDEX, q="van hoa")
    assert "/co-quan/so-vhttdl/" in page
    assert "/co-quan/so-ngv/" not in page
    assert "Không có cơ quan như vậy." in read(INDEX, q="không đâu có")


@pytest.mark.parametrize("address", [INDEX, GROUPS, "/co-quan/so-ngv/"])
def test_the_pages_take_ten_queries_at_most_with_one_row_and_with_three(client, reader, address):
    def rows(numbers):
        for number in numbers:
            body = agency(f"so-{number}", f"Sở {number}", successor=agency())
            group = Group.objects.create(slug=f"g-{number}", name=f"nhóm {number}", extent=Extent.CLOSED)
            for member in (body, agency()):
                GroupMembership.objects.create(group=group, agency=member)
            AgencyName.objects.create(agency=body, text=f"Tên {number}")
            AgencyName.objects.create(agency=agency(), text=f"Tên {number}")
            GroupName.objects.create(group=group, text=f"các {number}")
            granted(person(f"nguoi.{number}", f"Người {number}"), Role.HEAD)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    rows([1])
    client.get(address)
    with_one = asked()
    rows([2, 3])
    # The page of one body gathers more kinds of things than a list does.
    assert asked() == with_one <= MOST + 2 * (address not in {INDEX, GROUPS})


def test_groups_tell_what_becomes_of_work_given_to_them(reader, read):
    closed = Group.objects.create(slug="cac-so", name="các sở", extent=Extent.CLOSED)
    Group.objects.create(slug="xa", name="UBND cấp xã", extent=Extent.OPEN, note="chưa kể tên từng đơn vị")
    Group.objects.create(slug="lq", name="các đơn vị có liên quan", extent=Extent.PLACEHOLDER)
    GroupName.objects.create(group=closed, text="các sở, ngành")
    GroupMembership.objects.create(group=closed, agency=agency())
    page = flat(read(GROUPS))
    for words in (
        "Việc giao cho nhóm được chia đến từng thành viên ở ngày ban hành kế hoạch.",
        "Danh sách không đóng: việc giao cho nhóm nằm ở nhóm, không tự chia cho ai.",
        "Không bao giờ tự chia: người duyệt kế hoạch phải hỏi đó là những cơ quan nào.",
        "1 thành viên",
        "Cũng viết là: các sở, ngành",
        "Chưa kể tên từng đơn vị",
        '<a href="/co-quan/so-ngv/">Sở Ngoại vụ</a>',
    ):
        assert words in page


def test_a_closed_group_without_members_on_the_day_says_so(reader, read):
    closed = Group.objects.create(slug="cac-so", name="các sở", extent=Extent.CLOSED)
    GroupMembership.objects.create(group=closed, agency=agency(), valid_from=date(2020, 1, 1))
    assert "Ngày này nhóm không có thành viên" in read(GROUPS, on="31/12/2019")
    assert "Ngày này nhóm không có thành viên" not in read(GROUPS, on="01/01/2020")


def test_where_no_group_was_written_down_the_page_says_where_they_come_from(reader, read):
    assert "tệp groups.yaml" in read(GROUPS)


def test_the_page_of_a_body_holds_all_that_is_known_of_it(reader, read, today):
    body = agency()
    body.source, body.valid_from = "trí nhớ, cần kiểm", date(2004, 3, 1)
    body.valid_to = today
    body.save()
    went_over(agency("so-cu", "Sở Cũ", valid_to=date(2004, 2, 29)), body)
    went_over(body, agency("so-moi", "Sở Mới"))
    AgencyName.objects.create(agency=body, text="Sở NgV", valid_from=date(2010, 1, 1), valid_to=date(2019, 12, 31))
    group = Group.objects.create(slug="cac-so", name="các sở", extent=Extent.CLOSED)
    GroupMembership.objects.create(group=group, agency=body, valid_from=date(2004, 3, 1))
    granted(person("cu", "Trần Mẫu Cũ"), Role.HEAD, valid_to=date(2021, 12, 31))
    page = flat(read("/co-quan/so-ngv/"))
    for words in (
        'class="chip stitch">chưa kiểm<',
        "Nguồn: trí nhớ, cần kiểm",
        "<dd>01/3/2004</dd>",
        f"<dd>{office(today)}</dd>",
        '<a href="/co-quan/so-moi/">Sở Mới</a>',
        '<a href="/co-quan/so-cu/">Sở Cũ</a>',
        "Trước là Sở Cũ.",
        "Sở NgV <small>từ 01/01/2010 hết 31/12/2019</small>",
        '<a href="/co-quan/nhom/#cac-so">các sở</a> <small>từ 01/3/2004 </small>',
        "Người viewer",
        "1 vai trò đã kết thúc",
        "31/12/2021",
    ):
        assert words in page


def test_a_body_that_has_ended_or_not_begun_says_so(reader, read, today):
    agency("so-cu", "Sở Cũ", valid_to=date(2020, 12, 31))
    tomorrow = today + timedelta(days=1)
    agency("so-sau", "Sở Sau", valid_from=tomorrow, verified=True)
    assert "hết ngày 31/12/2020" in read("/co-quan/so-cu/")
    page = read("/co-quan/so-sau/")
    assert f"có từ {office(tomorrow)}" in page
    assert "đã kiểm" in page


def test_a_body_where_nobody_has_a_role_says_what_it_cannot_do(reader, read):
    agency("so-moi", "Sở Mới")
    assert "Chưa ai có vai trò ở đây" in read("/co-quan/so-moi/")


def test_who_may_not_give_roles_sees_no_form_and_no_way_to_the_people(reader, read):
    for address in (INDEX, GROUPS, "/co-quan/so-ngv/"):
        page = read(address)
        assert "/co-quan/nguoi/" not in page
        assert 'action="/co-quan/' not in page


def test_who_may_give_roles_does_so_on_the_page_of_the_body(giver, read):
    page = read("/co-quan/so-ngv/")
    assert 'href="/co-quan/nguoi/them/?agency=so-ngv"' in page
    assert 'action="/co-quan/nguoi/vai-tro/"' in page
    assert "Người và vai trò" in read(INDEX)


def test_a_body_that_nobody_wrote_down_is_not_found(reader, client):
    assert client.get("/co-quan/so-khong-co/").status_code == 404


def test_sample_people_are_marked(reader, read):
    granted(person("mau", "Mẫu Một", is_demo=True), Role.HEAD)
    assert 'class="chip stitch">mẫu<' in read("/co-quan/so-ngv/")


def test_the_directory_of_the_province_is_no_heavy_page(giver, client):
    adopted_plan()
    demo.load(2022, at=NOW)
    for address in (f"{INDEX}?every=1", GROUPS, "/co-quan/nguoi/"):
        answer = client.get(address, headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        assert len(answer.content) < HEAVIEST, address


# Acting for one of two agencies


@pytest.fixture
def two_seats(client):
    somebody = person()
    granted(somebody, Role.EDITOR)
    granted(somebody, Role.VIEWER, agency("so-ct", "Sở Công Thương"))
    client.force_login(somebody)
    return somebody


def test_a_person_of_two_agencies_chooses_in_the_menu_for_which_one_they_act(two_seats, client, read):
    page = read(INDEX)
    assert f'action="{CHOOSE}"' in page
    assert 'value="so-ct" aria-pressed="true"' in page
    answer = client.post(CHOOSE, {"agency": "so-ngv"}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Đang làm việc cho Sở Ngoại vụ." in answer.content.decode()
    page = read(INDEX)
    assert 'value="so-ngv" aria-pressed="true"' in page
    assert re.search(r"</b>\s*Sở Ngoại vụ\s*</span>", page)


def test_the_choice_is_kept_until_one_signs_out(two_seats, client, read):
    client.post(CHOOSE, {"agency": "so-ngv"})
    assert client.session["agency"] == "so-ngv"
    client.logout()
    client.force_login(two_seats)
    assert re.search(r"</b>\s*Sở Công Thương\s*</span>", read(INDEX))


def test_a_person_of_one_agency_has_nothing_to_choose(reader, read):
    assert CHOOSE not in read(INDEX)


def test_nobody_acts_for_an_agency_at_which_they_have_no_role(two_seats, client):
    agency("so-tc", "Sở Tài chính")
    assert client.post(CHOOSE, {"agency": "so-tc"}).status_code == 403
    assert "agency" not in client.session
    assert client.get(CHOOSE).status_code == 405


def test_who_has_no_role_chooses_nothing(client):
    agency()
    client.force_login(person())
    assert client.post(CHOOSE, {"agency": "so-ngv"}).status_code == 403
    assert CHOOSE not in client.get("/").content.decode()
