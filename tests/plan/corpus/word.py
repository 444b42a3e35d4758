"""A plan of the corpus as a Word paper: Word's own lists, joined cells, heads of tables that repeat."""

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.plan.corpus.numbers import word_pattern
from tests.plan.corpus.printed import widths
from tests.plan.corpus.source import Block, Frame, Pair, Para, Plan, Table

FIRST = 40  # above the ids that the empty paper brings along
TEXT_WIDTH = 9000  # twentieths of a point
LOOKS = {"center": '<w:jc w:val="center"/>', "bold": "", "": ""}


def as_docx(plan: Plan) -> bytes:
    """The plan as a .docx file."""
    paper = docx.Document()
    numbers = _numbered(paper, plan)
    body = paper.element.body
    place = iter(count())
    for block in plan.blocks:
        for xml in _block(block, numbers):
            body.insert(next(place), parse_xml(xml))
    body.insert(next(place), parse_xml(_para("")))  # Word lets no paper end with a table
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _numbered(paper: docx.document.Document, plan: Plan) -> dict[str, str]:
    """Write the lists into the paper; by list and level, how a paragraph says that it belongs there."""
    numbering = paper.part.numbering_part.element
    said = {}
    by_style = plan.options.get("numbers") == "style"
    for index, (name, levels) in enumerate(plan.lists.items(), start=FIRST):
        xml = "".join(_level(text, level) for level, text in enumerate(levels))
        told = f'<w:multiLevelType w:val="multilevel"/>{xml}'
        first = numbering.find("{*}num")
        made = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{index}">{told}</w:abstractNum>')
        first.addprevious(made)
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{index}"><w:abstractNumId w:val="{index}"/></w:num>',
            )
        )
        for level in range(len(levels)):
            to = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{index}"/></w:numPr>'
            said[f"{name}{level}"] = _style(paper, f"Muc{name}{level}", to) if by_style else to
    return said


def _style(paper: docx.document.Document, name: str, numbers: str) -> str:
    xml = f"""<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>
        <w:basedOn w:val="Normal"/><w:pPr>{numbers}</w:pPr></w:style>"""
    paper.styles.element.append(parse_xml(xml))
    return f'<w:pStyle w:val="{name}"/>'


def _level(text: str, level: int) -> str:
    form, pattern, legal = word_pattern(text, level)
    return f"""<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{"<w:isLgl/>" if legal else ""}
        <w:lvlText w:val="{escape(pattern)}"/><w:lvlJc w:val="left"/></w:lvl>"""


def _block(block: Block, numbers: dict[str, str]) -> list[str]:
    match block:
        case Para(text, place, look):
            to = numbers[f"{place[0]}{place[1]}"] if place else ""
            return [_para(text, to + LOOKS[look], bold=bool(look))]
        case Table():
            return [_table(block)]
        case Pair(left, right, flat=True):
            return [_para(text) for text in (*left, *right)]
        case Pair(left, right):
            cells = "".join(
                _cell("".join(map(_para, side)), '<w:tcW w:w="4500" w:type="dxa"/>') for side in (left, right)
            )
            return [f"<w:tbl {nsdecls('w')}>{_grid([4500] * 2)}<w:tr>{cells}</w:tr></w:tbl>"]
        case Frame(_, lines):
            return [_para(line) for line in lines]


def _para(text: str, properties: str = "", *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _cell(paragraphs: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _grid(columns: Sequence[int]) -> str:
    told = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return f"<w:tblPr/><w:tblGrid>{told}</w:tblGrid>"


def _columns(table: Table) -> list[int]:
    wide = widths(table.rows)
    return [TEXT_WIDTH * width // sum(wide) for width in wide]


def _table(table: Table) -> str:
    lines = '<w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
    columns = _columns(table)
    rows = "".join(_row(table, index, columns) for index in range(len(table.rows)))
    grid = _grid(columns).replace("<w:tblPr/>", lines)
    return f"<w:tbl {nsdecls('w')}>{grid}{rows}</w:tbl>"


def _row(table: Table, index: int, columns: Sequence[int]) -> str:
    row, made = table.rows[index], ""
    below = table.rows[index + 1] if index + 1 < len(table.rows) else ("",) * len(row)
    for column, text in enumerate(row):
        if text == "<":
            continue
        across = 1
        while column + across < len(row) and row[column + across] == "<":
            across += 1
        wide = f'<w:tcW w:w="{sum(columns[column : column + across])}" w:type="dxa"/>'
        span = wide + (f'<w:gridSpan w:val="{across}"/>' if across > 1 else "")
        if text == "^":
            made += _cell(_para(""), f"{span}<w:vMerge/>")
        else:
            down = '<w:vMerge w:val="restart"/>' if below[column] == "^" else ""
            made += _cell("".join(map(_para, text.split(" // "))), span + down)
    head = "<w:trPr><w:tblHeader/></w:trPr>" if index < table.head else ""
    return f"<w:tr>{head}{made}</w:tr>"
