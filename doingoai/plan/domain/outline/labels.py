"""What a labelled line, or a labelled piece of one, says: who leads, who helps, when, how much, what comes out."""

import re
from dataclasses import dataclass
from enum import StrEnum

from doingoai.plan.domain.outline.money import unit_of


class Label(StrEnum):
    """What a label is about."""

    CONTENT = "content"
    LEAD = "lead"
    COORDINATE = "coordinate"
    PERFORM = "perform"
    TIME = "time"
    MONEY = "money"
    OUTPUT = "output"
    PLACE = "place"
    NOTE = "note"


@dataclass(frozen=True)
class Field:
    """A label with its value, and where in the text the value starts."""

    label: Label
    value: str
    start: int
    limits: bool = False  # the label tells by when: "Thời hạn: 30/6"


A_BODY = r"(?:đ[ơo]n vị|c[ơo] quan|địa phương|sở|ban|ngành|tổ chức|đ/v|bộ phận|cấp|thành phần|lực lượng|người|nơi)"
BODIES = rf"(?:các\s+)?{A_BODY}(?:(?:,|/|\s+và)\s*{A_BODY})*"
DOES = r"(?:\s+(?:thực hiện|tham mưu|tổ chức|triển khai|chính|nội dung|nhiệm vụ|xây dựng))*"
SCANNED_LEAD = r"ch[ủỉuùúũụ]\s?tr[ìi]"  # "chỉ trì", "chủ tri": slips of scanning
LABELS = (
    (Label.PERFORM, rf"{BODIES}\s+{SCANNED_LEAD}(?:,|/|\s+và|\s*-)\s*phối hợp{DOES}"),
    (
        Label.COORDINATE,
        rf"(?:{BODIES}\s+)?(?:cùng\s+|thực hiện\s+|tham gia\s+|trách nhiệm\s+|phân công\s+)*ph[ốô]i\s?h[ợơ]p{DOES}"
        r"(?:\s+(?:cùng|với))?",
    ),
    (Label.COORDINATE, rf"{BODIES}\s+(?:cùng\s+)?(?:tham gia|hỗ trợ|liên quan){DOES}"),
    (Label.COORDINATE, rf"(?:{BODIES}\s+)?cùng\s+(?:tham gia|thực hiện|triển khai|làm)|tham gia{DOES}|hỗ trợ{DOES}"),
    (
        Label.LEAD,
        rf"(?:{BODIES}\s+)?(?:được giao\s+|thực hiện\s+|giao\s+|trách nhiệm\s+|phân công\s+)?{SCANNED_LEAD}{DOES}",
    ),
    (
        Label.LEAD,
        rf"{BODIES}\s+(?:được giao\s+)?(?:làm\s+|là\s+)?(?:đầu mối|phụ trách|chịu trách nhiệm|"
        rf"thường trực|chính)(?:\s+chính)?{DOES}",
    ),
    (Label.LEAD, rf"(?:làm\s+)?(?:đầu mối|phụ trách|giao|trách nhiệm chính|chịu trách nhiệm(?:\s+chính)?){DOES}"),
    (Label.LEAD, rf"{BODIES}\s+được\s+(?:giao|phân công){DOES}"),
    (
        Label.PERFORM,
        rf"(?:{BODIES}|phân công|tổ chức|trách nhiệm|giao|người)\s+(?:được giao\s+)?(?:thực hiện|"
        rf"triển khai|trách nhiệm)"
        rf"|thực hiện|phân công|trách nhiệm",
    ),
    (
        Label.TIME,
        r"(?:mốc\s+)?th[ờòơ]i\s+gian(?:,\s*tiến độ)?(?:\s+(?:thực hiện|hoàn thành|tổ chức|triển khai|"
        r"dự kiến|tiến hành|và tiến độ))*"
        r"|th[ờòơ]i\s+(?:hạn|điểm)(?:\s+(?:thực hiện|hoàn thành|tổ chức|dự kiến|triển khai))*"
        r"|tiến độ(?:\s+(?:thực hiện|hoàn thành))?|hoàn thành|hạn hoàn thành|lịch thực hiện|lộ trình|hạn"
        r"|tần suất(?:\s+thực hiện)?|định kỳ|khi nào",
    ),
    (
        Label.MONEY,
        r"(?:dự kiến\s+|dự trù\s+|tổng\s+|nhu cầu\s+|khái toán\s+|mức\s+)*(?:kinh|chi) phí(?:\s+(?:thực hiện|dự kiến|"
        r"dự trù|bố trí|tổ chức|đề xuất|đề nghị|phân bổ|được giao|cần thiết))*"
        r"|(?:dự toán|khái toán|dự trù)(?:\s+kinh phí)?|nguồn (?:kinh phí|lực|vốn)(?:\s+thực hiện)?|số tiền|tổng mức"
        r"|ngân sách(?:\s+(?:thực hiện|dự kiến))?",
    ),
    (
        Label.OUTPUT,
        r"(?:dự kiến\s+|yêu cầu\s+(?:về\s+)?)?sản phẩm(?:,?\s+kết quả|/kết quả)?"
        r"(?:\s+(?:dự kiến|đầu ra|hoàn thành|cần đạt|giao nộp|chính|cụ thể|bàn giao))*"
        r"|(?:dự kiến\s+|yêu cầu\s+)?kết quả(?:,\s*sản phẩm|/sản phẩm)?(?:\s+(?:đầu ra|dự kiến|"
        r"cần đạt|đạt được|thực hiện))*"
        r"|chỉ tiêu(?:\s+\w+\s+\w+)?|đầu ra|mục tiêu cần đạt",
    ),
    (Label.PLACE, r"địa điểm(?:\s+(?:thực hiện|tổ chức))?|địa bàn(?:\s+thực hiện)?|đối tượng(?:\s+\w+\s+\w+)?"),
    (Label.NOTE, r"ghi chú"),
    (
        Label.CONTENT,
        r"nội dung(?:\s+(?:thực hiện|chính|cụ thể|công việc|nhiệm vụ|hoạt động))*|hình thức(?:\s+\w+\s+\w+)?",
    ),
)
# A label that says by when, not when: a bare day after it is the last.
LIMITS = re.compile(r"mốc|thời\s+hạn|hạn|hoàn thành|.*hoàn thành", re.I)
# What ends a list of bodies without a label of its own: "Thực hiện từ tháng 3 …; kinh phí 200 triệu đồng".
LOOSE = re.compile(
    r"[.;,]\s+(?:(?P<time>(?:thực hiện|hoàn thành|tổ chức|thời gian|triển khai)\s+(?=(?:từ|trong|"
    r"trước|vào|hằng|hàng|thường xuyên|mỗi|"
    r"\d+ tháng|quý|tháng|năm|cả năm|định kỳ|xong|chậm nhất)))|(?P<money>kinh phí\s+(?=[^:\d]{0,30}\d)))",
    re.I,
)
ALL = "|".join(f"(?P<l{index}>{pattern})" for index, (_, pattern) in enumerate(LABELS))
COLON = r"\s{0,3}[:：]\s{0,9}"
BRACKET = r"(?:\s{0,2}\([^():]{1,30}\))?"  # "Kinh phí (triệu đồng):"
OPENS = re.compile(rf"(?:{ALL}){BRACKET}{COLON}", re.I)
# Within a line a label opens a piece after a mark that ends the one before it, or by its own capital.
WITHIN = re.compile(
    rf"(?:(?<=[.;,(\[–—]\s)|(?<=[.;(\[])|(?<=\s[-+*]\s)|(?<=\s)(?=[A-ZĐ]))(?:{ALL}){BRACKET}{COLON}", re.I
)
CAPITAL = re.compile(r"[A-ZĐ]")
BARE_SUM = re.compile(r"[\d.,]+")
CLOSES = " .;,([–—-"


WHEN = re.compile(r"(?:quý|tháng|từ|trước|trong|vào|hằng|hàng|mỗi|cả năm|thường xuyên|định kỳ|\d)(?!\w)", re.I)


def _label(match: re.Match[str]) -> Label:
    found = next(label for index, (label, _) in enumerate(LABELS) if match[f"l{index}"] is not None)
    is_when = found is Label.PERFORM and WHEN.match(match.string, match.end())  # "Thực hiện: Quý II"
    return Label.TIME if is_when else found


def _value(match: re.Match[str], value: str) -> str:
    """The value; a bare number of money with the unit that its label tells: "Kinh phí (triệu đồng): 150"."""
    unit = match[0].partition("(")[2].partition(")")[0] if _label(match) is Label.MONEY else ""
    return f"{value} {unit}" if unit_of(unit) and BARE_SUM.fullmatch(value.strip(" .;")) else value


def field_of(text: str) -> Field | None:
    """The field that the text as a whole is, or None where it does not begin with a label."""
    match = OPENS.match(text)
    return (
        Field(_label(match), _value(match, text[match.end() :].strip()), match.end(), _limits(match)) if match else None
    )


def _limits(match: re.Match[str]) -> bool:
    return _label(match) is Label.TIME and bool(LIMITS.match(match[0]))


def fields_of(text: str) -> tuple[str, list[Field]]:
    """What stands before the first label, and every labelled piece after it in order."""
    opened = OPENS.match(text)
    matches = [opened] if opened else []
    after = opened.end() if opened else 0
    matches += [m for m in WITHIN.finditer(text, after) if _opens_a_piece(text, m)]
    if not matches:
        return text, []
    before = text[: matches[0].start()]
    inside = before.rstrip().endswith(("(", "["))
    fields: list[Field] = []
    for index, match in enumerate(matches):
        last = index == len(matches) - 1
        end = len(text) if last else matches[index + 1].start()
        value = text[match.end() : end].strip()
        if last and inside:
            value = _without_bracket(value)
        value = value.rstrip(CLOSES if not last else " ;,").strip()
        fields += _loosened(Field(_label(match), _value(match, value), match.end(), _limits(match)))
    return before.rstrip(CLOSES), fields


MAY_RUN_ON = frozenset({Label.LEAD, Label.PERFORM, Label.COORDINATE, Label.TIME})


def _loosened(field: Field) -> list[Field]:
    """A list of bodies with the time and money that follow it without labels, each on its own."""
    cuts = list(LOOSE.finditer(field.value)) if field.label in MAY_RUN_ON else []
    if not cuts:
        return [field]
    found = [Field(field.label, field.value[: cuts[0].start()].strip(), field.start)]
    for index, cut in enumerate(cuts):
        end = cuts[index + 1].start() if index + 1 < len(cuts) else len(field.value)
        label = Label.TIME if cut["time"] else Label.MONEY
        found.append(Field(label, field.value[cut.start() + 1 : end].strip(" .;,"), field.start + cut.start()))
    return found


def _opens_a_piece(text: str, match: re.Match[str]) -> bool:
    """A label in the middle opens a piece where a mark precedes it, or where it is written with a capital."""
    return bool(CAPITAL.match(match[0])) or text[: match.start()].rstrip().endswith(tuple(".;,([–—-+*"))


def _without_bracket(value: str) -> str:
    """The value without the bracket that closes the whole group of labels."""
    value = value.rstrip(" .;")
    return (
        value[:-1]
        if value.endswith((")", "]")) and value.count("(") + value.count("[") < value.count(")") + value.count("]")
        else value
    )
