"""Small cases of how offices lay a plan out, each with what a reader sees in it."""

import pytest

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import Document, Paragraph, Table
from doingoai.documents.read import read
from doingoai.plan.domain.outline import read_plan
from doingoai.plan.domain.outline.names import Names

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


@pytest.mark.parametrize(
    "printed",
    [
        "Sở Ngoại vụ | Công an tỉnh",
        "Hiệp hội Du lịch tỉnh | Ủy ban nhân dân thành phố Hạ Long",
        "Ban Quản lý Vịnh Hạ Long | Ban Quản lý Di tích Yên Tử",
        "Ủy ban nhân dân huyện Bình Liêu | Ủy ban nhân dân huyện Hải Hà | Trạm Biên phòng Hoành Mô",
    ],
)
def test_bodies_printed_one_under_the_other_without_a_mark_are_several(printed):
    assert names(Names(Directory()).split(printed.replace(" | ", " "))) == printed.split(" | ")


@pytest.mark.parametrize(
    "printed",
    [
        "Văn phòng Ủy ban nhân dân tỉnh", "Đảng ủy Công an tỉnh", "Ban Quản lý Khu kinh tế tỉnh",
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Thanh tra Sở Tài chính", "Ủy ban nhân dân thành phố Hội An",
        "Trung tâm Văn hóa huyện Đầm Hà", "Ủy ban nhân dân huyện Vân Đồn",
    ],
)  # fmt: skip
def test_a_body_whose_name_holds_that_of_another_is_one(printed):
    assert names(Names(Directory()).split(printed)) == [printed]


@pytest.mark.parametrize(
    ("cell", "start", "end", "before", "output"),
    [
        ("Quý II 02 phóng sự", "2023-04-01", "2023-06-30", None, "02 phóng sự"),
        ("Tháng 3 - tháng 12 Chuyên trang tiếng Anh", "2023-03-01", "2023-12-31", None, "Chuyên trang tiếng Anh"),
        ("Từ 20/10 đến 26/10 01 hội chợ, 80 gian hàng", "2023-10-20", "2023-10-26", None, "01 hội chợ, 80 gian hàng"),
        ("Trước 15/8 Biên bản ghi nhớ", None, None, "2023-08-15", "Biên bản ghi nhớ"),
        ("Quý III - Quý IV", "2023-07-01", "2023-12-31", None, None),
    ],
)
def test_a_cell_that_holds_time_and_product_in_one_line_gives_both(cell, start, end, before, output):
    row = ("1", "Giới thiệu tỉnh", "Sở Ngoại vụ", "Công an tỉnh", cell)
    (task,) = plan((COLUMNS, row)).tasks
    days = tuple(day and day.isoformat() for day in (task.time.starts_on, task.time.ends_on, task.time.before))
    assert (days, task.output) == ((start, end, before), output)


def test_a_task_about_resources_is_a_task_and_no_part_on_money():
    asked = "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh chủ trì, phối hợp với Sở Ngoại vụ gặp mặt kiều bào."
    (task,) = plan("1. Vận động nguồn lực của kiều bào", asked, "II. BẢO ĐẢM NGUỒN LỰC", "Ngân sách tỉnh.").tasks
    assert (task.title, names(task.lead)) == (
        "Vận động nguồn lực của kiều bào", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]
    )  # fmt: skip


def test_a_sentence_that_gives_work_stands_alone_under_a_heading_as_wide_as_the_page():
    (task,) = broken("""1. Đón phóng viên Lào, Thái Lan khảo sát Hành lang kinh tế Đông - Tây
Giao Sở Ngoại vụ chủ trì, phối hợp với Công an tỉnh, Trung tâm Xúc tiến
Đầu tư, Thương mại và Du lịch tỉnh đón 02 đoàn phóng viên thực hiện 06
tháng/lần; kinh phí 110 triệu đồng.
""").tasks
    assert task.title == "Đón phóng viên Lào, Thái Lan khảo sát Hành lang kinh tế Đông - Tây"
    assert (names(task.coordinate), task.time.recurrence.value, task.budget) == (
        ["Công an tỉnh", "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh"], "half-yearly", 110_000_000
    )  # fmt: skip


def test_a_quarter_broken_before_its_numeral_opens_no_heading():
    (task,) = broken("""1. Sản xuất phim ngắn có phụ đề tiếng Anh
Chủ trì: Đài Phát thanh và Truyền hình; phối hợp: Sở Du lịch; thời gian: quý
II/2023; kinh phí: 480 triệu đồng; sản phẩm: 01 phim.
""").tasks
    assert (task.time.ends_on.isoformat(), task.budget, task.output) == ("2023-06-30", 480_000_000, "01 phim.")
