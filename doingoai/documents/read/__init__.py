"""Papers in: bytes become paragraphs and tables."""

from doingoai.documents.read.contents import contents
from doingoai.documents.read.entry import MAX_BYTES, check_size, read, takes_long
from doingoai.documents.read.portable import Turned, unseen

__all__ = ["MAX_BYTES", "Turned", "check_size", "contents", "read", "takes_long", "unseen"]
