"""From a paper to its pieces: lines made whole again, tables of work; what is no part of the paper left aside."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from doingoai.documents.domain import Document, Paragraph, Table
from doingoai.plan.domain.outline.beside import with_colons
from doingoai.plan.domain.outline.labels import field_of
from doingoai.plan.domain.outline.lines import Line, Marker, Piece, Sheet, clean, marked
from doingoai.plan.domain.outline.names import HEAD
from doingoai.plan.domain.outline.plain_parts import with_parts
from doingoai.plan.domain.outline.stacked import stacked
from doingoai.plan.domain.outline.tables import columns_of

LONG = 60  # a paragraph shorter than this is a heading or a label, not a sentence cut by a page
BY_TAB = re.compile(r"CỘNG H[ÒO]A|Độc lập|Nơi nhận|\bTM\s?\.|\bKT\s?\.|CHỦ TỊCH|^Số\s*:")
BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
LEADS, LONGEST_LEAD = re.compile(r"\sch[ủỉuùúũụ] tr[ìi]\b"), 120
ORDERS = re.compile(r"(?:Giao|Đề nghị|Phân công|Yêu cầu)\s+(?:các\s|[^\W\d_])")
SENTENCE_END = tuple('.;:?!…”"')
PAGE_NUMBER = re.compile(r"[-–—\s|]*(?:[Tt]rang\s*:?\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s|]*")
# What sites print around and between the words of a paper.
ADDRESS = re.compile(r"https?://\S+(?:\s+\d+/\d+)?$")
RUNNING_HEAD = re.compile(r"[^:]{25,120}[^:.;,]")
PRINTED_HEAD = re.compile(r"^\d{1,2}/\d{1,2}/\d{2,4}\D|https?://|[Tt]rang \d")  # what a browser prints on each page
NOISE = re.compile(
    r"(?:quảng cáo|tin quảng cáo|advertisement|\[?ads?\]?|banner|sponsored|xem thêm|xem tiếp|đọc thêm|"
    r"tin (?:liên quan|mới|khác|bài khác)|"
    r"bài (?:viết )?liên quan|các tin khác|chia sẻ|share|tweet|in (?:trang|bài)(?: này| viết)?|"
    r"gửi email|lượt (?:xem|đọc)|cỡ chữ|"
    r"đăng nhập|đăng ký nhận tin|trang chủ|bình luận|từ khóa|tags?|hotline|liên hệ quảng cáo|"
    r"bản quyền|nguồn\s*:|tải về|"
    r"tải (?:văn bản|file|tệp)|văn bản đính kèm|mời bạn|nhấn vào đây|click|copyright|©)(?!\w)", re.I
)  # fmt: skip
ADVERT = re.compile(
    r"(?:giảm giá|khuyến mãi|khuyến mại|ưu đãi|mua ngay|đặt (?:tour|vé|phòng|hàng) ngay|"
    r"tour .{0,40}giá|chỉ từ [\d.,]+ ?(?:đ|k)\b)",
    re.I,
)
ENDS_OPEN = re.compile(
    r"(?:,|\s[-–]|\b(?:và|của|với|các|cho|tại|trong|theo|về|hoặc|từ|đến|trên|để|do|bởi|những|một|ngày|tháng|số))$|\d[-–/]$"
)
STARTS = re.compile(
    r"(?:Nơi nhận|TM\s?\.|KT\s?\.|TL\s?\.|TUQ\s?\.|Q\s?\.|Số\s*:|Căn cứ|Thực hiện|Điều \d|Kính gửi|"
    r"CỘNG HÒA|Độc lập|ĐẢNG)"
)
TITLE_BESIDE = re.compile(r"(.{10,120}\b\d{4})\s+(KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN)$")
WIDE_GAP = re.compile(r"(?: {4,}|\t+)(?=\S)")
RECIPIENT = re.compile(r"[-–]\s?\S.{0,60};$")
FEWEST_CELLS = 3
SLACK = 6  # letters: the indent that a first line had
FEWEST_WRAPPED, WRAPPED_SHARE, NEARLY_FULL = 8, 0.3, 0.78


def printed(document: Document) -> list[tuple[int, str]]:
    """Every line that the review shows: paragraphs, rows of tables of work, cells of tables that only lay out."""
    found: list[tuple[int, str]] = []
    for piece in _raw(document):
        if isinstance(piece, Sheet):
            rows = (" | ".join(_once(row)) for row in piece.rows)
            found += [(line, text) for line, text in zip(piece.lines, rows, strict=True) if text.strip(" |")]
        else:
            found.append(piece)
    return found


def pieces(document: Document) -> list[Piece]:
    """The paper line by line, with sentences that a page or a narrow column cut made whole again."""
    found = list(_piped(_apart(with_colons(stacked(list(_raw(document)))))))
    texts = [piece[1] for piece in found if not isinstance(piece, Sheet)]
    is_print = document.format in {"pdf", "image"}
    counts = Counter(t for t in texts if PRINTED_HEAD.search(t) or (is_print and RUNNING_HEAD.fullmatch(t)))
    repeated = {text for text, count in counts.items() if count > 1}
    raw = [piece for piece in found if isinstance(piece, Sheet) or not _is_noise(piece[1], repeated)]
    return with_parts(list(_whole(raw, _width([piece[1] for piece in raw if not isinstance(piece, Sheet)]))))


def _raw(document: Document) -> Iterator[tuple[int, str] | Sheet]:
    shift = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from ((block.line + shift, text) for text in _lines(clean(block.text)))
            continue
        line = block.line + shift
        if columns_of(block.rows) is None:
            yield from ((line, text) for text in _laid_out(block))
            continue
        yield Sheet(block.rows, tuple(line + index for index in range(len(block.rows))))
        shift += len(block.rows) - 1


def _lines(text: str) -> list[str]:
    """The line; a title in capitals that a print left beside the date is a line of its own."""
    match = TITLE_BESIDE.match(text)
    return [match[1], match[2]] if match else [text] if text else []


def _apart(raw: Sequence[tuple[int, str] | Sheet]) -> list[tuple[int, str] | Sheet]:
    """The pieces with columns that only spaces part read one after the other."""
    found: list[tuple[int, str] | Sheet] = []
    run: list[tuple[int, str]] = []
    for piece in raw:
        if not isinstance(piece, Sheet) and _stands_beside(piece[1], goes_on=bool(run)):
            run.append(piece)
            continue
        found += _columns(run)
        run = []
        found.append(piece)
    return [*found, *_columns(run)]


def _stands_beside(text: str, *, goes_on: bool) -> bool:
    """Whether spaces part the line in two, or a tab does at the head or end of a paper: else tabs part cells."""
    if goes_on and RECIPIENT.match(text):
        return True
    words = text.strip()
    by_tab = words.count("\t") == 1 and (goes_on or BY_TAB.search(words) is not None)
    return by_tab or (WIDE_GAP.search(words) is not None and "\t" not in words)


def _columns(run: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines with two columns parted by spaces: the left one first, then the right one."""
    halves = [(line, WIDE_GAP.split(text.strip(), maxsplit=1)) for line, text in run]
    yield from ((line, cells[0]) for line, cells in halves)
    yield from ((line, cells[1]) for line, cells in halves if len(cells) > 1)


def _laid_out(table: Table) -> Iterator[str]:
    """The cells of a table that only lays out, column by column."""
    columns = zip(*table.rows, strict=False)
    cells = dict.fromkeys(cell for column in columns for cell in column if cell)
    yield from (text for cell in cells for piece in cell.splitlines() if (text := clean(piece)))


def _once(row: Sequence[str]) -> list[str]:
    """The cells of a row; what a merged cell repeats stands once."""
    return [" ".join(c.split()) for i, c in enumerate(row) if i == 0 or c != row[i - 1] or not c]


def _is_noise(text: str, repeated: Collection[str] = ()) -> bool:
    if text in repeated or ADDRESS.match(text):
        return True
    if PAGE_NUMBER.fullmatch(text) or not any(letter.isalnum() for letter in text):
        return True
    bare = text.strip("[]|»«>< -–•*").strip()
    return bool(
        (NOISE.match(bare) and len(bare) < 160 and field_of(bare) is None) or (ADVERT.search(bare) and len(bare) < 200)
    )


def _piped(raw: list[tuple[int, str] | Sheet]) -> Iterator[tuple[int, str] | Sheet]:
    """Lines with "|" between cells: rows of a table where several follow one another, else cells side by side."""
    index = 0
    while index < len(raw):
        run = _run_of_rows(raw, index)
        rows = [_cells(text) for _, text in run]
        kept = [(line, row) for (line, _), row in zip(run, rows, strict=True) if any(c.strip("-: ") for c in row)]
        if len(kept) > 1 and columns_of(tuple(_padded(row, kept) for _, row in kept)) is not None:
            yield Sheet(tuple(_padded(row, kept) for _, row in kept), tuple(line for line, _ in kept), is_text=True)
            index += len(run)
            continue
        piece = raw[index]
        index += 1
        if isinstance(piece, Sheet):
            yield piece
        elif "|" not in piece[1]:
            yield piece[0], " ".join(piece[1].split())
        else:
            yield from ((piece[0], text) for text in _side_by_side(_cells(piece[1])))


def _run_of_rows(raw: Sequence[tuple[int, str] | Sheet], start: int) -> list[tuple[int, str]]:
    run: list[tuple[int, str]] = []
    for index in range(start, len(raw)):
        piece = raw[index]
        if isinstance(piece, Sheet):
            break
        count = _count(raw, index)
        # A number and a heading stand between the rows of a table as a group does.
        is_group = bool(run) and count == FEWEST_CELLS - 1 and _count(raw, index + 1) >= FEWEST_CELLS
        if count < FEWEST_CELLS and not is_group:
            break
        run.append(piece)
    return run


def _count(raw: Sequence[tuple[int, str] | Sheet], index: int) -> int:
    """How many cells the line holds; none if it is a table or there is no such line."""
    piece = raw[index] if index < len(raw) else None
    return 0 if piece is None or isinstance(piece, Sheet) else len(_cells(piece[1]))


def _cells(text: str) -> tuple[str, ...]:
    cells = text.split("\t") if "\t" in text else text.strip().removeprefix("|").removesuffix("|").split("|")
    return tuple(BREAK.sub("\n", cell).strip() for cell in cells)


def _padded(row: tuple[str, ...], rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[str, ...]:
    width = max(len(other) for _, other in rows)
    return row + ("",) * (width - len(row))


def _side_by_side(cells: Sequence[str]) -> Iterator[str]:
    """A label and its value are one line again; other cells stand one under the other."""
    texts = [clean(cell) for cell in cells if clean(cell)]
    if len(texts) == 2 and field_of(f"{texts[0].rstrip(': ')}: x") and field_of(texts[1]) is None:
        yield f"{texts[0].rstrip(': ')}: {texts[1]}"
        return
    if len(texts) == 2 and marked(0, f"{texts[0]} x").marker is not Marker.NONE and len(texts[0]) <= 6:
        yield " ".join(texts)
        return
    yield from texts


def _width(texts: Sequence[str]) -> float:
    """How wide the lines are where the text was broken at a fixed width; 0 where paragraphs stand whole."""
    lengths = sorted(len(text) for text in texts if len(text) > LONG / 2)
    if len(lengths) < FEWEST_WRAPPED:
        return 0
    widest = lengths[int(len(lengths) * 0.97) - 1]
    broken = sum(
        len(a) >= widest * NEARLY_FULL and not a.endswith(SENTENCE_END) and marked(0, b).marker is Marker.NONE
        for a, b in pairwise(texts)
    )
    return widest if broken >= max(FEWEST_WRAPPED, WRAPPED_SHARE * len(lengths)) and widest < 2.5 * LONG else 0


def _with(held: Line, line: Line) -> Line:
    room = "" if re.search(r"\d[-–/]$", held.text) else " "
    text, body = (f"{words}{room}{line.text}" for words in (held.text, held.body))
    return replace(held, lines=held.lines + line.lines, text=text, body=body)


def _whole(raw: Iterable[tuple[int, str] | Sheet], width: float) -> Iterator[Piece]:
    held: Line | None = None
    last = ""
    for piece in raw:
        if isinstance(piece, Sheet):
            if held is not None:
                yield held
            held = None
            yield piece
            continue
        line = marked(*piece)
        if held is not None and _continues(held, last, line, width):
            held = _with(held, line)
        else:
            if held is not None:
                yield held
            held = line
        last = piece[1]
    if held is not None:
        yield held


def _continues(held: Line, last: str, line: Line, width: float) -> bool:
    """Whether the line goes on with the sentence held, whose last printed line is `last`."""
    if line.marker is not Marker.NONE or STARTS.match(line.text) or field_of(line.text) is not None:
        return False
    if held.text.isupper() or line.text.isupper():
        return held.text.isupper() and line.text.isupper() and _heading_goes_on(held, line)
    is_item = held.marker in {Marker.BULLET, Marker.LETTER}
    if width and is_item and held.text.endswith(";") and line.text[0].islower():
        return True  # the next item would have its own mark
    if _is_ended(held, last, line):
        return False
    if ENDS_OPEN.search(last) or line.text[0].islower():
        return held.marker is not Marker.NONE or len(held.text) >= LONG or bool(ENDS_OPEN.search(last)) or bool(width)
    if width and (is_item or held.marker is Marker.NONE) and len(last) > LONG / 2:
        return True
    if width and len(last) + 1 + len(line.text.split(maxsplit=1)[0]) > width - SLACK:
        return True
    return is_item and len(held.text) >= LONG


def _is_ended(held: Line, last: str, line: Line) -> bool:
    """Whether the words held are whole: a sentence, a line of the paper's end, a heading above the work it is about."""
    is_close = STARTS.match(held.text) and held.text.startswith(("Nơi nhận", "TM", "KT", "Số"))
    gives = ORDERS.match(line.text) or (HEAD.match(line.text) and LEADS.search(line.text[:LONGEST_LEAD]))
    is_heading = held.marker in {Marker.NUMBER, Marker.LETTER} and gives and not ENDS_OPEN.search(last)
    return held.text.endswith(SENTENCE_END) or bool(is_close) or bool(is_heading)


def _heading_goes_on(held: Line, line: Line) -> bool:
    """A heading in capitals that was broken: only under a numeral, and where it cannot have ended."""
    return held.marker in {Marker.ROMAN, Marker.PART, Marker.CAPITAL} and bool(
        re.search(r"(?:,|-|\bVÀ|\bCỦA|\bTHỰC|\bNHIỆM|\bHOẠT|\bTỔ|\bKINH|\bMỤC|\bYÊU|\bNỘI|\bCHỨC|\bGIẢI)$", held.text)
    )
