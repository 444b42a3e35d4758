"""Bring the rules in; vouch for one, and take that back."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from doingoai.agencies.queries import Actor
from doingoai.audit.actions import record
from doingoai.law.actions.clocks import recompute
from doingoai.law.domain import Rule, citation, clash, may_verify
from doingoai.law.models import NAMES, LegalRule
from doingoai.law.read import RulesError, read_rules

RULES = Path(__file__).resolve().parent.parent / "rules"
# What a person reads when they check a rule; how it was read and what we note of it are not its text.
TEXT = tuple(name for name in NAMES if name not in {"code", "source_quality", "verified", "note"})


class MayNotVerify(Exception):
    """Rules are vouched for by the coordinator or an administrator."""

    def __init__(self) -> None:
        super().__init__("Chỉ điều phối viên hoặc quản trị viên ghi được một quy định là đã kiểm.")


@transaction.atomic
def load_rules(folder: Path = RULES, *, at: datetime) -> int:
    """Bring the rules up to the folder, adding and correcting, never deleting; return how many the folder holds.

    What a person decided on a rule stays as long as its text does; a text that changed waits to be checked again.

    :raises RulesError: if the rules cannot be read, or two of one matter hold on one day; then nothing is changed
    """
    rules = read_rules(folder)
    known = {row.code: row for row in LegalRule.objects.all()}
    others = [rule.code for rule in rules if rule.code in known and _counts_otherwise(known[rule.code].value, rule)]
    fallen = [rule.code for rule in rules if _bring_up(known.setdefault(rule.code, LegalRule()), rule)]
    if pair := clash(row.value for row in known.values()):
        codes = " và ".join(rule.code for rule in pair)
        raise RulesError(f"{codes} cùng có hiệu lực trong một ngày cho việc {pair[0].matter}. Ghi ngày hết hiệu lực.")
    words = f"{len(rules)} quy định"
    record(None, "load_rules", ("rules", folder.name), at=at, summary=words, after={"to_check_again": fallen})
    if others:
        recompute(rules=others, by=None, at=at)
    return len(rules)


def _counts_otherwise(before: Rule, after: Rule) -> bool:
    return (before.amount, before.unit, before.op) != (after.amount, after.unit, after.op)


def _bring_up(row: LegalRule, rule: Rule) -> bool:
    """Write the rule into its row; tell whether a person's mark fell, because the text is no longer what they read."""
    decided = row.verified_by_id is not None
    is_kept = decided and all(getattr(row, name) == getattr(rule, name) for name in TEXT)
    verified = row.verified
    for name in NAMES:
        setattr(row, name, getattr(rule, name))
    if is_kept:
        row.verified = verified
    else:
        row.verified_by = row.verified_at = None
    row.save()
    return decided and not is_kept


def verify_rule(rule: LegalRule, *, by: Actor, at: datetime) -> None:
    """Vouch for the rule: a person has held it against the document.

    :raises MayNotVerify: if they are neither coordinator nor administrator
    """
    _decide(rule, "verify_rule", verified=True, by=by, at=at)


def unverify_rule(rule: LegalRule, *, by: Actor, at: datetime) -> None:
    """Take the mark away: the rule waits to be checked again.

    :raises MayNotVerify: if they are neither coordinator nor administrator
    """
    _decide(rule, "unverify_rule", verified=False, by=by, at=at)


@transaction.atomic
def _decide(rule: LegalRule, verb: str, *, verified: bool, by: Actor, at: datetime) -> None:
    if not may_verify(by):
        raise MayNotVerify
    before = {"verified": rule.verified}
    rule.verified, rule.verified_by, rule.verified_at = verified, by.person, at
    rule.save(update_fields=["verified", "verified_by", "verified_at"])
    summary = f"{rule.title}, {citation(rule.value)}"
    after = {"verified": verified}
    record(by.person, verb, rule, at=at, agency=by.agency.slug, summary=summary, before=before, after=after)
