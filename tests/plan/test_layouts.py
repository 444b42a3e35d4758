"""Small cases of how offices lay a plan out, each with what a reader sees in it."""

import pytest

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import Document, Paragraph, Table
from doingoai.documents.read import read
from doingoai.plan.domain.outline import read_plan
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.parties import parties_of
from doingoai.plan.domain.outline.times import time_of

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


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        ("Sở Ngoại vụ, Thông tin và Truyền thông, Công Thương", 3),
        ("Các Sở: Tài chính; Kế hoạch và Đầu tư; Công Thương", 3),
        ("Sở Du lịch - Sở Ngoại vụ", 2),
        ("1. Sở Y tế 2. Sở Ngoại vụ", 2),
        ("Sở Y tế/Sở Ngoại vụ/Công an tỉnh", 3),
        ("Sở Văn hóa, Thể thao và Du lịch", 1),
        ("Hội Hữu nghị Việt Nam - Trung Quốc tỉnh", 1),
    ],
)
def test_bodies_are_told_apart_however_their_list_is_marked(printed, bodies):
    found = parties_of(printed, Names(Directory()))
    assert len(found) == bodies
    assert all(name.startswith(("Sở ", "Công an", "Hội")) for name in names(found))


@pytest.mark.parametrize(
    ("words", "start", "end", "before", "rhythm"),
    [
        ("T3-T5", "2023-03-01", "2023-05-31", None, None),
        ("Từ tháng 01 - 12/2023", "2023-01-01", "2023-12-31", None, None),
        ("tháng Tám", "2023-08-01", "2023-08-31", None, None),
        ("Quí ba", "2023-07-01", "2023-09-30", None, None),
        ("quý 1+2", "2023-01-01", "2023-06-30", None, None),
        ("Tuần 2 tháng 5", "2023-05-01", "2023-05-31", None, None),
        ("Cả năm (ưu tiên quý II)", "2023-01-01", "2023-12-31", None, None),
        ("Thực hiện từ tháng 2, hoàn thành trước 30/10", "2023-02-01", None, "2023-10-30", None),
        ("trước 17 giờ ngày 20/11/2023", None, None, "2023-11-20", None),
        ("6 tháng 1 lần", None, None, None, "half-yearly"),
        ("mỗi năm 02 lần", None, None, None, "half-yearly"),
        ("04 kỳ/năm", None, None, None, "quarterly"),
        ("mỗi tháng 1 số", None, None, None, "monthly"),
    ],
)
def test_times_are_read_in_every_way_that_offices_write_them(words, start, end, before, rhythm):
    told = time_of(words, 2023)
    days = [day and day.isoformat() for day in (told.starts_on, told.ends_on, told.before)]
    assert (*days, told.recurrence and told.recurrence.value) == (start, end, before, rhythm)


LABELS = (
    ("Cơ quan chủ trì thực hiện", "Cơ quan phối hợp thực hiện", "Thời hạn hoàn thành", "Nguồn kinh phí", "Đầu ra"),
    ("Trách nhiệm chủ trì", "Trách nhiệm phối hợp", "Mốc thời gian", "Kinh phí (dự kiến)", "Yêu cầu sản phẩm"),
    ("Cấp chủ trì", "Phối hợp cùng", "Thực hiện", "Ngân sách", "Sản phẩm bàn giao"),
    ("Bộ phận chủ trì", "Thành phần phối hợp", "Lộ trình", "Kinh phí đề xuất", "Kết quả cần đạt"),
    ("Người/đơn vị chủ trì", "Đơn vị cùng phối hợp", "Khi nào", "Chi phí dự kiến", "Sản phẩm/kết quả"),
)


@pytest.mark.parametrize("labels", LABELS)
def test_labels_say_what_they_say_in_whatever_words(labels):
    values = ("Sở Ngoại vụ.", "Công an tỉnh, Sở Tài chính.", "Quý II/2023.", "50 triệu đồng.", "02 cuộc họp báo.")
    lines = [f"- {label}: {value}" for label, value in zip(labels, values, strict=True)]
    (task,) = plan("1. Tổ chức họp báo quốc tế", *lines).tasks
    assert (names(task.lead), names(task.coordinate)) == (["Sở Ngoại vụ"], ["Công an tỉnh", "Sở Tài chính"])
    assert (task.time.ends_on.isoformat(), task.budget, task.output) == ("2023-06-30", 50_000_000, "02 cuộc họp báo.")


def test_a_bare_sum_counts_what_its_label_says():
    lines = ("- Chủ trì: Sở Ngoại vụ", "- Kinh phí (triệu đồng): 1.250,5")
    (task,) = plan("1. Tổ chức họp báo quốc tế", *lines).tasks
    assert task.budget == 1_250_500_000


@pytest.mark.parametrize("title", ["Tổ chức Tuần lễ văn hóa tại Lào", "Tổng kết 5 năm thực hiện Quy chế"])
def test_a_task_that_begins_as_other_parts_do_is_a_task(title):
    given = "Giao Sở Ngoại vụ chủ trì, phối hợp với Công an tỉnh thực hiện trong quý II/2023."
    read = plan(f"1. {title}", given, "II. TỔ CHỨC THỰC HIỆN", "1. Sở Tài chính bố trí kinh phí.")
    assert [task.title for task in read.tasks] == [title]
    assert [names(one.parties) for one in read.assignments] == [["Sở Tài chính"]]


def test_rows_led_by_the_police_and_rows_that_sum_up_work_are_no_sums():
    rows = (
        ("Nội dung", "Chủ trì", "Phối hợp", "Thời gian"),
        ("Tổng hợp dư luận báo chí nước ngoài", "Công an tỉnh", "Sở Ngoại vụ", "Hằng tháng"),
        ("Cộng tác viên tiếng Lào", "Công an tỉnh", "", "Quý II"),
        ("Tổng cộng", "", "", ""),
    )
    assert [task.title for task in plan(rows).tasks] == [rows[1][0], rows[2][0]]


STACKED = """TT
Nội dung
Chủ trì
Phối hợp
Thời gian
Kinh phí
(triệu đồng)
I
Thông tin, tuyên truyền
1
Sản xuất phóng sự tiếng Anh
Đài Phát thanh và Truyền hình tỉnh
Sở Ngoại vụ
Quý II
150
2
Họp báo thường kỳ
Sở Ngoại vụ
Hằng quý
Lồng ghép
Cộng
150
II
Hợp tác
1
Hội đàm về thông tin biên giới
Bộ Chỉ huy Bộ đội Biên phòng tỉnh
Công an tỉnh
Trước 15/8
320,5
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính bố trí kinh phí.
"""


def test_a_table_copied_a_cell_a_line_is_read_as_a_table():
    read = plan(*STACKED.splitlines())
    first, second, third = read.tasks
    assert (names(first.lead), names(first.coordinate), first.budget) == (
        ["Đài Phát thanh và Truyền hình tỉnh"], ["Sở Ngoại vụ"], 150_000_000
    )  # fmt: skip
    assert (names(second.lead), second.coordinate, second.budget) == (["Sở Ngoại vụ"], (), None)
    assert (third.time.before.isoformat(), third.budget) == ("2023-08-15", 320_500_000)
    assert [names(one.parties) for one in read.assignments] == [["Sở Tài chính"]]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "1. Đón đoàn báo chí (Sở Ngoại vụ chủ trì, phối hợp Công an tỉnh; quý II; 120 triệu đồng)",
            "Đón đoàn báo chí",
        ),
        (
            "1. Mở cổng tiếng Anh: Sở Ngoại vụ chủ trì, Công an tỉnh phối hợp, xong trong quý II; 120 triệu đồng.",
            "Mở cổng tiếng Anh",
        ),
        (
            "1. Sở Ngoại vụ: Chủ trì, phối hợp với Công an tỉnh mở cổng tiếng Anh trong quý II; 120 triệu đồng.",
            "mở cổng tiếng Anh",
        ),
        (
            "1. Gặp mặt kiều bào nhân dịp Xuân do Sở Ngoại vụ chủ trì, phối hợp cùng Công an tỉnh; quý II; 120 triệu.",
            "Gặp mặt kiều bào nhân dịp Xuân",
        ),
    ],
)
def test_a_sentence_tells_who_does_what_wherever_it_names_them(line, title):
    (task,) = plan(line).tasks
    assert (task.title, names(task.lead), names(task.coordinate)) == (title, ["Sở Ngoại vụ"], ["Công an tỉnh"])
    assert (task.time.ends_on.isoformat(), task.budget) == ("2023-06-30", 120_000_000)


def test_a_column_for_the_first_day_and_one_for_the_last_give_the_range():
    rows = (
        ("TT", "Nội dung", "Chủ trì", "Thời gian", "Thời gian"),
        ("TT", "Nội dung", "Chủ trì", "Bắt đầu", "Hoàn thành"),
        ("1", "Làm phim", "Sở Ngoại vụ", "01/3/2023", "30/9/2023"),
        ("2", "Họp báo", "Sở Ngoại vụ", "", "Tháng 6"),
    )
    times = [task.time for task in plan(rows).tasks]
    days = [[day and day.isoformat() for day in (time.starts_on, time.ends_on)] for time in times]
    assert days == [["2023-03-01", "2023-09-30"], ["2023-06-01", "2023-06-30"]]


def test_the_sum_beside_a_group_makes_no_task_of_it():
    rows = (
        ("TT", "Nội dung", "Chủ trì", "Thời gian", "Kinh phí (triệu đồng)"),
        ("I", "THÔNG TIN TRONG NƯỚC", "THÔNG TIN TRONG NƯỚC", "THÔNG TIN TRONG NƯỚC", "853,5"),
        ("1", "Họp báo", "Sở Ngoại vụ", "Quý II", "853,5"),
    )
    assert [task.title for task in plan(rows).tasks] == ["Họp báo"]


def test_a_task_whose_heading_says_that_it_is_one_bears_its_own_name():
    lines = (
        "1. Nội dung: Triển lãm ảnh", "Đơn vị chủ trì: Sở Du lịch", "Thời gian: Tháng 9",
        "2. Nhiệm vụ: Làm phim", "Đơn vị chủ trì: Đài Phát thanh và Truyền hình tỉnh", "Thời gian: trước 30/11",
    )  # fmt: skip
    read = plan(*lines)
    assert [(task.title, names(task.lead)) for task in read.tasks] == [
        ("Triển lãm ảnh", ["Sở Du lịch"]), ("Làm phim", ["Đài Phát thanh và Truyền hình tỉnh"])
    ]  # fmt: skip


def test_labels_in_a_column_of_their_own_need_no_colon():
    lines = (
        "Nhiệm vụ 01. Làm phim", "Chủ trì", "Sở Ngoại vụ", "Phối hợp", "Công an tỉnh; Sở Du lịch Thời gian Quý II",
        "Kinh phí", "1,75 tỷ đồng", "Sản phẩm 02 phim", "Nhiệm vụ 02. Họp báo", "Chủ trì", "Văn phòng UBND tỉnh",
    )  # fmt: skip
    first, second = plan(*lines).tasks
    assert (first.title, names(first.lead), names(first.coordinate)) == (
        "Làm phim", ["Sở Ngoại vụ"], ["Công an tỉnh", "Sở Du lịch"]
    )  # fmt: skip
    assert (first.time.ends_on.isoformat(), first.budget, first.output) == ("2023-06-30", 1_750_000_000, "02 phim")
    assert names(second.lead) == ["Văn phòng Ủy ban nhân dân tỉnh"]


def test_a_table_of_bodies_in_the_part_on_organisation_gives_assignments_and_deadlines():
    rows = (
        ("TT", "Cơ quan, đơn vị", "Nhiệm vụ được giao", "Thời hạn"),
        ("1", "Sở Ngoại vụ", "Chủ trì theo dõi Kế hoạch", "Thường xuyên"),
        ("1", "Sở Ngoại vụ", "Tổng hợp, báo cáo UBND tỉnh", "Trước ngày 20/12/2023"),
        ("2", "Sở Tài chính", "Phối hợp thẩm định dự toán", ""),
    )
    read = plan("1. Họp báo", "- Chủ trì: Sở Ngoại vụ", "II. TỔ CHỨC THỰC HIỆN", rows)
    assert [task.title for task in read.tasks] == ["Họp báo"]
    told = [(names(one.parties), [item.role.value for item in one.items]) for one in read.assignments]
    assert told == [(["Sở Ngoại vụ"], ["lead", "perform"]), (["Sở Tài chính"], ["coordinate"])]
    assert [deadline.before.isoformat() for deadline in read.deadlines] == ["2023-12-20"]


@pytest.mark.parametrize(
    ("title", "is_name"),
    [("Họp báo quốc tế", True), ("Đối với cấp tỉnh: tổ chức họp báo", False), ("Tiếp tục đổi mới công tác.", False)],
)
def test_a_lettered_task_bears_its_own_name_where_it_has_one(title, is_name):
    (task,) = plan("1. Cung cấp thông tin", f"a) {title}", "- Chủ trì: Sở Ngoại vụ").tasks
    assert task.title.startswith("Cung cấp thông tin - ") is not is_name


@pytest.mark.parametrize(
    ("unit", "worth"),
    [("tr.đ", 10**6), ("trđ", 10**6), ("1.000đ", 1000), ("ng.đ", 1000), ("VNĐ", 1), ("tỷ đồng", 10**9)],
)
def test_the_head_of_a_column_tells_what_its_numbers_count(unit, worth):
    rows = (("TT", "Nội dung", "Chủ trì", f"Kinh phí ({unit})"), ("1", "Họp báo", "Sở Ngoại vụ", "2"))
    read = plan((*rows, ("2", "Làm phim", "Sở Du lịch", "1.250")))
    assert read.tasks[1].budget == 1250 * worth


def test_lines_that_stand_in_begin_paragraphs_and_those_at_the_edge_go_on():
    text = "\n".join(
        f"      {n}. Nâng cấp cụm thông tin đối ngoại Cửa khẩu quốc tế Bình Hiệp {n}\n"
        "      Thay màn hình, bổ sung hệ thống camera, âm thanh; biên tập nội dung\nbằng tiếng Khmer, tiếng Anh."
        for n in range(1, 7)
    )
    told = [block.text for block in read("a.txt", text.encode()).blocks]
    assert told[:2] == [
        "1. Nâng cấp cụm thông tin đối ngoại Cửa khẩu quốc tế Bình Hiệp 1",
        "Thay màn hình, bổ sung hệ thống camera, âm thanh; biên tập nội dung bằng tiếng Khmer, tiếng Anh.",
    ]
    assert len(told) == 12
