"""Hostile files are refused in one sentence, within bounds of time and memory; the house stands afterwards."""

import contextlib
import random
import resource
import subprocess
import sys
import time

import pytest

from doingoai.documents.actions import NotAccepted, store
from doingoai.documents.domain import NotReadable
from doingoai.documents.models import StoredFile
from doingoai.documents.read import contents, read
from doingoai.documents.write import read_rows
from tests.documents import hostile
from tests.documents.files import pdf, sheet, with_part, word
from tests.documents.papers import AT

SECONDS, MEMORY = 20, 300  # for one file, on a machine with other work; MB
ROOM = 1 << 30  # bytes of address space
MACROS = with_part(word("Kế hoạch"), "word/vbaProject.bin", b"x")
ENABLED = hostile.with_other(
    word("Kế hoạch"),
    "[Content_Types].xml",
    '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
)
REFUSED = {
    "a part of much too much": ("a.docx", hostile.bomb(1, 30 << 20), "quá lớn"),
    "thousands of parts": ("a.docx", hostile.bomb(4000, 1), "quá nhiều"),
    "a part larger than its list says": ("a.docx", hostile.liar(), "hỏng"),
    "macros": ("a.docm", MACROS, "macro.*docx"),
    "macros by another name": ("a.docx", ENABLED, "macro.*docx"),
    "entities": ("a.docx", hostile.body("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", hostile.LAUGHS), "thực thể"),
    "entities that fetch": (
        "a.docx",
        hostile.body("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", hostile.FETCHES),
        "thực thể",
    ),
    "deep XML": ("a.docx", hostile.body("<w:ins>" * 9000 + hostile.PARAGRAPH + "</w:ins>" * 9000), "nhiều lớp"),
    "a deep web page": ("a.html", b"<html><body>" + b"<div>" * 9000 + b"x", "nhiều lớp"),
    "a PDF of 60,000 pages": ("a.pdf", hostile.pdf_of(hostile.WORDS, pages=60_000), "600 trang"),
    "half a PDF": ("a.pdf", pdf("Nội dung")[:900], "hỏng"),
    "half a Word paper": ("a.docx", word("Nội dung")[:9000], "hỏng"),
    "bytes of chance": ("a.docx", random.Random(7).randbytes(50_000), "."),
    "a program by the name of a paper": ("a.pdf", b"\x7fELF" + bytes(range(256)) * 40, "Loại tệp|không phải|bảng mã"),
}
SHEETS = {
    "a cell in the last row": (hostile.book("CV1048576"), "quá xa"),
    "a cell in the last column of many rows": (hostile.book("XFD900"), "quá xa"),
    "entities": (hostile.book("B2", doctype=hostile.LAUGHS, words="&c;"), "thực thể"),
    "a bomb": (hostile.bomb(1, 30 << 20), "quá lớn"),
    "macros": (with_part(sheet(("a",)), "xl/vbaProject.bin", b"x"), "macro"),
    "half a book": (sheet(("a",))[:2000], "hỏng"),
    "a Word paper": (word("a"), "mẫu"),
    "bytes": (b"\xd0\xcf\x11\xe0" + bytes(4000), "mẫu"),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.django_db
def test_refuses_in_one_sentence_and_keeps_nothing(what):
    name, data, because = REFUSED[what]
    started = time.monotonic()
    with pytest.raises(NotReadable, match=because) as refusal:
        read(name, data)
    assert time.monotonic() - started < SECONDS
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)
    with contextlib.suppress(NotReadable, NotAccepted):
        store(name, data, by=None, at=AT)
    if "deep" not in what:  # such a file may lie beside the data; it is only not read as a plan
        assert not StoredFile.objects.exists()


@pytest.mark.parametrize("what", SHEETS)
def test_refuses_a_spreadsheet_with(what):
    data, because = SHEETS[what]
    with pytest.raises(NotReadable, match=because):
        read_rows(data, "Sheet")


def test_a_spreadsheet_of_many_rows_is_read():
    rows = read_rows(sheet(*[("II.1", "Họp báo", "cuộc")] * 3000), "Sheet")
    assert len(rows) == 3000


def test_a_form_on_a_form_is_read():
    [block] = read("a.pdf", hostile.pdf_of(b"/X Do", (b"/X Do", hostile.WORDS))).blocks
    assert block.text == "Ke hoach"


@pytest.mark.parametrize("seed", range(12))
def test_a_paper_with_bytes_changed_is_read_or_refused(seed):
    dice = random.Random(seed)
    for whole in (word("Kế hoạch", cell="Sở Ngoại vụ"), sheet(("Việc",))):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 40)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        for way in (lambda data: list(contents("a.docx", data)), lambda data: read_rows(data, "Sheet")):
            with contextlib.suppress(NotReadable):
                way(bytes(data))


@pytest.mark.long
@pytest.mark.parametrize("what", hostile.HEAVY)
def test_time_and_memory_are_bounded_for(what, tmp_path):
    name, made, because = hostile.HEAVY[what]
    file = tmp_path / name
    file.write_bytes(made())
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.documents.hostile", name, str(file)],
        capture_output=True,
        check=True,
        timeout=SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM)),
    )
    most, _, refusal = done.stdout.decode().strip().partition(" ")
    assert int(most) < MEMORY
    assert (because or "") in refusal
    assert bool(refusal) == bool(because)
