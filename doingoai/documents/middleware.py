"""What is typed is looked at before any door has it, and what a door would let out with a mark on it is held back."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from doingoai.accounts.models import Person
from doingoai.audit.actions import record
from doingoai.documents.domain import guard
from doingoai.shell.views import Fault

# What nobody reads: a chosen password is no text.
UNREAD = "password"
TYPED = Fault(
    422,
    _("What was typed bears a mark of a secrecy level."),
    _(
        "Nothing was kept. Go back: what was typed is still there; take it out. Tell whoever answers for secrets at "
        "the agency, not by this way."
    ),
)
LEAVING = Fault(
    422,
    _("This paper bears a mark of a secrecy level and does not leave."),
    _("Tell whoever answers for secrets at the agency and the administrator: what slipped in must be taken out."),
)


class GuardMiddleware:
    """The one place through which every text goes that somebody types."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass; the look comes once it is known that it is no stranger's form."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Refuse what is typed with a mark in it, before the door has it."""
        if request.method != "POST":
            return None
        mark = guard.find_mark(enumerate(_typed(request), start=1))
        return None if mark is None else _refused(request, mark, TYPED)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say why a paper does not leave."""
        return _refused(request, exception.mark, LEAVING) if isinstance(exception, guard.SecrecyMark) else None


def _typed(request: HttpRequest) -> Iterator[str]:
    for name, values in request.POST.lists():
        if UNREAD not in name:
            yield from (str(value) for value in values)
    for _name, files in request.FILES.lists():
        yield from (str(file.name) for file in files)


def _refused(request: HttpRequest, mark: guard.Mark, fault: Fault) -> HttpResponse:
    """Put on record who, when and which rule, nothing else; the answer keeps what was typed in the browser."""
    person = request.user if isinstance(request.user, Person) else None
    record(person, "refuse_text", ("form", mark.rule), at=timezone.localtime(), summary="dấu độ mật")
    if request.headers.get("HX-Request"):
        part = render(request, "documents/refused.html", {"fault": fault}, status=fault.status)
        part["HX-Retarget"], part["HX-Reswap"] = ".toasts", "beforeend"
        return part
    return render(request, "shell/error.html", {"fault": fault}, status=fault.status)
