"""PDF papers, read in a process of their own: a file made to fill the memory or to run for hours ends alone."""

import base64
import json
import subprocess
import sys
from typing import Any

from doingoai.documents.domain import Block, Document, NotReadable, Paragraph, Table

PAGES = "doingoai.documents.read.print_pages"
LONGEST = 60  # seconds, on a machine that has other work as well
HEAVY = "Tệp PDF quá nặng hoặc hỏng nên không đọc được. Xuất lại PDF từ Word, hoặc tách thành nhiều tệp."


def read_pdf(name: str, data: bytes) -> Document:
    """The paragraphs and tables of a PDF with text.

    :raises NotReadable: if it is encrypted, broken, beyond reason, or holds pictures of text only
    """
    return Document(name, "pdf", tuple(_block(line, held) for line, held in _asked("printed", data)))


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """The files inside the PDF, each with its name.

    :raises NotReadable: if the PDF is encrypted, broken or beyond reason
    """
    return [(name, base64.b64decode(content)) for name, content in _asked("attached", data)]


def _asked(what: str, data: bytes) -> list[tuple[Any, Any]]:
    command = [sys.executable, "-m", PAGES, what]
    try:
        done = subprocess.run(  # noqa: S603  # our own module
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=LONGEST, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NotReadable(HEAVY) from error
    answer = json.loads(done.stdout)
    if "refusal" in answer:
        raise NotReadable(answer["refusal"])
    found: list[tuple[Any, Any]] = answer["found"]
    return found


def _block(line: int, held: Any) -> Block:
    return Paragraph(line, held) if isinstance(held, str) else Table(line, tuple(map(tuple, held)))
