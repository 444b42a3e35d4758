"""The letters of money in the form of Decree 30: an estimate submitted, appraised, approved; the table as an annex."""

from dataclasses import dataclass, replace

from doingoai.documents.domain.form import Annex, Article, Block, Cells, Decided, Form, Grid, Para
from doingoai.plan.domain.money.states import Route
from doingoai.plan.domain.paper import SAMPLE, Boxes
from doingoai.text import money_in_words, number

SOURCES = {
    Route.APPRAISED: "lập dự toán mới",
    Route.ALLOTTED: "sử dụng trong kinh phí đã được giao",
    Route.OWN: "cân đối từ ngân sách của đơn vị",
}


@dataclass(frozen=True)
class PaperLine:
    """A line of the estimate as the papers show it."""

    task: str
    item: str
    unit: str
    quantity: str
    unit_price: int
    amount: int
    agreed: int | None
    reason: str
    source: str


@dataclass(frozen=True)
class EstimatePaper:
    """An estimate as its papers tell it: whose, for which plan, by which route; who appraises, who decides."""

    agency: str
    year: int
    plan: str
    route: Route
    lines: tuple[PaperLine, ...]
    finance: str
    leadership: str
    submitted: str = ""
    is_sample: bool = False

    @property
    def asked(self) -> int:
        """What is asked for."""
        return sum(line.amount for line in self.lines)

    @property
    def agreed(self) -> int:
        """What finance agreed to."""
        return sum(line.agreed or 0 for line in self.lines)


def submission_form(paper: EstimatePaper, boxes: Boxes) -> Form:
    """The agency's official letter that asks for the appraisal of its estimate, or tells of it."""
    verb = "thẩm định" if paper.route is Route.APPRAISED else "ghi nhận"
    what = f"dự toán kinh phí thực hiện {_lower(paper.plan)}"
    blocks: list[Block] = [
        *_sample(paper),
        Para(f"Thực hiện {paper.plan}, {paper.agency} lập dự toán kinh phí thực hiện các nhiệm vụ được giao, như sau:"),
        Para(f"1. Tổng kinh phí đề nghị: {number(paper.asked)} đồng (bằng chữ: {money_in_words(paper.asked)})."),
        Para(f"2. Cách cấp kinh phí: {SOURCES[paper.route]}. Nguồn: {_by_source(paper, asked=True)}."),
        Para("3. Chi tiết từng nội dung: tại Phụ lục kèm theo."),
        Para(f"{paper.agency} đề nghị {paper.finance} {verb}, trình {paper.leadership} xem xét, quyết định."),
    ]
    if paper.route is not Route.APPRAISED:
        blocks[-1] = Para(f"{paper.agency} báo cáo để {paper.finance} {verb}.")
    form = _form("", f"đề nghị {verb} {what}", tuple(blocks), boxes)
    return replace(
        form,
        addressees=(paper.finance,),
        annexes=(Annex(f"Dự toán kinh phí của {paper.agency} năm {paper.year}", (_asked_table(paper),), True),),
    )


def appraisal_form(paper: EstimatePaper, boxes: Boxes) -> Form:
    """The report of the finance body to the leadership on what it agrees to, line by line."""
    less = paper.asked - paper.agreed
    told = f"giảm {number(less)} đồng so với đề nghị" if less else "bằng số đề nghị"
    blocks: list[Block] = [
        *_sample(paper),
        Para(f"{paper.finance} nhận được dự toán của {paper.agency}{paper.submitted}. Kết quả thẩm định như sau:"),
        Para(f"1. Số đề nghị: {number(paper.asked)} đồng."),
        Para(
            f"2. Số thẩm định: {number(paper.agreed)} đồng (bằng chữ: {money_in_words(paper.agreed)}), {told}. "
            "Chi tiết và lý do từng nội dung tại Phụ lục kèm theo."
        ),
        Para(f"3. Nguồn kinh phí: {_by_source(paper)}."),
        Para(f"{paper.finance} trình {paper.leadership} xem xét, quyết định."),
    ]
    subject = f"Kết quả thẩm định dự toán kinh phí của {paper.agency} thực hiện {_lower(paper.plan)}"
    form = _form("BÁO CÁO", subject, tuple(blocks), boxes)
    return replace(
        form,
        addressees=(paper.leadership,),
        legal_bases=_bases(paper, boxes),
        annexes=(Annex(f"Kết quả thẩm định dự toán của {paper.agency}", (_appraised_table(paper),), True),),
    )


def approval_form(paper: EstimatePaper, boxes: Boxes) -> Form:
    """The draft of the leadership's decision that approves the sums finance agreed to."""
    blocks: list[Block] = [
        *_sample(paper),
        Decided(),
        Article(
            f"Phê duyệt dự toán kinh phí của {paper.agency} thực hiện {_lower(paper.plan)}: "
            f"{number(paper.agreed)} đồng (bằng chữ: {money_in_words(paper.agreed)}). "
            "Chi tiết tại Phụ lục kèm theo Quyết định này."
        ),
        Article(f"Nguồn kinh phí: {_by_source(paper)}."),
        Article(
            f"{paper.agency} sử dụng kinh phí đúng mục đích, tiết kiệm, hiệu quả, thanh toán, quyết toán theo "
            f"quy định; {paper.finance} theo dõi, hướng dẫn."
        ),
        Article(
            f"Thủ trưởng {paper.finance}, {paper.agency} và các cơ quan, đơn vị liên quan chịu trách nhiệm thi "
            "hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
        ),
    ]
    subject = f"Về việc phê duyệt dự toán kinh phí của {paper.agency} thực hiện {_lower(paper.plan)}"
    form = _form("QUYẾT ĐỊNH", subject, tuple(blocks), boxes)
    return replace(
        form,
        decides=paper.leadership.upper(),
        legal_bases=(*_bases(paper, boxes), f"Xét đề nghị của {paper.finance}"),
        recipients=("Như Điều 4", paper.finance, paper.agency),
        annexes=(Annex(f"Dự toán được duyệt của {paper.agency}", (_approved_table(paper),), True),),
    )


def _form(type_name: str, subject: str, blocks: tuple[Block, ...], boxes: Boxes) -> Form:
    return Form(
        type_name=type_name,
        subject=subject,
        parent_body=boxes.parent_body,
        issuing_body=boxes.issuing_body,
        code=boxes.code,
        place=boxes.place,
        blocks=blocks,
        number=boxes.number,
        day=boxes.day,
        signer_authority=boxes.signer_authority,
        signer_title=boxes.signer_title,
        signer_name=boxes.signer_name,
        recipients=boxes.recipients,
        keep=boxes.keep,
    )


def _sample(paper: EstimatePaper) -> list[Block]:
    return [Para(SAMPLE, italic=True)] if paper.is_sample else []


def _bases(paper: EstimatePaper, boxes: Boxes) -> tuple[str, ...]:
    return (*boxes.legal_bases, f"Căn cứ {paper.plan}")


def _lower(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _by_source(paper: EstimatePaper, *, asked: bool = False) -> str:
    """What comes out of each source: of what was asked for, or of what finance agreed to."""
    sums: dict[str, int] = {}
    for line in paper.lines:
        sums[line.source] = sums.get(line.source, 0) + (line.amount if asked else line.agreed or 0)
    return "; ".join(f"{name} {number(amount)} đồng" for name, amount in sums.items())


def _asked_table(paper: EstimatePaper) -> Grid:
    head = ("STT", "Nhiệm vụ", "Nội dung", "Đơn vị tính", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)", "Nguồn")
    rows = [_asked(place, line) for place, line in enumerate(paper.lines, start=1)]
    last = Cells(("", "", "Cộng", "", "", "", number(paper.asked), ""), "sum")
    widths = (0.8, 1.3, 4.2, 1.3, 1.2, 2, 2.2, 3)
    return Grid(widths, (False, False, False, False, True, True, True, False), head, (*rows, last))


def _asked(place: int, line: PaperLine) -> Cells:
    sums = (number(line.unit_price), number(line.amount))
    return Cells((str(place), line.task, line.item, line.unit, line.quantity, *sums, line.source))


def _appraised_table(paper: EstimatePaper) -> Grid:
    head = ("STT", "Nhiệm vụ", "Nội dung", "Số đề nghị (đồng)", "Số thẩm định (đồng)", "Tăng, giảm", "Lý do")
    rows = [_appraised(place, line) for place, line in enumerate(paper.lines, start=1)]
    change = paper.agreed - paper.asked
    last = Cells(("", "", "Cộng", number(paper.asked), number(paper.agreed), number(change), ""), "sum")
    widths = (0.8, 1.3, 4.2, 2.2, 2.2, 2, 3.4)
    return Grid(widths, (False, False, False, True, True, True, False), head, (*rows, last))


def _appraised(place: int, line: PaperLine) -> Cells:
    agreed = line.agreed or 0
    sums = (number(line.amount), number(agreed), number(agreed - line.amount))
    return Cells((str(place), line.task, line.item, *sums, line.reason))


def _approved_table(paper: EstimatePaper) -> Grid:
    head = ("STT", "Nhiệm vụ", "Nội dung", "Đơn vị tính", "Số lượng", "Kinh phí (đồng)", "Nguồn")
    rows = [
        Cells((str(place), line.task, line.item, line.unit, line.quantity, number(line.agreed or 0), line.source))
        for place, line in enumerate(paper.lines, start=1)
    ]
    last = Cells(("", "", "Cộng", "", "", number(paper.agreed), ""), "sum")
    widths = (0.8, 1.3, 5, 1.4, 1.4, 2.4, 3.4)
    return Grid(widths, (False, False, False, False, True, True, False), head, (*rows, last))
