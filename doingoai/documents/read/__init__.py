"""Papers in: bytes become paragraphs and tables."""

from doingoai.documents.read.contents import contents
from doingoai.documents.read.entry import MAX_BYTES, read

__all__ = ["MAX_BYTES", "contents", "read"]
