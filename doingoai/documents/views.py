"""The one way to a kept file's bytes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from doingoai.documents.actions import content_of
from doingoai.documents.domain import NotReadable
from doingoai.documents.models import StoredFile
from doingoai.documents.registry import may_open


@require_GET
@never_cache
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the file over to be saved, never shown inside the house: what it holds is not ours."""
    file = get_object_or_404(StoredFile, pk=pk)
    if not may_open(request, file.pk):
        raise PermissionDenied
    try:
        data = content_of(file)
    except NotReadable as missing:
        raise Http404(str(missing)) from missing
    letters = "; charset=utf-8" if file.media_type.startswith("text/") and _is_utf8(data) else ""
    headers = {"Content-Disposition": content_disposition_header(True, file.name) or "attachment"}
    return HttpResponse(data, content_type=f"{file.media_type}{letters}", headers=headers)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
