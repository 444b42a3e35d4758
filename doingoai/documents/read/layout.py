"""Which tables hold no rows of data but only set words side by side: letterheads, signatures, frames."""

import re
from collections.abc import Sequence

# Words of a letterhead or of a signature, which Decree 30 sets in two columns.
BESIDE = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN|Độc\s+lập\s*[-–]\s*Tự\s+do"
    r"|(?:^|\n)\s*Nơi\s+nhận\s*(?::|\n|$)|(?:^|\n)\s*(?:TM|KT|TL|TUQ|Q)\s?\.\s|(?:^|\n)\s*Kính\s+gửi\s*:",
)
MOST_ROWS, MOST_COLUMNS = 8, 4


def is_layout(rows: Sequence[Sequence[str]], *, has_rules: bool) -> bool:
    """Whether a table of these cells only sets words side by side; `has_rules`: lines are drawn between its cells."""
    cells = [cell for row in rows for cell in dict.fromkeys(row) if cell.strip()]
    if len(cells) <= 1:
        return True
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        return False
    if any(BESIDE.search(cell) for cell in cells):
        return True
    return not has_rules and len(rows) == 1 and any("\n" in cell for cell in cells)
