"""Bodies in running text: where a name that no profile knows ends."""

import re
from collections.abc import Sequence

from doingoai.plan.domain.outline.departments import FIELD
from doingoai.plan.domain.outline.lists import PROPER, UNIT, UPPER
from doingoai.plan.domain.outline.names import HEAD, SEPARATOR, Names
from doingoai.plan.domain.outline.reading import PartyReading

# What a body is told to do begins here; no name holds these words in small letters.
VERBS = (
    "chủ trì|chỉ trì|chủ tri|đồng chủ trì|chủ động|phối hợp|thực hiện|tổ chức|tham mưu|xây dựng|triển khai|"
    "chịu trách nhiệm|có trách nhiệm|hướng dẫn|bố trí|"
    "đảm nhiệm|biên soạn|sản xuất|đăng tải|đăng|mở|duy trì|cung cấp|rà soát|theo dõi|tổng hợp|"
    "thẩm định|nâng cấp|vận hành|"
    "lồng ghép|tăng cường|đẩy mạnh|ban hành|in ấn|in|phát hành|thiết lập|lắp đặt|sửa chữa|kiểm tra|"
    "giám sát|bảo đảm|đảm bảo|tuyên truyền|"
    "chỉ đạo|đề xuất|lập|mời|đón|dịch|phát sóng|xuất bản|giới thiệu|quảng bá|phụ trách|chuẩn bị|cử|"
    "dàn dựng|viết|biên tập|"
    "là|làm|được|thường xuyên|tiếp tục|căn cứ|tích cực|kịp thời|trực tiếp|trong|để|nhằm|theo|khi|nếu|"
    "trước|vào|hoàn thành|hằng|hàng|"
    "định kỳ|có|sẽ|phải|đầu mối|đôn đốc|báo cáo|gửi|nghiên cứu|ứng dụng|đưa|xác minh|trả lời|cân đối|"
    "trình|đổi mới|phát huy|"
    "chọn|tuyển chọn|đặt hàng|khai thác|quản trị|cập nhật|công bố|cùng|tùy|từ|giúp|tạo|hỗ trợ|"
    "kết nối|tiếp nhận|bồi dưỡng|tập huấn|"
    "thẩm tra|kêu gọi|vận động|huy động|phổ biến|quán triệt|nắm|xử lý|ký kết|tiếp|dự|lựa chọn|"
    "thu thập|chuyển|nộp|sử dụng|do|với|như|tại"
)
VERB_AT = re.compile(rf"(?:{VERBS})(?!\w)")
# The second syllables of which names of bodies are made: "Sở Thông tin và Truyền thông".
SMALL = frozenset(
    word
    for words in (
        "ban binh biên biển bàn báo bưu bảo bộ cao chi chiến chí chính chức các công cơ cấp cộng cục cửa cựu diện",
        "doanh du dân dịch dục dựng gia giao giáo giới hiệp hoá hoạch huy huyện hành hình hóa hải học hội hữu khoa",
        "khu khác khách khẩu kinh kê kỹ lao liên lãnh lý lưu lịch lữ miền môi mại mặt nghiệp nghệ nghị ngoài ngoại",
        "nguyên ngành nhà nhân niên nông núi nước nội nữ pháp phát phòng phóng phương phường phẩm phố phụ quan",
        "quân quản quốc sinh sạn sở sự thanh thao thiếu thuật thuộc thành thôn thông thư thương thường thể thị",
        "thống thực tin tiến triển trung truyền trên trú trường trưởng trận trực tuyên tuyến tàng tâm tôn tư tạo",
        "tải tế tỉnh tổ tổng tộc tử ven viên viễn viện và vùng văn vận vật vị vụ xã xúc điện đoàn đài đào đóng đơn",
        "đại đảng đảo đầu đặc địa đồng đội động ương ấn ủy",
    )
    for word in words.split()
)
WORD = re.compile(r"[^\s,;.:()]+")
# "Hội Đoàn kết sư sãi yêu nước tỉnh": what ends in "tỉnh" is all name.
LONG_TAIL = re.compile(r"(?:\s[a-zà-ỹđ]+){1,6}?\s(?:tỉnh|huyện|thành phố)(?=[,;.]|\s|$)")
BETWEEN = re.compile(r"\s*(?:,\s*)?")
JOINS = frozenset("-–&")
TAIL = re.compile(rf"\s+(?:(?:tỉnh|thành phố|{UNIT})(?:\s+{PROPER.pattern})?|{PROPER.pattern})")
PLURAL = re.compile(r"(?:[Cc]ác|[Nn]hững|[Mm]ột số|cơ quan|đơn vị|doanh nghiệp|chính quyền)\s")
STANDARD = re.compile(
    r"Báo(?:\s+(?:và|,))\s+(?:Đài\s+)?[Pp]hát thanh(?:,|\s+và|\s*[-–])\s*[Tt]ruyền hình|"
    r"Đài Phát thanh(?:,|\s+và|\s*[-–])\s*[Tt]ruyền hình|Văn phòng Đoàn (?:ĐBQH|"
    r"đại biểu Quốc hội) và (?:HĐND|Hội đồng nhân dân)|"
    r"(?:UBND|Ủy ban nhân dân)\s+(?:các\s+|cấp\s+)?(?:huyện|thị xã|thành phố|xã|phường|thị trấn|đặc khu|quận)"
    r"(?:\s*(?:,|và)\s*(?:các\s+)?(?:huyện|thị xã|thành phố|xã|phường|thị trấn|đặc khu|quận)(?!\s+" + UPPER + "))*"
)
GROUP = re.compile(
    r"(?:[Cc]ác|[Nn]hững|[Mm]ột số)\s+(?:cơ quan|đơn vị|sở|ban|phòng|ngành|đoàn thể|địa phương|"
    r"tổ chức|doanh nghiệp|hội|huyện|xã|trường|đồn|"
    r"Sở|Ban|Hội|Đồn)(?:\s*(?:,|và)\s*(?:các\s+)?(?:cơ quan|đơn vị|sở|ban|phòng|ngành|đoàn thể|"
    r"địa phương|tổ chức|doanh nghiệp|hội|"
    r"UBND các huyện|huyện|thị xã|thành phố|xã|phường)(?!\w))*"
    r"(?:\s+được\s+(?:giao|phân công)(?:\s+(?:chủ trì|nhiệm vụ|thực hiện))*"
    r"(?:\s+tại\s+[\w ]{3,30}?(?=\s+(?:gửi|báo cáo|có|chủ|tổ|căn|xây|thực|triển|chịu)\s))?)?"
)


DEPARTMENT = re.compile(rf"Sở (?:{FIELD.pattern})")  # a whole name: at most the province's own follows


def running_length(text: str, names: Names) -> int:
    """How many characters the name of a body or group takes at the start of running text; 0 where none begins."""
    known = names.at(text)
    if known:
        related = re.match(r"\s+(?:có\s+)?liên quan", text[known:])
        return known + (related.end() if related else 0)
    if not HEAD.match(text):
        return 0
    group = GROUP.match(text)
    if PLURAL.match(text) and not group:
        return 0
    end = _opening(text)
    if DEPARTMENT.fullmatch(text[:end]):
        told = TAIL.match(text, end)
        return told.end() if told else end
    return _grown(text, end, commas=not group)


def _opening(text: str) -> int:
    """What surely belongs to the name: a body that every province has, a department with its field, a group."""
    for pattern in (STANDARD, GROUP):
        if match := pattern.match(text):
            return match.end()
    head = HEAD.match(text)
    end = head.end() if head else 0
    field = FIELD.match(text, end + 1) if text[end : end + 1] == " " else None
    return field.end() if field and not text[field.end() : field.end() + 1].isalnum() else end


def _stops(text: str, start: int, word: str, *, after_comma: bool) -> bool:
    """Whether the name has ended before the word: at a verb, at another name, at a clause."""
    if VERB_AT.match(text, start):
        return True
    if word == "và":
        after = start + len(word) + 1
        return bool(HEAD.match(text, after) or VERB_AT.match(text, after))
    if after_comma:
        return bool(HEAD.match(text, start)) or not (re.match(UPPER, word) or _goes_on(text, start))
    return False


def _grown(text: str, end: int, *, commas: bool) -> int:
    """From there on word by word: capitals, and the small syllables of names; up to a mark or a verb."""
    position = end
    while match := BETWEEN.match(text, position):
        start = match.end()
        word = WORD.match(text, start)
        after_comma = "," in match[0]
        if word is None or (after_comma and not commas) or _stops(text, start, word[0], after_comma=after_comma):
            break
        # "Hội Đoàn kết": the second syllable of a word that began with a capital.
        second = bool(re.match(UPPER, text[:position].rsplit(" ", 1)[-1])) and not after_comma
        if not (second or re.match(UPPER, word[0]) or word[0] in SMALL or word[0] in JOINS):
            break
        position = word.end()
        if word[0] not in JOINS and word[0] not in {"và", "các"}:
            end = position
    tail = LONG_TAIL.match(text, end)
    return tail.end() if tail and not any(VERB_AT.match(text, end + w.start()) for w in WORD.finditer(tail[0])) else end


def _goes_on(text: str, start: int) -> bool:
    """Whether the small words after a comma belong to the name: "thể thao và du lịch", not a new clause."""
    words = text[start:].split(maxsplit=2)
    return len(words) >= 2 and words[0] in SMALL and words[1].rstrip(",;.") in SMALL


def listed(text: str, start: int, names: Names) -> tuple[list[PartyReading], int]:
    """The bodies named one after another in running text from this place on, and where they end."""
    found: list[PartyReading] = []
    position = end = start
    while length := running_length(text[position:], names):
        found.append(names.party(text[position : position + length]))
        end = position + length
        separator = SEPARATOR.match(text, end)
        if separator is None:
            break
        position = separator.end()
    return found, end


def names_at(text: str, start: int, names: Names) -> Sequence[PartyReading]:
    """The bodies named one after another from this place on."""
    return listed(text, start, names)[0]
