"""The parts of a plan that is being written, each as a form."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.drafts.comments import role_of, with_role
from doingoai.plan.domain.drafts.loose import Loose
from doingoai.plan.domain.drafts.moving import timed
from doingoai.plan.domain.figures import number_text
from doingoai.plan.domain.review import Values
from doingoai.plan.domain.states import Role, Start
from doingoai.plan.forms.imports.fields import day, long, money, short, whole
from doingoai.plan.forms.imports.parts import PARAGRAPHS, HeadingForm, LegalBasisForm, SectionForm
from doingoai.plan.forms.imports.reading import ReadingForm, paragraphs, signer_fields
from doingoai.plan.models import KindOfWork, Measure, Plan
from doingoai.plan.queries.review.book import Book
from doingoai.plan.words import FIELD_WORDS, ROLE_WORDS

HEAD, TASK = FIELD_WORDS["d"], FIELD_WORDS["t"]
OWN_ROLES = (Role.LEAD, Role.COORDINATE)
# Whether copied places are left, whether bodies that have ended are named.
LOOSE_WORDS = {
    (True, True): _(
        "%(marks)d copied places are left, %(ended)d places name a body that has ended; issue all the same"
    ),
    (True, False): _("%(marks)d copied places are left; issue all the same"),
    (False, True): _("%(ended)d places name a body that has ended; issue all the same"),
}
START_WORDS = {
    Start.COPY: _("Copy an older plan, its years moved"),
    Start.OUTLINE: _("From the standard outline"),
    Start.EMPTY: _("From an empty page"),
}


class BeginForm(forms.Form):
    """A plan to be written: its year, and what it is begun with."""

    year = whole(_("Year of the plan"), needed=True, least=2000)
    start = forms.ChoiceField(label=_("Begin"), widget=forms.RadioSelect)
    source = forms.ModelChoiceField(
        label=_("Plan to copy"), queryset=Plan.objects.order_by("-year"), required=False, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_there = Plan.objects.exists()
        choices = [(s.value, words) for s, words in START_WORDS.items() if is_there or s is not Start.COPY]
        self.fields["start"].choices = choices  # type: ignore[attr-defined]
        self.fields["start"].initial = choices[0][0]
        if not is_there:
            del self.fields["source"]


class DraftHeadForm(ReadingForm):
    """The head and the foot of the paper."""

    letter, one, lists_after = "d", "issuer", "title"
    title = long(HEAD["title"], longest=500, needed=True)
    letterhead = long(HEAD["letterhead"], hint=_("As it stands at the top left, one line each."))
    code = short(HEAD["code"], 40, hint=_("For example KH-UBND; the number comes when it is signed."))
    signer_authority = long(_("Signs for (KT., TL. …)"), hint=PARAGRAPHS)
    signer_title = short(_("Signer's title"))
    signer_name = short(_("Signer's name"))
    recipients = long(HEAD["recipients"], 4, hint=PARAGRAPHS)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The head of the paper."""
        return {
            "title": part["title"],
            "letterhead": paragraphs(part["letterhead"]),
            "code": part["code"],
            **signer_fields(part["signer"]),
            "recipients": paragraphs(part["recipients"]),
        }

    def said(self) -> Values:
        """The head of the paper."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "letterhead": self.lines("letterhead"),
            "code": said["code"],
            "signer": self.signer(),
            "recipients": self.lines("recipients"),
        }


class WordsForm(ReadingForm):
    """Paragraphs of the plan: purpose, requirements, money, reporting, closing words."""

    letter = "w"
    paragraphs = long(FIELD_WORDS["w"]["paragraphs"], 8, 100_000, hint=PARAGRAPHS)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The paragraphs."""
        return {"paragraphs": paragraphs(part["paragraphs"])}

    def said(self) -> Values:
        """The paragraphs."""
        return {"paragraphs": self.lines("paragraphs")}


def _measures() -> list[tuple[str, str | Promise]]:
    return [("", "—"), *((m.code, f"{m.name} ({m.unit})") for m in Measure.objects.all())]


def _kinds() -> list[tuple[str, str]]:
    return [(kind.code, kind.name) for kind in KindOfWork.objects.all()]


class DraftTaskForm(ReadingForm):
    """A task; its days are read from the words of its time."""

    letter, bodies, limits, lists_after = "t", ("lead", "coordinate"), True, "title"
    wide, folded = ("section",), ("kinds",)
    section = forms.ChoiceField(label=TASK["section"])
    title = long(TASK["title"], needed=True)
    time_text = short(
        TASK["time"],
        hint=_("As it shall be printed: “Quý II/2027”, “trước ngày 15/6/2027”, “hằng quý”, “thường xuyên”."),
    )
    budget = money(TASK["budget"])
    output = long(TASK["output"])
    content = long(TASK["content"], 4, 100_000, hint=PARAGRAPHS)
    target_quantity = forms.DecimalField(
        label=_("Target"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Write it in digits, for example 10.")},
    )
    target_measure = forms.ChoiceField(label=_("Measure of the target"), required=False, choices=_measures)
    target_note = short(_("Note on the target"))
    kinds = forms.MultipleChoiceField(
        label=TASK["kinds"], required=False, choices=_kinds, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, part: Values, book: Book, *, revision: int, key: str, data: Any = None,
        sections: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        super().__init__(part, book, revision=revision, key=key, data=data)
        self.fields["section"].choices = sections  # type: ignore[attr-defined]

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """The task."""
        target = part["target"] or {}
        return {
            "section": part["section"],
            "title": part["title"],
            "time_text": (part["time"] or {}).get("text") or "",
            "budget": part["budget"],
            "output": part["output"] or "",
            "content": paragraphs(part["content"]),
            "target_quantity": target.get("quantity", ""),
            "target_measure": target.get("measure", ""),
            "target_note": target.get("note", ""),
            "kinds": part["kinds"],
        }

    def clean(self) -> dict[str, Any]:
        """A target is a number with its measure, or neither."""
        said = super().clean() or {}
        if said.get("target_quantity") and not said.get("target_measure"):
            self.add_error("target_measure", self.fields["target_measure"].error_messages["required"])
        if said.get("target_measure") and not said.get("target_quantity") and "target_quantity" not in self.errors:
            self.add_error("target_quantity", self.fields["target_quantity"].error_messages["required"])
        return said

    def said(self) -> Values:
        """The task."""
        said = self.cleaned_data
        quantity = said["target_quantity"]
        target = {"measure": said["target_measure"], "note": said["target_note"]}
        time = self.part["time"] if self.same("time_text") else timed(said["time_text"], self.book.day.year)
        return {
            "section": said.get("section", self.part["section"]),
            "title": " ".join(said["title"].split()),
            "time": time,
            "budget": said["budget"],
            "output": said["output"] or None,
            "content": list(self.part["content"]) if self.same("content") else self.lines("content"),
            "target": {"quantity": number_text(quantity)} | target if quantity else None,
            "kinds": sorted(said["kinds"]),
        }


class DraftItemForm(ReadingForm):
    """One thing that a heading's bodies are asked to do."""

    letter = "i"
    text = long(FIELD_WORDS["i"]["text"], 3, needed=True)

    @classmethod
    def filled(cls, part: Values, book: Book) -> dict[str, Any]:
        """What is asked."""
        return {"text": part["text"]}

    def said(self) -> Values:
        """What is asked."""
        return {"text": self.cleaned_data["text"]}


DRAFT_FORMS: Mapping[str, type[ReadingForm]] = {
    form.letter: form
    for form in (
        DraftHeadForm,
        WordsForm,
        LegalBasisForm,
        SectionForm,
        DraftTaskForm,
        HeadingForm,
        DraftItemForm,
    )
}


class CommentsForm(forms.Form):
    """Until which day agencies may say what they think of the draft."""

    until = day(_("Last day for comments"), needed=True)


class LooseEndsForm(forms.Form):
    """What is loose is issued only after a tick, with a reason; where nothing is, neither is asked for."""

    anyway = forms.BooleanField(required=False)
    despite = long(_("Reason"), 2, 500, hint=_("Stands on the record beside the places."))

    def __init__(self, *args: Any, loose: Loose, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loose = loose
        if not loose:
            del self.fields["anyway"], self.fields["despite"]
            return
        told = {"marks": len(loose.marks), "ended": len(loose.ended)}
        self.fields["anyway"].label = LOOSE_WORDS[bool(loose.marks), bool(loose.ended)] % told
        self.order_fields([name for name in self.fields if name not in ("anyway", "despite")])

    def clean(self) -> dict[str, Any]:
        """A tick has its reason."""
        said = super().clean() or {}
        if self.loose and not said.get("anyway"):
            self.add_error("anyway", _("Look at the places told above, or tick this box and write the reason."))
        elif self.loose and not said.get("despite") and "despite" not in self.errors:
            self.add_error("despite", _("Write why it is issued all the same; one sentence is enough."))
        return said


class IssueForm(LooseEndsForm):
    """What was entered on the paper when it was signed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    number = short(_("Number of the paper"), 20, needed=True, hint=_("Only the number: 12 of 12/KH-UBND."))
    date = day(_("Signed on"), needed=True)
    signer_authority = long(_("Signs for (KT., TL. …)"), hint=PARAGRAPHS)
    signer_title = short(_("Signer's title"), needed=True)
    signer_name = short(_("Signer's name"), needed=True)


class AmendForm(LooseEndsForm):
    """The decision by which a plan is amended."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    number = short(_("Number of the decision"), 60, needed=True, hint=_("As printed, for example 1234/QĐ-UBND."))
    date = day(_("Signed on"), needed=True)
    reason = long(_("Reason of the amendment"), needed=True)


class ProposalForm(forms.Form):
    """What an agency proposes otherwise in a task of its own, and why."""

    title = long(TASK["title"], needed=True)
    role = forms.ChoiceField(
        label=_("Role of the agency"),
        required=False,
        choices=[("", _("named through a group, or not at all")), *((r, ROLE_WORDS[r]) for r in OWN_ROLES)],
    )
    time_text = short(TASK["time"])
    budget = money(TASK["budget"])
    output = long(TASK["output"])
    content = long(TASK["content"], 4, 100_000, hint=PARAGRAPHS)
    words = long(_("Reason of the proposal"), needed=True)

    def __init__(self, part: Values, agency: Mapping[str, Any], year: int, data: Any = None) -> None:
        self.part, self.agency, self.year = part, agency, year
        filled = {
            "title": part["title"],
            "role": role_of(part, agency["agency"]),
            "time_text": (part["time"] or {}).get("text") or "",
            "budget": part["budget"],
            "output": part["output"] or "",
            "content": paragraphs(part["content"]),
        }
        super().__init__(data, initial=filled)

    def said(self) -> Values:
        """The task as the agency wants it."""
        said, changed = self.cleaned_data, self.changed_data
        found: Values = {
            "title": " ".join(said["title"].split()),
            "budget": said["budget"],
            "output": said["output"] or None,
        }
        if "time_text" in changed:
            found["time"] = timed(said["time_text"], self.year)
        if "content" in changed:
            found["content"] = [line.strip() for line in said["content"].splitlines() if line.strip()]
        if "role" in changed:
            found |= with_role(self.part, self.agency, said["role"])
        return found


class ItemProposalForm(forms.Form):
    """What an agency proposes otherwise in an assignment of its own, and why."""

    text = long(FIELD_WORDS["i"]["text"], 3, needed=True)
    words = long(_("Reason of the proposal"), needed=True)

    def __init__(self, part: Values, agency: Mapping[str, Any], year: int, data: Any = None) -> None:
        super().__init__(data, initial={"text": part["text"]})

    def said(self) -> Values:
        """The assignment as the agency wants it."""
        return {"text": " ".join(self.cleaned_data["text"].split())}


class CommentForm(forms.Form):
    """A comment on a part."""

    words = long(_("Comment"), needed=True)
