"""A plan comes in through the workplace: uploaded, adopted, put aside; what is refused leaves nothing."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.actions import load_profile
from doingoai.agencies.domain import Role
from doingoai.documents.models import StoredFile
from doingoai.plan.actions.adopt import adopt
from doingoai.plan.actions.drafts import begin_draft, set_aside
from doingoai.plan.actions.imports import bring_in, correct, decide, read_in
from doingoai.plan.actions.reference import load_reference
from doingoai.plan.domain.states import Start
from doingoai.plan.models import Plan, PlanImport, Tracking
from tests.documents.files import pdf, word
from tests.factories import NOW, actor, coordinator
from tests.plan.gold import PROFILE

PLAN = (PROFILE / "plans" / "2022.txt").read_bytes()
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(client, db):
    load_profile(PROFILE, at=NOW)
    load_reference()
    client.force_login(coordinator().person)
    return client


def send(client, name="ke-hoach.txt", data=PLAN, **more):
    return client.post("/ke-hoach/nhap/", {"file": SimpleUploadedFile(name, data), "no_secret": "on"}, **more)


def imported() -> PlanImport:
    by = coordinator()
    return read_in("ke-hoach.txt", PLAN, province="Lào Cai", by=by, person=by.person, at=NOW)


def test_an_uploaded_plan_goes_to_its_review(office):
    answer = send(office)
    [made] = PlanImport.objects.all()
    assert answer["Location"] == f"/ke-hoach/nhap/{made.pk}/"
    assert send(office, headers=HTMX)["HX-Redirect"] == f"/ke-hoach/nhap/{made.pk + 1}/"


def test_the_upload_page_says_what_happens_with_the_file(office):
    html = office.get("/ke-hoach/nhap/").content.decode()
    for words in ("tìm dấu độ mật trước khi lưu", "có trang cho biết đã đọc đến đâu", "chữ in giữ nguyên"):
        assert words in html


@pytest.mark.parametrize(
    ("name", "data", "because"),
    [
        ("thu-moi.txt", "Thư mời họp\nKính gửi các đồng chí.".encode(), "kế hoạch"),
        ("mat.docx", word("TỐI MẬT", "KẾ HOẠCH"), "độ mật"),
        ("trong.txt", b" ", "trống"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_taken_in_is_told_on_the_form_and_nothing_is_kept(office, name, data, because, headers):
    answer = send(office, name, data, headers=headers)
    assert answer.status_code == 422
    assert because in answer.content.decode()
    assert ("<html" in answer.content.decode()) == (not headers)
    assert not PlanImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_without_a_file_and_the_word_that_it_holds_no_secret_nothing_is_read(office):
    answer = office.post("/ke-hoach/nhap/", {})
    assert answer.status_code == 422
    assert "Chọn tệp kế hoạch." in answer.content.decode()
    assert "Đánh dấu ô này sau khi tự đọc lại nội dung tệp." in answer.content.decode()
    assert "không giữ lại được" not in answer.content.decode()


def test_the_file_that_was_chosen_is_told_to_be_lost_with_a_page_that_comes_back(office):
    file = SimpleUploadedFile("ke-hoach.txt", "KẾ HOẠCH".encode())
    page = office.post("/ke-hoach/nhap/", {"file": file}).content.decode()
    assert "Tệp ke-hoach.txt không giữ lại được. Chọn lại tệp." in page
    assert 'aria-describedby="id_file-h id_file-f"' in page


def test_an_upload_never_touches_the_disk_before_it_is_looked_at():
    assert settings.FILE_UPLOAD_HANDLERS == ["doingoai.documents.receivers.InMemory"]


def test_adoption_shows_beforehand_what_it_then_does(office):
    made = imported()
    before = office.get(f"/ke-hoach/nhap/{made.pk}/nhan/").context["preview"]
    answer = office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": "0", "kind-article": "II.1.1"})
    assert answer["Location"] == "/ke-hoach/2022/"
    plan = Plan.objects.get()
    rows = Tracking.objects.all()
    assert (before.tasks, before.assignments, before.headings) == (plan.tasks.count(), plan.assignments.count(), 15)
    assert (before.rows, before.agencies) == (rows.count(), rows.values("agency").distinct().count())
    assert [(p.name, p.agencies_due) for p in before.periods] == [(p.name, p.agencies_due) for p in plan.periods.all()]
    assert before.groups == rows.filter(party__is_group=True).values("party").distinct().count()
    assert plan.services.get(kind="article").task.number == "II.1.1"


def test_the_page_of_adoption_tells_open_groups_strangers_and_doubts(office):
    made = imported()
    nobody = {"text": "Hội Không Ai", "name": "Hội Không Ai", "agency": None, "group": False, "related": False}
    correct(made, "t1", {"lead": [nobody]}, revision=0, by=coordinator(), at=NOW)
    decide(made, [0, 1], "kept", by=coordinator(), at=NOW)
    answer = office.get(f"/ke-hoach/nhap/{made.pk}/nhan/")
    preview, html = answer.context["preview"], answer.content.decode()
    assert [one.name for one in preview.strangers] == ["Hội Không Ai"]
    assert dict(preview.open_groups)["Các cơ quan báo chí"] == 11
    assert (preview.open_doubts, preview.doubts) == (44, 46)
    assert "máy đề xuất II.5" in html
    assert "6 tháng đầu năm 2022" in html


def test_a_plan_is_adopted_once(office):
    made = imported()
    office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": "0"})
    answer = office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": "0"})
    assert answer.status_code == 422
    assert "đã nhận hoặc đã bỏ" in answer.content.decode()
    assert Plan.objects.count() == 1


def test_a_reading_changed_meanwhile_is_looked_at_again_and_the_choices_stay(office):
    made = imported()
    decide(made, [0], "applied", by=coordinator(), at=NOW)
    answer = office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": "0", "kind-article": "II.6"})
    assert answer.status_code == 422
    assert "vừa được sửa" in answer.content.decode()
    assert next(chosen for kind, _, chosen in answer.context["rows"].proposed if kind.code == "article") == "II.6"
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("key", "changes", "because"),
    [
        ("d", {"issuer": {"text": "UBND", "name": "UBND", "agency": None, "group": False}}, "cơ quan ban hành"),
        ("d", {"issuer": {"text": "X", "name": "X", "agency": "khong-con", "group": False}}, "không còn trong hồ sơ"),
        ("t1", {"no": ""}, "chưa có số"),
        ("t1", {"no": "II.5"}, "cùng số II.5"),
    ],
)
def test_what_cannot_be_adopted_is_refused_with_the_reason_and_the_way_to_correct_it(office, key, changes, because):
    made = correct(imported(), key, changes, revision=0, by=coordinator(), at=NOW)
    url = f"/ke-hoach/nhap/{made.pk}/nhan/"
    html = office.get(url).content.decode()
    assert because in html
    assert 'aria-disabled="true" aria-describedby="why"' in html
    assert office.post(url, {"revision": "1"}).status_code == 422
    assert not Plan.objects.exists()


def test_a_year_that_has_its_plan_is_told_before_and_is_no_longer_in_the_way_once_the_year_is_corrected(office):
    office.post(f"/ke-hoach/nhap/{imported().pk}/nhan/", {"revision": "0"})
    made = imported()
    url = f"/ke-hoach/nhap/{made.pk}/nhan/"
    assert "Năm 2022 đã có kế hoạch" in office.get(url).content.decode()
    correct(made, "d", {"year": 2023}, revision=0, by=coordinator(), at=NOW)
    assert office.post(url, {"revision": "1"})["Location"] == "/ke-hoach/2023/"


def test_a_plan_with_neither_number_nor_date_is_adopted(office):
    made = imported()
    office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": "0"})
    plan = Plan.objects.get()
    assert (plan.number, plan.issued_on) == ("", None)


def test_a_plan_is_adopted_with_the_number_and_date_that_were_written_in(office):
    made = correct(
        imported(), "d", {"number": "65/KH-UBND", "date": "2022-02-18"}, revision=0, by=coordinator(), at=NOW
    )
    office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": "1"})
    plan = Plan.objects.get()
    assert (plan.number, plan.issued_on) == ("65/KH-UBND", date(2022, 2, 18))


def test_a_reading_put_aside_is_told_in_the_list_and_can_be_taken_up_again(office):
    made = imported()
    answer = office.post(f"/ke-hoach/nhap/{made.pk}/bo/", {"aside": "1"})
    assert answer["Location"] == "/ke-hoach/?tat-ca=1"
    office.post(f"/ke-hoach/nhap/{made.pk}/bo/", {"aside": "1"})  # told twice, still aside
    listed = office.get("/ke-hoach/?tat-ca=1")
    assert [one.pk for one in listed.context["imports"].aside] == [made.pk]
    assert "1 bản nhập đã bỏ" in listed.content.decode()
    office.post(f"/ke-hoach/nhap/{made.pk}/bo/", {"aside": "0"})
    assert [one.pk for one in office.get("/ke-hoach/?tat-ca=1").context["imports"].open] == [made.pk]


def test_an_adopted_reading_is_not_put_aside(office):
    made = imported()
    office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": "0"})
    answer = office.post(f"/ke-hoach/nhap/{made.pk}/bo/", {"aside": "1"}, follow=True)
    assert "đã nhận thành kế hoạch" in answer.content.decode()
    assert PlanImport.objects.get().discarded_at is None


def test_the_list_of_readings_tells_state_who_when_and_open_doubts(office):
    made = imported()
    decide(made, [0, 1, 2], "kept", by=actor("so-tttt", Role.COORDINATOR, name="binh"), at=NOW)
    answer = office.get("/ke-hoach/?tat-ca=1")
    [one] = answer.context["imports"].open
    assert (one.who, one.changed_by, one.open_doubts, one.doubts) == (coordinator().person.name, "Người binh", 43, 46)
    html = answer.content.decode()
    assert "còn 43 trên 46 chỗ cần xem" in html
    assert "08:00, 10/6/2022" in html


def test_the_list_of_readings_asks_the_same_for_one_and_for_three(office):
    imported()
    office.get("/ke-hoach/?tat-ca=1")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            office.get("/ke-hoach/?tat-ca=1")
        return len(queries)

    with_one = asked()
    imported()
    imported()
    assert asked() == with_one <= 10


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD, Role.LEADER, Role.VIEWER, Role.FINANCE, Role.ADMINISTRATOR])
def test_only_the_coordinator_takes_plans_in(office, role):
    url = f"/ke-hoach/nhap/{imported().pk}/"
    office.force_login(actor("so-ngv", role).person)
    looked_at = ("/ke-hoach/nhap/", url, f"{url}nhan/", f"{url}phan/t1/", f"{url}them/t/t1/", f"{url}them/b/")
    for address in looked_at:
        assert office.get(address).status_code == 403
    for address in (*looked_at, f"{url}bo/", f"{url}cho/", f"{url}phan/t1/bo/", f"{url}phan/t1/tra/"):
        if address != url:
            assert office.post(address).status_code == 403
    assert not Plan.objects.exists()


def test_what_is_on_its_way_waits_on_the_desk_of_the_coordinator_alone(office):
    reading = imported()
    draft = begin_draft(2030, Start.OUTLINE, by=coordinator(), at=NOW)
    set_aside(begin_draft(2031, Start.EMPTY, by=coordinator(), at=NOW), aside=True, by=coordinator(), at=NOW)
    paper = bring_in("ban-quet.pdf", pdf("KẾ HOẠCH"), by=coordinator(), at=NOW)
    answer = office.get("/")
    html = answer.content.decode()
    for url, words in (
        (f"/ke-hoach/nhap/{reading.pk}/", "Đang duyệt nhập"),
        (f"/ke-hoach/soan/{draft.pk}/", "Dự thảo đang soạn"),
        (f"/ke-hoach/nhap/doc/{paper.pk}/", "ban-quet.pdf"),
    ):
        assert f'href="{url}"' in html
        assert words in html
    assert "năm 2031" not in html
    other = Client()
    other.force_login(actor("so-ngv", Role.EDITOR).person)
    assert "Đang duyệt nhập" not in other.get("/").content.decode()


def test_the_desk_asks_the_same_for_one_plan_on_its_way_and_for_many_and_tells_the_rest(office):
    imported()
    office.get("/")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            html = office.get("/").content.decode()
        return len(queries), html

    with_one, html = asked()
    assert "kế hoạch đang làm" not in html
    for _ in range(7):
        imported()
    with_many, html = asked()
    assert with_many == with_one <= 10
    assert "Còn 3 kế hoạch đang làm" in html


def test_bringing_in_and_writing_are_one_press_away_from_plan_and_desk(office):
    acts = ('href="/ke-hoach/nhap/"', 'href="/ke-hoach/soan/"')
    for url in ("/", "/ke-hoach/"):
        html = office.get(url).content.decode()
        assert all(act in html for act in acts), url
    adopt(imported(), services={}, revision=0, by=coordinator(), at=NOW)
    html = office.get("/ke-hoach/", follow=True).content.decode()
    assert all(act in html for act in acts)
    other = Client()
    other.force_login(actor("so-ngv", Role.EDITOR).person)
    html = other.get("/ke-hoach/2022/").content.decode()
    assert not any(act in html for act in acts)


def test_kinds_of_work_without_a_proposal_stand_folded_and_are_kept_all_the_same(office):
    made = imported()
    answer = office.get(f"/ke-hoach/nhap/{made.pk}/nhan/")
    rows, html = answer.context["rows"], answer.content.decode()
    assert rows.others
    assert all(proposal is None and not chosen for _, proposal, chosen in rows.others)
    assert f"{len(rows.others)} loại công việc máy chưa đề xuất" in html
    folded = html.partition("máy chưa đề xuất")[2].partition("</details>")[0]
    assert f'name="kind-{rows.others[0][0].code}"' in folded
    assert f'name="kind-{rows.proposed[0][0].code}"' not in folded
    kind = rows.others[0][0]
    office.post(f"/ke-hoach/nhap/{made.pk}/nhan/", {"revision": made.revision, f"kind-{kind.code}": "II.6"})
    assert Plan.objects.get().services.get().kind == kind
