"""What was read: every value keeps the line it was printed on."""

from dataclasses import dataclass, field
from datetime import date

from doingoai.plan.domain.states import Recurrence, Role


@dataclass(frozen=True)
class PartyReading:
    """A body or group as printed; `agency` is its id in the profile, `related` whether "có liên quan" limits it."""

    text: str
    name: str
    agency: str | None
    group: bool
    related: bool = False


@dataclass(frozen=True)
class TimeReading:
    """When: as printed, and as days where the words say days."""

    text: str
    starts_on: date | None = None
    ends_on: date | None = None
    before: date | None = None
    recurrence: Recurrence | None = None


@dataclass(frozen=True)
class Span:
    """Where on a printed line something was found: from character `start` up to `end`; `role` says what it is."""

    line: int
    start: int
    end: int
    role: str


@dataclass(frozen=True)
class TaskReading:
    """A task with what the plan says of it; money in whole đồng."""

    number: str
    title: str
    content: tuple[str, ...]
    lead: tuple[PartyReading, ...]
    coordinate: tuple[PartyReading, ...]
    time: TimeReading | None
    budget: int | None
    output: str | None
    lines: tuple[int, int]


@dataclass(frozen=True)
class ItemReading:
    """One thing that a heading of the part on organisation asks for."""

    text: str
    role: Role
    partners: tuple[PartyReading, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True)
class AssignmentReading:
    """A heading of the part on organisation, the bodies it names, and what they are asked."""

    heading: str
    parties: tuple[PartyReading, ...]
    items: tuple[ItemReading, ...]
    line: int


@dataclass(frozen=True)
class SignerReading:
    """Who signed: "TM. …", "KT. …" lines, then the title, then the name."""

    authority: tuple[str, ...]
    title: str
    name: str


@dataclass(frozen=True)
class HeadReading:
    """The paper itself."""

    type: str
    title: str
    number: str | None
    date: date | None
    year: int
    issuer: PartyReading
    signer: SignerReading | None
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class LegalBasis:
    """A document that the plan rests on or cites."""

    kind: str
    number: str | None
    date: date | None
    issuer: str | None
    subject: str | None
    line: int
    printed_date: str | None = None


@dataclass(frozen=True)
class Anniversary:
    """A day remembered; `years` and `origin` are None where the plan prints none (Tết)."""

    name: str
    origin: date | None
    date: date
    years: int | None
    line: int


@dataclass(frozen=True)
class Event:
    """A named event, and the words around it."""

    name: str
    text: str
    line: int


@dataclass(frozen=True)
class Deadline:
    """Something due: `before` is the day before which, as printed; `via` and `to` are ids where known, else words."""

    what: str
    who: str | None
    before: date | None
    via: str | None
    to: str | None
    line: int


@dataclass(frozen=True)
class ReadingWarning:
    """Something for a person to look at; `proposal` is how `printed` may be meant, if the machine has an idea."""

    code: str
    message: str
    line: int
    printed: str | None = None
    proposal: str | None = None


@dataclass(frozen=True)
class SectionReading:
    """A heading under which tasks stand."""

    number: str
    title: str
    line: int


@dataclass(frozen=True)
class PlanReading:
    """A whole plan as it was read."""

    head: HeadReading
    legal_bases: tuple[LegalBasis, ...]
    sections: tuple[SectionReading, ...]
    tasks: tuple[TaskReading, ...]
    assignments: tuple[AssignmentReading, ...]
    anniversaries: tuple[Anniversary, ...]
    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...]
    budget_notes: tuple[str, ...]
    warnings: tuple[ReadingWarning, ...]
    source: tuple[tuple[int, str], ...] = field(default=())
    spans: tuple[Span, ...] = field(default=())
