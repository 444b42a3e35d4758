"""A plan comes in through the workplace: uploaded, looked through, adopted; what is refused leaves nothing."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from doingoai.agencies.actions import load_profile
from doingoai.agencies.domain import Role
from doingoai.documents.models import StoredFile
from doingoai.plan.actions.reference import load_reference
from doingoai.plan.models import Plan, PlanImport
from tests.documents.files import scan, word
from tests.factories import NOW, actor, coordinator
from tests.plan.gold import PROFILE

PLAN = (PROFILE / "plans" / "2022.txt").read_bytes()


@pytest.fixture
def office(client, db):
    load_profile(PROFILE, at=NOW)
    load_reference()
    client.force_login(coordinator().person)
    return client


def send(client, name="ke-hoach.txt", data=PLAN):
    return client.post("/ke-hoach/nhap/", {"file": SimpleUploadedFile(name, data), "no_secret": "on"})


def test_an_uploaded_plan_is_shown_beside_its_structure_with_its_doubts_first(office):
    answer = send(office)
    [made] = PlanImport.objects.all()
    assert answer["Location"] == f"/ke-hoach/nhap/{made.pk}/"
    html = office.get(answer["Location"]).content.decode()
    assert html.index('id="hw"') < html.index('id="tII.1.1"')
    assert "Nhận kế hoạch" in html


@pytest.mark.parametrize(
    ("name", "data", "because"),
    [
        ("thu-moi.txt", "Thư mời họp\nKính gửi các đồng chí.".encode(), "kế hoạch"),
        ("quet.pdf", scan(), "chỉ có ảnh"),
        ("mat.docx", word("TỐI MẬT", "KẾ HOẠCH"), "độ mật"),
        ("trong.txt", b" ", "trống"),
    ],
)
def test_what_cannot_be_taken_in_is_told_on_the_form_and_nothing_is_kept(office, name, data, because):
    answer = send(office, name, data)
    assert answer.status_code == 422
    assert because in answer.content.decode()
    assert not PlanImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_upload_never_touches_the_disk_before_it_is_looked_at():
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]


def test_a_field_is_corrected_and_its_page_says_so(office):
    url = send(office)["Location"]
    form = office.get(f"{url}nhiem-vu/II.1.1/").context["form"]
    said = {field.html_name: value for field in form if (value := field.value()) is not None}
    answer = office.post(f"{url}nhiem-vu/II.1.1/", {**said, form.add_prefix("title"): "Tên đã sửa"}, follow=True)
    assert "Tên đã sửa" in answer.content.decode()
    assert "Tên đã sửa" not in str(PlanImport.objects.get().printed)


def test_a_plan_is_adopted_once_and_opens_as_its_year(office):
    url = send(office)["Location"]
    assert office.get(f"{url}nhan/").status_code == 200
    assert office.post(f"{url}nhan/", {"kind-article": "II.1.1"})["Location"] == "/ke-hoach/2022/"
    assert Plan.objects.get().services.get(kind="article").task.number == "II.1.1"
    answer = office.post(f"{url}nhan/", {}, follow=True)
    assert Plan.objects.count() == 1
    assert "đã" in answer.content.decode()


def test_a_reading_put_aside_can_be_taken_up_again(office):
    url = send(office)["Location"]
    office.post(f"{url}bo/")
    assert PlanImport.objects.get().discarded_at
    office.post(f"{url}bo/")
    assert PlanImport.objects.get().discarded_at is None


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD, Role.LEADER, Role.VIEWER, Role.FINANCE, Role.ADMINISTRATOR])
def test_only_the_coordinator_takes_plans_in(office, role):
    url = send(office)["Location"]
    office.force_login(actor("so-ngv", role).person)
    for address in ("/ke-hoach/nhap/", url, f"{url}nhan/", f"{url}nhiem-vu/II.1.1/"):
        assert office.get(address).status_code == 403
    for address in ("/ke-hoach/nhap/", f"{url}nhan/", f"{url}bo/", f"{url}cho/0/"):
        assert office.post(address).status_code == 403
    assert not Plan.objects.exists()
