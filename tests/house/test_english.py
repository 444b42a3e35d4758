"""Whoever reads English meets Vietnamese only where it is data: names, the words of the plan, what people wrote."""

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from doingoai.ops import demo
from doingoai.plan.actions.imports import bring_in, read_in
from tests.documents.files import pdf
from tests.factories import NOW, adopted_plan, coordinator
from tests.house.crawl import crawled
from tests.plan.gold import PROFILE

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).resolve().parents[2] / "doingoai"
# Letters that English has not: a word with one of them is Vietnamese.
FOREIGN = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.I)
BREAK = re.compile(r"[^\w\s]|\d")  # names and phrases of the data are set side by side with marks between them
WORD = re.compile(r"[^\W\d_]+")
HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*\blang=\"vi\"[^>]*>[^<]*<", re.DOTALL)
TEXT = re.compile(r">([^<>]+)<|\b(?:aria-label|title|alt|placeholder|hx-confirm|data-[\w-]+)=\"([^\"]+)\"")
REMARKS = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
LITERAL = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
# Where a script would speak for itself: what it says has to come with the page, in the reader's language.
SPOKEN = re.compile(
    r"\b(?:alert|confirm|prompt)\(|\.(?:textContent|innerText|innerHTML|title|placeholder)\s*=(?!=)\s*[\"'`]"
)
# What the law and the papers write in Vietnamese whoever reads: pages that show those, and samples of the parts.
OF_PAPERS = {"shell:components"}
# Words of acts and of the pure domain, Vietnamese by the house's rule on errors; an anniversary as invitations say it.
BY_RULE = (
    re.compile(r"đã có kế hoạch của"),  # why a reading cannot be adopted
    re.compile(r"phần đầu văn bản", re.I),  # what a part of a reading is called
    re.compile(r"bằng chứng đã ghi"),  # why a plan cannot be taken back
    re.compile(r"^\d+ năm "),  # "77 năm Quốc khánh"
)


def words_of(text):
    return [word.casefold() for word in WORD.findall(text)]


def strings(value):
    """Every text within a row's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def data_pairs():
    """Every two words that stand beside each other in the data: rows, profile, law, what is counted."""
    files = (*PROFILE.rglob("*.*"), *(PACKAGE / "law").rglob("*.yaml"), PACKAGE / "plan" / "reference.yaml")
    told = [path.read_text(encoding="utf-8") for path in files if path.suffix in {".yaml", ".txt"}]
    told.append((PACKAGE / "dates" / "named.py").read_text(encoding="utf-8"))
    for model in apps.get_models():
        fields = [f.attname for f in model._meta.get_fields() if isinstance(f, CharField | TextField | JSONField)]
        for row in model._base_manager.values_list(*fields) if fields else ():
            told += strings(list(row))
    return {pair for text in told for pair in pairwise(words_of(text))}


def foreign_pieces(page, known):
    """The texts of the page in which two Vietnamese words stand side by side that no data has so."""
    for match in TEXT.finditer(HIDDEN.sub("<", page)):
        text = html.unescape(" ".join((match[1] or match[2]).split()))
        runs = map(words_of, BREAK.split(text))
        pairs = [pair for run in runs for pair in pairwise(run)]
        strange = [pair for pair in pairs if all(map(FOREIGN.search, pair)) and pair not in known]
        if strange and not any(rule.search(text) for rule in BY_RULE):
            yield text, strange


@pytest.fixture
def reader(client, db):
    adopted_plan()
    demo.load(2022, at=NOW)
    by = coordinator()
    paper = PROFILE / "plans" / "2022.txt"
    read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=by.person, at=NOW)
    bring_in("ke-hoach.pdf", pdf("KẾ HOẠCH"), by=by, at=NOW)
    by.person.language = "en"
    by.person.save()
    client.force_login(by.person)
    return client


def test_no_page_of_the_desk_speaks_vietnamese_to_who_reads_english(reader):
    met = crawled(reader)
    known = data_pairs()
    assert len(met) > 20
    assert "plan:reading" in met
    found = {}
    for name, url in met.items():
        answer = reader.get(url)
        is_page = answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
        if is_page and name not in OF_PAPERS:
            assert '<html lang="en"' in answer.content.decode(), url
            if pieces := sorted(set(text for text, _ in foreign_pieces(answer.content.decode(), known))):
                found[url] = pieces
    assert found == {}


def spoken_by(code):
    """What a script or a sheet of styles says in words of its own, which no translation reaches."""
    bare = REMARKS.sub("", code)
    return [*(text for text in LITERAL.findall(bare) if FOREIGN.search(text)), *SPOKEN.findall(bare)]


def test_scripts_and_styles_have_no_words_of_their_own():
    files = [path for path in PACKAGE.rglob("static/**/*.*") if path.suffix in {".js", ".css"}]
    assert len(files) > 5
    assert {path.name: spoken_by(path.read_text(encoding="utf-8")) for path in files if ".min." not in path.name} == {
        path.name: [] for path in files if ".min." not in path.name
    }
    assert spoken_by('// Lưu\nnote.dataset.said = "Đã lưu";') == ['"Đã lưu"']
    assert spoken_by('note.textContent = "Kept";')
    assert not spoken_by("note.textContent = form.dataset.kept; // Đã lưu")


def test_the_guard_sees_a_piece_that_was_left_in_vietnamese():
    page = '<p>Plan of 2022</p><button>Lưu lại bản nháp</button><b lang="vi">Tiếng Việt</b>'
    assert [text for text, _ in foreign_pieces(page, set())] == ["Lưu lại bản nháp"]
    assert not list(foreign_pieces(page, {("lưu", "lại"), ("lại", "bản"), ("bản", "nháp")}))
