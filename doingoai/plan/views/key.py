"""The one door that opens without an account: a key link, made for a phone. It reads no session and sets no cookie.

The address itself is the key, so another site cannot make a browser send what it does not know; that is why no form
token is asked for. Nothing of the address leaves: no referrer, nothing kept, nothing listed.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from doingoai.documents.actions import NotAccepted, store_with
from doingoai.documents.domain import NotReadable
from doingoai.documents.domain.guard import SecrecyMark
from doingoai.documents.models import StoredFile
from doingoai.plan.actions import link_work as acts
from doingoai.plan.actions.evidence import Details
from doingoai.plan.actions.parts import Changed, NotReady, PartWords
from doingoai.plan.actions.signed import NotAPaper, Paper
from doingoai.plan.domain.evidence import NotEvidence
from doingoai.plan.domain.links import MOST_GUESSES, LinkClosed, TooOften, key_of
from doingoai.plan.models import Evidence, KeyLink, SignedCopy
from doingoai.plan.queries import links as queries
from doingoai.plan.views.key_page import KeyPage
from doingoai.text import sent

SHUT = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
MINUTE, GUESSES = 60, "key-guesses"
REFUSED, CLOSED, TOO_OFTEN = 422, 404, 429
# Sent by every browser of today; what another site's page posts is not looked at.
ELSEWHERE = {"cross-site", "same-site"}
Door = Callable[..., HttpResponse]


def shut(view: Door) -> Door:
    """A door of which nothing leaks: not into a referrer, a cache, a list of pages."""

    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in SHUT.items():
            response[name] = value
        return response

    return wraps(view)(door)


@login_not_required
@csrf_exempt
@sensitive_variables("key")
@require_http_methods(["GET", "HEAD", "POST"])
@shut
def key(request: HttpRequest, key: str) -> HttpResponse:
    """What the key opens: the agency's task or part, to be looked at, recorded for, written and sent."""
    try:
        link = acts.enter(key_of(key), at=timezone.localtime())
        if request.method != "POST":
            return _shown(request, link)
        if request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
            raise LinkClosed
        return _acted(request, link)
    except TooOften:
        return render(request, "plan/key_often.html", status=TOO_OFTEN)
    except LinkClosed:
        return _closed(request)


def _closed(request: HttpRequest) -> HttpResponse:
    """One page, whatever the reason; those who only guess are told to wait."""
    cache.add(GUESSES, 0, MINUTE)
    if cache.incr(GUESSES) > MOST_GUESSES:
        return render(request, "plan/key_often.html", status=TOO_OFTEN)
    asked = queries.coordinators(timezone.localdate())
    return render(request, "plan/key_closed.html", {"coordinators": asked}, status=CLOSED)


def _shown(request: HttpRequest, link: KeyLink) -> HttpResponse:
    kept = request.GET.get("xong", "")
    if kept not in DONE:
        acts.note_opening(link, at=timezone.localtime())
    return _page(request, KeyPage(link), kept=kept)


def _page(request: HttpRequest, page: KeyPage, status: int = 200, kept: str = "") -> HttpResponse:
    shown = page.context() | {"done": DONE.get(kept), "kept": kept}
    return render(request, "plan/key.html", shown, status=status)


def _acted(request: HttpRequest, link: KeyLink) -> HttpResponse:
    """Do what the button says; what was written in the part is kept with every one of them."""
    act, _colon, which = request.POST.get("act", "").partition(":")
    page = KeyPage(link, request.POST, request.FILES, act=act, which=which)
    try:
        done = act in ACTS and _words_kept(page, act) and ACTS[act](page)
    except (NotReady, NotEvidence, NotAPaper, Changed) as refusal:
        page.refuse(refusal)
        done = False
    if not done:
        return _page(request, page, REFUSED)
    if not queries.stands_open(link, timezone.localtime()):
        return render(request, "plan/key_spent.html", {"link": link, "done": DONE[page.kept]})
    return redirect(f"{request.path}?xong={page.kept}")


def _words_kept(page: KeyPage, act: str) -> bool:
    """Keep what was written, if anything new was: a press on another button loses nothing.

    A work typed and not recorded is kept along, but where it is about to be recorded.
    """
    if page.part_form is None or act == "gui":
        return True
    if not page.part_form.is_valid():
        return False
    is_new = act != "ghi" and page.typed != page.link.unrecorded
    if page.part_form.has_changed() or is_new or act == "luu":
        page.write_over(acts.draft_by_link(_said(page), by=page.link, at=timezone.localtime()))
    return True


def _said(page: KeyPage) -> acts.Said:
    assert page.part_form is not None  # noqa: S101  # asked before
    said = page.part_form.cleaned_data
    words = PartWords(said["narrative"], said["difficulties"], said["proposals"])
    return acts.Said(words, page.part_form.estimates(), said["revision"], page.typed)


def _record(page: KeyPage) -> bool:
    """Record one piece of work, with its file looked at first."""
    form, at = page.evidence_form, timezone.localtime()
    if not form.is_valid():
        return False
    said = form.cleaned_data
    if queries.is_outside(page.link, said["done_on"]):
        page.kept = "ngoai-ky"

    def record(file: StoredFile | None) -> Evidence:
        details = Details(said["title"], said["place"], "", said["link"], file)
        done = acts.Done(said["task"], said["measure"], said["quantity"], said["done_on"], details, said["token"].hex)
        return acts.record_by_link(done, by=page.link, at=at)

    if said["file"]:
        return _done_with(form, "file", record, at)
    record(None)
    return True


def _retract(page: KeyPage) -> bool:
    """Take back one piece of work that came through this link."""
    evidence = queries.recorded(page.link).filter(pk=sent(page.which, 0)).first()
    if evidence is None:
        raise NotReady(_("That work is not recorded here, or was taken back already."))
    acts.retract_by_link(evidence, by=page.link, at=timezone.localtime())
    return True


def _draft(page: KeyPage) -> bool:
    """What was written is kept by then."""
    if page.is_typing:
        page.kept = "luu-viec"
    return page.part_form is not None


def _send(page: KeyPage) -> bool:
    """Hand the part in."""
    form = page.part_form
    if form is None or not form.is_valid():
        return False
    if page.is_typing:
        raise NotReady(_("The work that is typed is not recorded yet. Record it, or empty its boxes; then send."))
    if not form.cleaned_data["no_secret"]:
        form.add_error("no_secret", _("Read it over, then mark this box."))
        return False
    acts.send_by_link(_said(page), by=page.link, at=timezone.localtime())
    return True


def _paper(page: KeyPage) -> bool:
    """Keep the signed paper of a part that was handed in."""
    form, at = page.signed_form, timezone.localtime()
    if form is None or not form.is_valid():
        return False
    said = form.cleaned_data

    def hand_in(file: StoredFile) -> SignedCopy:
        return acts.return_paper_by_link(Paper(file, said["number"], said["dated_on"]), by=page.link, at=at)

    return _done_with(form, "paper", hand_in, at)


def _done_with(form: BaseForm, name: str, act: Callable[[StoredFile], object], at: datetime) -> bool:
    """Do the act with the file of the field, looked at and kept; where it is refused the reason stands at the field."""
    given = form.cleaned_data[name]
    try:
        store_with(given.name, given.read(), act, by=None, at=at)
    except (SecrecyMark, NotAccepted, NotReadable) as refusal:
        form.add_error(name, str(refusal))
        return False
    return True


ACTS: dict[str, Callable[[KeyPage], bool]] = {
    "ghi": _record,
    "rut": _retract,
    "luu": _draft,
    "gui": _send,
    "ban-ky": _paper,
}
DONE = {
    "ghi": _("Recorded. It counts at once; what was written is kept."),
    "ngoai-ky": _(
        "Recorded, but its day lies outside the days counted: it does not count in this report. "
        "If the day is wrong, take it back and record it anew."
    ),
    "rut": _("Taken back. It counts no more."),
    "luu-viec": _(
        "The draft is kept, with the work that is typed and not recorded yet; a file is chosen anew. "
        "It can be gone on with from this link."
    ),
    "luu": _("The draft is kept. It can be gone on with from this link."),
    "gui": _("Sent. The agency's head or the coordinator confirms it."),
    "ban-ky": _("The signed copy is kept beside the data."),
}
