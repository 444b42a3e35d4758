"""The plan as an office issues it, letterhead and signature side by side, reads as its bare text does."""

import json
from dataclasses import replace
from io import BytesIO

import docx
import pytest
import typst
from docx.shared import Cm

from doingoai.documents.domain import RECOGNISED
from doingoai.documents.read import read
from doingoai.plan.domain.contract import to_json
from doingoai.plan.domain.outline import read_plan
from tests.plan.gold import GOLDS, directory

TEXT = GOLDS[0].with_name("lao-cai-2022.txt").read_text(encoding="utf-8")
LINES = [" ".join(line.split()) for line in TEXT.splitlines() if line.strip()]
END = LINES.index("Nơi nhận:")
SIGNED = next(number for number, line in enumerate(LINES) if line.startswith("TM."))
BODY, SENT_TO, SIGNATURE = LINES[:END], LINES[END:SIGNED], LINES[SIGNED:]
LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", "Số: 12/KH-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lào Cai, ngày 05 tháng 01 năm 2022"]
PAGE = """
#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, y: 2cm), numbering: "1", number-align: top + center)
#set text(size: 13pt, lang: "vi", hyphenate: false)
#let given = json(bytes(sys.inputs.given))
#let stack-of(lines) = for line in lines { par(text(line)) }
#grid(columns: (1fr, 1.4fr), align: center, stack-of(given.left), stack-of(given.right))
#align(center, stack-of(given.body.slice(0, 2)))
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.9em)
#stack-of(given.body.slice(2))
#v(PUSH)
#set par(justify: false, first-line-indent: 0pt)
#grid(columns: (1fr, 1fr), text(size: 11pt)[#stack-of(given.sent_to)], align(center)[#stack-of(given.signature)])
"""


def as_word():
    paper = docx.Document()
    paper.sections[0].left_margin = Cm(3)

    def beside(left, right):
        for cell, lines in zip(paper.add_table(1, 2).rows[0].cells, (left, right), strict=True):
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)

    beside(LEFT, RIGHT)
    for line in BODY:
        paper.add_paragraph(line)
    beside(SENT_TO, SIGNATURE)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def as_print(push):
    given = {"left": LEFT, "right": RIGHT, "body": BODY, "sent_to": SENT_TO, "signature": SIGNATURE}
    return typst.compile(PAGE.replace("PUSH", push).encode(), sys_inputs={"given": json.dumps(given)})


PAPERS = {
    "a.docx": as_word,
    "a.pdf": lambda: as_print("0pt"),
    # The list of those it is sent to runs on to the next page, alone.
    "pushed.pdf": lambda: as_print("7cm"),
}


def structure(name, data):
    """What was read, without the numbers of lines, which a print does not keep."""

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(v) for key, v in value.items() if key not in {"line", "lines", "warnings"}}
        return [bare(v) for v in value] if isinstance(value, list) else value

    return bare(to_json(read_plan(read(name, data), directory())))


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_says_what_its_text_says_and_its_number_and_date_besides(name):
    told, bare = structure(name, PAPERS[name]()), structure("a.txt", TEXT.encode())
    assert (told["document"].pop("number"), told["document"].pop("date")) == ("12/KH-UBND", "2022-01-05")
    del bare["document"]["number"], bare["document"]["date"]
    assert told == bare


def test_a_scan_is_told_to_be_held_against_the_original():
    plain = read("a.txt", TEXT.encode())
    told = read_plan(replace(plain, read_by=RECOGNISED), directory()).warnings
    assert (told[0].code, told[0].line) == ("read-by", plain.blocks[0].line)
    assert told[1:] == read_plan(plain, directory()).warnings
