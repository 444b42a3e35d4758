"""The words in which the plan's closed lists reach people."""

from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.links import LinkAct
from doingoai.plan.domain.money.hands import Hand
from doingoai.plan.domain.money.states import Act, Route, Stage, Verdict
from doingoai.plan.domain.states import Answer, Outcome, PartState, Recurrence, Role

ROLE_WORDS = {Role.LEAD: _("leading"), Role.COORDINATE: _("helping"), Role.PERFORM: _("doing")}
RECURRENCE_WORDS = {
    Recurrence.DAILY: _("every day"),
    Recurrence.WEEKLY: _("every week"),
    Recurrence.MONTHLY: _("every month"),
    Recurrence.QUARTERLY: _("every quarter"),
    Recurrence.HALF_YEARLY: _("every half-year"),
    Recurrence.YEARLY: _("every year"),
    Recurrence.CONTINUOUS: _("all the time"),
}
PART_WORDS = {
    PartState.UNOPENED: _("not opened"),
    PartState.DRAFTING: _("being written"),
    PartState.SENT: _("sent by link"),
    PartState.SUBMITTED: _("sent"),
    PartState.RETURNED: _("given back"),
    PartState.EXCUSED: _("need not send"),
}
LINK_WORDS = {
    LinkAct.OPEN: _("opened"),
    LinkAct.MISS: _("tried with a wrong key"),
    LinkAct.RECORD: _("work recorded"),
    LinkAct.RETRACT: _("work taken back"),
    LinkAct.DRAFT: _("draft kept"),
    LinkAct.SEND: _("part sent"),
    LinkAct.PAPER: _("signed paper handed in"),
    LinkAct.FOLLOW: _("stands for another agency"),
    LinkAct.SHUT: _("shut by what became of the agency"),
}
WARNING_WORDS = {
    "read-by": _("letters recognised by a machine"),
    "ocr": _("slip of scanning or typing"),
    "year-mismatch": _("years differ"),
    "years-mismatch": _("count of years differs"),
    "joined": _("sentence cut by a page"),
    "outdated-name": _("name out of date"),
    "unusual-name": _("unusual name"),
    "inconsistent-name": _("name written two ways"),
    "same-number": _("two documents with one number"),
    "lead-without-heading": _("leads, but is given nothing in the part on organisation"),
    "heading-without-task": _("is given work, but leads no task"),
    "open-group": _("group not named"),
    "no-frequency": _("rhythm not told"),
    "no-output": _("no output"),
    "no-time": _("no time"),
    "no-money": _("no money"),
}
PART_KIND_WORDS = {
    "d": _("Head of the paper"),
    "b": _("Legal bases"),
    "s": _("Headings"),
    "t": _("Tasks"),
    "a": _("Assignments"),
    "i": _("Assignments"),
    "n": _("Days to remember"),
    "e": _("Events"),
    "h": _("Deadlines"),
    "m": _("Notes on money"),
}
LACK_WORDS = {
    "no-issuer": _("no issuer"),
    "no-tasks": _("no task"),
    "no-lead": _("without a lead"),
    "ended": _("with a body that has ended"),
    "stranger": _("with a name not in the profile"),
    "past": _("with a day that is past or of another year"),
    "no-time": _("without a time"),
    "no-frequency": _("press conferences without a rhythm"),
    "shared-kind": _("with a kind of work that another task has too"),
    "no-money": _("without money"),
    "no-output": _("without an output"),
    "empty-section": _("sections without a task"),
    "mark": _("with copied words to look at"),
}
WORDS_OF_DRAFT = {
    "wp": _("Purpose"),
    "wq": _("Requirements"),
    "wm": _("Money"),
    "wr": _("Reporting"),
    "wz": _("Closing words"),
}
ADDED_WORDS = {
    "b": _("legal basis"),
    "s": _("section"),
    "t": _("task"),
    "a": _("heading"),
    "i": _("assignment"),
}
DRAFT_GROUP_WORDS = {
    "head": _("Head and foot of the paper"),
    "bases": _("Legal bases"),
    "aim": _("Purpose and requirements"),
    "organisation": _("Organisation"),
    "money": _("Money and closing words"),
}
ANSWER_WORDS = {Answer.AGREE: _("agrees"), Answer.PROPOSE: _("proposes"), Answer.COMMENT: _("comments")}
OUTCOME_WORDS = {
    Outcome.OPEN: _("not settled yet"),
    Outcome.TAKEN: _("taken in"),
    Outcome.CHANGED: _("taken in otherwise"),
    Outcome.DECLINED: _("declined"),
}
ROUTE_WORDS = {
    Route.APPRAISED: _("a new estimate, appraised by finance"),
    Route.ALLOTTED: _("within funds allotted already"),
    Route.OWN: _("the body's own budget, recorded only"),
}
STAGE_WORDS = {
    Stage.DRAFT: _("estimate being written"),
    Stage.RETURNED: _("estimate given back"),
    Stage.SUBMITTED: _("estimate sent"),
    Stage.APPRAISED: _("appraised"),
    Stage.APPROVED: _("approved"),
    Stage.ALLOCATED: _("money allocated"),
    Stage.SPENDING: _("being spent"),
    Stage.SETTLED: _("settled"),
}
MONEY_ACT_WORDS = {
    Act.SUBMIT: _("Estimate signed and sent"),
    Act.RETURN: _("Estimate given back"),
    Act.APPRAISE: _("Appraisal closed"),
    Act.APPROVE: _("Estimate approved"),
    Act.ALLOCATE: _("Money allocated"),
    Act.SETTLE: _("Money settled"),
}
VERDICT_WORDS = {Verdict.AGREED: _("agree"), Verdict.RETURNED: _("give back")}
HAND_WORDS = {Hand.ESTIMATE: _("made it"), Hand.APPRAISE: _("appraised it"), Hand.APPROVE: _("approved it")}
# The columns of the tables of money, in the order of domain.money.sums.
MONEY_WORDS = {
    "estimated": _("Asked for"),
    "appraised": _("Agreed by finance"),
    "approved": _("Approved"),
    "allocated": _("Allocated"),
    "spent": _("Spent"),
    "settled": _("Settled in the accounts"),
}
# The fields of a reading's parts, by the letter of the kind.
FIELD_WORDS = {
    "d": {
        "type": _("Kind of paper"),
        "title": _("Name of the paper"),
        "number": _("Number"),
        "date": _("Issued on"),
        "year": _("Year"),
        "issuer": _("Issued by"),
        "signer": _("Signed by"),
        "recipients": _("Recipients"),
        "letterhead": _("Letterhead"),
        "code": _("Code of the paper"),
        "reason": _("Reason of the amendment"),
    },
    "w": {"paragraphs": _("Paragraphs")},
    "b": {
        "kind": _("Kind of paper"),
        "number": _("Number"),
        "date": _("Issued on"),
        "issuer": _("Issued by"),
        "subject": _("About"),
    },
    "s": {"title": _("Name of the heading")},
    "t": {
        "no": _("Number of the task"),
        "title": _("Name of the task"),
        "content": _("Content"),
        "lead": _("Leading"),
        "coordinate": _("Helping"),
        "time": _("Time"),
        "budget": _("Money (đồng)"),
        "output": _("Expected output"),
        "lines": _("Lines of the paper"),
        "section": _("Section"),
        "target": _("Target"),
        "kinds": _("Kinds of work that serve it"),
    },
    "a": {"heading": _("Heading"), "parties": _("Bodies")},
    "i": {
        "text": _("What is asked"),
        "role": _("Role"),
        "partners": _("Together with"),
        "lines": _("Lines of the paper"),
    },
    "n": {
        "name": _("Name of the day"),
        "origin": _("First day of all"),
        "date": _("Day this year"),
        "years": _("Years"),
    },
    "e": {"name": _("Name of the event"), "text": _("As printed")},
    "h": {
        "what": _("What is due"),
        "who": _("Who owes it"),
        "before": _("Due before"),
        "via": _("Through"),
        "to": _("Sent to"),
    },
    "m": {"budget_notes": _("Notes on money")},
}
