"""Small plans laid out as offices do, for the tests of how they are read."""

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import Document, Paragraph, Table
from doingoai.documents.read import read
from doingoai.plan.domain.outline import read_plan

HEAD = (
    "Số: 12/KH-UBND", "Tỉnh Thử, ngày 10 tháng 01 năm 2023", "KẾ HOẠCH", "Thông tin đối ngoại tỉnh Thử năm 2023",
    "Thực hiện Nghị quyết số 47/NQ-CP ngày 15/4/2022, UBND tỉnh ban hành Kế hoạch như sau:", "I. NHIỆM VỤ",
)  # fmt: skip
COLUMNS = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian và sản phẩm")


def plan(*blocks):
    told = [*HEAD, *blocks]
    made = [
        Paragraph(line, block) if isinstance(block, str) else Table(line, block)
        for line, block in enumerate(told, start=1)
    ]
    return read_plan(Document("plan.docx", "docx", tuple(made)), Directory())


# Enough broken lines to tell how wide the paper is set.
PURPOSE = """I. MỤC ĐÍCH
Giới thiệu rộng rãi hình ảnh, con người, tiềm năng, thế mạnh của tỉnh với
bạn bè quốc tế và người Việt Nam ở nước ngoài; cung cấp thông tin kịp thời
về chủ trương của Đảng, chính sách của Nhà nước tới nhân dân khu vực biên
giới; đấu tranh, phản bác thông tin sai trái, xuyên tạc về tình hình của
tỉnh; tăng cường phối hợp giữa các cơ quan, đơn vị, địa phương trong tỉnh
và với các cơ quan báo chí trong nước, ngoài nước hoạt động trên địa bàn,
thông tin để nhân dân các nước hiểu đúng về lịch sử, văn hóa, con người và
thành tựu phát triển của địa phương, qua đó thu hút đầu tư, du lịch và mở
rộng hợp tác quốc tế theo đường lối đối ngoại của Đảng và Nhà nước ta.
II. NHIỆM VỤ
"""


def broken(lines):
    """The plan of a text whose lines were broken at the edge of the paper."""
    text = "\n".join([*HEAD[:-1], PURPOSE + lines])
    return read_plan(read("plan.txt", text.encode()), Directory())


def names(parties):
    return [party.name for party in parties]
