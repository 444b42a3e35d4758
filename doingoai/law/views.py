"""The rules: which hold on a day, what stands on each, and who vouches for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.queries import Actor
from doingoai.audit.queries import history
from doingoai.law.actions import MayNotVerify, unverify_rule, verify_rule
from doingoai.law.domain import may_verify
from doingoai.law.forms import DayForm
from doingoai.law.models import LegalRule
from doingoai.law.queries import Shown, rules_of, shown
from doingoai.law.words import AREA_WORDS
from doingoai.shell.years import working_year


@dataclass(frozen=True)
class Area:
    """The rules of one field of law."""

    code: str
    title: str | Promise
    rules: list[Shown]


def is_staff(request: HttpRequest) -> bool:
    """Whether the person works here in any role: the rules are no secret to them."""
    return bool(getattr(request, "actor", None))


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", None)
    if not actor:
        raise PermissionDenied
    found: Actor = actor
    return found


def index(request: HttpRequest) -> HttpResponse:
    """The rules in force on a day, by field of law."""
    actor, usual = _actor(request), _usual_day(request)
    form = DayForm(request.GET if "ngay" in request.GET else None, initial={"ngay": usual})
    day = (form.cleaned_data["ngay"] if form.is_valid() else None) or usual
    found = shown(rules_of(on=day), year=day.year)
    context = {
        "form": form,
        "day": day,
        "areas": _areas(found),
        "unchecked": sum(not each.row.verified for each in found),
        "may_verify": may_verify(actor.roles),
    }
    return render(request, "law/rules.html", context)


def _usual_day(request: HttpRequest) -> date:
    """The day of the working year that is nearest to today."""
    today = timezone.localdate()
    year = working_year(request, today_year=today.year)
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


def _areas(found: list[Shown]) -> list[Area]:
    """The fields in the order of their words."""
    grouped: dict[str, list[Shown]] = {code: [] for code in AREA_WORDS}
    for each in found:
        grouped.setdefault(each.area, []).append(each)
    return [Area(code, AREA_WORDS.get(code, code), rules) for code, rules in grouped.items() if rules]


def show(request: HttpRequest, code: str) -> HttpResponse:
    """One rule, whenever it held, with its record."""
    actor = _actor(request)
    rule = get_object_or_404(LegalRule.objects.select_related("verified_by"), code=code)
    context = {
        "each": shown([rule], year=_usual_day(request).year)[0],
        "others": LegalRule.objects.filter(matter=rule.matter).exclude(pk=rule.pk),
        "rule": rule,
        "history": history(rule),
        "may_verify": may_verify(actor.roles),
    }
    return render(request, "law/rule.html", context)


@require_POST
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Vouch for the rule."""
    return _decided(request, code, verify_rule, _("“%(title)s” is marked as checked."))


@require_POST
def unverify(request: HttpRequest, code: str) -> HttpResponse:
    """Take the mark away."""
    return _decided(request, code, unverify_rule, _("“%(title)s” waits to be checked again."))


def _decided(request: HttpRequest, code: str, act: Callable[..., None], words: str) -> HttpResponse:
    """Do it and go back to where the button stood: the list of a day, or the rule's own page."""
    actor = _actor(request)
    rule = get_object_or_404(LegalRule, code=code)
    try:
        act(rule, by=actor, at=timezone.localtime())
        messages.success(request, words % {"title": rule.title})
    except MayNotVerify as refusal:
        messages.error(request, str(refusal))
    if day := request.POST.get("ngay"):
        return redirect(f"{reverse('law:rules')}?{urlencode({'ngay': day})}#{code}")
    return redirect("law:rule", code=code)
