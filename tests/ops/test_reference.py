"""The product writes about itself: settings, commands, roles, addresses; and notices when a page has gone stale."""

import ast
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from doingoai.agencies.domain import Role
from doingoai.ops import reference
from doingoai.ops.reference import addresses, commands, environment, roles
from doingoai.ops.reference.roles import Reach
from doingoai.ops.reference.words import first_line, table
from doingoai.plan.domain import rights

BY_NAME = {address.name: address for address in addresses.addresses()}
OF_THE_AGENCY = {Role.EDITOR, Role.HEAD}


def let_in(address, reach=Reach.ALL):
    return {role for role in Role if address.opens[role] is reach}


def acting(address, reach=Reach.ALL):
    return {role for role in Role if address.acts and address.acts[role] is reach}


def test_pages_are_written_once_and_a_stale_one_is_named(tmp_path):
    assert reference.write(tmp_path) == list(reference.PAGES)
    assert reference.write(tmp_path) == []
    (tmp_path / "roles.md").write_text("nothing of the kind")
    assert reference.stale(tmp_path) == ["roles.md"]
    (tmp_path / "roles.md").unlink()
    assert reference.stale(tmp_path) == ["roles.md"]


def test_the_command_writes_and_checks_the_pages_of_the_project(settings, tmp_path, capsys):
    (tmp_path / "Makefile").write_text((settings.BASE_DIR / "Makefile").read_text(encoding="utf-8"))
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"settings\.md, commands\.md, roles\.md, urls\.md: run"):
        call_command("reference", "check")
    call_command("reference", "write")
    call_command("reference", "check")
    assert capsys.readouterr().out.splitlines() == [*reference.PAGES, "the pages say what the product does"]
    call_command("reference", "write")
    assert capsys.readouterr().out == "nothing has changed\n"


def test_a_page_for_those_who_work_on_the_plan():
    """Its code calls a value `part`, which is also the name of a door beside it: no door of this page's."""
    address = BY_NAME["plan:report"]
    assert (address.path, address.needs_sign_in, address.only_posted) == (
        "/bao-cao/<int:year>/<slug:code>/",
        True,
        False,
    )
    assert let_in(address) == set(rights.READERS)
    assert address.acts is None


def test_a_page_that_the_coordinator_alone_opens():
    assert let_in(BY_NAME["plan:report_freeze"]) == acting(BY_NAME["plan:report_freeze"]) == {Role.COORDINATOR}
    assert let_in(BY_NAME["plan:upload"]) == {Role.COORDINATOR}


def test_an_act_that_the_door_lets_through_and_the_act_itself_refuses():
    address = BY_NAME["plan:evidence_retract"]
    assert address.only_posted
    assert acting(address) == {Role.COORDINATOR}
    assert acting(address, Reach.OWN) == OF_THE_AGENCY


def test_a_page_whose_reader_is_a_collection_of_roles():
    assert let_in(BY_NAME["ops:history"]) == {Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR}


def test_a_page_whose_door_asks_the_actor_what_they_may():
    assert let_in(BY_NAME["agencies:people"]) == {Role.COORDINATOR, Role.ADMINISTRATOR}
    assert acting(BY_NAME["agencies:grant"]) == {Role.COORDINATOR, Role.ADMINISTRATOR}


def test_a_page_for_everyone_who_has_a_role_and_one_for_everyone():
    rules, desk = BY_NAME["law:rules"], BY_NAME["shell:home"]
    assert let_in(rules) == let_in(desk) == set(Role)
    assert (rules.needs_role, desk.needs_role) == (True, False)


def test_a_page_that_asks_for_more_than_roles_says_so():
    [words] = BY_NAME["documents:download"].asks_more
    assert "vouches" in words


def test_pages_without_a_sign_in():
    strangers = {name for name, address in BY_NAME.items() if not address.needs_sign_in}
    assert "account_login" in strangers
    # Only the key's own pages stand open among the rooms': whoever holds the key has no account.
    assert {name for name in strangers if ":" in name} == {name for name in BY_NAME if name.startswith("plan:key")}


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        (dict.fromkeys(Role, Reach.ALL), "everyone with a role"),
        (roles.of_roles(set(Role) - {Role.FINANCE}), "every role but finance"),
        (roles.of_roles({Role.COORDINATOR}), "coordinator"),
        (roles.reach_of(rights.may_record), "coordinator; editor, head of the agency"),
        (roles.of_roles(()), "nobody"),
    ],
)
def test_who_gets_through_is_said_in_words(reach, words):
    assert addresses.who(reach) == words


def test_a_right_reaches_as_far_as_its_predicate_says():
    assert roles.reach_of(rights.may_set_state)[Role.EDITOR] is Reach.OWN
    assert roles.reach_of(rights.may_set_state)[Role.COORDINATOR] is Reach.ALL
    assert roles.reach_of(rights.may_sign_part)[Role.COORDINATOR] is Reach.NONE


def test_every_right_of_every_domain_is_told():
    page = roles.roles_page()
    own = [right for name, right in vars(rights).items() if name.startswith("may_")]
    assert own
    assert all(f"| {right.words} | " in page for right in own)
    assert all(f"| `{role.value}` | " in page for role in Role)
    assert "signs the agency's part" in page


def test_the_commands_of_every_room_are_told_with_what_they_take():
    page = commands.commands_page()
    for name, command in commands.own_commands():
        assert f"## {name}\n" in page
        assert command.help, name
        assert type(command).__doc__, name
        assert commands.USE.findall(sys.modules[type(command).__module__].__doc__), f"{name}: no use in its first line"
        for written, _default, what in commands._arguments(command, name):
            assert what, f"{name} {written}: no word of what it is"
    assert "| `--year YEAR` | 2022 | the year of the plan |" in page
    assert "`make bench`" in page


def test_a_default_in_the_code_is_the_one_told():
    code = ast.parse((settings.BASE_DIR / "doingoai" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(code) if isinstance(node, ast.Call) and len(node.args) == 2]
    told = {setting.name: setting.default for setting in environment.SETTINGS}
    checked = 0
    for name, default in (call.args for call in calls):
        if isinstance(default, ast.Constant) and isinstance(name, ast.Constant) and name.value in told:
            assert told[name.value] == (default.value or "–"), name.value
            checked += 1
    assert checked >= 5


def test_a_bar_in_a_cell_does_not_break_the_table():
    assert table(("a", "b"), [("x|y", "z")]) == "| a | b |\n| --- | --- |\n| x\\|y | z |"


def test_a_caption_is_its_first_paragraph_on_one_line():
    assert first_line("Say it\nonce.\n\n:raises X: never") == "Say it once."
    assert first_line(None) == ""
