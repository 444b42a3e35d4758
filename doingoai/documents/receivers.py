"""Files on their way in: held in memory alone; one that is too large is told by name and size, without its bytes."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler

# Beside the largest file a form holds words too.
BESIDE = 1024 * 1024


class InMemory(MemoryFileUploadHandler):
    """Holds files in memory. Django's own drops those of a sending that is too large: nobody would learn why."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  # Django's own name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """See from its length whether the sending fits."""
        self.activated = content_length <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE + BESIDE

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the piece, or let it go."""
        return super().receive_data_chunk(raw_data, start) if self.activated else None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The file; of a sending that does not fit, an empty one that bears its size, so that forms refuse it."""
        if self.activated:
            return super().file_complete(file_size)
        size = max(file_size, settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)
        return InMemoryUploadedFile(
            BytesIO(), self.field_name, self.file_name, self.content_type, size, self.charset, self.content_type_extra
        )
