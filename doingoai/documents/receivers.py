"""Files on their way in: in memory until the guard has looked at them; one that is too large is cut off and told."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from doingoai.documents.read import MAX_BYTES

MOST_AT_ONCE = 3 * MAX_BYTES  # of one request, whatever its files are


class InMemory(FileUploadHandler):
    """Hold each file in memory, up to one byte more than is taken: so whoever takes it can say that it is too large."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = BytesIO()
        self.taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with an empty file."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take what still has room; what comes after it is read and let go."""
        room = min(MAX_BYTES + 1 - self.held.tell(), MOST_AT_ONCE - self.taken)
        kept = raw_data[: max(room, 0)]
        self.held.write(kept)
        self.taken += len(kept)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file as far as it was held."""
        size = self.held.tell()
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name, self.content_type, size, self.charset, self.content_type_extra
        )
