"""Which rules hold, which days are off, which clocks run."""

from doingoai.law.queries.calendar import calendar, calendar_at, calendar_version, holidays_of, office_hours, tables
from doingoai.law.queries.clocks import (
    Alarm,
    Next,
    as_json,
    clocks_for,
    due_alarms,
    next_alarm,
    open_clocks,
    recipients,
    run_of,
)
from doingoai.law.queries.explained import Line, end_words, explain, term_words
from doingoai.law.queries.rules import (
    Shown,
    refusal_grounds,
    rule_for,
    rules_by_code,
    rules_of,
    shown,
    statement_forms,
)

__all__ = [
    "Alarm",
    "Line",
    "Next",
    "Shown",
    "as_json",
    "calendar",
    "calendar_at",
    "calendar_version",
    "clocks_for",
    "due_alarms",
    "end_words",
    "explain",
    "holidays_of",
    "next_alarm",
    "office_hours",
    "open_clocks",
    "recipients",
    "refusal_grounds",
    "rule_for",
    "rules_by_code",
    "rules_of",
    "run_of",
    "shown",
    "statement_forms",
    "tables",
    "term_words",
]
