"""Evidence is written down by those who did it; the page keeps what was typed when something is wrong."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.documents.models import StoredFile
from doingoai.plan.actions.spreadsheets import DAY, HEAD_ROW, HEADS, LINK, MEASURE, PLACE, QUANTITY, TASK, TITLE
from doingoai.plan.models import Evidence, EvidenceBatch
from tests.documents.files import sheet, word
from tests.factories import actor, coordinator, done

TYPED = {
    "task": "II.1.1",
    "title": "Bài về chợ phiên",
    "measure": "tin-bai",
    "quantity": "1",
    "done_on": "01/3/2022",
    "agency": "bao-laocai",
    "token": "t1",
}


COLUMNS = {
    "TITLE": TITLE,
    "TASK": TASK,
    "MEASURE": MEASURE,
    "QUANTITY": QUANTITY,
    "DAY": DAY,
    "LINK": LINK,
    "PLACE": PLACE,
}


@pytest.fixture
def editor(client, plan):
    client.force_login(actor("bao-laocai", Role.EDITOR).person)
    return client


def test_what_was_typed_is_recorded_and_shown(editor):
    answer = editor.post("/bang-chung/2022/ghi/", TYPED, follow=True)
    [evidence] = Evidence.objects.all()
    assert answer.redirect_chain[-1][0] == f"/bang-chung/2022/{evidence.pk}/"
    html = answer.content.decode()
    assert "Bài về chợ phiên" in html
    assert "01/3/2022" in html


def test_sent_twice_by_an_impatient_hand_it_counts_once(editor):
    for _ in range(2):
        editor.post("/bang-chung/2022/ghi/", TYPED)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quantity", "mười"),
        ("quantity", "0"),
        ("quantity", "-1"),
        ("done_on", "31/2/2022"),
        ("done_on", "1/3/2019"),
        ("task", "II.99"),
        ("link", "javascript:alert(1)"),
        ("title", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(editor, field, value):
    answer = editor.post("/bang-chung/2022/ghi/", {**TYPED, field: value})
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    html = answer.content.decode()
    assert 'aria-invalid="true"' in html or "alert" in html
    if field != "title":
        assert "Bài về chợ phiên" in html


def test_a_file_comes_with_it_and_one_with_a_mark_is_refused_whole(editor):
    good = SimpleUploadedFile("bien-ban.docx", word("Biên bản"))
    editor.post("/bang-chung/2022/ghi/", {**TYPED, "file": good})
    assert Evidence.objects.get().file.name == "bien-ban.docx"
    bad = SimpleUploadedFile("b.docx", word("TỐI MẬT"))
    answer = editor.post("/bang-chung/2022/ghi/", {**TYPED, "token": "t2", "file": bad})
    assert answer.status_code == 422
    assert Evidence.objects.count() == 1
    assert not StoredFile.objects.filter(name="b.docx").exists()


def test_where_the_evidence_is_refused_its_file_does_not_stand_alone(editor):
    page = SimpleUploadedFile("bai.docx", word("Bài về chợ phiên"))
    answer = editor.post("/bang-chung/2022/ghi/", TYPED | {"file": page, "done_on": "01/3/2021"})
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.filter(name="bai.docx").exists()


def test_an_officer_records_for_their_own_agency_only(editor):
    answer = editor.post("/bang-chung/2022/ghi/", {**TYPED, "agency": "dai-ptth"})
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_the_coordinator_records_for_anyone(client, plan):
    client.force_login(coordinator().person)
    client.post("/bang-chung/2022/ghi/", {**TYPED, "agency": "dai-ptth"})
    assert Evidence.objects.get().agency.slug == "dai-ptth"


def test_a_reader_does_not_record(client, plan):
    client.force_login(actor("bao-laocai", Role.VIEWER).person)
    assert client.get("/bang-chung/2022/ghi/").status_code == 403
    assert client.post("/bang-chung/2022/ghi/", TYPED).status_code == 403


def test_evidence_is_corrected_taken_back_and_put_back_from_its_page(editor, plan):
    evidence = done(plan, by=actor("bao-laocai", Role.EDITOR))
    page = f"/bang-chung/2022/{evidence.pk}/"
    editor.post(f"{page}sua/", {**TYPED, "title": "Tên mới", "quantity": "2"})
    evidence.refresh_from_db()
    assert (evidence.title, evidence.quantity) == ("Tên mới", 2)
    assert "Ghi lý do" in editor.post(f"{page}rut/", {}, follow=True).content.decode() or not evidence.retracted_at
    editor.post(f"{page}rut/", {"reason": "ghi nhầm"})
    evidence.refresh_from_db()
    assert evidence.retract_reason == "ghi nhầm"
    editor.post(f"{page}hoan/")
    evidence.refresh_from_db()
    assert evidence.retracted_at is None


def test_another_agency_s_evidence_is_read_and_not_touched(client, plan):
    evidence = done(plan)
    client.force_login(actor("dai-ptth", Role.EDITOR).person)
    page = f"/bang-chung/2022/{evidence.pk}/"
    assert client.get(page).status_code == 200
    assert client.get(f"{page}sua/").status_code == 403
    client.post(f"{page}rut/", {"reason": "x"})
    evidence.refresh_from_db()
    assert evidence.retracted_at is None


def filled(client, *rows):
    """The agency's template with these rows typed in, each value under its head."""
    book = openpyxl.load_workbook(BytesIO(client.get("/bang-chung/2022/mau.xlsx").content))
    page = book.worksheets[0]
    for offset, row in enumerate(rows, start=1):
        for head, value in row.items():
            page.cell(HEAD_ROW + offset, HEADS.index(head) + 1, value)
    buffer = BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("bang.xlsx", buffer.getvalue())


def row(**changes):
    said = {TASK: "II.1.1", TITLE: "Bài viết", MEASURE: "Tin, bài, chương trình", QUANTITY: 1, DAY: "01/3/2022"}
    return {HEADS[index]: value for index, value in (said | {COLUMNS[n]: v for n, v in changes.items()}).items()}


def test_a_sheet_of_good_rows_is_recorded_whole_and_taken_back_whole(editor):
    editor.post("/bang-chung/2022/bang/", {"file": filled(editor, row(), row(TITLE="Bài hai", DAY=date(2022, 3, 2)))})
    assert [e.title for e in Evidence.objects.order_by("done_on")] == ["Bài viết", "Bài hai"]
    batch = EvidenceBatch.objects.get()
    editor.post(f"/bang-chung/bang/{batch.pk}/rut/")
    assert not Evidence.objects.standing().exists()


@pytest.mark.parametrize(
    ("column", "value", "because"),
    [
        ("QUANTITY", "mười", "số"),
        ("QUANTITY", 0, "lớn hơn"),
        ("DAY", "31/2/2022", "ngày"),
        ("DAY", "01/3/2019", "2022"),
        ("TASK", "II.99", "nhiệm vụ"),
        ("MEASURE", "Bài thơ", "chỉ tiêu"),
        ("TITLE", "", "việc"),
        ("LINK", "javascript:alert(1)", "liên kết"),
        ("LINK", "doingoailaocai.vn", "https://"),
        ("PLACE", "a" * 201, "200 chữ"),
    ],
)
def test_one_wrong_row_sends_the_file_back_marked_and_nothing_is_recorded(editor, column, value, because):
    answer = editor.post("/bang-chung/2022/bang/", {"file": filled(editor, row(), row(**{column: value}))})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="loi-bang.xlsx"'
    assert not Evidence.objects.exists()
    marked = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [str(cell.value or "") + str(cell.comment.text if cell.comment else "") for cell in marked[HEAD_ROW + 2]]
    good = [str(cell.value or "") + str(cell.comment.text if cell.comment else "") for cell in marked[HEAD_ROW + 1]]
    assert because.casefold() in " ".join(cells).casefold()
    assert len(" ".join(cells)) > len(" ".join(good))


def test_a_file_that_is_not_the_template_is_told_so(editor):
    answer = editor.post("/bang-chung/2022/bang/", {"file": SimpleUploadedFile("a.xlsx", sheet(("Việc", "Số")))})
    assert answer.status_code == 422
    assert "mẫu" in answer.content.decode()


def test_a_sheet_with_a_mark_is_refused_and_the_refusal_is_on_record(editor):
    bad = SimpleUploadedFile("a.xlsx", sheet(("Việc", "TỐI MẬT")))
    answer = editor.post("/bang-chung/2022/bang/", {"file": bad})
    assert answer.status_code == 422
    assert "độ mật" in answer.content.decode()
    assert not EvidenceBatch.objects.exists()
    assert Entry.objects.filter(verb="refuse_file").count() == 1


def test_what_was_recorded_is_found_by_its_words_at_once_and_not_after_it_was_taken_back(editor, plan):
    done(plan, key="2", agency="bao-laocai")
    editor.post("/bang-chung/2022/ghi/", TYPED)
    evidence = Evidence.objects.get(title="Bài về chợ phiên")
    listed = [row.pk for row in editor.get("/bang-chung/2022/?words=cho+phien").context["page"]]
    assert listed == [evidence.pk]
    editor.post(f"/bang-chung/2022/{evidence.pk}/rut/", {"reason": "Ghi nhầm."})
    assert not editor.get("/bang-chung/2022/?words=cho+phien").context["page"].object_list
    editor.post(f"/bang-chung/2022/{evidence.pk}/hoan/")
    assert editor.get("/bang-chung/2022/?words=cho+phien").context["page"].object_list


def test_the_list_is_handed_out_as_a_spreadsheet_with_the_same_filters(editor, plan):
    done(plan, key="1", agency="bao-laocai")
    done(plan, "II.1.2", key="2", agency="dai-ptth")
    answer = editor.get("/bang-chung/2022/bang-chung.xlsx?task=II.1.2")
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[3] for row in rows[-1:]] == ["Việc 2"]
    assert "1 dòng" in rows[0][0]


def test_the_form_begins_with_the_usual_measure_of_the_task(editor):
    assert editor.get("/bang-chung/2022/ghi/?nhiem-vu=II.1.1").context["form"]["measure"].value() == "tin-bai"
    assert editor.get("/bang-chung/2022/ghi/?nhiem-vu=II.2.1.a").context["form"]["measure"].value() is None


def test_a_file_over_twenty_megabytes_is_told_and_nothing_that_was_typed_is_lost(editor):
    large = SimpleUploadedFile("anh.txt", b"x" * (21 * 1024 * 1024), content_type="text/plain")
    answer = editor.post("/bang-chung/2022/ghi/", TYPED | {"file": large})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "lớn hơn 20 MB" in html
    assert "Bài về chợ phiên" in html
    assert not Evidence.objects.exists()
