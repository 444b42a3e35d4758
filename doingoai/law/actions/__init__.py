"""What is done with rules, holidays and clocks."""

from doingoai.law.actions.clocks import (
    ClockStopped,
    MayNotWaive,
    NoRule,
    drop_clocks,
    meet_clock,
    recompute,
    start_clock,
    waive_clock,
)
from doingoai.law.actions.holidays import load_holidays
from doingoai.law.actions.rules import RULES, MayNotVerify, load_rules, unverify_rule, verify_rule

__all__ = [
    "RULES",
    "ClockStopped",
    "MayNotVerify",
    "MayNotWaive",
    "NoRule",
    "drop_clocks",
    "load_holidays",
    "load_rules",
    "meet_clock",
    "recompute",
    "start_clock",
    "unverify_rule",
    "verify_rule",
    "waive_clock",
]
