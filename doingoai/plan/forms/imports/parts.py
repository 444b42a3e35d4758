"""Each kind of part of a reading as a form: every field of the contract can be corrected."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.review import Values
from doingoai.plan.domain.states import Recurrence, Role
from doingoai.plan.forms.imports.fields import day, long, money, short, whole
from doingoai.plan.forms.imports.reading import LinesForm, ReadingForm, day_of, ends, iso_of, paragraphs, signer_fields
from doingoai.plan.queries.review.book import Book
from doingoai.plan.words import FIELD_WORDS, RECURRENCE_WORDS, ROLE_WORDS

PARAGRAPHS = _("One paragraph a line.")
DOCUMENT = FIELD_WORDS["d"]


class DocumentForm(ReadingForm):
    """The paper itself."""

    letter, one, lists_after = "d", "issuer", "year"
    type = short(DOCUMENT["type"], 60)
    title = long(DOCUMENT["title"], longest=500, needed=True)
    number = short(DOCUMENT["number"], 60)
    date = day(DOCUMENT["date"])
    year = whole(DOCUMENT["year"], needed=True)
    signer_authority = long(_("Signs for (KT., TL. …)"), hint=PARAGRAPHS)
    signer_title = short(_("Signer's title"))
    signer_name = short(_("Signer's name"))
    recipients = long(DOCUMENT["recipients"], 4, hint=PARAGRAPHS)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The head of the paper."""
        return {
            "type": part["type"],
            "title": part["title"],
            "number": part["number"] or "",
            "date": day_of(part["date"]),
            "year": part["year"] or None,
            **signer_fields(part["signer"]),
            "recipients": paragraphs(part["recipients"]),
        }

    def said(self) -> Values:
        """The head of the paper; nobody signed where nothing is told of who did."""
        said = self.cleaned_data
        return {
            "type": said["type"],
            "title": said["title"],
            "number": said["number"] or None,
            "date": iso_of(said["date"]),
            "year": said["year"],
            "signer": self.signer(),
            "recipients": self.lines("recipients"),
        }


BASIS = FIELD_WORDS["b"]


class LegalBasisForm(ReadingForm):
    """A document that the plan rests on."""

    letter = "b"
    kind = short(BASIS["kind"], needed=True)
    number = short(BASIS["number"], 60)
    date = day(BASIS["date"])
    issuer = short(BASIS["issuer"])
    subject = long(BASIS["subject"])

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The document."""
        return {name: value or "" for name, value in part.items()} | {"date": day_of(part["date"])}

    def said(self) -> Values:
        """The document; what is empty is not told."""
        said = self.cleaned_data
        return {name: said[name] or None for name in ("number", "issuer", "subject")} | {
            "kind": said["kind"],
            "date": iso_of(said["date"]),
        }


class SectionForm(ReadingForm):
    """A heading of the plan."""

    letter = "s"
    title = long(FIELD_WORDS["s"]["title"], needed=True)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """Its name."""
        return {"title": part["title"]}

    def said(self) -> Values:
        """Its name."""
        return {"title": self.cleaned_data["title"]}


TASK = FIELD_WORDS["t"]


class TaskReadingForm(LinesForm):
    """A task."""

    letter, bodies, limits, lists_after = "t", ("lead", "coordinate"), True, "title"
    no = short(TASK["no"], 20, hint=_("As printed, for example II.1.1. A plan is adopted once every task has its own."))
    title = long(TASK["title"], needed=True)
    content = long(TASK["content"], 4, 100_000, hint=PARAGRAPHS)
    time_text = short(_("Time as printed"))
    time_from = day(_("From"))
    time_to = day(_("To"))
    time_before = day(_("Due before"))
    time_recurrence = forms.ChoiceField(
        label=_("Rhythm"), required=False, choices=[("", "—"), *((r.value, RECURRENCE_WORDS[r]) for r in Recurrence)]
    )
    budget = money(TASK["budget"])
    output = long(TASK["output"])
    field_order = (
        "no",
        "title",
        "time_text",
        "time_from",
        "time_to",
        "time_before",
        "time_recurrence",
        "budget",
        "output",
        "content",
        "first_line",
        "last_line",
    )

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The task."""
        time = part["time"] or {}
        return (
            {
                "no": part["no"],
                "title": part["title"],
                "content": paragraphs(part["content"]),
                "budget": part["budget"],
                "output": part["output"] or "",
                "time_text": time.get("text") or "",
                "time_recurrence": time.get("recurrence") or "",
            }
            | {f"time_{name}": day_of(time.get(name)) for name in ("from", "to", "before")}
            | ends(part["lines"])
        )

    def said(self) -> Values:
        """The task; without any word of time it has none."""
        said = self.cleaned_data
        time = {name: iso_of(said[f"time_{name}"]) for name in ("from", "to", "before")}
        time |= {"text": said["time_text"], "recurrence": said["time_recurrence"] or None}
        return {
            "no": said["no"],
            "title": said["title"],
            "content": list(self.part["content"]) if self.same("content") else self.lines("content"),
            "time": time if any(time.values()) else None,
            "budget": said["budget"],
            "output": said["output"] or None,
            "lines": self.where(),
        }


class HeadingForm(ReadingForm):
    """A heading of the part on organisation, and the bodies it names."""

    letter, bodies, limits, lists_after = "a", ("parties",), True, "heading"
    heading = short(FIELD_WORDS["a"]["heading"], needed=True)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """Its words."""
        return {"heading": part["heading"]}

    def said(self) -> Values:
        """Its words."""
        return {"heading": self.cleaned_data["heading"]}


class ItemForm(LinesForm):
    """One thing that a heading's bodies are asked to do."""

    letter, bodies, lists_after = "i", ("partners",), "role"
    text = long(FIELD_WORDS["i"]["text"], 3, needed=True)
    role = forms.ChoiceField(label=FIELD_WORDS["i"]["role"], choices=[(r.value, ROLE_WORDS[r]) for r in Role])
    field_order = ("text", "role", "first_line", "last_line")

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """What is asked."""
        return {"text": part["text"], "role": part["role"]} | ends(part["lines"])

    def said(self) -> Values:
        """What is asked."""
        return {"text": self.cleaned_data["text"], "role": self.cleaned_data["role"], "lines": self.where()}


DAY = FIELD_WORDS["n"]


class AnniversaryForm(ReadingForm):
    """A day remembered; its count of years follows from its days once they are changed."""

    letter = "n"
    name = long(DAY["name"], needed=True)
    origin = day(DAY["origin"])
    date = day(DAY["date"], needed=True)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The day."""
        return {"name": part["name"], "origin": day_of(part["origin"]), "date": day_of(part["date"])}

    def said(self) -> Values:
        """The day."""
        said = self.cleaned_data
        origin, when = said["origin"], said["date"]
        years = self.part["years"]
        if not (self.same("origin") and self.same("date")):
            years = when.year - origin.year if origin else None
        return {"name": said["name"], "origin": iso_of(origin), "date": iso_of(when), "years": years}


class EventForm(ReadingForm):
    """A named event."""

    letter = "e"
    name = long(FIELD_WORDS["e"]["name"], needed=True)
    text = long(FIELD_WORDS["e"]["text"])

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The event."""
        return dict(part)

    def said(self) -> Values:
        """The event."""
        return {"name": self.cleaned_data["name"], "text": self.cleaned_data["text"]}


DUE = FIELD_WORDS["h"]
OFFERED = {"list": "bodies", "autocomplete": "off"}


class DeadlineForm(ReadingForm):
    """Something due; bodies of the profile by their names, others in words."""

    letter = "h"
    what = long(DUE["what"], needed=True)
    who = short(DUE["who"])
    before = day(DUE["before"])
    via = short(DUE["via"])
    to = short(DUE["to"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("who", "via", "to"):
            self.fields[name].widget.attrs.update(OFFERED)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The deadline."""
        called = {name: book.name_of(part[name]) or part[name] or "" for name in ("who", "via", "to")}
        return called | {"what": part["what"], "before": day_of(part["before"])}

    def said(self) -> Values:
        """The deadline."""
        said = self.cleaned_data
        bodies = {
            name: self.part[name] if self.same(name) else self.book.names.party(said[name]).agency or said[name] or None
            for name in ("who", "via", "to")
        }
        return bodies | {"what": said["what"], "before": iso_of(said["before"])}


class BudgetNotesForm(ReadingForm):
    """What the plan says of money beside the tasks."""

    letter = "m"
    budget_notes = long(FIELD_WORDS["m"]["budget_notes"], 6, 100_000, hint=PARAGRAPHS)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The notes."""
        return {"budget_notes": paragraphs(part["budget_notes"])}

    def said(self) -> Values:
        """The notes."""
        return {"budget_notes": self.lines("budget_notes")}


FORMS: Mapping[str, type[ReadingForm]] = {
    form.letter: form
    for form in (
        DocumentForm,
        LegalBasisForm,
        SectionForm,
        TaskReadingForm,
        HeadingForm,
        ItemForm,
        AnniversaryForm,
        EventForm,
        DeadlineForm,
        BudgetNotesForm,
    )
}
