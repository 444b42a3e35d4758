import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.audit.actions import record
from doingoai.audit.actions.access import note
from doingoai.audit.models import Access
from doingoai.ops.words.values import value_name
from doingoai.search.actions import index
from tests.audit.writing import settled
from tests.ops.builders import agency, person

pytestmark = pytest.mark.django_db

HISTORY, SEARCH = "/nhat-ky/", "/tim/"


@pytest.fixture
def coordinator(client):
    somebody = person(Role.COORDINATOR)
    client.force_login(somebody)
    return somebody


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("address", [HISTORY, SEARCH])
def test_nobody_reads_without_signing_in(client, address):
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.LEADER])
def test_those_who_answer_for_the_whole_may_read_the_record(client, role):
    client.force_login(person(role))
    response = client.get(HISTORY)
    assert response.status_code == 200
    assert "Chưa có việc nào." in text(response)
    assert f'href="{reverse("ops:history")}"' in text(response)


@pytest.mark.parametrize("roles", [(), (Role.EDITOR,), (Role.HEAD,), (Role.FINANCE,), (Role.VIEWER,)])
def test_others_do_not_read_the_record_nor_see_its_door(client, roles):
    client.force_login(person(*roles))
    assert client.get(HISTORY).status_code == 403
    assert f'href="{reverse("ops:history")}"' not in text(client.get(SEARCH))


def test_an_entry_is_shown_with_who_what_when_and_why_in_words(client, coordinator, at):
    record(coordinator, "set_state", ("plan.task", "7"), at=at, summary="II.3.2 <sang> đang làm", reason="đã họp")
    record(None, "load_profile", ("profile", "lao_cai"), at=at)
    page = text(client.get(HISTORY))
    for words in ("Lý Mẫu Bình", "II.3.2 &lt;sang&gt; đang làm", "đã họp", "08:00", "02/6/2022", "Hồ sơ tỉnh"):
        assert words in page
    assert "máy, theo quy định" in page


def test_the_record_is_narrowed_by_what_was_asked(client, coordinator, at):
    record(coordinator, "set_state", ("plan.task", "7"), at=at, summary="việc một")
    record(None, "remind_part", ("plan.part", "1"), at=at - timedelta(days=3), summary="việc hai")
    for query in ({"verb": "set_state"}, {"person": coordinator.pk}, {"kind": "plan.task"}, {"on": "2022-06-02"}):
        page = text(client.get(HISTORY, query))
        assert "việc một" in page
        assert "việc hai" not in page
    assert "Không có việc nào như vậy." in text(client.get(HISTORY, {"on": "2021-01-01"}))
    assert client.get(HISTORY, {"on": "hôm qua", "page": "x"}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_record_costs_the_same_whatever_its_length(client, coordinator, at, django_assert_max_num_queries, rows):
    for number in range(rows):
        record(coordinator, "set_state", ("plan.task", str(number)), at=at)
    with django_assert_max_num_queries(10):
        client.get(HISTORY)


def test_a_long_record_is_read_page_by_page(client, coordinator, at):
    for number in range(51):
        record(
            coordinator,
            "set_state",
            ("plan.task", str(number)),
            at=at + timedelta(minutes=number),
            summary=f"số {number}.",
        )
    first = text(client.get(HISTORY))
    [older] = re.findall(r"before=(\d+)", first)
    second = text(client.get(HISTORY, {"before": older}))
    assert ("số 50." in first, "số 1." in first, "số 0." in first) == (True, True, False)
    assert ("số 1." in second, "số 0." in second, "Mới nhất" in second) == (False, True, True)
    assert "before=" not in second.replace("before=&", "").replace('before="', "")


def changed(client, **query):
    return text(client.get(HISTORY, {"what": "changes"} | query))


def test_what_the_database_captured_is_shown_beside_the_acts(client, coordinator, at):
    agency("so-mau", "Sở Mẫu")
    Agency.objects.filter(slug="so-mau").update(name="Sở Mẫu mới")
    record(coordinator, "set_state", ("plan.task", "7"), at=at, request_id="r1")
    settled()
    page = changed(client, kind="agencies.agency")
    assert "<del>Sở Mẫu</del>" in page
    assert "<ins>Sở Mẫu mới</ins>" in page
    assert "request=r1" not in page
    assert "request=r1" in text(client.get(HISTORY))
    assert "Sở Mẫu mới" not in changed(client, request="r1")
    assert "Sở Mẫu mới" not in changed(client, person=coordinator.pk)
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert "Sở Mẫu mới" in changed(client, on=today)
    assert "Sở Mẫu mới" not in changed(client, on="01/6/2022")
    assert "Sở Mẫu mới" not in changed(client, on="01/6/2099")


def test_a_change_bears_the_name_of_the_thing_and_the_door_it_came_through(client, coordinator):
    settled()
    page = " ".join(changed(client, kind="agencies.rolegrant").split())
    assert f"Vai trò: {coordinator.name}: điều phối viên ở" in page
    assert "Ngoài hệ thống" in page
    accounts = " ".join(changed(client, kind="accounts.person").split())
    assert "Tài khoản đang mở: <ins>có</ins>" in accounts
    assert "Mật khẩu: <ins>đã đổi; nội dung không lưu</ins>" in accounts


def test_an_act_that_says_nothing_bears_the_name_of_the_row(client, coordinator, at):
    record(coordinator, "load_profile", agency("so-mau", "Sở Mẫu"), at=at)
    assert "Cơ quan: Sở Mẫu" in " ".join(text(client.get(HISTORY)).split())


def test_captured_changes_are_read_page_by_page(client, coordinator):
    Agency.objects.bulk_create(Agency(slug=f"mau-{n}", name=f"Mẫu số {n}.", short="M", kind="mẫu") for n in range(51))
    settled()
    first = changed(client, kind="agencies.agency")
    [older] = re.findall(r"before=(\d+)", first)
    assert ("Mẫu số 50." in first, "Mẫu số 0." in first) == (True, False)
    assert "Mẫu số 0." in changed(client, kind="agencies.agency", before=older)


def test_comings_goings_and_sensitive_readings_are_shown(client, coordinator):
    note(Access.Act.IN, coordinator, at=timezone.now())
    client.get("/co-quan/nguoi/")
    client.get("/giao-dien/")
    page = text(client.get(HISTORY, {"what": "access", "person": coordinator.pk}))
    assert "Đăng nhập" in page
    assert "người và tài khoản" in page
    assert "/giao-dien/" not in page


@pytest.mark.parametrize("what", ["changes", "access"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_other_lists_cost_the_same_whatever_their_length(
    client, coordinator, django_assert_max_num_queries, what, rows
):
    Agency.objects.bulk_create(Agency(slug=f"mau-{n}", name="Mẫu", short="M", kind="mẫu") for n in range(rows))
    settled()
    for _ in range(rows):
        client.get("/co-quan/nguoi/")
    with django_assert_max_num_queries(14):
        client.get(HISTORY, {"what": what})


def put(at, key, title, agencies=None, kind="plan.task", body=""):
    index(kind, key, title=title, body=body, url=f"/nhiem-vu/{key}/", agencies=agencies, visible_from=at, year=2022)


def test_what_is_found_is_grouped_by_kind_with_the_words_marked(client, coordinator, at):
    put(at, "1", "Hội chợ biên giới", body="Hội chợ mở tại cửa khẩu <Kim Thành>")
    put(at, "so-ct", "Sở Công Thương", kind="agencies.agency", body="hội chợ, triển lãm")
    page = text(client.get(SEARCH, {"q": "hoi cho"}))
    assert "<mark>Hội</mark> <mark>chợ</mark>" in page.replace("\n", "")
    assert "&lt;Kim" in page
    assert "2 kết quả" in page
    assert page.count('<ol class="found">') == 2
    assert 'href="/nhiem-vu/1/"' in page


def test_the_staff_of_an_agency_find_their_own_and_what_is_for_all(client, at):
    client.force_login(person(Role.EDITOR))
    put(at, "own", "Hội nghị của sở", agencies=["so-ngv"])
    put(at, "others", "Hội nghị cơ quan khác", agencies=["cong-an-tinh"])
    put(at, "all", "Hội nghị chung")
    page = text(client.get(SEARCH, {"q": "hội nghị"}))
    assert "/nhiem-vu/own/" in page
    assert "/nhiem-vu/all/" in page
    assert "/nhiem-vu/others/" not in page
    assert "2 kết quả" in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LEADER])
def test_those_who_read_all_find_all(client, at, role):
    client.force_login(person(role, of=agency("so-tttt", "Sở Thông tin và Truyền thông")))
    put(at, "others", "Hội nghị cơ quan khác", agencies=["cong-an-tinh"])
    assert "/nhiem-vu/others/" in text(client.get(SEARCH, {"q": "hội nghị"}))


@pytest.mark.parametrize("roles", [(), (Role.ADMINISTRATOR,)])
def test_who_has_no_role_in_the_plan_finds_nothing(client, at, roles):
    client.force_login(person(*roles))
    put(at, "all", "Hội nghị chung")
    assert "/nhiem-vu/all/" not in text(client.get(SEARCH, {"q": "hội nghị"}))


def test_many_hits_are_shown_a_few_at_a_time_with_a_way_to_the_rest(client, coordinator, at):
    for number in range(10):
        put(at, str(number), f"Hội nghị {number}")
    page = text(client.get(SEARCH, {"q": "hội nghị"}))
    assert page.count('<a href="/nhiem-vu/') == 8
    assert "kind=plan.task" in page
    assert text(client.get(SEARCH, {"q": "hội nghị", "kind": "plan.task"})).count('<a href="/nhiem-vu/') == 10


def test_an_empty_search_says_what_to_do(client, coordinator):
    assert "Tìm gì?" in text(client.get(SEARCH))
    assert "Không tìm thấy." in text(client.get(SEARCH, {"q": "không có gì"}))
    assert client.get(SEARCH, {"q": '"*(', "kind": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("kind", "column", "value", "said"),
    [
        ("plan.part", "state", "excused", "không phải gửi"),
        ("plan.task", "state", 1, "Đã giao"),
        ("plan.task", "recurrence", "quarterly", "hằng quý"),
        ("agencies.rolegrant", "role", "administrator", "quản trị viên"),
        ("law.holiday", "state", "accepted", "đã nhận"),
        ("accounts.person", "theme", "dark", "nền tối"),
    ],
)
def test_values_of_closed_lists_are_told_in_words(kind, column, value, said):
    assert str(value_name(apps.get_model(kind)._meta.get_field(column), value)) == said


@pytest.mark.parametrize("what", ["", "changes", "access"])
@pytest.mark.parametrize("before", ["9" * 25, "²", "-1", "x"])
def test_a_place_in_the_record_that_is_none_is_no_fault(client, coordinator, what, before):
    assert client.get(HISTORY, {"what": what, "before": before}).status_code == 200


def book(client, **query):
    answer = client.get(f"{HISTORY}nhat-ky.xlsx", query)
    assert answer.status_code == 200
    [sheet] = load_workbook(BytesIO(answer.content)).worksheets
    return sheet


def rows_of(sheet):
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_the_record_is_taken_out_as_it_is_narrowed_and_that_is_on_record(client, coordinator, at):
    record(coordinator, "set_state", ("plan.task", "7"), at=at, summary="=II.3.2", reason="đã họp")
    record(None, "load_profile", ("profile", "lao_cai"), at=at)
    told = rows_of(book(client, verb="set_state"))
    assert any("Đầu chuỗi" in row[0] for row in told)
    [line] = [row for row in told if "đã họp" in row]
    assert line[1] == "Lý Mẫu Bình"
    assert "hồ sơ tỉnh" not in str(told)
    settled()
    assert Access.objects.filter(page="ops:history_table", person=coordinator).exists()
    changes = str(rows_of(book(client, what="changes", kind="agencies.rolegrant")))
    assert "điều phối viên" in changes
    assert "nhật ký, lấy ra thành bảng tính" in str(rows_of(book(client, what="access")))


def test_what_is_left_out_of_a_long_record_is_told(client, coordinator, at, monkeypatch):
    monkeypatch.setattr("doingoai.ops.write.MOST", 2)
    for number in range(3):
        record(coordinator, "set_state", ("plan.task", str(number)), at=at, summary=f"số {number}")
    told = rows_of(book(client))
    assert any("Chỉ có 2 dòng mới nhất" in row[0] for row in told)
    assert "số 0" not in str(told)
