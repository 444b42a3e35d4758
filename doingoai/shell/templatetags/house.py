"""The house's marks and parts for templates: icons, steps, knots, clocks, charts, fields, words, acts.

Each tag's docstring shows it in use. Nothing here writes a style attribute: the pages' security policy refuses them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from doingoai import dates, text
from doingoai.shell.domain import shapes
from doingoai.shell.domain.ties import tie

register = template.Library()

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
STATE_WORDS = (_("Not started"), _("Assigned"), _("Under way"), _("On target"), _("Done"))


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """`{% icon "plan" %}`: a small picture beside words; readers of the screen by ear do not hear it."""
    return format_html(
        '<svg class="i{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {classes}" if classes else "",
        static("shell/icons.svg"),
        name,
    )


@register.filter
def state_word(state: int) -> str:
    """`{{ task.state|state_word }}`: the word of a step of the stairs."""
    return str(STATE_WORDS[int(state)])


@register.inclusion_tag("shell/parts/step.html")
def step(state: int, word: str = "") -> dict[str, Any]:
    """`{% step task.state %}`, `{% step 3 "Đạt mức 6 tháng" %}`: the stairs, always with a word."""
    stairs = [(index * 6, 12 - 3 * (index + 1), 3 * (index + 1) + 1, index < int(state)) for index in range(4)]
    return {"state": int(state), "word": word or state_word(state), "stairs": stairs}


@register.simple_tag
def knot(value: Decimal | int, url: str, label: str = "") -> SafeString:
    """`{% knot 148 url "148 tin" %}`: a number that opens to its evidence; zero is a grey knot that still opens."""
    zero = " zero" if not value else ""
    spoken = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<a class="knot{}" href="{}"{}>{}</a>', zero, url, spoken, text.number(value))


@register.filter
def number(value: Decimal | int | float | None) -> str:
    """`{{ 1234.5|number }}` → "1.234,5"; nothing for None."""
    return "" if value is None else text.number(value)


@register.filter(expects_localtime=True)
def office(day: date | str | None) -> str:
    """`{{ day|office }}` → "01/6/2022", of a date or of "2022-06-01"; nothing for None."""
    written = date.fromisoformat(day) if isinstance(day, str) and day else day
    return dates.office(written) if isinstance(written, date) else ""


@register.filter(expects_localtime=True)
def moment(at: datetime | None) -> str:
    """`{{ at|moment }}` → "08:30, 01/6/2022" by the province's clock; nothing for None."""
    return "" if at is None else f"{at:%H:%M}, {dates.office(at.date())}"


@register.filter(expects_localtime=True)
def short_office(day: date | None) -> str:
    """`{{ day|short_office }}` → "01/6"."""
    return "" if day is None else dates.short_office(day)


@register.filter
def weekday(day: date) -> str:
    """`{{ day|weekday }}` → "Thứ Ba": the day's name in full."""
    return str(WEEKDAYS[day.weekday()])


@register.inclusion_tag("shell/parts/months.html")
def months(counts: Sequence[int], until: int = 12) -> dict[str, Any]:
    """`{% months row.by_month 6 %}`: twelve months in a table cell; months after `until` are dots."""
    return {"rects": shapes.twelve_months(counts, until), "counts": list(counts[:until])}


@register.inclusion_tag("shell/parts/clock.html")
def clock(kind: str, left: str, why: str, pattern: str = "") -> dict[str, Any]:
    """`{% clock "soon" "còn 2 ngày" "hết 03/6" "ggtld" %}`: g gone, t today, l left, o day off, d due."""
    marks = {"g": "gone", "t": "today", "l": "", "o": "off", "d": "due"}
    return {"kind": kind, "left": left, "why": why, "ticks": [marks[c] for c in pattern]}


@register.inclusion_tag("shell/parts/bar.html")
def bar(value: float, total: float, due: float | None = None, label: str = "") -> dict[str, Any]:
    """`{% bar 7 8 50 "Quảng bá: 7 trên 8" %}`: a share of a whole; `due` is the mark in per cent."""
    return {"width": round(100 * value / total) if total else 0, "due": due, "label": label}


@register.inclusion_tag("shell/parts/chart.html")
def steps_chart(
    title: str, subtitle: str, values: Sequence[float], labels: Sequence[str], key: str = "c1", every: int = 1
) -> dict[str, Any]:
    """`{% steps_chart "Bằng chứng mỗi tháng" "…" values labels "c1" %}`: counts as steps, their table folded."""
    drawing = shapes.steps(list(values), list(labels), every=every)
    rows = list(zip(labels, values, strict=False))
    return {"title": title, "subtitle": subtitle, "drawing": drawing, "rows": rows, "key": key}


@register.inclusion_tag("shell/parts/small_bars.html")
def small_bars(values: Sequence[float], highest: float, label: str) -> dict[str, Any]:
    """`{% small_bars agency.by_month highest "Sở TT&TT: 3, 5" %}`: one of several bars on one scale."""
    return {"drawing": shapes.small_bars(list(values), highest), "label": label}


@register.inclusion_tag("shell/parts/small_bars.html")
def stairs_chart(states: Sequence[int], columns: int, label: str) -> dict[str, Any]:
    """`{% stairs_chart section.states charts.columns "2 hoàn thành" %}`: each task as high as its step."""
    return {"drawing": shapes.stairs(list(states), columns), "label": label}


@register.inclusion_tag("shell/parts/small_bars.html")
def share_bar(done: int, planned: int, most: int, label: str) -> dict[str, Any]:
    """`{% share_bar 3 5 charts.most_planned "3 trên 5" %}`: so many of so many, on the scale of the largest."""
    return {"drawing": shapes.share(done, planned, most), "label": label}


@register.inclusion_tag("shell/parts/field.html")
def field(bound: BoundField, classes: str = "") -> dict[str, Any]:
    """`{% field form.title "wide" %}`: label above, hint under it, the error named in words with its mark.

    A page that comes back has lost the file that was chosen, and says so.
    """
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    kind = "many" if many else getattr(widget, "input_type", "")
    lost = bound.data if kind == "file" and bound.form.is_bound and not bound.errors else None
    parts = (("h", bound.help_text), ("e", bound.errors), ("f", lost))
    described = [f"{bound.auto_id}-{part}" for part, there in parts if there]
    attrs: dict[str, str | bool] = {"class": "" if many or kind == "checkbox" else "in"}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    shown = {"bound": bound, "kind": kind, "classes": classes, "many": many, "lost": lost}
    return shown | {"control": bound.as_widget(attrs=attrs)}


@register.inclusion_tag("shell/parts/form_errors.html")
def form_errors(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """`{% form_errors form %}`: what is wrong with a form, above it, each slip linked to its field; takes the focus."""
    slips = [(bound, error) for bound in form if not bound.is_hidden for error in bound.errors]
    unseen = [error for bound in form.hidden_fields() for error in bound.errors]
    return {"general": [*form.non_field_errors(), *unseen], "slips": slips, "focus": focus}


@register.simple_block_tag
def say(content: str, classes: str = "", picture: str = "info", role: str = "") -> SafeString:
    """`{% say "lua" "alert" %}<p>…</p>{% endsay %}`: a word to the reader of the screen, beside its mark."""
    spoken = format_html(' role="{}"', role) if role else ""
    kind = f"say {classes}".strip()
    return format_html('<div class="{}"{}>{}<div>{}</div></div>', kind, spoken, icon(picture), content)


@register.inclusion_tag("shell/parts/act.html")
def act(url: str, words: str, classes: str = "btn", picture: str = "", form: BaseForm | None = None) -> dict[str, Any]:
    """`{% act url "Rút lại" "btn grave" "undo" form=retract_form %}`: one button that acts, and the fields it needs."""
    return {"url": url, "words": words, "classes": classes, "picture": picture, "form": form}


@register.inclusion_tag("shell/parts/empty.html")
def empty_state(
    title: str, words: str, url: str = "", act: str = "", other_url: str = "", other: str = ""
) -> dict[str, Any]:
    """`{% empty_state "Chưa có bằng chứng." "Ghi việc đầu tiên…" url "Ghi bằng chứng" %}`: what will be here."""
    return {"title": title, "words": words, "url": url, "act": act, "other_url": other_url, "other": other}


@register.inclusion_tag("shell/parts/tabs.html")
def tabs(label: str, entries: Sequence[tuple[str, str, object]], current: str) -> dict[str, Any]:
    """`{% tabs "Cách xem" tabs request.path %}`: (words, address, count or None) each."""
    return {"label": label, "entries": entries, "current": current}


@register.inclusion_tag("shell/parts/trail.html")
def trail(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """`{% trail history %}`: what happened, newest first; each entry has `what`, `when`, optional `seal`, `url`."""
    return {"entries": entries}


@register.filter
def tied(words: str) -> SafeString:
    """`{% filter tied %}…{% endfilter %}`: "6 tháng" and "Kim Thành" of a heading do not break over two lines."""
    return mark_safe(tie(conditional_escape(words)))  # noqa: S308  # escaped, or made by a template


@register.filter
def marked(pieces: Iterable[Any]) -> SafeString:
    """`{{ hit.title|marked }}`: the pieces of a text one after the other, those that were looked for marked."""
    shown = (format_html("<mark>{}</mark>", piece.text) if piece.is_hit else piece.text for piece in pieces)
    return format_html_join("", "{}", ((words,) for words in shown))


@register.filter
def joined_number(value: Decimal | int | None, unit: str) -> str:
    """`{{ 115|joined_number:"năm" }}`: number and unit with a space that does not break; nothing for None."""
    return "" if value is None else f"{text.number(value)}\u00a0{unit}"


@register.filter
def zipped(first: Iterable[Any], second: Iterable[Any]) -> list[tuple[Any, Any]]:
    """`{% for label, value in labels|zipped:values %}`: two lists side by side, as long as the shorter."""
    return list(zip(first, second, strict=False))


@register.simple_tag(takes_context=True)
def with_query(context: Mapping[str, Any], **changes: object) -> str:
    """`?{% with_query page=2 %}`: the address's own query with these values instead."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = value
    return str(query.urlencode())


@register.simple_tag
def query(**values: object) -> str:
    """`{{ url }}?{% query task=task.number agency=slug %}`: what an address asks for, without what is empty."""
    return urlencode({name: value for name, value in values.items() if value not in ("", None)}, safe="/")


@register.simple_tag
def ago_words(days: int) -> str:
    """`{% ago_words 3 %}`: how many days ago, in words."""
    if days <= 0:
        return gettext("today")
    return gettext("yesterday") if days == 1 else gettext("%(days)s days ago") % {"days": days}
