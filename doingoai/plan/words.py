"""The words in which the plan's closed lists reach people."""

from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.states import PartState, Recurrence, Role

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
    PartState.SUBMITTED: _("sent"),
    PartState.RETURNED: _("given back"),
    PartState.EXCUSED: _("need not send"),
}
WARNING_WORDS = {
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
