"""Files let in are kept by their content and given back whole; what is refused leaves nothing behind."""

import pytest
from django.conf import settings

from doingoai.accounts.actions import create_person
from doingoai.audit.models import Entry
from doingoai.documents.actions import NotAccepted, content_of, path_of, store
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.models import StoredFile
from tests.documents.files import pdf, sheet, word

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 30
GOOD = {
    "a.docx": word("Biên bản cuộc họp"),
    "a.pdf": pdf("Biên bản cuộc họp"),
    "a.xlsx": sheet(("Việc", "Số")),
    "a.txt": "Biên bản".encode(),
    "a.png": PNG,
}


@pytest.fixture
def officer(db, at):
    return create_person("canbo", name="Cán bộ", at=at)


def left_behind():
    folder = settings.MEDIA_ROOT
    return [p for p in folder.rglob("*") if p.is_file()] if folder.exists() else []


@pytest.mark.parametrize("name", GOOD)
def test_a_file_comes_back_as_it_went_in(name, officer, at):
    kept = store(name, GOOD[name], by=officer, at=at)
    assert content_of(kept) == GOOD[name]
    assert (kept.name, kept.size, kept.created_by) == (name, len(GOOD[name]), officer)


def test_equal_bytes_lie_on_the_disk_once(officer, at):
    first, again, other = (store(name, GOOD["a.docx"], by=officer, at=at) for name in ("a.docx", "a.docx", "b.docx"))
    assert first == again
    assert other != first
    assert len(left_behind()) == 1


def test_a_file_with_a_mark_leaves_nothing_but_who_and_which_rule(officer, at):
    with pytest.raises(SecrecyMark):
        store("a.docx", word("TỐI MẬT", "nội dung riêng"), by=officer, at=at)
    assert left_behind() == []
    assert not StoredFile.objects.exists()
    [entry] = Entry.objects.filter(verb="refuse_file")
    assert entry.person == officer
    assert "nội dung riêng" not in str(entry.__dict__)
    assert "a.docx" not in str(entry.__dict__)


REFUSED = {
    "an empty file": ("a.txt", b""),
    "a program": ("a.exe", b"MZ" + b"0" * 99),
    "a page of the web": ("a.html", b"<script>1</script>"),
    "a picture that calls itself a paper": ("a.pdf", PNG),
    "a paper that calls itself a picture": ("a.png", pdf("x")),
    "a drawing with a script": ("a.svg", b"<svg/>"),
    "an archive": ("a.zip", b"PK\x03\x04" + b"0" * 30),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0" + b"0" * 30),
}


@pytest.mark.parametrize("what", REFUSED)
def test_does_not_take(what, officer, at):
    name, data = REFUSED[what]
    with pytest.raises((NotAccepted, NotReadable)):
        store(name, data, by=officer, at=at)
    assert left_behind() == []
    assert not StoredFile.objects.exists()


def test_a_long_name_is_kept_by_its_end(officer, at):
    kept = store(f"{'x' * 300}.txt", b"noi dung", by=officer, at=at)
    assert kept.name.endswith(".txt")
    assert len(kept.name) == 200


def test_bytes_gone_from_the_disk_are_told_in_words(officer, at):
    kept = store("a.txt", b"noi dung", by=officer, at=at)
    path_of(kept.sha256).unlink()
    with pytest.raises(NotReadable, match="sao lưu"):
        content_of(kept)
