"""What is typed with a mark in it is kept nowhere, and no paper and no letter leaves with one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doingoai.audit.models import Entry
from doingoai.documents.domain.form import Para
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.write import Sheet, workbook, write_docx, write_pdf
from doingoai.documents.write.sheets import Column
from doingoai.mail.actions import send
from doingoai.mail.models import Letter
from doingoai.mail.queries import dead_letters, outbox
from doingoai.plan.models import Evidence, Plan
from tests.documents.papers import AT, paper
from tests.factories import NOW, adopted_plan, coordinator, done

pytestmark = pytest.mark.django_db
SAID = {
    "task": "II.2.3",
    "title": "Đoàn Vân Nam",
    "measure": "doan",
    "quantity": "1",
    "done_on": "01/3/2022",
    "agency": "so-tttt",
    "token": "t1",
}
RECORD = "/bang-chung/2022/ghi/"


@pytest.fixture
def desk(client):
    adopted_plan()
    client.force_login(coordinator().person)
    return client


def refusals():
    return Entry.objects.filter(verb="refuse_text")


def test_what_is_typed_with_a_mark_is_kept_nowhere(desk):
    answer = desk.post(RECORD, SAID | {"title": "TỐI MẬT\nĐoàn riêng"})
    assert answer.status_code == 422
    assert "có dấu độ mật" in answer.content.decode()
    assert not Evidence.objects.exists()
    [entry] = refusals()
    assert (entry.person, entry.object_key) == (coordinator().person, "level-mark")
    assert "Đoàn riêng" not in str(entry.__dict__)


def test_where_a_part_of_a_page_was_asked_for_a_word_comes_and_what_was_typed_stays(desk):
    answer = desk.post(RECORD, SAID | {"title": "Độ mật: Mật"}, headers={"HX-Request": "true"})
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == (".toasts", "beforeend")
    assert "<main" not in answer.content.decode()


def test_words_that_speak_of_secrets_are_let_in(desk):
    assert desk.post(RECORD, SAID | {"title": "Lớp bảo vệ bí mật nhà nước"}).status_code == 302
    assert not refusals().exists()


def test_the_name_of_a_file_is_looked_at(desk):
    answer = desk.post(RECORD, SAID | {"file": SimpleUploadedFile("TỐI MẬT", b"x")})
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_a_password_is_nobodys_reading(client, db):
    answer = client.post("/tai-khoan/dang-nhap/", {"login": "an", "password": "MẬT"})
    assert answer.status_code == 200
    assert not refusals().exists()


@pytest.mark.parametrize("write", [write_docx, write_pdf])
def test_no_paper_leaves_with_a_mark(write):
    with pytest.raises(SecrecyMark, match="Không xuất văn bản này"):
        write(paper(blocks=(Para("TUYỆT MẬT"),), annexes=()), at=AT)


def test_no_book_leaves_with_a_mark():
    with pytest.raises(SecrecyMark):
        workbook([Sheet("Việc", (Column("Tên", 20),), [("MẬT",)])], at=AT)


def test_no_letter_leaves_with_a_mark_and_those_beside_it_do():
    for key, body in (("a", "Kính gửi\nTỐI MẬT"), ("b", "Kính gửi")):
        send("a@example.vn", subject="Nhắc", body=body, at=AT, key=key)
    held, free = Letter.objects.order_by("key")
    assert (held.subject, held.body_text, held.last_error[:18]) == ("", "", "Không gửi thư này:")
    assert [*dead_letters()] == [held]
    assert [*outbox()] == [free]


def test_a_mark_that_slipped_in_does_not_leave_by_a_page(desk):
    evidence = done(Plan.objects.get(), "II.2.3", measure="doan")
    Evidence.objects.filter(pk=evidence.pk).update(title="TỐI MẬT")
    answer = desk.get("/bang-chung/2022/bang-chung.xlsx")
    assert answer.status_code == 422
    assert "không được xuất" in answer.content.decode()
    assert refusals().get().at >= NOW
