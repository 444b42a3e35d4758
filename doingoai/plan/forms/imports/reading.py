"""A part of a reading as a form: what every kind of them shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from doingoai.dates import office
from doingoai.plan.domain.review import Values
from doingoai.plan.forms.imports.fields import whole
from doingoai.plan.forms.imports.parties import MORE, PartyForm, initial, party_set
from doingoai.plan.queries.review.book import Book
from doingoai.plan.words import FIELD_WORDS
from doingoai.text import sent

Words = str | Promise


@dataclass(frozen=True)
class BodyRows:
    """A list of bodies as it is shown: its rows, what the machine read, the name by which more rows are asked for.

    `gives` says whether work is given through them.
    """

    label: Words
    management: Any
    forms: Sequence[PartyForm]
    notes: str
    more: str
    gives: bool


class ReadingForm(forms.Form):
    """A part as it was read at a revision; `bodies` are its lists of parties, `one` a party that stands alone.

    The bodies stand behind the field `lists_after`; fields that are `wide` want a line of their own, long lists to tick
    are `folded`.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)
    letter: ClassVar[str]
    bodies: ClassVar[tuple[str, ...]] = ()
    one: ClassVar[str] = ""
    limits: ClassVar[bool] = False
    lists_after: ClassVar[str] = ""
    wide: ClassVar[tuple[str, ...]] = ()
    folded: ClassVar[tuple[str, ...]] = ()

    def __init__(self, part: Values, book: Book, *, revision: int, key: str, data: Any = None) -> None:
        super().__init__(data, initial=self.filled(part, book) | {"revision": revision}, auto_id=f"{key}-%s")
        self.part, self.book = part, book
        self.notes: dict[str, str] = {}
        self.sets = {
            name: party_set(name, part[name], book, data=data, key=key, limits=self.limits) for name in self.bodies
        }
        self.alone: PartyForm | None = None
        if self.one:
            rows = {"prefix": self.one, "auto_id": f"{key}-%s", "initial": initial(part[self.one], book)}
            self.alone = PartyForm(data, book=book, limits=False, **rows)
            self.alone.fields["text"].required = True

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """What stands in the fields for a part, its parties aside."""
        raise NotImplementedError

    def said(self) -> Values:
        """What the fields say, in the shape of the contract, the parties aside."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        """Whether the fields and every row of bodies can be understood."""
        rows = [rows.is_valid() for rows in self.sets.values()]
        if not all(rows) or not (self.alone is None or self.alone.is_valid()):
            self.add_error(None, _("A name of a body wants looking at: it is told beside it."))
        return super().is_valid()

    def changes(self) -> Values:
        """What the form says, in the shape of the contract."""
        said = self.said()
        for name, rows in self.sets.items():
            said[name] = [party for row in rows.forms if (party := row.party()) is not None]
        if self.alone is not None and (party := self.alone.party()) is not None:
            said[self.one] = party
        return said

    def note(self, part: Values, words: Words) -> None:
        """Write beside each field, and each list of bodies, in which the part differs from what stands there."""
        filled, nothing = self.filled(part, self.book), gettext("nothing")
        for name, field in self.fields.items():
            if name in filled and filled[name] != self.initial.get(name):
                told = _told(filled[name], self.initial.get(name)) or nothing
                field.help_text = f"{field.help_text} {words}: {told}".strip()
        for name in (*self.bodies, *filter(None, [self.one])):
            parties, now = ([v[name]] if name == self.one else v[name] for v in (part, self.part))
            if parties != now:
                self.notes[name] = f"{words}: {'; '.join(party['text'] for party in parties) or nothing}"

    def layout(self) -> list[tuple[str, Any, str]]:
        """The fields in order, each "field" or "folded", "wide" or ""; lists of bodies stand where they belong."""
        found: list[tuple[str, Any, str]] = []
        for bound in self.visible_fields():
            is_wide = isinstance(bound.field.widget, forms.Textarea) or bound.name in self.wide
            kind = "folded" if bound.name in self.folded and not bound.errors else "field"
            found.append((kind, bound, "wide" if is_wide else ""))
            if bound.name == self.lists_after:
                found += [("bodies", rows, "") for rows in self._rows()]
        return found

    def _rows(self) -> list[BodyRows]:
        words = FIELD_WORDS[self.letter]
        found = [
            BodyRows(words[name], rows.management_form, rows.forms, self.notes.get(name, ""), name, self.limits)
            for name, rows in self.sets.items()
        ]
        if self.alone is not None:
            found.append(BodyRows(words[self.one], "", [self.alone], self.notes.get(self.one, ""), "", gives=False))
        return found

    def lines(self, name: str) -> list[str]:
        """The lines of a field that holds several."""
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]

    def signer(self) -> dict[str, Any] | None:
        """Who signs; nobody where nothing is told of who does."""
        said = self.cleaned_data
        told = {"authority": self.lines("signer_authority"), "title": said["signer_title"], "name": said["signer_name"]}
        return told if any(told.values()) else None

    def same(self, name: str) -> bool:
        """Whether a field was left as it was: then what it was made from stays, to the letter."""
        return name not in self.changed_data

    @staticmethod
    def with_more(data: QueryDict, name: str) -> QueryDict:
        """What was sent, with more empty rows in a list of bodies."""
        wider = data.copy()
        rows = sent(wider.get(f"{name}-TOTAL_FORMS", ""), 0)
        wider[f"{name}-TOTAL_FORMS"] = str(min(rows, 200) + MORE)
        return wider


def signer_fields(signer: dict[str, Any] | None) -> dict[str, Any]:
    """Who signs, as the fields of a form hold it."""
    told = signer or {"authority": [], "title": "", "name": ""}
    return {
        "signer_authority": paragraphs(told["authority"]),
        "signer_title": told["title"],
        "signer_name": told["name"],
    }


def _told(value: Any, now: Any) -> str:
    """A value as it is told beside a field: of several lines those that are not there now."""
    if isinstance(value, date):
        return office(value)
    lines = [line for line in str(value or "").splitlines() if line not in str(now or "").splitlines()]
    return Truncator(" / ".join(lines)).words(40)


def day_of(text: str | None) -> date | None:
    """The day of an ISO date."""
    return date.fromisoformat(text) if text else None


def iso_of(value: date | None) -> str | None:
    """The ISO date of a day."""
    return value.isoformat() if value else None


def paragraphs(texts: Sequence[str]) -> str:
    """Several texts as lines of one field."""
    return "\n".join(texts)


class LinesForm(ReadingForm):
    """A part that stands on lines of the paper."""

    first_line = whole(_("From line"), least=1)
    last_line = whole(_("To line"), least=1)

    def where(self) -> list[int]:
        """The first and the last line; as they were unless they were changed."""
        if self.same("first_line") and self.same("last_line"):
            return list(self.part["lines"])
        first, last = self.cleaned_data["first_line"], self.cleaned_data["last_line"]
        return [first or last, last or first] if first or last else list(self.part["lines"])


def ends(lines: Sequence[int]) -> dict[str, Any]:
    """The fields of a part's lines."""
    return {"first_line": lines[0], "last_line": lines[-1]} if lines else {}
