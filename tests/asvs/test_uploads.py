"""Seven sorts of hostile files at every door that takes a file: each refused in words, and nothing is stored."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.documents.actions import path_of
from doingoai.documents.models import StoredFile
from doingoai.plan.actions import links
from doingoai.plan.actions.spreadsheets import HEADS, SHEET
from doingoai.plan.domain.money.states import Stage
from doingoai.plan.models import Evidence, Measure
from tests.documents import hostile
from tests.documents.files import pdf, sheet, with_part, word
from tests.documents.marked import photo, picture
from tests.documents.test_hostile import ENABLED, MACROS
from tests.documents.test_tricks import SVG, field, formula, stored
from tests.factories import actor, adopted_plan, coordinator, done
from tests.house.test_pages import UPLOADS
from tests.plan.budgeting import brought_to, editor, finance, fresh, written
from tests.plan.linking import NOW, WORK, asked, press

CSV = b"Viec;So\nHop bao;=cmd|'/C calc'!A0\n"
PARAGRAPH = "<w:p><w:r><w:t>&c;</w:t></w:r></w:p>"
BOOK_WITH_MACROS = with_part(sheet(("a",)), "xl/vbaProject.bin", b"x")
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
OUT_OF_FOLDER = "../../../tmp/a.xml"

# Of each sort: what is said of it, and the files by their names.
SORTS: dict[str, tuple[str, list[tuple[str, bytes]]]] = {
    "zip bomb": (
        "quá lớn|quá nhiều|hỏng",
        [
            ("a.docx", hostile.bomb(1, 30 << 20)),
            ("a.xlsx", hostile.bomb(1, 30 << 20)),
            ("a.docx", hostile.bomb(4000, 1)),
            ("a.docx", hostile.liar()),
        ],
    ),
    "polyglot": (
        "hai loại",
        [
            ("a.pdf", pdf("Kế hoạch") + word("Kế hoạch")),
            ("a.jpg", photo(b"x") + b"<html><script>x</script></html>"),
            ("a.png", picture(b"x") + word("Kế hoạch")),
            ("a.docx", stored(b"%PDF-1.7\n")),
            ("le.ics", CALENDAR + word("Kế hoạch")),
        ],
    ),
    "macro": (
        "macro",
        [
            ("a.docm", MACROS),
            ("a.docx", MACROS),
            ("a.docx", ENABLED),
            ("a.xlsm", BOOK_WITH_MACROS),
            ("a.xlsx", BOOK_WITH_MACROS),
        ],
    ),
    "SVG with script": (
        "hình vẽ SVG",
        [("a.svg", SVG), ("a.png", SVG), ("a.html", SVG), ("a.txt", b'<?xml version="1.0"?>\n' + SVG)],
    ),
    "XML entities": (
        "thực thể",
        [
            ("a.docx", hostile.body(PARAGRAPH, hostile.LAUGHS)),
            ("a.docx", hostile.body(PARAGRAPH, hostile.FETCHES)),
            ("a.xlsx", hostile.book("B2", doctype=hostile.LAUGHS, words="&c;")),
            ("a.xlsx", hostile.book("B2", doctype=hostile.FETCHES, words="&c;")),
        ],
    ),
    "path names": (
        "đường dẫn",
        [
            ("a.docx", with_part(word("Kế hoạch"), OUT_OF_FOLDER, b"<x/>")),
            ("a.xlsx", with_part(sheet(("a",)), "..\\..\\a.xml", b"<x/>")),
            ("a.docx", with_part(word("Kế hoạch"), "/etc/cron.d/a", b"x")),
            ("C:a.txt", b"Ke hoach"),
        ],
    ),
    "formulas": (
        "công thức",
        [
            ("a.csv", CSV),
            ("a.xlsx", formula("cmd|'/C calc'!A0")),
            ("a.xlsx", formula("WEBSERVICE(A2)")),
            ("a.docx", field("DDEAUTO c:\\\\windows\\\\cmd.exe")),
        ],
    ),
}
# A door that takes one kind alone may say of another that it is not that kind.
NO_CALENDAR, NO_PAPER = "Không đọc được tệp lịch", "không phải .docx"


@dataclass(frozen=True)
class Door:
    """A page that takes a file: how one is sent there, and what it may say besides."""

    send: Callable[[SimpleUploadedFile], HttpResponse]
    more: str = "(?!)"

    def told(self, name: str, data: bytes) -> tuple[int, str]:
        """The answer to the file: its status, and its words."""
        answer = self.send(SimpleUploadedFile(name, data))
        return answer.status_code, " ".join(answer.content.decode().split())


def desk(*who):
    client = Client()
    client.force_login(actor(*who).person if who else coordinator().person)
    return client


def paper(agency):
    return f"/bao-cao/2022/6-thang/phan/{agency}/ban-ky/"


def plan_upload(plan):
    client = desk()
    return Door(lambda file: client.post("/ke-hoach/nhap/", {"file": file, "no_secret": "on"}), NO_PAPER)


def evidence(plan):
    client, said = desk("so-ngv", Role.EDITOR), WORK | {"agency": "so-ngv", "token": "t1"}
    return Door(lambda file: client.post("/bang-chung/2022/ghi/", {**said, "file": file}))


def evidence_corrected(plan):
    client = desk("so-ngv", Role.EDITOR)
    known = done(plan, "II.2.3", measure="doan", agency="so-ngv")
    said = WORK | {"agency": "so-ngv", "token": "t1"}
    return Door(lambda file: client.post(f"/bang-chung/2022/{known.pk}/sua/", {**said, "file": file}))


def spreadsheet(plan):
    client = desk("so-ngv", Role.EDITOR)
    return Door(lambda file: client.post("/bang-chung/2022/bang/", {"file": file}))


def signed_copy(plan):
    client, said = desk("so-ngv", Role.EDITOR), {"number": "45/BC-SNV", "dated_on": "10/6/2022"}
    return Door(lambda file: client.post(paper("so-ngv"), {**said, "paper": file}))


def own_plan(plan):
    client = desk("so-ngv", Role.EDITOR)
    said = {"revision": "0", "number": "15/KH-SNgV", "issued_on": "10/02/2022", "title": "Kế hoạch", "tasks": "II.2.3"}
    return Door(lambda file: client.post("/ke-hoach/2022/cua-co-quan/so-ngv/", {**said, "file": file}))


def calendar(plan):
    client = desk()
    there = "/quy-dinh/ngay-nghi/2022/nhap/"
    return Door(lambda file: client.post(there, {"file-file": file}), NO_CALENDAR)


def link():
    return links.make_link(asked(), by=coordinator(), at=NOW)


def key_link(plan):
    made, phone = link(), Client()
    return Door(lambda file: press(phone, made, "ghi", **WORK, narrative="", file=file))


def key_link_signed(plan):
    made, phone = link(), Client()
    press(phone, made, "gui", no_secret="on")
    said = {"number": "45/BC-SNV", "dated_on": "10/6/2022"}
    return Door(lambda file: press(phone, made, "ban-ky", **said, paper=file))


def money_page(estimate, more):
    return f"/ke-hoach/2022/kinh-phi/du-toan/{estimate.pk}/{more}"


def estimate_sheet(plan):
    made, client = written(plan), Client()
    client.force_login(editor().person)
    return Door(lambda file: client.post(money_page(made, "bang/"), {"file": file}))


def allocation(plan):
    made, client = fresh(brought_to(Stage.APPROVED, plan)), Client()
    client.force_login(finance().person)
    line = made.lines.get()
    said = {"revision": made.revision, "number": "12/QĐ", "dated_on": "01/6/2022", f"line-{line.pk}": "1.000.000"}
    return Door(lambda file: client.post(money_page(made, "phan-bo/"), {**said, "file": file}))


def spending(plan):
    line, client = brought_to(Stage.ALLOCATED, plan).lines.get(), Client()
    client.force_login(editor().person)
    said = {"token": "a", "amount": "5 triệu", "spent_on": "01/6/2022", "document": "HĐ 1", "reason": ""}
    return Door(lambda file: client.post(f"/ke-hoach/2022/kinh-phi/dong/{line.pk}/chi/", {**said, "file": file}))


DOORS = {
    "the plan": plan_upload,
    "evidence": evidence,
    "evidence corrected": evidence_corrected,
    "the spreadsheet": spreadsheet,
    "the signed copy": signed_copy,
    "an agency's own plan": own_plan,
    "the calendar": calendar,
    "a key link": key_link,
    "the signed copy by a key link": key_link_signed,
    "an estimate's spreadsheet": estimate_sheet,
    "the paper of an allocation": allocation,
    "the document of spending": spending,
}


@pytest.fixture
def plan(db):
    cache.clear()
    return adopted_plan()


def kept(data_folder):
    """Every file on the disk or held in memory, and how many rows each table has; the record of acts is no store."""
    rooms = [m for m in apps.get_models() if m.__module__.startswith("doingoai.") and ".audit." not in m.__module__]
    rows = {model._meta.label: model._base_manager.count() for model in rooms}
    return rows, {path for path in data_folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("door", DOORS)
def test_a_hostile_file_is_refused_in_words_and_nothing_is_stored(plan, data_folder, door, sort):
    there, (because, files) = DOORS[door](plan), SORTS[sort]
    said = re.compile(f"{because}|{there.more}")
    before = kept(data_folder)
    assert not said.search(there.told("a.txt", b"")[1]), "the page says so of any file"
    for name, data in files:
        status, page = there.told(name, data)
        assert status == 422, f"{door} took {name}"
        assert said.search(page), f"{door} says nothing of {name}"
        assert kept(data_folder) == before, f"{door} kept something of {name}"


def test_there_is_no_other_door_for_files():
    """Each form that takes a file is one of those tried above; the sample of the page of parts is sent nowhere."""
    known = {"UploadForm", "EvidenceForm", "SpreadsheetForm", "SignedForm", "OwnPlanForm", "CalendarForm"}
    assert {form.__name__ for form in UPLOADS} == known | {"LinkEvidenceForm", "SharesForm", "SpendForm", "Sample"}


@pytest.mark.parametrize("name", ["../../../../tmp/a.txt", "..\\..\\a.txt", "/etc/a.txt", "a/../../a.txt"])
def test_of_a_name_with_folders_only_its_end_is_kept_and_no_file_lies_under_it(plan, data_folder, name):
    before = kept(data_folder)[1]
    client, edge = desk("so-ngv", Role.EDITOR), "----x"
    said = WORK | {"agency": "so-ngv", "token": "t1"}
    head = 'Content-Disposition: form-data; name="{}"'
    parts = [f"--{edge}\r\n{head.format(key)}\r\n\r\n{value}\r\n" for key, value in said.items()]
    file = f'--{edge}\r\n{head.format("file")}; filename="{name}"\r\nContent-Type: text/plain\r\n\r\nKe hoach\r\n'
    body = "".join([*parts, file, f"--{edge}--\r\n"]).encode()
    answer = client.post("/bang-chung/2022/ghi/", body, content_type=f"multipart/form-data; boundary={edge}")
    assert answer.status_code == 302
    row = StoredFile.objects.get(name="a.txt")
    assert kept(data_folder)[1] - before == {path_of(row.sha256)}
    assert path_of(row.sha256).is_relative_to(settings.MEDIA_ROOT)


FORMULAS = ['=HYPERLINK("http://x.example")', "+1+1", "-2+3", "@SUM(A1)"]


def taken_out(client):
    data = client.get("/bang-chung/2022/bang-chung.xlsx").content
    with ZipFile(BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name) or b"<f " in parts.read(name)]
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    return [cell for cell in cells if cell.value in FORMULAS]


def test_words_that_look_like_a_formula_go_out_as_words(plan):
    client = desk("so-ngv", Role.EDITOR)
    for number, words in enumerate(FORMULAS):
        client.post("/bang-chung/2022/ghi/", WORK | {"agency": "so-ngv", "token": f"t{number}", "title": words})
    cells = taken_out(client)
    assert {cell.value for cell in cells} == set(FORMULAS)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_words_that_look_like_a_formula_come_in_by_a_spreadsheet_as_words(plan):
    client = desk("so-ngv", Role.EDITOR)
    book = openpyxl.load_workbook(BytesIO(client.get("/bang-chung/2022/mau.xlsx").content))
    measure = Measure.objects.get(pk="doan").name
    row = dict(zip(HEADS, ("II.2.3", FORMULAS[0], measure, 1, "01/03/2022"), strict=False))
    for column, head in enumerate(HEADS, start=1):
        cell = book[SHEET].cell(5, column)
        cell.value = row.get(head)
        cell.data_type = "n" if head == "Số lượng" else "s"
    saved = BytesIO()
    book.save(saved)
    answer = client.post("/bang-chung/2022/bang/", {"file": SimpleUploadedFile("a.xlsx", saved.getvalue())})
    assert answer.status_code == 302
    assert Evidence.objects.get().title == FORMULAS[0]
    assert [cell.data_type for cell in taken_out(client)] == ["s"]


def test_a_refusal_of_a_marked_file_is_all_that_stays_on_record(plan):
    before = Entry.objects.count()
    DOORS["evidence"](plan).send(SimpleUploadedFile("a.docx", word("TỐI MẬT")))
    assert [entry.verb for entry in Entry.objects.order_by("pk")[before:]] == ["refuse_file"]
