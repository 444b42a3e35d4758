"""Word papers in their own XML, for what no library writes: generated numbers, merged cells, tracked changes."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RULED = "<w:tblPr><w:tblBorders><w:top w:val='single'/><w:insideH w:val='single'/></w:tblBorders></w:tblPr>"


def package(body: str, *, content_type: str = WORD, space: str = W, **parts: str) -> bytes:
    """A paper with this body, and the parts given by their names."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{part}" Target="{part}.xml"/>' for n, part in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": _relations(f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{part}.xml": f"<w:{part} {SPACES}>{xml}</w:{part}>" for part, xml in parts.items()},
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for path, xml in files.items():
            made.writestr(path, xml.replace(W, space))
    return buffer.getvalue()


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def run(text: str) -> str:
    """Words."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, numbered: tuple[int, int] | None = None, style: str = "", mark: str = "") -> str:
    """A paragraph of runs, or of words; `numbered` is its list and level."""
    number = (
        ""
        if numbered is None
        else (f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>')
    )
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{number}<w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def cell(*blocks: str, along: int = 1, down: str = "") -> str:
    """A cell of blocks, or of words; `down` is "restart" or "continue"."""
    inner = "".join(one if one.startswith("<") else para(one) for one in blocks) or para()
    merged = f'<w:vMerge w:val="{down}"/>' if down else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{along}"/>{merged}</w:tcPr>{inner}</w:tc>'


def table(*rows: tuple[str, ...], properties: str = RULED) -> str:
    """A table of rows of cells, or of words."""
    made = ("".join(one if one.startswith("<") else cell(one) for one in row) for row in rows)
    return f"<w:tbl>{properties}{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def level(depth: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str, nums: str = "") -> str:
    """Lists of levels, counted from 1; `nums` are more uses of them, from 11 on."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(lists, 1))
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    return f"{abstract}{used}{nums}"
