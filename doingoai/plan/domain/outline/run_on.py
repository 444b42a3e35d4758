"""Names of bodies that stand one after the other without a mark between them, as the lines of a printed cell do."""

import re

DEPARTMENTS = (
    "Ngoại vụ|Nội vụ|Tài chính|Tư pháp|Công Thương|Xây dựng|Y tế|Du lịch|Thông tin và Truyền thông|"
    "Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Kế hoạch và Đầu tư|Giáo dục và Đào tạo|Khoa học và Công nghệ|"
    "Nông nghiệp và Phát triển nông thôn|Nông nghiệp và Môi trường|Tài nguyên và Môi trường|Giao thông vận tải|"
    "Lao động - Thương binh và Xã hội|Dân tộc và Tôn giáo|Quy hoạch - Kiến trúc"
)
LEVELS = "huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu"
WHOLE = re.compile(rf"Sở (?:{DEPARTMENTS})|.*\stỉnh", re.I)
GOVERNS = re.compile(rf"(?:UBND|U[ỷy] ban nhân dân|Ủy ban nhân dân) (?:{LEVELS})((?: \w+){{2,}})", re.I)
FEWEST, KIND = 4, 2  # words: of a name that may be followed by one of its own kind; that tell the kind


def is_whole(before: str, rest: str) -> bool:
    """Whether a body's name is whole, so that the next one begins with the rest, which begins as bodies' names do."""
    if not rest[:1].isupper():
        return False
    words = before.split()
    if len(words) >= FEWEST and rest.split()[:KIND] == words[:KIND]:
        return True
    place = GOVERNS.fullmatch(before)
    return bool(WHOLE.fullmatch(before)) or (place is not None and all(word[0].isupper() for word in place[1].split()))
