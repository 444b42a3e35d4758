"""A plan of the corpus as a page of a portal: masthead, menu, paper, related links."""

from html import escape

from tests.plan.corpus.numbers import counted
from tests.plan.corpus.source import Block, Frame, Pair, Para, Plan, Table, cells

TAGS = {"center": '<p style="text-align:center"><strong>{}</strong></p>', "bold": "<p><b>{}</b></p>", "": "<p>{}</p>"}


def as_html(plan: Plan) -> bytes:
    """The plan as a web page."""
    body = "\n".join(_block(block) for block in counted(plan.blocks, plan.lists))
    title = escape(plan.options.get("page title", "Văn bản"))
    script = "<script>var dem = 1; document.write(dem);</script>"
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title><style>p {{ margin: 0 }}</style></head>
<body>
{script}
<div class="content">
{body}
</div>
</body></html>
""".encode()


def _block(block: Block) -> str:
    match block:
        case Para(text, _, look):
            return TAGS[look].format(escape(text))
        case Table():
            return _table(block)
        case Pair(left, right, flat=True):
            return "\n".join(f"<p>{escape(line)}</p>" for line in (*left, *right))
        case Pair(left, right):
            sides = "".join(f"<td>{'<br>'.join(map(escape, side))}</td>" for side in (left, right))
            return f'<table border="0"><tr>{sides}</tr></table>'
        case Frame(kind, lines):
            links = "".join(f'<li><a href="/muc-{n}.html">{escape(line)}</a></li>' for n, line in enumerate(lines))
            return f"<{kind}><ul>{links}</ul></{kind}>"


def _table(table: Table) -> str:
    rows: list[str] = [""] * len(table.rows)
    for cell in cells(table):
        tag = "th" if cell.row < table.head else "td"
        spans = (f' rowspan="{cell.down}"' if cell.down > 1 else "") + (
            f' colspan="{cell.across}"' if cell.across > 1 else ""
        )
        inner = "".join(f"<p>{escape(part)}</p>" for part in cell.text.split(" // "))
        rows[cell.row] += f"<{tag}{spans}>{inner}</{tag}>"
    made = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table border="1" cellspacing="0">{made}</table>'
