"""What the code of the house never does, whoever asks: it is walked through, and the walk is shown to see."""

import ast
import re

import pytest

from tests.house.walk import MODULES, PACKAGE, ROOT, TEMPLATES, files, name, source, tree

SCRIPTS = sorted(path for path in PACKAGE.glob("*/static/**/*.js") if "vendor" not in path.parts)
LOCK = ROOT / "requirements" / "base.lock"


def calls(node):
    """What is called in the tree: `eval`, `os.system`, `yaml.load`, each with its node."""
    for found in ast.walk(node):
        if isinstance(found, ast.Call):
            yield ast.unparse(found.func), found


def imports(node):
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom) and not found.level:
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


PROGRAMS = re.compile(r"(?:builtins\.)?(?:eval|exec|compile|__import__)|.*\brun_string|code\.interact")
SHELLS = re.compile(r"os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput)|pty\.spawn")
UNPACKS = re.compile(
    r"(?:pickle|cPickle|dill|marshal|shelve|jsonpickle)\..*|yaml\.(?:load|load_all|unsafe_load|full_load)"
)
TEMPLATE_MAKERS = re.compile(r"(?:template\.)?Template|.*\.from_string|(?:django\.)?engines\[.*")


def programs(node):
    return [call for call, _n in calls(node) if PROGRAMS.fullmatch(call)]


def shells(node):
    own = [call for call, _n in calls(node) if SHELLS.fullmatch(call)]
    return own + [call for call, n in calls(node) if any(k.arg == "shell" for k in n.keywords)]


def unpackers(node):
    return [call for call, _n in calls(node) if UNPACKS.fullmatch(call)]


def made_templates(node):
    return [call for call, _n in calls(node) if TEMPLATE_MAKERS.fullmatch(call)]


def built_sql(node):
    """Calls that hand the database a text put together from parts; triggers are put together from names of tables."""
    asks = re.compile(r".*\.(?:execute|executemany|raw|extra)|RawSQL")
    for call, n in calls(node):
        if asks.fullmatch(call) and n.args and isinstance(n.args[0], ast.JoinedStr | ast.BinOp):
            yield call


def chance(node):
    return [found for found in imports(node) if found.split(".")[0] in {"random", "numpy"}]


def weak_hashes(node):
    found = [call for call, _n in calls(node) if re.search(r"\b(?:md5|sha1|md4|ripemd\w*|blake2s|crc32)$", call)]
    return found + [i for i in imports(node) if re.search(r"\b(?:md5|sha1|Crypto|Cryptodome|nacl|rsa)\b", i)]


def own_ciphers(node):
    """Ciphers put together by hand: the only one used is Fernet, which is whole."""
    own = [found for found in imports(node) if found.startswith("cryptography.") and "fernet" not in found]
    return own + [found for found in imports(node) if found.split(".")[0] in {"Crypto", "nacl"}]


def lines_out(node):
    """What asks other machines."""
    asks = {"requests", "httpx", "aiohttp", "ftplib", "telnetlib", "xmlrpc", "paramiko", "pycurl", "imaplib", "poplib"}
    for found in imports(node):
        if found.split(".")[0] in asks or found.startswith(("urllib.request", "http.client", "urllib3")):
            yield found


def queries_of_trees(node):
    return [call for call, _n in calls(node) if re.fullmatch(r".*\.(?:xpath|XPath|ETXPath)|etree\.XSLT", call)]


def taken_for_another(node):
    """Comparisons that take one type for another: of values by `is`, but of None, True and the like."""
    for found in ast.walk(node):
        if isinstance(found, ast.Compare) and any(isinstance(op, ast.Is | ast.IsNot) for op in found.ops):
            right = found.comparators[0]
            if (
                isinstance(right, ast.Constant)
                and isinstance(right.value, str | int)
                and not isinstance(right.value, bool)
            ):
                yield ast.unparse(found)


WALKS = {
    "builds a program from text": (programs, "eval(said)", set()),
    "hands words to a shell": (shells, "subprocess.run(f'cat {name}', shell=True)", set()),
    "unpacks what others packed": (unpackers, "pickle.loads(data)", set()),
    "makes a template of text": (made_templates, "Template(said).render()", set()),
    # The tables whose triggers are set or dropped are the house's own, told by their models.
    "builds a question to the database from text": (built_sql, "cursor.execute(f'SELECT {said}')", {"audit"}),
    "throws dice that can be foretold": (chance, "import random", set()),
    "uses a hash that is broken": (weak_hashes, "hashlib.md5(data)", set()),
    "puts a cipher together by hand": (own_ciphers, "from cryptography.hazmat.primitives import ciphers", set()),
    # The province's sign-in, whose address is a setting; the supervisor asks its own child for health.
    "asks another machine": (lines_out, "import requests", {"accounts", "ops"}),
    "asks a tree by a text": (queries_of_trees, "root.xpath(f'//*[@id={said}]')", set()),
    "compares values by what they lie in": (taken_for_another, "x is 'a'", set()),
}


@pytest.mark.parametrize("what", WALKS)
def test_no_module(what):
    walk, _sample, rooms = WALKS[what]
    told = {name(path): found for path in MODULES if (found := list(walk(tree(path))))}
    assert {path: found for path, found in told.items() if path.split("/")[1] not in rooms} == {}


@pytest.mark.parametrize("what", WALKS)
def test_the_walk_would_see_a_module_that(what):
    walk, sample, _rooms = WALKS[what]
    assert list(walk(ast.parse(sample)))


def test_what_asks_other_machines_is_known_by_name():
    told = {name(path) for path in MODULES if list(lines_out(tree(path)))}
    assert told == {"doingoai/accounts/adapter.py", "doingoai/accounts/views.py", "doingoai/ops/supervisor.py"}


WRITES = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\.srcdoc|parseFromString"
)
KEEPS = re.compile(r"localStorage|indexedDB|document\.cookie|caches\.")
LISTENS = re.compile(r"addEventListener\(\s*[\"']message|postMessage|onmessage")
PROTOTYPES = re.compile(r"__proto__|\.prototype\b|\bconstructor\[|setPrototypeOf")
PASTES = re.compile(r"[\"'](?:paste|copy|cut|contextmenu)[\"']\s*,|onpaste|user-select")
OLD = re.compile(r"<(?:object|embed|applet|marquee|frameset|frame)\b|ActiveXObject|application/x-shockwave", re.I)


@pytest.mark.parametrize(
    ("pattern", "sample"),
    [
        (WRITES, "x.innerHTML = y"),
        (KEEPS, "localStorage.a = 1"),
        (LISTENS, 'addEventListener("message", f)'),
        (PROTOTYPES, "x.__proto__.y = 1"),
        (PASTES, 'x.addEventListener("paste", f)'),
    ],
    ids=[
        "writes pages from text",
        "keeps more than a tab does",
        "hears other windows",
        "changes prototypes",
        "stops pasting",
    ],
)
def test_no_script_of_the_house(pattern, sample):
    assert len(SCRIPTS) >= 3
    assert pattern.search(sample)
    told = {name(path): found[0] for path in SCRIPTS if (found := pattern.search(source(path)))}
    assert told == {}


def source_of(file):
    return next(source(path) for path in SCRIPTS if path.name == file)


def test_no_page_asks_for_what_browsers_have_given_up():
    assert OLD.search("<embed src=x>")
    assert [name(path) for path in [*TEMPLATES, *SCRIPTS] if OLD.search(source(path))] == []


def test_what_a_tab_keeps_is_what_was_typed_behind_a_key_link_and_no_secret():
    told = {path.name for path in SCRIPTS if "sessionStorage" in source(path)}
    assert told == {"key.js"}
    assert 'const PLAIN = ["file", "submit", "checkbox"];' in source_of("key.js")
    assert 'type !== "hidden" || name === "revision"' in source_of("key.js")


def test_every_library_is_named_with_its_version_and_the_hashes_of_its_files():
    lines = re.split(r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", source(LOCK), flags=re.M))
    named = [line for line in lines if re.match(r"[a-z0-9]", line)]
    assert len(named) > 40
    assert [line.split()[0] for line in named if not re.match(r"\S+==\S+ \\?\n?.*--hash=sha256:", line, re.S)] == []


def test_what_runs_in_the_office_holds_nothing_of_the_tests():
    held = set(re.findall(r"^([a-z0-9._-]+)==", source(LOCK), re.M))
    assert not held & {
        "pytest",
        "hypothesis",
        "playwright",
        "oidc-provider-mock",
        "ruff",
        "mypy",
        "schemathesis",
        "django-debug-toolbar",
    }
    assert [name(path) for path in MODULES if any(found.startswith("tests") for found in imports(tree(path)))] == []


SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:password|secret|api_key|token)\s*=\s*[\"'][A-Za-z0-9+/_-]{16,}[\"']", re.I
)


def test_no_secret_stands_in_the_code():
    assert SECRETS.search('password = "k3jh4k5jh3k4j5h3"')
    code = [path for pattern in ("*.py", "*.html", "*.js", "*.yaml") for path in files(PACKAGE, pattern)]
    assert len(code) > 300
    assert [name(path) for path in code if SECRETS.search(source(path))] == []
