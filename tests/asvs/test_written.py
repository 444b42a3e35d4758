"""What docs/operate/security.md promises is what the product does: its figures and names are held against the code."""

import re
from functools import cache

import pytest
from django.apps import apps
from django.conf import settings

from doingoai.accounts import domain as accounts
from doingoai.accounts.actions import GROUPS, LENGTH
from doingoai.documents import actions as documents
from doingoai.documents.domain import package
from doingoai.documents.read import entry, portable, print_pages
from doingoai.documents.read.contents import MAX_DEPTH, MOST_UNPACKED
from doingoai.documents.receivers import MOST_AT_ONCE
from doingoai.documents.write import sheet_bounds
from doingoai.law import read as law
from doingoai.ops.web import THREADS
from doingoai.plan.actions import imports
from doingoai.plan.actions.signed import KINDS
from doingoai.plan.domain import links
from doingoai.plan.forms import links as forms
from tests.house.walk import ROOMS, ROOT, source

MB = 1024 * 1024
PAGE = ROOT / "docs" / "operate" / "security.md"


@cache
def section(head):
    """The words under a heading, as one line, to the next heading of the same rank or a higher one."""
    found = re.search(rf"^(#+) {re.escape(head)}\n(.*?)(?=^#{{1,2}} |\Z)", source(PAGE), re.M | re.S)
    assert found, head
    return " ".join(found[2].split())


def row(head, first):
    """The cells of the row of a section's table that begins so."""
    found = re.search(rf"^\| {re.escape(first)} \|(.*)\|$", source(PAGE), re.M)
    assert found, f"{head}: {first}"
    return [cell.strip() for cell in found[1].split("|")]


def endings(text):
    return set(re.findall(r"\.[a-z]{2,4}\b", text))


def test_rules_of_what_is_typed_are_written_down():
    told = section("What comes in")
    assert f"at most {forms.LONGEST:,} letters a box" in told
    assert "at most 500 letters" in told
    assert forms.LinkEvidenceForm.base_fields["link"].max_length == 500
    assert "at most 300 and 200 letters" in told
    lengths = [forms.LinkEvidenceForm.base_fields[name].max_length for name in ("title", "place")]
    assert lengths == [300, 200]
    quantity = forms.LinkEvidenceForm.base_fields["quantity"]
    assert f"at most {quantity.max_digits} with {quantity.decimal_places} behind the comma" in told


def test_what_must_agree_is_written_down():
    told = section("What comes in")
    for words in (
        "no row ends before it begins",
        "the days of a period follow each other",
        "each measure once",
        "share in the task",
    ):
        assert words in told


def test_kinds_and_sizes_of_files_are_written_down_for_every_door():
    every = {s for _signature, _type, suffixes in documents.SIGNATURES for s in suffixes}
    every |= set(documents.PACKAGES) | set(documents.TEXTS)
    kinds, most = row("Files", "evidence, an agency's own plan, a key link")
    assert (endings(kinds), most) == (every, f"{entry.MAX_BYTES // MB} MB")
    kinds, most = row("Files", "a plan")
    assert (endings(kinds), most) == (every - {".xlsx"}, f"{entry.MAX_BYTES // MB} MB")
    assert entry.TEXTS | {".html", ".htm"} <= endings(kinds)
    kinds, _most = row("Files", "a signed copy")
    assert endings(kinds) == {s for _sign, kind, suffixes in documents.SIGNATURES if kind in KINDS for s in suffixes}
    _kinds, most = row("Files", "the spreadsheet of evidence")
    assert f"{sheet_bounds.MOST_CELLS:,} cells" in most
    _kinds, most = row("Files", "a calendar of days off")
    assert most == f"{law.LONGEST_CALENDAR // 1_000_000} MB, {law.MOST_DAYS} days"


def test_what_a_file_may_unpack_to_and_what_becomes_of_a_hostile_one_is_written_down():
    told = section("What comes in")
    fields = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert f"Of one request {MOST_AT_ONCE // MB} MB are held, of one form {fields:,} fields" in told
    whole, part = package.LARGE // MB, package.LARGE_XML // MB
    assert f"may unpack to {whole} MB in {package.MANY:,} parts, a part of XML to {part} MB" in told
    assert f"with the files inside it to {MOST_UNPACKED // MB} MB, {MAX_DEPTH} deep" in told
    assert f"A PDF may have {print_pages.MOST_PAGES} pages, a scan {portable.MOST_SCANNED}" in told
    for sort in ("zip bombs", "two kinds", "macros", "SVG drawings", "XML entities", "out of their folder", "formulas"):
        assert sort in told
    assert "leaves as an attachment" in told


def test_limits_are_written_down():
    told = section("Limits")
    assert f"| {settings.AXES_FAILURE_LIMIT}, then locked there for an hour" in told
    assert settings.AXES_COOLOFF_TIME == 1
    assert f"| {links.LONGEST_DAYS} |" in told
    assert f"within {links.WINDOW.seconds // 60} minutes | {links.MOST_USES}, and {links.MOST_MISSES} |" in told
    assert f"| {links.MOST_GUESSES} |" in told
    assert f"stopped its reader {imports.MOST_ATTEMPTS} times" in told


def test_how_guessing_is_met_is_written_down():
    told = section("Limits")
    assert "from one address within an hour" in told
    assert "from elsewhere the person comes in" in told
    assert "| 5, then 5 minutes of waiting |" in told


def test_words_that_no_password_leans_on_are_written_down():
    told = section("Who comes in")
    assert "every name of a body and of a place in the profile" in told
    assert "`OFFICE_WORDS` in `doingoai/accounts/domain.py`" in told
    assert {"password", "admin", "quantri", "xinchao"} <= accounts.OFFICE_WORDS


def test_every_way_in_is_written_down():
    told = section("Who comes in")
    for way in ("with a password", "a passkey alone", "OpenID Connect", "A key link opens"):
        assert way in told
    least = next(rule for rule in settings.AUTH_PASSWORD_VALIDATORS if "MinimumLength" in rule["NAME"])
    assert f"at least {least['OPTIONS']['min_length']} characters" in told
    assert f"A one-time password has {GROUPS * LENGTH} letters" in told
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    assert "opens for one hour" in told


def test_clocks_of_sessions_are_written_down_with_their_reason():
    told = section("Sessions")
    hours = [limits.idle.seconds // 3600 or limits.idle.days * 24 for limits in (accounts.ORDINARY, accounts.STRICT)]
    assert f"| without work it ends after | {hours[0]} hours | {hours[1]} hour |" in told
    longest = accounts.ORDINARY.longest.days, accounts.STRICT.longest.seconds // 3600
    assert f"| in any case after | {longest[0]} days | {longest[1]} hours |" in told
    assert "NIST SP 800-63B" in told
    assert f"ask again after {settings.ACCOUNT_REAUTHENTICATION_TIMEOUT // 60} minutes" in told


def test_how_many_sessions_there_may_be_is_written_down():
    assert "as many sessions as they have machines" in section("Sessions")


def test_how_sessions_of_the_province_go_on_is_written_down():
    told = section("Sessions")
    assert "has the same clocks" in told
    assert "leaving here does not end the province's" in told


def test_who_writes_which_field_is_written_down():
    told = section("Who may what")
    for field in (
        "the agency of a piece of evidence",
        "the measure of recorded evidence",
        "the state of a part, and who signed it",
        "the sign-in name",
    ):
        assert f"| {field} |" in told


def test_keys_are_told_with_what_they_do_and_how_they_are_replaced():
    told = section("Keys")
    assert "`DOINGOAI_SECRET_KEY_BEFORE`" in told
    assert "at once when it may have been seen, else every two years" in told
    assert "to nobody besides" in told


def test_every_way_of_enciphering_is_told():
    told = section("Keys")
    for algorithm in ("Argon2id", "Fernet: AES-128-CBC with HMAC-SHA-256", "SHA-256", "HMAC-SHA-256"):
        assert algorithm in told
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert f"{links.SECRET * 5} bits by chance" in told


def test_every_machine_that_is_asked_is_told():
    told = section("Lines to other machines")
    outside = {"DOINGOAI_SMTP", "DOINGOAI_OIDC_ISSUER", "DOINGOAI_DATABASE"}
    assert set(re.findall(r"`(DOINGOAI_\w+)`", told)) == outside
    assert "nobody who uses the desk can name a machine that it asks" in told


def test_every_room_has_a_level_of_what_it_keeps():
    told = section("What is kept, and how it is guarded")
    named = set(re.findall(r"`([a-z]+)`", told))
    assert named == {room.name for room in ROOMS}
    assert {model._meta.app_label for model in apps.get_models() if model.__module__.startswith("doingoai.")} <= named


def test_every_level_says_how_it_is_guarded():
    told = section("What is kept, and how it is guarded")
    rows = re.findall(r"\| (forbidden|secret|personal|inner|open) \| [^|]+ \| [^|]+ \| ([^|]+) \|", told)
    assert [level for level, _how in rows] == ["forbidden", "secret", "personal", "inner", "open"]
    assert all(len(how) > 20 for _level, how in rows)
    assert "hashed or enciphered" in rows[1][1]


def test_what_takes_long_is_written_down_with_its_bounds():
    told = section("What takes long")
    assert f"a file over {entry.AT_ONCE // MB} MB" in told
    assert f"{portable.MOST_SCANNED} pages, {portable.LONGEST_SCAN // 60} minutes" in told
    assert f"{THREADS} requests at a time" in told


def test_every_place_of_the_log_is_written_down():
    told = section("What is logged")
    for place in (
        "standard error",
        "the record: acts",
        "the record: changes",
        "the record: access",
        "uses of key links",
    ):
        assert re.search(rf"\| {place}[^|]*\| [^|]+ \| [^|]+ \| [^|]+ \|", told), place
    assert set(settings.LOGGING["handlers"]) == {"stderr"}
    assert "Nothing is logged anywhere else" in told


def test_how_soon_faults_of_libraries_are_mended_is_written_down():
    told = section("Libraries")
    assert re.search(r"within 7 days .+ within 30 days .+ within 90 days", told)
    assert "twice a year" in told


@pytest.mark.parametrize("head", ["Who needs a second factor", "A lost second factor"])
def test_what_departs_from_the_usual_gives_its_reason(head):
    assert len(section(head)) > 300
