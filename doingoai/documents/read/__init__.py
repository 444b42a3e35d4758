"""Papers in: bytes become paragraphs and tables."""

from doingoai.documents.read.contents import contents
from doingoai.documents.read.entry import MAX_BYTES, check_size, read, takes_long
from doingoai.documents.read.pictures import embedded, is_picture
from doingoai.documents.read.portable import Turned, unseen
from doingoai.documents.read.tricks import refuse_tricks

__all__ = [
    "MAX_BYTES",
    "Turned",
    "check_size",
    "contents",
    "embedded",
    "is_picture",
    "read",
    "refuse_tricks",
    "takes_long",
    "unseen",
]
