"""What the record and the search say to people: the verbs of every room, the kinds of things."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doingoai.search.registry import sources

Words = str | Promise

VERBS: dict[str, Words] = {
    "add_onward": _("added whom the report goes on to"),
    "add_person": _("gave an account"),
    "adopt_plan": _("adopted the plan"),
    "ask_agency": _("made a letter that asks an agency for its part"),
    "ask_in_writing": _("made a letter that asks for comments"),
    "change_period": _("changed the period"),
    "begin_estimate": _("began an estimate"),
    "write_estimate": _("wrote the lines of an estimate"),
    "drop_estimate": _("put an estimate away"),
    "submit_estimate": _("signed and sent an estimate"),
    "return_estimate": _("gave an estimate back"),
    "judge_lines": _("appraised lines of an estimate"),
    "appraise_estimate": _("closed the appraisal of an estimate"),
    "approve_estimate": _("approved an estimate"),
    "allocate_money": _("allocated money"),
    "record_spending": _("recorded spending"),
    "retract_spending": _("took spending back"),
    "settle_estimate": _("settled an estimate"),
    "undo_money_step": _("took back the last step of an estimate"),
    "choose_route": _("chose the route of a task's money"),
    "choose_service": _("chose which task a kind of work serves"),
    "close_account": _("closed an account"),
    "confirm_part": _("confirmed a part that came through a key link"),
    "correct_evidence": _("corrected evidence"),
    "correct_person": _("corrected the name or e-mail of an account"),
    "correct_reading": _("corrected the reading of a plan"),
    "decide_warning": _("decided on a doubtful place of a plan"),
    "begin_draft": _("began to write a plan"),
    "write_draft": _("wrote on a draft of a plan"),
    "discard_draft": _("put a draft of a plan aside"),
    "take_up_draft": _("took a draft of a plan up again"),
    "ask_comments": _("asked agencies for comments on a draft"),
    "remind_reader": _("reminded an agency of a draft"),
    "say_remark": _("said something of a draft"),
    "drop_remark": _("took back what was said of a draft"),
    "settle_remark": _("settled what an agency said of a draft"),
    "issue_draft": _("entered a plan written here as issued"),
    "begin_amendment": _("began to amend a plan"),
    "issue_amendment": _("entered an amendment of a plan as issued"),
    "discard_import": _("put a plan's reading aside"),
    "end_role": _("ended a role"),
    "erase_values": _("erased values from the record"),
    "excuse_part": _("excused an agency from its part"),
    "export_record": _("took lines of the record out"),
    "freeze_report": _("froze the report"),
    "grant_role": _("gave a role"),
    "keep_own_plan": _("recorded the agency's own plan"),
    "load_profile": _("loaded the province's profile"),
    "load_rules": _("loaded the rules"),
    "make_link": _("made a key link"),
    "name_agencies": _("named the agencies of an open group"),
    "name_focal": _("named the focal officer"),
    "open_part": _("began the agency's part"),
    "bring_in_paper": _("brought in a plan's paper to be read"),
    "read_plan": _("read a plan from a file"),
    "record_evidence": _("recorded evidence"),
    "refuse_file": _("refused a file with a secrecy mark"),
    "refuse_text": _("refused a text with a secrecy mark"),
    "record_succession": _("wrote down what became of agencies"),
    "remind_of_own": _("reminded agencies of their own plan and focal officer"),
    "remind_part": _("reminded an agency"),
    "remove_onward": _("took away whom the report goes on to"),
    "renew_password": _("gave a new one-time password"),
    "reopen_account": _("opened an account again"),
    "restore_watch": _("set the watch over the tables again"),
    "restore_evidence": _("put evidence back"),
    "retract_evidence": _("took evidence back"),
    "return_paper": _("handed in the signed copy of a part"),
    "return_part": _("gave a part back for correction"),
    "revoke_link": _("revoked a key link"),
    "save_part": _("wrote in the agency's part"),
    "send_part": _("sent the agency's part through a key link"),
    "set_onward": _("set the day for the report upward"),
    "set_same_period": _("wrote the figures of the year before"),
    "set_state": _("set the task's step"),
    "settle_succession": _("let what became of agencies take effect"),
    "set_target": _("set the task's target"),
    "submit_part": _("submitted the agency's part"),
    "take_up_import": _("took up a plan's reading again"),
    "undo_succession": _("undid what became of agencies"),
    "unverify_rule": _("took the checked mark off a rule"),
    "verify_rule": _("checked a rule"),
    "withdraw_plan": _("took the plan back to its reading"),
    "write_report": _("wrote in the report"),
    "write_effect": _("wrote down an effect"),
    "correct_effect": _("corrected an effect"),
    "take_out_effect": _("took out an effect"),
    "unlock_sign_in": _("unlocked a sign-in name"),
    "add_second_factor": _("set up a second factor"),
    "remove_second_factor": _("took a second factor away"),
    "reset_second_factor": _("reset a second factor"),
    "renew_recovery_codes": _("made new recovery codes"),
    "use_second_factor": _("showed a second factor"),
    "change_password": _("chose a new password"),
    "end_session": _("signed out on another machine"),
    "authorise_spokesperson": _("wrote down a spokesperson"),
    "end_spokesperson": _("ended a spokesperson's authority"),
    "link_province_account": _("linked the province's own account"),
    "accept_day": _("let a day off count"),
    "accept_table": _("accepted the holidays of a year"),
    "drop_clock": _("let go of a term"),
    "load_holidays": _("brought the holidays up to date"),
    "meet_clock": _("wrote down that a term was met"),
    "move_clock": _("moved the end of a term"),
    "propose_days": _("brought in a calendar of days off"),
    "refuse_day": _("refused a day off"),
    "remove_day": _("took out a day off"),
    "reopen_table": _("took back the acceptance of a year's holidays"),
    "set_day": _("wrote down a day off"),
    "start_clock": _("set a term running"),
    "waive_clock": _("waived a term"),
}

KINDS: dict[str, Words] = {
    "accounts.person": _("account"),
    "plan.costestimate": _("estimate"),
    "plan.assignment": _("assignment of the part on organisation"),
    "plan.commentletter": _("letter that asks for comments"),
    "plan.draftreader": _("agency asked about a draft"),
    "plan.estimate": _("estimate of a result"),
    "plan.kindofwork": _("kind of work"),
    "plan.linkuse": _("use of a key link"),
    "plan.measure": _("measure"),
    "plan.ownplan_tasks": _("task that an agency's plan serves"),
    "plan.party": _("body named in the plan"),
    "plan.requestletter": _("letter that asks for a part"),
    "plan.sameperiod": _("figure of the same period"),
    "plan.section": _("section of the plan"),
    "plan.service": _("task that a kind of work serves"),
    "plan.signedcopy": _("signed copy"),
    "plan.snapshot": _("frozen edition"),
    "plan.statechange": _("step of a task"),
    "plan.tracking": _("agency's share of the work"),
    "account.emailaddress": _("mail address"),
    "accounts.person_groups": _("technical group of an account"),
    "accounts.person_user_permissions": _("technical right of an account"),
    "mfa.authenticator": _("second factor"),
    "socialaccount.socialaccount": _("the province's own account"),
    "plan.evidence": _("evidence"),
    "plan.evidencebatch": _("spreadsheet of evidence"),
    "plan.keylink": _("key link"),
    "plan.onwarddue": _("day for the report upward"),
    "plan.part": _("agency's part of a report"),
    "plan.effect": _("effect"),
    "plan.period": _("period"),
    "plan.plan": _("plan"),
    "plan.plandraft": _("draft of a plan"),
    "plan.papertoread": _("paper of a plan to be read"),
    "plan.planimport": _("plan being read"),
    "plan.remark": _("what an agency says of a draft"),
    "plan.report": _("report"),
    "plan.task": _("task"),
    "law.clock": _("term"),
    "law.holiday": _("day off"),
    "law.holidaytable": _("holidays of a year"),
    # Things that are no rows.
    "audit": _("record"),
    "holidays": _("holidays"),
    "profile": _("profile"),
    "rules": _("rules"),
    "upload": _("upload"),
}

DOORS: dict[str, Words] = {
    "web": _("a page"),
    "command": _("command"),
    "task": _("task of the machine"),
    "outside": _("outside the house"),
}

# Pages whose reading is put on record: people, the record itself, what leaves the house, keys, drafts of others.
SENSITIVE: dict[str, Words] = {
    "agencies:people": _("people and accounts"),
    "agencies:person": _("a person's account"),
    "audit:of_object": _("the record of an object"),
    "documents:download": _("a file"),
    "ops:history": _("the record of acts"),
    "ops:history_table": _("the record, taken out as a spreadsheet"),
    "plan:draft": _("a draft of a plan"),
    "plan:draft_comments": _("what agencies say of a draft"),
    "plan:draft_export": _("a draft of a plan, taken out"),
    "plan:estimate_paper": _("a paper of an estimate, taken out"),
    "plan:evidence_table": _("evidence, taken out as a spreadsheet"),
    "plan:link": _("a key link"),
    "plan:links": _("key links"),
    "plan:money_sheet": _("money, taken out as a spreadsheet"),
    "plan:own_table": _("the agencies' own plans, taken out as a spreadsheet"),
    "plan:report_export": _("a report, taken out"),
}


def verb_name(verb: str) -> Words:
    """The verb as people say it."""
    return VERBS.get(verb, verb)


def kind_name(kind: str) -> Words:
    """The kind of a thing as people say it; else its model's own name."""
    if kind in KINDS:
        return KINDS[kind]
    try:
        return apps.get_model(kind)._meta.verbose_name or kind
    except (LookupError, ValueError):
        return kind


def door_name(source: str) -> Words:
    """Through which door a change came, as people say it: "web", "command NAME", "task NAME", "outside"."""
    door, _space, name = source.partition(" ")
    return f"{DOORS[door]} {name}".strip() if door in DOORS else source


def page_name(name: str) -> Words:
    """A sensitive page as people say it."""
    return SENSITIVE.get(name, name)


def source_name(kind: str) -> Words:
    """The heading over results of the kind."""
    source = sources().get(kind)
    return source.label if source else kind_name(kind)
