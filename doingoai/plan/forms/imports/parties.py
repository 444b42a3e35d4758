"""Bodies as they are named in a part: the printed words, and which body of the profile is meant."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.outline.names import spell_out
from doingoai.plan.domain.review import Standing
from doingoai.plan.domain.review.parties import Reach
from doingoai.plan.forms.imports.fields import long
from doingoai.plan.queries.review.book import Book

Party = dict[str, Any]
MORE = 3  # empty rows that are added at a time


class PartyForm(forms.Form):
    """One party: the words as printed, the body or group meant; `was` is the party as it stood."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)
    text = long(_("As printed"), 1, 500)
    body = forms.CharField(
        label=_("Body or group of the profile"),
        required=False,
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
    )
    related = forms.BooleanField(label=_("only those concerned: not divided"), required=False)

    def __init__(self, *args: Any, book: Book, limits: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book, self.limits = book, limits
        if not limits or not self.old or not self.old["group"]:
            del self.fields["related"]
        for name in ("text", "body"):
            self.fields[name].widget.attrs["class"] = "in"

    @property
    def old(self) -> Party | None:
        """The party as it stood when the form was opened; None in an empty row."""
        try:
            found = json.loads(self["was"].value() or "null")
        except ValueError:
            return None
        return found if isinstance(found, dict) and {"text", "name", "agency", "group"} <= found.keys() else None

    def clean_text(self) -> str:
        """The words on one line."""
        return " ".join(str(self.cleaned_data["text"]).split())

    @property
    def is_empty(self) -> bool:
        """Whether the row waits for a body to be added: one box is enough, any name of the profile will do."""
        return not self["text"].value() and not self["body"].value() and not self["was"].value()

    @property
    def is_plain(self) -> bool:
        """Whether nothing of the row asks for a look: its body is known, or its group; then its boxes stay folded."""
        standing = self.standing if not self.slips else None
        return standing is not None and standing.reach is not Reach.UNKNOWN

    @property
    def slips(self) -> list[str]:
        """What is wrong with the row."""
        return [str(error) for errors in self.errors.values() for error in errors]

    @property
    def standing(self) -> Standing | None:
        """What becomes of the party as it is named now; None in an empty row."""
        party = self.party()
        return self.book.standing(party) if party else None

    def clean_body(self) -> str:
        """A name that the profile knows, or nothing."""
        body = str(self.cleaned_data["body"])
        if body and self.book.names.party(body).agency is None:
            raise forms.ValidationError(_("The profile has no such name. Choose one of the list, or leave it empty."))
        return body

    def party(self) -> Party | None:
        """The party that the row names; None where it names none."""
        said = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        text, body = said.get("text") or "", said.get("body") or ""
        if not text and not body:
            return None
        party = self._named(text, body)
        if "related" in self.fields and bool(party.get("related")) != bool(said.get("related")):
            party["related"] = bool(said.get("related"))
        return party

    def _named(self, text: str, body: str) -> Party:
        old = self.old
        if old and text == " ".join(old["text"].split()):
            if body == self.book.name_of(old["agency"]):
                return dict(old)
            if not body:
                return dict(old) | {"name": spell_out(text), "agency": None}
        found = asdict(self.book.names.party(body or text)) | {"text": text or body}
        return found if self.limits else {name: value for name, value in found.items() if name != "related"}


def initial(party: Mapping[str, Any], book: Book) -> dict[str, Any]:
    """A row filled with a party."""
    return {
        "was": json.dumps(party, ensure_ascii=False, sort_keys=True),
        "text": party["text"],
        "body": book.name_of(party["agency"]),
        "related": bool(party.get("related")),
    }


PartySet = forms.formset_factory(PartyForm, extra=1)


def party_set(
    name: str, parties: Sequence[Party], book: Book, *, data: Any, key: str, limits: bool
) -> "forms.BaseFormSet[PartyForm]":
    """The rows of a list of bodies, with an empty one at the end."""
    return PartySet(
        data,
        prefix=name,
        auto_id=f"{key}-%s",
        initial=[initial(party, book) for party in parties],
        form_kwargs={"book": book, "limits": limits},
    )
