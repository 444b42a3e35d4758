"""Each guard of the product's ethics is shown to bite: taken out of a copy of the house, its own test must fail."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Queue

import pytest

from tests.house.walk import ROOT

COPIED = ("doingoai", "tests", "docs", "pyproject.toml", "Makefile", "README.md")
PASSED, FAILED = 0, 1
ETHICS, PAGES, DOORS, DOCS = (f"tests/house/test_{name}.py" for name in ("ethics", "pages", "doors", "docs"))


@dataclass(frozen=True)
class Breach:
    """A guard taken out: in which file, what stood there, what stands there now, and the test that must notice.

    `migrated` where the test needs what migrations make besides tables: triggers, the index of words.
    """

    what: str
    path: str
    old: str | re.Pattern[str]
    new: str
    test: str
    migrated: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words with which its test is run: without migrations tables are made in half the time."""
        return () if self.migrated else ("--nomigrations",)

    def done_to(self, text: str) -> str:
        """The file with the breach.

        :raises AssertionError: if the guard is not there, or more than once
        """
        pattern = re.escape(self.old) if isinstance(self.old, str) else self.old
        new = self.new.replace("\\", r"\\") if isinstance(self.old, str) else self.new
        broken, count = re.subn(pattern, new, text)
        assert count == 1, f"{self.path} has changed: {count} times {self.old!r}"
        return broken


BREACHES = (
    Breach(
        "the guard does not look for marks",
        "documents/actions.py",
        re.compile(r"guard\.check\((embedded.* contents\(.*\))\)"),
        r"\1",
        f"{ETHICS}::test_a_plan_with_a_mark_is_refused_before_it_is_kept_or_read",
    ),
    Breach(
        "what is typed is not looked at",
        "documents/middleware.py",
        "        return None if mark is None else _refused(request, mark, TYPED)\n",
        "        return None\n",
        "tests/documents/test_middleware.py::test_what_is_typed_with_a_mark_is_kept_nowhere",
    ),
    Breach(
        "a paper leaves without a look",
        "documents/write/leaving.py",
        "        last_look(value)\n        data",
        "        data",
        "tests/documents/test_middleware.py::test_no_paper_leaves_with_a_mark",
    ),
    Breach(
        "a file is stored without a look",
        "documents/actions.py",
        "    examine(name, data, by=by, at=at)\n    lay_down(data)",
        "    lay_down(data)",
        "tests/documents/test_actions.py::test_a_file_with_a_mark_leaves_nothing_but_who_and_which_rule",
    ),
    Breach(
        "a plan is read without a look",
        "plan/actions/imports.py",
        re.compile(r"^    examine\(.*\)\n", re.M),
        "",
        f"{ETHICS}::test_a_plan_with_a_mark_is_refused_before_it_is_kept_or_read",
    ),
    Breach(
        "a plan is kept first and looked at afterwards",
        "plan/actions/imports.py",
        re.compile(r"^    examine\(.*\)\n", re.M),
        r"    keep(name, data, media_type, by=person, at=at)\n\g<0>",
        f"{ETHICS}::test_a_plan_with_a_mark_is_refused_before_it_is_kept_or_read",
    ),
    Breach(
        "a spreadsheet is taken without a look",
        "plan/views/spreadsheets.py",
        re.compile(r"^ +examine\(.*\)\n", re.M),
        "",
        "tests/plan/test_views_evidence.py::test_a_sheet_with_a_mark_is_refused_and_the_refusal_is_on_record",
    ),
    Breach(
        "the command line reads without a look",
        "plan/management/commands/plan.py",
        re.compile(r"^    check\(contents\(.*\)\)\n", re.M),
        "",
        "tests/plan/test_command.py::test_refuses_with_one_vietnamese_line",
    ),
    Breach(
        "uploads go to the disk first",
        "settings.py",
        "doingoai.documents.receivers.InMemory",
        "django.core.files.uploadhandler.TemporaryFileUploadHandler",
        f"{ETHICS}::test_what_is_uploaded_never_lies_on_the_disk_before_it_is_looked_at",
    ),
    Breach(
        "what waits for a worker waits on the disk",
        "settings.py",
        'HELD_ROOT = Path("/dev/shm") /',
        "HELD_ROOT = DATA_DIR /",
        f"{ETHICS}::test_what_is_uploaded_never_lies_on_the_disk_before_it_is_looked_at",
    ),
    Breach(
        "an upload form says nothing of secrets",
        "plan/forms/imports/upload.py",
        '        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),\n',
        "",
        f"{PAGES}::test_every_upload_says_that_no_secret_may_be_entered",
    ),
    Breach(
        "the frame says nothing of secrets",
        "shell/templates/shell/parts/rail.html",
        '{% translate "No state secret may be entered into this system." %}',
        "",
        f"{PAGES}::test_every_page_says_that_no_secret_may_be_entered",
    ),
    Breach(
        "a field for the level of a secret",
        "documents/models.py",
        '    media_type = models.CharField("loại", max_length=100)\n',
        '    media_type = models.CharField("loại", max_length=100)\n    do_mat = models.CharField(max_length=9)\n',
        f"{ETHICS}::test_there_is_no_place_for_the_level_of_a_secret",
    ),
    Breach(
        "a score for an agency's people",
        "agencies/models.py",
        "    granted_by = models.ForeignKey(",
        "    trust_score = models.IntegerField(default=0)\n    granted_by = models.ForeignKey(",
        f"{ETHICS}::test_nobody_is_weighed",
    ),
    Breach(
        "more of a person than signing in needs",
        "accounts/models.py",
        '    is_demo = models.BooleanField("người mẫu", default=False)\n',
        '    is_demo = models.BooleanField("người mẫu", default=False)\n    home = models.CharField(max_length=99)\n',
        f"{ETHICS}::test_of_a_person_is_kept_what_signing_in_needs",
    ),
    Breach(
        "a file about each person",
        "agencies/models.py",
        "class RoleGrant(Dated):\n",
        "class Portrait(models.Model):\n    person = models.OneToOneField(Person, models.CASCADE)\n\n\n"
        "class RoleGrant(Dated):\n",
        f"{ETHICS}::test_no_table_hangs_on_a_person_as_a_file_about_them",
    ),
    Breach(
        "pages without their policy",
        "settings.py",
        '    "csp.middleware.CSPMiddleware",\n',
        "",
        f"{ETHICS}::test_no_page_lets_in_what_is_not_of_this_house",
    ),
    Breach(
        "a policy that lets another house in",
        "settings.py",
        '"script-src": [SELF]',
        '"script-src": [SELF, "https://cdn.example"]',
        f"{ETHICS}::test_no_page_lets_in_what_is_not_of_this_house",
    ),
    Breach(
        "a page that asks another house",
        "shell/templates/shell/document.html",
        "    </head>\n",
        '        <script src="https://cdn.example/count.js" defer></script>\n    </head>\n',
        f"{PAGES}::test_no_page_asks_another_house_for_anything",
    ),
    Breach(
        "the record can be rewritten",
        "audit/apps.py",
        'for table in ("audit_entry", ',
        "for table in (",
        "tests/audit/test_models.py::test_the_database_refuses_even_a_hand_written_change",
        migrated=True,
    ),
    Breach(
        "what is written in bulk is not captured",
        "audit/queries/watch.py",
        "sqlite.wanted(watched(), closed())",
        "sqlite.wanted([], closed())",
        "tests/audit/test_capture.py::test_a_change_tells_the_table_the_key_the_columns_and_both_values",
        migrated=True,
    ),
    Breach(
        "a password is captured",
        "audit/apps.py",
        'hidden=["password"], ',
        "",
        "tests/audit/test_capture.py::test_a_password_is_never_on_record_only_that_it_was_changed",
        migrated=True,
    ),
    Breach(
        "a frozen report can be rewritten",
        "plan/apps.py",
        '        audit.close("plan_snapshot")\n',
        "",
        "tests/plan/test_models_report.py::test_a_frozen_report_is_refused_to",
        migrated=True,
    ),
    Breach(
        "letters to those who want none",
        "mail/tasks.py",
        "if queries.is_suppressed(letter.to):",
        "if queries.is_suppressed(letter.subject):",
        "tests/mail/test_tasks.py::test_no_letter_goes_to_an_address_that_wants_none",
    ),
    Breach(
        "a letter that tells when it is read",
        "mail/gateways/smtp.py",
        "        filled(letter.key, letter.body_text),\n",
        "        filled(letter.key, letter.body_text) + f'<img src=\"https://count.example/{letter.pk}\">',\n",
        f"{ETHICS}::test_a_letter_is_the_words_that_were_written_and_tells_nobody_that_it_was_read",
    ),
    Breach(
        "doors that ask nobody",
        "settings.py",
        '    "django.contrib.auth.middleware.LoginRequiredMiddleware",\n',
        "",
        f"{DOORS}::test_a_stranger_is_sent_to_the_door",
    ),
    Breach(
        "a door open to every role",
        "plan/views/reports.py",
        "    if not may_read_part(actor, answers):\n        raise PermissionDenied\n",
        "",
        f"{DOCS}::test_the_pages_of_reference_say_what_the_product_does",
    ),
    Breach(
        "a right that everybody has",
        "plan/domain/rights.py",
        "COORDINATES, HEADS = has(Role.COORDINATOR),",
        "COORDINATES, HEADS = has(*Role),",
        f"{DOCS}::test_the_pages_of_reference_say_what_the_product_does",
    ),
    Breach(
        "a file handed to anybody",
        "documents/views.py",
        "    if not may_open(request, file.pk):\n        raise PermissionDenied\n",
        "",
        "tests/documents/test_views.py",
    ),
    Breach(
        "a search that shows another agency's rows",
        "ops/views.py",
        "    agencies = None if may_find_all(actor) else (actor.agency.slug,)\n",
        "    agencies = None\n",
        "tests/ops/test_views.py::test_the_staff_of_an_agency_find_their_own_and_what_is_for_all",
        migrated=True,
    ),
)


def copy_to(folder: Path) -> Path:
    """A house of its own, compiled as this one is, so that only what is broken is compiled anew."""
    for name in COPIED:
        of, to = ROOT / name, folder / name
        shutil.copytree(of, to, copy_function=shutil.copy2) if of.is_dir() else shutil.copy2(of, to)
    return folder


def judged(house: Path, *words: str) -> tuple[int, str]:
    """What the tests say in that house: the code of pytest, and its words."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *words]
    environ = {**os.environ, "PYTHONPATH": str(house), "DOINGOAI_DATA": str(house / "build")}
    told = subprocess.run(command, cwd=house, env=environ, capture_output=True, text=True, check=False)
    return told.returncode, told.stdout + told.stderr


def broken(houses: "Queue[Path]", breach: Breach) -> tuple[int, str]:
    """The verdict on a house with the breach; the house is whole again afterwards."""
    house = houses.get()
    file, whole = house / "doingoai" / breach.path, ROOT / "doingoai" / breach.path
    text = whole.read_text(encoding="utf-8")
    try:
        file.write_text(breach.done_to(text), encoding="utf-8")
        return judged(house, breach.test, *breach.words)
    finally:
        shutil.copy2(whole, file)
        houses.put(house)


def unbroken(houses: "Queue[Path]") -> tuple[int, str]:
    """The verdict of all these tests on a whole house."""
    house = houses.get()
    try:
        verdicts = [judged(house, *sorted(tests), *words) for words, tests in by_words().items()]
    finally:
        houses.put(house)
    return max(code for code, _ in verdicts), "\n".join(told for _, told in verdicts)


def by_words() -> dict[tuple[str, ...], set[str]]:
    """The tests by the words with which they are run."""
    found: dict[tuple[str, ...], set[str]] = {}
    for breach in BREACHES:
        found.setdefault(breach.words, set()).add(breach.test)
    return found


@pytest.fixture(scope="module")
def judging(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, "Future[tuple[int, str]]"]]:
    """What is judged for each test that was asked for, as many at a time as the machine has hands."""
    hands = min(os.cpu_count() or 1, 4)
    houses: Queue[Path] = Queue()
    for _ in range(hands):
        houses.put(copy_to(tmp_path_factory.mktemp("house")))
    acts = {f"test_is_noticed[{breach.what}]": partial(broken, houses, breach) for breach in BREACHES}
    acts["test_in_a_whole_house_each_of_these_tests_passes"] = partial(unbroken, houses)
    with ThreadPoolExecutor(hands) as pool:
        yield {item.name: pool.submit(acts[item.name]) for item in request.session.items if item.name in acts}


@pytest.fixture
def verdict(request: pytest.FixtureRequest, judging: dict[str, "Future[tuple[int, str]]"]) -> tuple[int, str]:
    """The code and the words of what was judged for this test."""
    return judging[request.node.name].result()


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.what)
def test_the_guard_stands_where_it_is_taken_out(breach):
    text = (ROOT / "doingoai" / breach.path).read_text(encoding="utf-8")
    assert breach.done_to(text) != text


@pytest.mark.slow
def test_in_a_whole_house_each_of_these_tests_passes(verdict):
    code, words = verdict
    assert code == PASSED, words


@pytest.mark.slow
@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.what)
def test_is_noticed(verdict, breach):
    code, words = verdict
    assert code == FAILED, words
    assert "\nFAILED tests/" in words, words
