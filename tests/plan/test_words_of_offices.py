"""The many words in which offices say who, when and how much."""

import pytest

from doingoai.agencies.domain import Directory
from doingoai.plan.domain.outline.names import Names
from doingoai.plan.domain.outline.parties import parties_of
from doingoai.plan.domain.outline.times import time_of
from tests.plan.laid_out import COLUMNS, names, plan


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


@pytest.mark.parametrize(
    ("unit", "worth"),
    [("tr.đ", 10**6), ("trđ", 10**6), ("1.000đ", 1000), ("ng.đ", 1000), ("VNĐ", 1), ("tỷ đồng", 10**9)],
)
def test_the_head_of_a_column_tells_what_its_numbers_count(unit, worth):
    rows = (("TT", "Nội dung", "Chủ trì", f"Kinh phí ({unit})"), ("1", "Họp báo", "Sở Ngoại vụ", "2"))
    read = plan((*rows, ("2", "Làm phim", "Sở Du lịch", "1.250")))
    assert read.tasks[1].budget == 1250 * worth


@pytest.mark.parametrize(
    "line",
    [
        "1. Họp báo quốc tế: quý II/2023, do Sở Ngoại vụ chủ trì, kinh phí 50 triệu đồng.",
        "1. Họp báo quốc tế - Sở Ngoại vụ - quý II - 50 triệu đồng",
        "1. Họp báo quốc tế, Sở Ngoại vụ thực hiện trong quý II; 50 triệu đồng.",
    ],
)
def test_a_task_told_in_one_line_is_told_whole(line):
    (task,) = plan(line).tasks
    assert (task.title, names(task.lead), task.budget) == ("Họp báo quốc tế", ["Sở Ngoại vụ"], 50_000_000)
    assert task.time.ends_on.isoformat() == "2023-06-30"
