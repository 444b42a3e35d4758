"""Letting files in: looked at in memory, then kept; or refused, and nothing kept."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.audit.actions import record
from doingoai.documents.domain import Document, NotReadable, guard
from doingoai.documents.models import StoredFile
from doingoai.documents.read import MAX_BYTES, contents

ZIP = b"PK\x03\x04"
SIGNATURES = (
    (b"%PDF-", "application/pdf", {".pdf"}),
    (b"\x89PNG\r\n\x1a\n", "image/png", {".png"}),
    (b"\xff\xd8\xff", "image/jpeg", {".jpg", ".jpeg"}),
    (b"II*\0", "image/tiff", {".tif", ".tiff"}),
    (b"MM\0*", "image/tiff", {".tif", ".tiff"}),
    (b"\xd0\xcf\x11\xe0", "application/msword", {".doc"}),
)
PACKAGES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TEXTS = {
    ".txt": "text/plain",
    ".md": "text/plain",
    ".csv": "text/csv",
    ".html": "text/html",
    ".htm": "text/html",
}


class NotAccepted(Exception):
    """The file is of no kind that is kept here, or its content is not what its name says."""


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def media_type_of(name: str, data: bytes) -> str:
    """What the file is, told by its content, and by its name only where content cannot tell.

    :raises NotAccepted: if it is of no kept kind, or name and content contradict each other
    """
    suffix = Path(name).suffix.lower()
    for signature, media_type, suffixes in SIGNATURES:
        if data.startswith(signature):
            if suffix not in suffixes:
                raise NotAccepted("Nội dung tệp khác với đuôi tên tệp. Đặt lại tên hoặc lưu lại tệp.")
            return media_type
    known = PACKAGES.get(suffix) if data.startswith(ZIP) else TEXTS.get(suffix)
    if known is None:
        raise NotAccepted("Chỉ nhận tệp .pdf, .docx, .doc, .xlsx, .html, .txt, .csv, .png, .jpg, .tif.")
    return known


def examine(name: str, data: bytes, *, document: Document | None = None, by: Person | None, at: datetime) -> None:
    """Look for a mark of a secrecy level wherever words may hide; a refusal is put on record without those words.

    `document` is the file as it was read, where that was done already.

    :raises SecrecyMark: if the file bears one
    :raises NotReadable: if its text cannot be looked at
    """
    try:
        guard.check(contents(name, data, document=document))
    except guard.SecrecyMark as refusal:
        record(by, "refuse_file", ("upload", refusal.mark.rule), at=at, summary="dấu độ mật")
        raise


def store(name: str, data: bytes, *, by: Person | None, at: datetime) -> StoredFile:
    """Keep a file that bears no mark of a secrecy level; equal bytes under one name are kept once for one person.

    :raises SecrecyMark: if it bears one; only who, when and which rule are put on record
    :raises NotAccepted: if it is empty, over 20 MB, or of no kept kind
    :raises NotReadable: if its text cannot be looked at
    """
    if not data or len(data) > MAX_BYTES:
        raise NotAccepted("Tệp trống hoặc lớn hơn 20 MB. Chọn tệp khác.")
    media_type = media_type_of(name, data)
    if not media_type.startswith("image/"):
        examine(name, data, by=by, at=at)
    return keep(name, data, media_type, by=by, at=at)


def lay_down(data: bytes) -> str:
    """Write the bytes so that they outlive a power cut, and return the hash under which they lie.

    Bytes that no row names mean nothing, so whoever keeps a file among other rows lays its bytes down before the
    transaction: inside it `keep` then only writes the row.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    return sha256


def keep(name: str, data: bytes, media_type: str, *, by: Person | None, at: datetime) -> StoredFile:
    """Lay the bytes down, then write the row that names them."""
    sha256 = lay_down(data)
    with transaction.atomic():
        known = StoredFile.objects.filter(sha256=sha256, name=name, created_by=by).first()
        return known or StoredFile.objects.create(
            sha256=sha256, name=name[-200:], size=len(data), media_type=media_type, created_by=by, created_at=at
        )


def content_of(file: StoredFile) -> bytes:
    """The bytes of a kept file.

    :raises NotReadable: if they are gone from the disk
    """
    try:
        return path_of(file.sha256).read_bytes()
    except FileNotFoundError as error:
        raise NotReadable("Tệp gốc không còn trên máy. Khôi phục từ bản sao lưu.") from error
