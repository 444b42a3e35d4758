"""Writing a plan on its page: parts open in place, keep themselves, move, come back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.plan.actions.drafts import add_part
from doingoai.plan.domain.drafts.outline import next_year
from doingoai.plan.models import PlanDraft
from tests.factories import actor, coordinator
from tests.plan.drafting import AT, another, begun, key_of, now, part, written
from tests.plan.reviewing import HTMX, said

MOST = 12  # the frame asks five times, names of bodies four, the draft itself three


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    return client


@pytest.fixture
def draft(desk, plan):
    return begun(plan)


@pytest.fixture
def url(draft):
    return f"/ke-hoach/soan/{draft.pk}/"


def sent_of(form):
    """What a browser would send: of boxes that may be ticked together, those that are."""
    ticked = {name: form[name].value() for name in form.fields if name == "kinds"}
    return {name: value for name, value in (said(form) | ticked).items() if name != "kinds" or value}


def typed(desk, url, key):
    return sent_of(desk.get(f"{url}phan/{key}/").context["form"])


def test_a_draft_is_begun_from_the_newest_plan(desk):
    answer = desk.get("/ke-hoach/soan/")
    assert answer.context["form"].initial["year"] == next_year(2022, timezone.localdate())
    source = answer.context["form"].initial["source"]
    answer = desk.post("/ke-hoach/soan/", {"year": 2027, "start": "copy", "source": source.pk})
    assert answer["Location"] == f"/ke-hoach/soan/{PlanDraft.objects.get().pk}/"
    answer = desk.post("/ke-hoach/soan/", {"year": 2022, "start": "outline", "source": source.pk})
    assert answer.status_code == 422
    assert "Năm 2022 đã có kế hoạch" in answer.content.decode()


def test_the_page_tells_how_far_the_draft_is_with_links(desk, url):
    html = desk.get(url).content.decode()
    assert "17 nhiệm vụ" in html
    assert "<b>17</b> chưa có thời gian" in html
    assert re.search(r'<a href="#t\d+">II\.1\.1[^<]*</a>: Chưa có thời gian', html)
    assert "Thay Sở Thông tin và Truyền thông bằng Sở Văn hóa, Thể thao và Du lịch ở mọi chỗ" in html
    assert "Đổi như đề xuất" in html


def test_a_task_is_written_in_place_and_its_days_are_read(desk, url, draft):
    key = key_of(draft, "II.5")
    answer = desk.get(f"{url}phan/{key}/", headers=HTMX)
    assert "plan/parts/draft_form.html" in [template.name for template in answer.templates]
    sent = typed(desk, url, key) | {"time_text": "Quý II/2027", "budget": "150.000.000"}
    answer = desk.post(f"{url}phan/{key}/", sent, headers=HTMX)
    html = answer.content.decode()
    assert f'id="{key}"' in html
    assert 'id="status" aria-labelledby="hp" hx-swap-oob="true"' in html
    assert "<b>16</b> chưa có thời gian" in html
    assert part(draft, key)["time"]["to"] == "2027-06-30"
    assert part(draft, key)["budget"] == 150_000_000


def test_without_a_script_one_comes_back_to_where_the_part_stands(desk, url, draft):
    key = key_of(draft, "II.5")
    answer = desk.post(f"{url}phan/{key}/", typed(desk, url, key) | {"output": "Một cụm"})
    assert answer["Location"] == f"{url}?mo={key}#{key}"
    assert "Đã lưu II.5" in desk.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "Chưa ghi ô này."),
        ("budget", "nhiều", "Ghi số tiền, ví dụ 85,5 triệu đồng hoặc 85.500.000."),
        ("lead-0-body", "Sở Không Có", "Hồ sơ không có tên này."),
        ("target_quantity", "3", "Chưa ghi ô này."),
    ],
)
def test_what_cannot_be_understood_comes_back_with_what_was_typed(desk, url, draft, field, value, words):
    key = key_of(draft, "II.5")
    answer = desk.post(f"{url}phan/{key}/", typed(desk, url, key) | {field: value, "output": "Một cụm"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert answer.context["form"]["output"].value() == "Một cụm"
    assert now(draft).revision == 0


def test_money_is_taken_as_officers_write_it(desk, url, draft):
    key = key_of(draft, "II.5")
    desk.post(f"{url}phan/{key}/", typed(desk, url, key) | {"budget": "85,5 triệu đồng"})
    assert part(draft, key)["budget"] == 85_500_000
    assert "85.500.000" in desk.get(f"{url}phan/{key}/").content.decode()


def test_what_is_written_keeps_itself(desk, url, draft):
    key = key_of(draft, "II.5")
    sent = typed(desk, url, key) | {"output": "Một cụm", "tu-luu": "1"}
    answer = desk.post(f"{url}phan/{key}/", sent, headers=HTMX)
    assert "Đã lưu lúc" in answer.content.decode()
    assert 'name="revision" value="1"' in answer.content.decode()
    assert part(draft, key)["output"] == "Một cụm"
    answer = desk.post(f"{url}phan/{key}/", sent | {"title": ""}, headers=HTMX)
    assert "Chưa lưu" in answer.content.decode()


def test_the_second_of_two_people_sees_both_versions_and_chooses(desk, url, draft):
    key = key_of(draft, "II.5")
    sent = typed(desk, url, key) | {"title": "Nâng cấp cụm", "output": "Một cụm"}
    written(draft, key, by=another(), title="Sửa cụm", budget=5)
    answer = desk.post(f"{url}phan/{key}/", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Người binh đã sửa mục này" in html
    assert "Sửa cụm" in html
    assert 'name="lay-title"' in html
    assert 'name="lay-budget"' not in html
    again = sent_of(answer.context["form"])
    assert (again["title"], again["output"], again["budget"]) == ("Nâng cấp cụm", "Một cụm", "5")
    assert desk.post(f"{url}phan/{key}/", again | {"lay-title": "1"}).status_code == 302
    found = part(draft, key)
    assert (found["title"], found["output"], found["budget"]) == ("Sửa cụm", "Một cụm", 5)


def test_parts_are_added_moved_taken_out_and_put_back(desk, url, draft):
    key = key_of(draft, "II.1.1")
    form = sent_of(desk.get(f"{url}them/t/{key}/").context["form"])
    answer = desk.post(f"{url}them/t/{key}/", form | {"title": "Việc mới"})
    assert answer.status_code == 302
    new = key_of(draft, "II.1.2")
    assert part(draft, new)["title"] == "Việc mới"
    desk.post(f"{url}phan/{new}/chuyen/", {"places": "-1"})
    assert key_of(draft, "II.1.1") == new
    desk.post(f"{url}phan/{new}/bo/", {"gone": "1"})
    assert key_of(draft, "II.1.1") == key
    desk.post(f"{url}hoan-tac/", {"revision": str(now(draft).revision)})
    assert key_of(draft, "II.1.1") == new


@pytest.mark.parametrize("letter", ["b", "s", "a", "t/s1", "i/a1"])
def test_every_kind_of_part_has_its_form(desk, url, draft, letter):
    if letter == "t/s1":
        letter = f"t/{key_of(draft, 'II.1')}"
    assert desk.get(f"{url}them/{letter}/").status_code == 200


@pytest.mark.parametrize("key", ["d", "wp", "b1", "a1", "i1"])
def test_every_part_is_written_and_left_as_it_is(desk, url, draft, key):
    before = part(draft, key)
    assert desk.post(f"{url}phan/{key}/", typed(desk, url, key)).status_code == 302
    assert part(draft, key) == before
    assert desk.get(f"{url}phan/{key}/?xem=1", headers=HTMX).status_code == 200


def test_marks_and_bodies_that_ended_are_settled_with_a_button(desk, url, draft):
    key = key_of(draft, "II.1.1")
    desk.post(f"{url}phan/{key}/cho/", {"mark": "0", "take": "1"})
    assert "97 năm Ngày thành lập Đảng" in part(draft, key)["content"][1]
    desk.post(f"{url}ke-tuc/", {"old": "so-tttt", "new": "so-vhttdl"})
    assert "so-tttt" not in [party["agency"] for party in part(draft, key_of(draft, "II.5"))["lead"]]
    answer = desk.post(f"{url}phan/{key}/cho/", {"mark": "99", "take": "0"}, follow=True)
    assert "Chỗ này đã có người xem" in answer.content.decode()


def test_a_draft_put_aside_is_only_read(desk, url, draft):
    desk.post(f"{url}bo/", {"aside": "1"})
    html = desk.get(url).content.decode()
    assert "Soạn tiếp" in html
    assert "phan/d/bo" not in html
    desk.post(f"{url}bo/", {"aside": "0"})
    assert now(draft).is_open


@pytest.mark.parametrize("path", ["phan/t99999/", "phan/x/", "them/d/", "them/t/t99999/"])
def test_what_is_not_there_is_not_found(desk, url, path):
    assert desk.get(f"{url}{path}").status_code == 404


def test_only_the_coordinator_sees_the_draft(client, plan, draft, url):
    client.force_login(actor("so-ngv", Role.HEAD).person)
    assert client.get(url).status_code == 403
    assert client.get("/ke-hoach/soan/").status_code == 403


def asked(desk, url):
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    return len(queries)


def test_a_longer_draft_asks_no_more(desk, plan):
    short, longer, long = begun(year=2031), begun(year=2032), begun(plan)
    for draft, tasks in ((short, 1), (longer, 3)):
        section = now(draft).content["sections"][0]["key"]
        for number in range(tasks):
            add_part(now(draft), "t", section, {"title": f"Việc {number}"}, by=coordinator(), at=AT)
    for number in range(3):
        written(long, "d", title=f"Kế hoạch {number}")
    desk.get("/")
    [one, three, eighteen] = [asked(desk, f"/ke-hoach/soan/{draft.pk}/") for draft in (short, longer, long)]
    assert one == three == eighteen <= MOST + 1  # the reading is put on record


def test_all_bodies_that_have_ended_are_replaced_by_one_press_and_brought_back_by_one(desk, draft, url):
    assert "Thay cả 6 cơ quan bằng cơ quan kế tục" in " ".join(desk.get(url).content.decode().split())
    pairs = {"old": ["so-tttt", "bao-laocai"], "new": ["so-vhttdl", "bao-ptth"]}
    assert desk.post(f"{url}ke-tuc/", pairs).status_code == 302
    told = str(now(draft).content["tasks"])
    assert "'so-tttt'" not in told
    assert "'bao-laocai'" not in told
    assert desk.post(f"{url}hoan-tac/", {"revision": "1"}).status_code == 302
    assert "'bao-laocai'" in str(now(draft).content["tasks"])


def test_nobody_is_replaced_where_nobody_is_named(desk, url):
    assert desk.post(f"{url}ke-tuc/", {}).status_code == 404


def test_a_party_that_is_not_at_work_in_the_plan_s_year_is_marked_where_it_is_written(desk, draft, url):
    page = desk.get(f"{url}phan/{key_of(draft, 'II.4.1')}/").content.decode()
    assert "ngoài thời gian hoạt động" in page
