"""Small cases of how offices lay a plan out, each with what a reader sees in it."""

import pytest

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import Document, Paragraph
from doingoai.documents.read import read
from doingoai.plan.domain.outline import read_plan
from tests.plan.laid_out import HEAD, broken, names, plan


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


def test_what_a_heading_says_of_who_and_when_holds_for_all_under_it():
    read = plan(
        "Sở Ngoại vụ:",
        "- Họp báo quốc tế (quý II; 50 triệu đồng; phối hợp: Công an tỉnh)",
        "- Đón đoàn phóng viên (hằng tháng)",
        "Sở Du lịch:",
        "- Làm phim quảng bá",
    )
    assert [(task.title, names(task.lead)) for task in read.tasks] == [
        ("Họp báo quốc tế", ["Sở Ngoại vụ"]), ("Đón đoàn phóng viên", ["Sở Ngoại vụ"]),
        ("Làm phim quảng bá", ["Sở Du lịch"]),
    ]  # fmt: skip
    assert (read.tasks[0].budget, names(read.tasks[0].coordinate)) == (50_000_000, ["Công an tỉnh"])


def test_a_quarter_over_tasks_is_their_time_unless_they_tell_their_own():
    read = plan(
        *("Quý I:", "1. Họp báo", "Thực hiện: Sở Ngoại vụ.", "Quý II:", "1. Làm phim", "Thực hiện: Sở Du lịch."),
        *("2. Hội chợ", "Thực hiện: Sở Công Thương.", "Thời gian: tháng 6."),
    )
    assert [task.time.starts_on.isoformat() for task in read.tasks] == ["2023-01-01", "2023-04-01", "2023-06-01"]


def test_the_row_of_a_group_may_say_who_leads_its_rows():
    rows = (
        ("Nội dung", "Cơ quan cùng làm", "Thời gian"),
        ("A. Chủ trì: Sở Công Thương", "A. Chủ trì: Sở Công Thương", "A. Chủ trì: Sở Công Thương"),
        ("Quảng bá na Chi Lăng", "Sở Ngoại vụ", "Quý III"),
    )
    (task,) = plan(rows).tasks
    assert (names(task.lead), names(task.coordinate)) == (["Sở Công Thương"], ["Sở Ngoại vụ"])


def test_months_as_columns_with_marks_are_the_months_of_their_rows():
    rows = (
        ("TT", "Nhiệm vụ", "Chủ trì", "Tháng thực hiện", "Tháng thực hiện", "Tháng thực hiện", "Tháng thực hiện"),
        ("TT", "Nhiệm vụ", "Chủ trì", "1", "2", "3", "4"),
        ("1", "Họp báo", "Sở Ngoại vụ", "", "x", "x", ""),
    )
    (task,) = plan(rows).tasks
    assert (task.time.starts_on.isoformat(), task.time.ends_on.isoformat()) == ("2023-02-01", "2023-03-31")


def test_cells_that_say_as_above_hold_what_stands_above():
    rows = (
        ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"),
        ("1", "Họp báo", "Sở Ngoại vụ", "Công an tỉnh"),
        ("2", "Bản tin", "nt", "-nt-"),
        ("3", "Làm phim", "//", "Sở Du lịch"),
    )
    read = plan(rows)
    assert [names(task.lead) for task in read.tasks] == [["Sở Ngoại vụ"]] * 3
    assert names(read.tasks[1].coordinate) == ["Công an tỉnh"]


def test_a_paper_without_any_number_has_its_parts_and_tasks_all_the_same():
    lines = (
        *("Mục đích", "Giới thiệu tỉnh.", "Nội dung công việc", "Diễn đàn năng lượng biển"),
        "Giao Sở Công Thương chủ trì, phối hợp với Sở Ngoại vụ mở diễn đàn trong tháng 10. Kinh phí: 1 tỷ đồng.",
        *("Phóng sự về ngư dân bám biển", "Báo tỉnh chủ trì, phối hợp với Sở Du lịch; thời gian: quý II."),
        *("Tổ chức thực hiện", "Sở Tài chính hướng dẫn sử dụng kinh phí."),
    )
    told = [*HEAD[:-1], *lines]
    blocks = tuple(Paragraph(line, text) for line, text in enumerate(told, start=1))
    read = read_plan(Document("plan.docx", "docx", blocks), Directory())
    assert [(task.title, names(task.lead)) for task in read.tasks] == [
        ("Diễn đàn năng lượng biển", ["Sở Công Thương"]), ("Phóng sự về ngư dân bám biển", ["Báo tỉnh"])
    ]  # fmt: skip
    assert [names(one.parties) for one in read.assignments] == [["Sở Tài chính"]]
