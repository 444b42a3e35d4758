"""The year to take along: for a calendar program, and as a paper."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from doingoai.agencies.profile import report_boxes
from doingoai.agencies.profile import settings as profile_settings
from doingoai.dates import lunar, year
from doingoai.documents.domain.form import Form
from doingoai.documents.write import write_docx, write_pdf
from doingoai.plan.actions.papers import MEDIA
from doingoai.plan.domain.paper import boxes_from
from doingoai.plan.domain.timeline_paper import YearDay, YearTask, when, year_form
from doingoai.plan.models import Plan
from doingoai.plan.queries.calendar import Moment
from doingoai.plan.queries.timeline import Timeline

CALENDAR_MEDIA = {"ics": "text/calendar; charset=utf-8", "docx": MEDIA["docx"], "pdf": MEDIA["pdf"]}
PAGES = {"due": "plan:report", "onward": "plan:report", "task": "plan:task", "starts": "plan:task"}
SAID = {
    "due": "Hạn nộp phần báo cáo {}",
    "onward": "Gửi báo cáo {}",
    "starts": "Bắt đầu nhiệm vụ {}",
    "task": "Xong trước ngày này: nhiệm vụ {}",
}


def calendar_file(kind: str, plan: Plan, found: Timeline, *, at: datetime) -> bytes:
    """The year as .ics, .docx or .pdf.

    :raises MissingGlyph: if a letter cannot be printed in the .pdf
    :raises KeyError: if the kind is another
    """
    writers: Mapping[str, Callable[[], bytes]] = {
        "ics": lambda: _ics(plan, found.moments, at),
        "docx": lambda: write_docx(_form(plan, found), at=at),
        "pdf": lambda: write_pdf(_form(plan, found), at=at),
    }
    return writers[kind]()


def _ics(plan: Plan, moments: Iterable[Moment], at: datetime) -> bytes:
    """Whole-day entries; a day keeps its mark from file to file, so that taking it in twice doubles nothing."""
    host = urlsplit(settings.BASE_URL).hostname or "doingoai"
    calendar = Calendar()
    calendar.add("prodid", "-//doingoai//vi")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.name)
    for moment in moments:
        event = Event()
        mark = sha256(f"{moment.kind} {moment.words}".encode()).hexdigest()[:12]
        event.add("uid", f"{moment.day:%Y%m%d}-{mark}@{host}")
        event.add("dtstamp", at)
        event.add("dtstart", moment.day)
        event.add("dtend", (moment.until or moment.day) + timedelta(days=1))
        event.add("summary", _said(moment))
        event.add("description", moment.lunar)
        event.add("transp", "TRANSPARENT")
        if moment.kind in PAGES:
            event.add("url", f"{settings.BASE_URL}{reverse(PAGES[moment.kind], args=moment.url_args)}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _said(moment: Moment) -> str:
    """The moment in words that stand alone."""
    words = SAID.get(moment.kind, "{}").format(moment.words)
    told = [note for note in (moment.round_words, "ngày nghỉ" if moment.is_off else "") if note]
    return f"{words} ({', '.join(told)})" if told else words


def _form(plan: Plan, found: Timeline) -> Form:
    folder = Path(settings.PROFILE_DIR)
    told = report_boxes(folder, year(plan.year).end)
    boxes = boxes_from(told, {}, str(profile_settings(folder).get("place", "")))
    tasks = [
        YearTask(
            section=f"{section.number}. {section.title}",
            number=bar.task.number,
            name=bar.task.brief,
            leads=", ".join(bar.leads),
            when=when(bar.task.starts_on, bar.task.ends_on, bar.task.recurrence, bar.task.due_before),
            span=bar.span,
        )
        for section in found.sections
        for bar in section.bars
    ]
    days = [YearDay(moment.day, moment.until, str(lunar(moment.day)), _said(moment)) for moment in found.moments]
    return year_form(plan.name, plan.year, boxes, tasks, days)
