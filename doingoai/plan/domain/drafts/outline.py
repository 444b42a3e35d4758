"""The standard outline that a plan may be begun with, and the paragraphs of an older plan by their place."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from doingoai.plan.domain.drafts.parts import Content, empty

PURPOSE = (
    "Triển khai đường lối, chính sách đối ngoại của Đảng và Nhà nước trong công tác thông tin đối ngoại của tỉnh.",
    "Quảng bá hình ảnh vùng đất, con người, tiềm năng, thế mạnh của tỉnh ở trong và ngoài nước.",
)
REQUIREMENTS = (
    "Thông tin chính xác, kịp thời, đúng định hướng; bám sát chương trình công tác của tỉnh.",
    "Chấp hành nghiêm quy định về bảo vệ bí mật nhà nước.",
)
MONEY = ("Kinh phí từ nguồn ngân sách nhà nước giao theo phân cấp và các nguồn hợp pháp khác.",)
REPORTING = (
    "Các cơ quan, đơn vị báo cáo kết quả 6 tháng trước ngày 15/6/{year} và báo cáo năm trước ngày 15/11/{year} "
    "về Ủy ban nhân dân tỉnh.",
)
CLOSING = ("Căn cứ nội dung kế hoạch, các cơ quan, đơn vị, địa phương triển khai thực hiện.",)
SECTIONS = (
    "Thông tin, tuyên truyền đối ngoại trong tỉnh",
    "Quảng bá hình ảnh của tỉnh ở trong và ngoài nước",
    "Thông tin đối ngoại khu vực biên giới",
    "Theo dõi, tổng hợp dư luận báo chí",
    "Cơ sở vật chất, bồi dưỡng người làm công tác thông tin đối ngoại",
    "Sơ kết, tổng kết",
)
HEADED = {
    "wp": re.compile(r"(?:\d+[.)]\s*)?mục (?:đích|tiêu)\W*$", re.I),
    "wq": re.compile(r"(?:\d+[.)]\s*)?yêu cầu\W*$", re.I),
    "wr": re.compile(r"(?:\d+[.)]\s*)?chế độ (?:thông tin, )?báo cáo\W*$", re.I),
}
HEADING = re.compile(r"(?:[IVXL]{1,6}\s*[.)]|\d{1,2}[.)])\s*\S")
BULLET = re.compile(r"^[-–—•+*]\s*")
WRITTEN_FROM = 10  # the month from which the coming year's plan is written
END = re.compile(r"\./\.\s*$")


def next_year(last: int | None, today: date) -> int:
    """The year whose plan is written next: after the last plan; from October on not before the coming year."""
    due = today.year + (today.month >= WRITTEN_FROM)
    return max(last + 1, due) if last else due


def outlined(year: int) -> Content:
    """The plan of the year begun with the parts that every plan has."""
    content = empty(year)
    told = {"wp": PURPOSE, "wq": REQUIREMENTS, "wm": MONEY, "wr": REPORTING, "wz": CLOSING}
    for raw in content["words"]:
        raw["paragraphs"] = [text.format(year=year) for text in told[raw["key"]]]
    content["sections"] = [
        {"key": f"s{order}", "title": title, "alone": False, "no": "", "marks": []}
        for order, title in enumerate(SECTIONS, 1)
    ]
    return content


def paragraphs_under(lines: Iterable[Sequence[Any]], key: str) -> list[str]:
    """The paragraphs of a printed plan under the heading that belongs to the words with the key."""
    found: list[str] = []
    within = False
    for _, text in lines:
        if HEADED[key].match(text.strip()):
            within = True
        elif within and (HEADING.match(text) or text.startswith("Nơi nhận")):
            break
        elif within and text.strip():
            found.append(BULLET.sub("", text.strip()))
    return found


def closing_of(lines: Iterable[Sequence[Any]]) -> list[str]:
    """The sentence that ends a printed plan, without its end mark."""
    last = [END.sub(".", text.strip()) for _, text in lines if END.search(text)]
    return [text for text in last[-1:] if not HEADING.match(text) and not BULLET.match(text)]
