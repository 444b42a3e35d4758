"""Papers of Word 97: LibreOffice, where the machine has it, makes a .docx of them."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from doingoai.documents.domain import Document, NotReadable
from doingoai.documents.read.programs import Failed, run
from doingoai.documents.read.word import read_docx

SECONDS = 60
MEMORY_DISK = Path("/dev/shm")  # noqa: S108  # a folder of its own, 0700: what is not yet looked at stays off the disk
PREFIX = "doingoai-doc-"
NAMES = ("soffice", "libreoffice")
WORD, MACROS, LOCKED = (name.encode("utf-16-le") for name in ("WordDocument", "_VBA_PROJECT", "EncryptedPackage"))
SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
SWITCHES = {"MacroSecurityLevel": "3", "DisableMacrosExecution": "true", "BlockUntrustedRefererLinks": "true"}


def read_doc(name: str, data: bytes) -> Document:
    """The paragraphs and tables of a paper of Word 97.

    :raises NotReadable: if LibreOffice is not there or cannot open it, or it has a password or macros
    """
    return replace(read_docx(name, as_docx(data)), format="doc", read_by="LibreOffice")


def as_docx(data: bytes) -> bytes:
    """The same paper as .docx.

    :raises NotReadable: as `read_doc`
    """
    if LOCKED in data:
        raise NotReadable("Tệp có mật khẩu. Bỏ mật khẩu và lưu lại dưới dạng .docx.")
    if WORD not in data:
        raise NotReadable("Tệp không phải văn bản Word. Mở bằng chương trình đã tạo ra tệp, lưu lại dưới dạng .docx.")
    if MACROS in data:
        raise NotReadable("Tệp có macro nên không được nhận. Lưu lại dưới dạng .docx, không có macro.")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise NotReadable(
            "Máy chưa đọc được .doc. Cài gói libreoffice-writer trên máy chủ, hoặc lưu lại dưới dạng .docx."
        )
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as folder:
        return _converted(program, Path(folder), data)


def _converted(program: str, folder: Path, data: bytes) -> bytes:
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_settings())
    (folder / "in.doc").write_bytes(data)
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    filters = ["--infilter=MS Word 97", "--convert-to", "docx:MS Word 2007 XML"]
    try:
        run(
            [program, own, *options, *filters, "--outdir", f"{folder}", f"{folder}/in.doc"],
            home=f"{folder}",
            seconds=SECONDS,
        )
        return (folder / "in.docx").read_bytes()
    except (Failed, FileNotFoundError) as error:
        raise NotReadable("LibreOffice không mở được tệp .doc này. Mở bằng Word, lưu lại dưới dạng .docx.") from error


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{SECURITY}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in SWITCHES.items()
    )
    return f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
