"""Letting files in: looked at in memory, then kept; or refused, and nothing kept."""

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from doingoai.accounts.models import Person
from doingoai.audit.actions import record
from doingoai.documents.domain import Document, NotReadable, guard
from doingoai.documents.models import StoredFile
from doingoai.documents.read import MAX_BYTES, contents, embedded, is_picture, refuse_tricks

LOST = "Tệp chờ đọc không còn trên máy: máy đã khởi động lại. Chọn lại tệp."
NO_ROOM = "Máy hết chỗ cho tệp chờ đọc. Đợi các tệp khác đọc xong rồi gửi lại."
HELD = re.compile(r"[0-9a-f]{32}")
Done = TypeVar("Done")
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
    :raises NotReadable: if it is two kinds at once, or would act by itself
    """
    refuse_tricks(name, data)
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
    # A photo kept as evidence is not read letter by letter; what was written into its file is.
    is_photo = document is None and is_picture(data)
    try:
        guard.check(embedded(data) if is_photo else contents(name, data, document=document))
    except guard.SecrecyMark as refusal:
        record(by, "refuse_file", ("upload", refusal.mark.rule), at=at, summary="dấu độ mật")
        raise


def store(name: str, data: bytes, *, by: Person | None, at: datetime) -> StoredFile:
    """Keep a file that bears no mark of a secrecy level; equal bytes under one name are kept once for one person.

    :raises SecrecyMark, NotAccepted, NotReadable: as `store_with`
    """
    return store_with(name, data, lambda file: file, by=by, at=at)


def store_with(name: str, data: bytes, act: Callable[[StoredFile], Done], *, by: Person | None, at: datetime) -> Done:
    """Keep a file that bears no mark of a secrecy level, and do what it is for in the same stroke.

    Where the act refuses, no row of the file stands either.

    :raises SecrecyMark: if it bears one; only who, when and which rule are put on record
    :raises NotAccepted: if it is empty, over 20 MB, or of no kept kind
    :raises NotReadable: if its text cannot be looked at
    """
    if not data or len(data) > MAX_BYTES:
        raise NotAccepted("Tệp trống hoặc lớn hơn 20 MB. Chọn tệp khác.")
    media_type = media_type_of(name, data)
    examine(name, data, by=by, at=at)
    lay_down(data)
    with transaction.atomic():
        return act(keep(name, data, media_type, by=by, at=at))


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


def can_hold() -> bool:
    """Whether this machine has room in memory for files that wait to be looked at."""
    return settings.HELD_ROOT.parent.is_dir()


def hold(data: bytes) -> str:
    """Hold the bytes in memory until they are looked at, and return the key by which they are found again.

    What is held outlives every process of the house, but not the machine: it never touches the disk.

    :raises NotAccepted: if there is no room
    """
    key = secrets.token_hex(16)
    try:
        _folder().joinpath(key).write_bytes(data)
    except OSError as error:
        let_go(key)
        raise NotAccepted(NO_ROOM) from error
    return key


def held(key: str) -> bytes:
    """The bytes held under the key.

    :raises NotReadable: if they are held no more
    """
    try:
        return (settings.HELD_ROOT / key).read_bytes()
    except FileNotFoundError as error:
        raise NotReadable(LOST) from error


def let_go(key: str) -> None:
    """Hold the bytes no longer."""
    (settings.HELD_ROOT / key).unlink(missing_ok=True)


def let_go_of_all_but(keys: Collection[str], *, before: datetime) -> None:
    """Hold no longer what nobody waits for and what was held before that moment."""
    found = settings.HELD_ROOT.iterdir() if settings.HELD_ROOT.is_dir() else ()
    for path in [path for path in found if HELD.fullmatch(path.name) and path.name not in keys]:
        if path.stat().st_mtime < before.timestamp():
            let_go(path.name)


def _folder() -> Path:
    """The folder of what is held: ours alone, or nothing is held there."""
    folder: Path = settings.HELD_ROOT
    folder.mkdir(mode=0o700, exist_ok=True)
    known = folder.lstat()
    if folder.is_symlink() or known.st_uid != os.getuid() or known.st_mode & 0o077:
        raise PermissionError(folder)
    return folder
