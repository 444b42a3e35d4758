"""Comments on their pages: the coordinator's matrix, an agency's own parts; nobody sees another's."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.plan.actions.amend import begin_amendment
from doingoai.plan.models import Remark
from doingoai.plan.queries.drafts.reach import reach_of
from doingoai.plan.queries.drafts.screen import book_of_draft
from tests.factories import NOW, actor, coordinator
from tests.plan.drafting import begun, key_of, now, part, written
from tests.plan.test_views_drafting import sent_of

MOST = 20


@pytest.fixture
def draft(plan):
    return begun(plan)


def entered(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def desk(draft):
    return entered(coordinator().person)


@pytest.fixture
def office(draft):
    return entered(actor("so-ngv", Role.EDITOR).person)


@pytest.fixture
def url(draft, desk, office):
    """The draft's address, its agencies asked until the end of next year."""
    url = f"/ke-hoach/soan/{draft.pk}/"
    until = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    answer = desk.post(f"{url}y-kien/", {"until": f"{until:%d/%m/%Y}"}, follow=True)
    assert "Đã gửi lấy ý kiến" in answer.content.decode()
    return url


def propose(office, url, key, **said):
    form = office.get(f"{url}cua/so-ngv/{key}/").context["form"]
    typed = {bound.html_name: str(bound.value() if bound.value() is not None else "") for bound in form}
    return office.post(f"{url}cua/so-ngv/{key}/", typed | said, follow=True)


def test_a_day_that_is_past_comes_back_with_its_words(desk, draft):
    answer = desk.post(f"/ke-hoach/soan/{draft.pk}/y-kien/", {"until": "01/01/2020"})
    assert answer.status_code == 422
    assert "Ngày cuối góp ý đã qua" in answer.content.decode()


def test_an_agency_sees_its_parts_and_agrees_to_all_with_one_button(office, url, draft):
    html = office.get(f"{url}cua/so-ngv/").content.decode()
    assert "Đồng ý tất cả phần của mình" in html
    assert f'id="{key_of(draft, "II.2.5")}"' in html
    assert f'id="{key_of(draft, "II.5")}"' not in html
    assert "Dự thảo kế hoạch cần góp ý" in office.get("/").content.decode()
    html = office.post(f"{url}cua/so-ngv/dong-y/", follow=True).content.decode()
    assert "Đã đồng ý tất cả phần." in html
    assert "Dự thảo kế hoạch cần góp ý" not in office.get("/").content.decode()


def test_long_content_is_folded_behind_its_first_paragraphs(office, url, draft):
    page = " ".join(office.get(f"{url}cua/so-ngv/").content.decode().split())
    folded = page[page.index('<details class="rest-of">') : page.index("</details>", page.index("rest-of"))]
    content = part(draft, key_of(draft, "II.1.1"))["content"]
    assert f"Còn {len(content) - 2} đoạn" in folded
    assert content[-1] in folded
    assert content[0] not in folded


def test_an_agency_proposes_and_the_coordinator_takes_it_in(office, desk, url, draft):
    key = key_of(draft, "II.2.5")
    html = propose(office, url, key, time_text="Quý II/2027", role="coordinate", words="Theo lịch.").content.decode()
    assert "Đã gửi." in html
    html = desk.get(f"{url}y-kien/").content.decode()
    assert "Quý II/2027" in html
    assert "<ins>" in html
    remark = Remark.objects.get()
    assert set(remark.said) == {"time", "lead", "coordinate"}
    html = desk.post(f"{url}y-kien/{remark.pk}/", {"act": "take"}, follow=True).content.decode()
    assert "Đã tiếp thu; dự thảo đã sửa theo." in html
    assert part(draft, key)["time"]["text"] == "Quý II/2027"
    assert "đã tiếp thu" in office.get(f"{url}cua/so-ngv/").content.decode()
    desk.post(f"{url}y-kien/{remark.pk}/", {"act": "reopen"})
    assert part(draft, key)["time"] is None


def test_a_proposal_is_declined_with_its_reason(office, desk, url, draft):
    propose(office, url, key_of(draft, "II.2.5"), budget="5", words="Theo giá.")
    remark = Remark.objects.get()
    html = desk.post(f"{url}y-kien/{remark.pk}/", {"act": "decline", "words": ""}, follow=True).content.decode()
    assert "Ghi lý do không tiếp thu" in html
    desk.post(f"{url}y-kien/{remark.pk}/", {"act": "decline", "words": "Chưa cân đối được."})
    assert "Chưa cân đối được." in office.get(f"{url}cua/so-ngv/").content.decode()


def test_a_proposal_is_taken_in_otherwise(office, desk, url, draft):
    key = key_of(draft, "II.2.5")
    propose(office, url, key, budget="50.000.000", words="Theo giá.")
    remark = Remark.objects.get()
    answer = desk.get(f"{url}y-kien/{remark.pk}/sua/")
    typed = sent_of(answer.context["form"])
    assert typed["budget"] == "50.000.000"
    assert desk.post(f"{url}y-kien/{remark.pk}/sua/", typed | {"budget": "40.000.000"}).status_code == 302
    assert part(draft, key)["budget"] == 40_000_000
    assert Remark.objects.get().outcome == "changed"


def test_an_assignment_is_commented_and_the_comment_taken_back(office, url, draft):
    key = next(key for key in now_mine(office, url) if key[0] == "i")
    answer = office.post(f"{url}cua/so-ngv/{key}/?gop-y=1", {"words": "Gộp với mục trên."}, follow=True)
    assert "Gộp với mục trên." in answer.content.decode()
    office.post(f"{url}cua/so-ngv/rut/", {"key": key})
    assert not Remark.objects.exists()
    answer = propose(office, url, key, words="Rõ hơn.", text="Lời mới")
    assert Remark.objects.get().said == {"text": "Lời mới"}


def now_mine(office, url):
    return [part.row.key for part in office.get(f"{url}cua/so-ngv/").context["parts"]]


def test_a_proposal_that_changes_nothing_comes_back(office, url, draft):
    key = key_of(draft, "II.2.5")
    answer = propose(office, url, key, words="Không đổi gì.")
    assert answer.status_code == 422
    assert "Chưa có gì khác với dự thảo" in answer.content.decode()


def test_nobody_sees_or_answers_the_parts_of_another(office, desk, url, draft):
    stranger = entered(actor("so-ct", Role.HEAD).person)
    key = key_of(draft, "II.2.5")
    for path in ("", f"{key}/", "dong-y/", "rut/"):
        assert stranger.post(f"{url}cua/so-ngv/{path}").status_code in (403, 405)
        assert stranger.get(f"{url}cua/so-ngv/{path}").status_code in (403, 405)
    assert office.get(f"{url}cua/so-ngv/{key_of(draft, 'II.5')}/").status_code == 403
    assert office.get(f"{url}y-kien/").status_code == 403
    assert desk.get(f"{url}cua/so-ngv/").status_code == 200
    assert desk.get(f"{url}cua/so-ngv/{key}/").status_code == 403, "the coordinator reads, and does not speak for it"
    assert entered(actor("so-tttt", Role.EDITOR).person).get(f"{url}cua/so-tttt/").status_code == 404


def test_whoever_is_silent_is_reminded_with_one_button(desk, url):
    html = desk.post(f"{url}y-kien/nhac/", follow=True).content.decode()
    assert "Đã nhắc 1 trên" in html
    assert "nhắc 1 lần" in html


def test_after_the_last_day_the_parts_are_only_read(office, url, draft):
    found = now(draft)
    found.comments_until = date(2020, 1, 1)
    found.save(update_fields=["comments_until"])
    html = office.get(f"{url}cua/so-ngv/").content.decode()
    assert "Đã hết hạn góp ý." in html
    assert "Đồng ý tất cả" not in html


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_more_remarks_ask_no_more(office, desk, url, draft):
    keys = [key for key in now_mine(office, url) if key[0] == "t"]
    pages = ((desk, f"{url}y-kien/"), (office, f"{url}cua/so-ngv/"), (office, "/"))
    propose(office, url, keys[0], words="Một.", budget="1")
    for client, page in pages:
        client.get(page)
    with_one = [queries(*page) for page in pages]
    for key in keys[1:3]:
        propose(office, url, key, words="Nữa.", budget="1")
    assert [queries(*page) for page in pages] == with_one
    assert max(with_one) <= MOST
    assert with_one[-1] <= 10, "the desk of an agency is a list like any other"


def test_before_asking_the_page_names_the_parts_that_reach_nobody_and_replaces_ended_bodies_there(draft, desk):
    url = f"/ke-hoach/soan/{draft.pk}/y-kien/"
    answer = desk.get(url)
    reach, html = answer.context["reach"], answer.content.decode()
    nobody, partly = ({one.where for one in rows} for rows in (reach.nobody, reach.partly))
    assert {"Sở Kế hoạch và Đầu tư", "Các cơ quan báo chí"} < nobody
    assert not partly & nobody
    key = key_of(draft, "II.1.1")
    assert f'href="/ke-hoach/soan/{draft.pk}/?mo={key}#{key}"' in html
    assert "Báo Lào Cai; Đài Phát thanh - Truyền hình tỉnh Lào Cai</p>" in html
    assert f"{len(nobody)} phần không gửi tới cơ quan nào" in html
    assert "Thay Sở Thông tin và Truyền thông bằng Sở Văn hóa, Thể thao và Du lịch ở mọi chỗ" in html
    for old, _name, new, _its_name in reach.heirs:
        answer = desk.post(f"/ke-hoach/soan/{draft.pk}/ke-tuc/", {"old": old, "new": new, "ve": "y-kien"})
        assert answer["Location"] == url
    after = desk.get(url).context["reach"]
    assert "Sở Kế hoạch và Đầu tư" not in {one.where for one in after.nobody}
    assert after.heirs == ()


def test_an_amendment_tells_only_of_the_parts_that_it_writes(plan):
    Agency.objects.filter(slug="so-ct").update(valid_to=date(2022, 5, 31))
    draft = begin_amendment(plan, by=coordinator(), at=NOW)
    book = book_of_draft(draft, "Lào Cai")
    assert not reach_of(draft, book, NOW.date())
    said = {"text": "Sở Công Thương", "name": "Sở Công Thương", "agency": "so-ct", "group": False, "related": False}
    draft = written(draft, f"t{plan.tasks.get(number='II.2.3').pk}", lead=[said], coordinate=[], by=coordinator())
    [one] = reach_of(draft, book, NOW.date()).nobody
    assert (one.where.split()[0], one.ended) == ("II.2.3", ("Sở Công Thương",))
