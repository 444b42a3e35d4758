"""Letters to agencies as papers: what to report or to comment on, of which days, by when, how to send it."""

from dataclasses import dataclass
from datetime import date

from doingoai.dates import office
from doingoai.documents.domain.form import Annex, Block, Cells, Form, Grid, Heading, Para
from doingoai.plan.domain.figures import FigureLine
from doingoai.plan.domain.paper import Boxes
from doingoai.plan.domain.titles import brief
from doingoai.text import number


@dataclass(frozen=True)
class Asking:
    """What an agency is asked for: its lines with what the system has already, and what the plan tells it to do."""

    agency: str
    period: str
    starts_on: date
    data_close: date
    ends_on: date
    due_on: date
    plan: str
    lines: tuple[FigureLine, ...]
    duties: tuple[str, ...]
    asker: str
    house: str
    telephone: str
    address: str = ""


def subject_of(period: str) -> str:
    """What the letter is about."""
    return f"báo cáo kết quả công tác thông tin đối ngoại {period}"


def kept_by(keep: str, code: str) -> str:
    """The filing line with the unit that drafted the letter, which its code names last: "Lưu: VT, TTĐN"."""
    unit = code.rpartition("-")[2] if "-" in code else ""
    plain = keep.rstrip(" .;") or "Lưu: VT"
    return plain if not unit or "," in plain else f"{plain}, {unit}"


def letter_form(asking: Asking, boxes: Boxes) -> Form:
    """The letter with its outline, the agency's table as its annex."""
    blocks: list[Block] = [
        Para(
            f"Thực hiện {asking.plan}, {asking.asker} đề nghị {asking.agency} "
            f"{subject_of(asking.period)} theo đề cương sau:"
        ),
        Heading(2, "Nội dung báo cáo"),
        *_content(asking),
        Heading(2, "Số liệu"),
        Para(_days(asking)),
        Heading(2, "Thời hạn và cách gửi"),
        *_ways(asking),
    ]
    annexes = (Annex(f"Số liệu của {asking.agency}", (_table(asking),)),) if asking.lines else ()
    return Form(
        type_name="",
        subject=subject_of(asking.period),
        parent_body=boxes.parent_body,
        issuing_body=boxes.issuing_body,
        code=boxes.code,
        place=boxes.place,
        blocks=tuple(blocks),
        number=boxes.number,
        day=boxes.day,
        addressees=(asking.agency,),
        signer_title=boxes.signer_title,
        signer_name=boxes.signer_name,
        recipients=("Như trên",),
        keep=boxes.keep,
        annexes=annexes,
    )


def _content(asking: Asking) -> list[Block]:
    tasks = {line.task: brief(line.title) for line in asking.lines}
    told: list[Block] = []
    if tasks:
        what = "Kết quả thực hiện từng nhiệm vụ: việc đã làm, số lượng, ngày, nơi, kết quả (Phụ lục)"
        told += [Heading(3, what), *(Para(f"- {task} {title}") for task, title in tasks.items())]
    if asking.duties:
        told += [Heading(3, "Kết quả các việc được phân công"), *(Para(f"- {duty}") for duty in asking.duties)]
    told += [Heading(3, "Khó khăn, vướng mắc và nguyên nhân"), Heading(3, "Đề xuất, kiến nghị")]
    return told


def _days(asking: Asking) -> str:
    words = f"Tính từ ngày {office(asking.starts_on)} đến hết ngày {office(asking.data_close)}"
    if asking.ends_on > asking.data_close:
        words += f"; ước thực hiện đến hết ngày {office(asking.ends_on)}"
    if not asking.lines:
        return f"{words}."
    return f"{words}. Cột “Đã ghi” trong Phụ lục là số hệ thống đã có; cơ quan kiểm lại và ghi phần còn thiếu."


def _ways(asking: Asking) -> list[Block]:
    ways = [f"Gửi trước khi hết ngày {office(asking.due_on)}, bằng một trong các cách sau:"]
    ways.append(f"- Có tài khoản: ghi và ký nộp tại {asking.house}")
    if asking.address:
        ways.append(f"- Không có tài khoản: mở đường liên kết dành riêng cho cơ quan {asking.address}")
    ways.append("- Bản ký có số, ngày: nộp tại cùng địa chỉ, hoặc gửi qua hệ thống quản lý văn bản.")
    ways.append("Không ghi nội dung, không gửi tài liệu thuộc bí mật nhà nước qua hệ thống này.")
    ways.append(f"Cần trao đổi, gọi số {asking.telephone}.")
    return [Para(way) for way in ways]


def _table(asking: Asking) -> Grid:
    rows = tuple(_row(line) for line in asking.lines)
    head = ("Số", "Nhiệm vụ", "Chỉ tiêu (đơn vị)", "Đã ghi", "Cơ quan báo cáo")
    return Grid((1.2, 4.4, 3, 1.2, 1.6), (False, False, False, True, True), head, rows)


def _row(line: FigureLine) -> Cells:
    recorded = number(line.total) if line.total else ""
    return Cells((line.task, brief(line.title), f"{line.measure_name} ({line.unit})", recorded, ""))


@dataclass(frozen=True)
class AskedPart:
    """A part that an agency is asked about; `changes` are (field, as it is, as it becomes) of an amendment."""

    number: str
    title: str
    role: str
    time: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Commenting:
    """What an agency is asked to comment on: its parts of a draft or an amendment, until which day, in which ways."""

    agency: str
    year: int
    title: str
    amends: bool
    until: date
    parts: tuple[AskedPart, ...]
    asker: str
    house: str
    telephone: str

    @property
    def subject(self) -> str:
        """What the letter is about."""
        return f"góp ý {'bản điều chỉnh' if self.amends else 'dự thảo'} kế hoạch năm {self.year}"


def comment_form(asking: Commenting, boxes: Boxes) -> Form:
    """The letter that asks for comments, the agency's parts as its annex."""
    what = "bản điều chỉnh" if asking.amends else "dự thảo"
    title = f"Kế hoạch {asking.title[:1].lower()}{asking.title[1:]}"
    blocks: list[Block] = [
        Para(
            f"{asking.asker} đang soạn {what} {title}. {asking.asker} đề nghị {asking.agency} góp ý các phần có tên "
            f"cơ quan nêu tại Phụ lục, như sau:"
        ),
        Heading(2, "Nội dung góp ý"),
        Para("- Nội dung công việc; vai trò chủ trì hay phối hợp của cơ quan."),
        Para("- Thời gian, kinh phí, sản phẩm."),
        Para("- Nội dung đề nghị thêm hoặc bỏ, kèm lý do. Phần nào đồng ý thì ghi “Đồng ý”."),
        Heading(2, "Thời hạn và cách gửi"),
        Para(f"Gửi trước khi hết ngày {office(asking.until)}, bằng một trong các cách sau:"),
        Para(f"- Có tài khoản: góp ý từng phần tại {asking.house}"),
        Para("- Bằng văn bản: gửi qua hệ thống quản lý văn bản."),
        Para("Không ghi nội dung, không gửi tài liệu thuộc bí mật nhà nước qua hệ thống này."),
        Para(f"Cần trao đổi, gọi số {asking.telephone}."),
    ]
    return Form(
        type_name="",
        subject=asking.subject,
        parent_body=boxes.parent_body,
        issuing_body=boxes.issuing_body,
        code=boxes.code,
        place=boxes.place,
        blocks=tuple(blocks),
        number=boxes.number,
        day=boxes.day,
        addressees=(asking.agency,),
        signer_title=boxes.signer_title,
        signer_name=boxes.signer_name,
        recipients=("Như trên",),
        keep=boxes.keep,
        annexes=(Annex(f"Các phần của {asking.agency}", (_asked_parts(asking),)),) if asking.parts else (),
    )


def _asked_parts(asking: Commenting) -> Grid:
    if asking.amends:
        head = ("Số", "Chỗ điều chỉnh", "Hiện nay", "Điều chỉnh thành", "Ý kiến")
        changed = tuple(
            Cells((part.number, f"{brief(part.title)}: {name}", before, after, ""))
            for part in asking.parts
            for name, before, after in part.changes
        )
        return Grid((1.2, 2.6, 3, 3, 1.8), (False,) * 5, head, changed)
    head = ("Số", "Nội dung", "Vai trò", "Thời gian", "Ý kiến")
    rows = tuple(Cells((part.number, part.title, part.role, part.time, "")) for part in asking.parts)
    return Grid((1.2, 4.4, 1.6, 2, 2.4), (False,) * 5, head, rows)
