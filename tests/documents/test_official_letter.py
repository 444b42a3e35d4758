"""An official letter has no type: what it is about stands under its number."""

from io import BytesIO

import docx

from doingoai.documents.domain.form import Para
from doingoai.documents.read import read
from doingoai.documents.write import write_docx, write_pdf
from tests.documents.papers import AT, paper

LETTER = paper(type_name="", subject="báo cáo kết quả 6 tháng", code="STTTT-TTĐN")


def test_in_word_the_subject_stands_under_the_number_and_no_title_follows():
    made = docx.Document(BytesIO(write_docx(LETTER, at=AT)))
    under = made.tables[0].rows[1].cells[0].text
    assert under == "Số: 05/STTTT-TTĐN\nV/v báo cáo kết quả 6 tháng"
    first = next(p.text for p in made.paragraphs if p.text.strip())
    assert first.startswith("Kính gửi:")
    assert made.core_properties.title == "Công văn báo cáo kết quả 6 tháng"


def test_in_word_the_last_lines_stay_with_the_signature():
    lines = ("Một.", "Hai.", "Ba.", "Bốn.")
    made = docx.Document(BytesIO(write_docx(paper(type_name="", annexes=(), blocks=[Para(x) for x in lines]), at=AT)))
    kept = [p.text for p in made.paragraphs if p.paragraph_format.keep_with_next and p.text]
    assert kept[-3:] == ["Hai.", "Ba.", "Bốn./."]
    assert "Một." not in kept


def test_in_print_it_does_too():
    text = "\n".join(line for _number, line in read("a.pdf", write_pdf(LETTER, at=AT)).texts())
    assert "V/v báo cáo kết quả 6 tháng" in text
    assert text.index("V/v báo cáo") < text.index("Kính gửi:")
    assert "BÁO CÁO\n" not in text


def test_any_other_paper_has_its_title_as_before():
    made = docx.Document(BytesIO(write_docx(paper(), at=AT)))
    assert "V/v" not in made.tables[0].rows[1].cells[0].text
    assert "BÁO CÁO" in [p.text for p in made.paragraphs]
