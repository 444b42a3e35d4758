"""The closed words of the plan: roles, steps, rhythms, ways of counting."""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What the plan asks of a body: to lead, to help, or to do."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    PERFORM = "perform"


class State(IntEnum):
    """The step of the stairs."""

    NOT_STARTED = 0
    ASSIGNED = 1
    UNDER_WAY = 2
    ON_TARGET = 3
    DONE = 4


class Recurrence(StrEnum):
    """The rhythm that the plan prints."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    CONTINUOUS = "continuous"


class Mode(StrEnum):
    """How a measure is counted: each work once, or every quantity."""

    WORKS = "works"
    SUM = "sum"


class PartState(StrEnum):
    """How far an agency is with its part of a report."""

    UNOPENED = "unopened"
    DRAFTING = "drafting"
    SENT = "sent"  # through a key link: nobody with an account has signed it
    SUBMITTED = "submitted"
    RETURNED = "returned"
    EXCUSED = "excused"


# A part that has come in, signed or with the mark that it came through a key link; and those that are not waited for.
HANDED_IN = frozenset({PartState.SENT, PartState.SUBMITTED})
SETTLED = HANDED_IN | {PartState.EXCUSED}
# Those that must be sent, and of them those that have not come in.
ASKED = frozenset(PartState) - {PartState.EXCUSED}
WAITED_FOR = ASKED - HANDED_IN


class Start(StrEnum):
    """What a plan to be written is begun with."""

    COPY = "copy"
    OUTLINE = "outline"
    EMPTY = "empty"
    AMEND = "amend"


class Answer(StrEnum):
    """What an agency says of a part of a draft."""

    AGREE = "agree"
    PROPOSE = "propose"
    COMMENT = "comment"


class Outcome(StrEnum):
    """What became of an agency's remark."""

    OPEN = "open"
    TAKEN = "taken"
    CHANGED = "changed"
    DECLINED = "declined"
