"""The rules: which hold on a day, what stands on each, who vouches for it, and when a term by it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doingoai.agencies.views.desk import actor_of
from doingoai.audit.queries import history
from doingoai.dates import office
from doingoai.jobs.domain import PROVINCE
from doingoai.law.actions import MayNotVerify, unverify_rule, verify_rule
from doingoai.law.domain import NoClock, Rule, drawn_days, may_verify, reckon
from doingoai.law.forms import MORNING, RulesForm, TermForm
from doingoai.law.models import LegalRule
from doingoai.law.queries import Shown, calendar, end_words, explain, rules_of, shown
from doingoai.law.queries.rules import chosen
from doingoai.law.views.desk import usual_day
from doingoai.law.words import AREA_WORDS

A_YEAR = 2022  # any year shows whether a rule counts a term


@dataclass(frozen=True)
class Area:
    """The rules of one field of law."""

    code: str
    title: str | Promise
    rules: list[Shown]


def index(request: HttpRequest) -> HttpResponse:
    """The rules in force on a day, by field of law, narrowed by what is asked for."""
    actor, usual = actor_of(request), usual_day(request)
    form = RulesForm({"ngay": office(usual)} | request.GET.dict())
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("ngay") or usual
    rows = chosen(
        rules_of(on=day),
        area=asked.get("linh_vuc", ""),
        verified={"roi": True, "chua": False}.get(asked.get("kiem", "")),
        words=asked.get("tim", ""),
    )
    found = shown(rows, year=day.year)
    context = {
        "form": form,
        "day": day,
        "areas": _areas(found),
        "unchecked": sum(not each.row.verified for each in found),
        "may_verify": may_verify(actor),
        "here": "rules",
    }
    return render(request, "law/rules.html", context)


def _areas(found: list[Shown]) -> list[Area]:
    """The fields in the order of their words."""
    grouped: dict[str, list[Shown]] = {code: [] for code in AREA_WORDS}
    for each in found:
        grouped.setdefault(each.area, []).append(each)
    return [Area(code, AREA_WORDS.get(code, code), rules) for code, rules in grouped.items() if rules]


def show(request: HttpRequest, code: str) -> HttpResponse:
    """One rule, whenever it held, with its record; and when a term by it ends that starts on the day asked for."""
    actor = actor_of(request)
    rule = get_object_or_404(LegalRule.objects.select_related("verified_by"), code=code)
    form = TermForm(request.GET if "tu" in request.GET else None, initial={"tu": usual_day(request), "gio": MORNING})
    context = {
        "each": shown([rule], year=usual_day(request).year)[0],
        "others": LegalRule.objects.filter(matter=rule.matter).exclude(pk=rule.pk),
        "rule": rule,
        "history": history(rule),
        "may_verify": may_verify(actor),
        "form": form,
        "here": "rules",
        **_term(rule.value, form),
    }
    return render(request, "law/rule.html", context)


def _term(rule: Rule, form: TermForm) -> dict[str, object]:
    """What the page shows of the term that was asked for; why the rule counts none where it does not."""
    is_asked = form.is_valid()
    day, hour = (form.cleaned_data["tu"], form.cleaned_data["gio"]) if is_asked else (date(A_YEAR, 1, 1), None)
    try:
        found = reckon(rule, datetime.combine(day, hour or MORNING, tzinfo=PROVINCE), calendar())
    except NoClock as refusal:
        return {"no_clock": str(refusal)}
    if not is_asked:
        return {}
    lines = explain(rule, found)
    return {"reckoned": found, "end": end_words(rule, found), "lines": lines, "days": drawn_days(rule.unit, found)}


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
    actor = actor_of(request)
    rule = get_object_or_404(LegalRule, code=code)
    try:
        act(rule, by=actor, at=timezone.localtime())
        messages.success(request, words % {"title": rule.title})
    except MayNotVerify as refusal:
        messages.error(request, str(refusal))
    if day := request.POST.get("ngay"):
        return redirect(f"{reverse('law:rules')}?{urlencode({'ngay': day})}#{code}")
    return redirect("law:rule", code=code)
