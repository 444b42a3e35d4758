"""Papers of Word 97 are read where LibreOffice is; elsewhere the refusal says what to install."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from doingoai.documents.domain import NotReadable, Paragraph, Table
from doingoai.documents.read import contents, read
from doingoai.documents.read.old_word import MEMORY_DISK, PREFIX
from doingoai.documents.read.programs import Failed, run

OLD = (Path(__file__).parent.parent / "data" / "papers" / "word97.doc").read_bytes()
HEAD = b"\xd0\xcf\x11\xe0" + bytes(600)
REFUSED = {
    "a password": (HEAD + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "macros": (OLD + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
    "a book of Excel": (HEAD + "Workbook".encode("utf-16-le"), "không phải văn bản Word"),
    "nothing but a head": (HEAD + "WordDocument".encode("utf-16-le"), "libreoffice-writer|LibreOffice không mở"),
}
IS_THERE = bool(shutil.which("soffice") or shutil.which("libreoffice"))


def test_a_paper_of_word_97_is_read_or_the_refusal_says_what_to_install():
    if not IS_THERE:
        with pytest.raises(NotReadable, match="libreoffice-writer"):
            read("cu.doc", OLD)
        return
    found = read("cu.doc", OLD)
    assert (found.format, found.read_by) == ("doc", "LibreOffice")
    assert found.blocks[0] == Paragraph(1, "KẾ HOẠCH")
    assert found.blocks[-1] == Table(4, (("Nội dung", "Chủ trì"), ("Họp báo", "Sở Ngoại vụ")))
    assert any("Văn bản cũ" in words for _, words in contents("cu.doc", OLD))


def test_without_libreoffice_the_refusal_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotReadable, match="libreoffice-writer"):
        read("cu.doc", OLD)


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_an_old_file_with(what):
    data, because = REFUSED[what]
    with pytest.raises(NotReadable, match=because):
        read("cu.doc", data)
    assert not list(MEMORY_DISK.glob(f"{PREFIX}*"))


def test_a_program_that_does_not_end_is_ended_with_all_that_it_started(tmp_path):
    note = tmp_path / "pid"
    started = time.monotonic()
    with pytest.raises(Failed):
        run(["/bin/sh", "-c", f"sleep 300 & echo $! > {note}; wait"], seconds=1)
    assert time.monotonic() - started < 10
    state = subprocess.run(["ps", "-o", "stat=", "-p", note.read_text().strip()], capture_output=True, text=True)
    assert state.stdout.strip()[:1] in {"", "Z"}


def test_a_program_sees_no_key_of_the_house(monkeypatch):
    monkeypatch.setenv("DOINGOAI_SECRET_KEY", "khoa-cua-nha")
    assert b"khoa-cua-nha" not in run(["/usr/bin/env"], seconds=5)


def test_a_program_that_fails_is_told_from_one_that_answers():
    assert run(["/bin/cat"], data=b"chu", seconds=5) == b"chu"
    with pytest.raises(Failed):
        run(["/bin/sh", "-c", "exit 3"], seconds=5)
