"""A paper that uses every box, every level of heading, a table over two pages, charts and annexes."""

from datetime import UTC, date, datetime

from doingoai.documents.domain.charts import Bars, Multiples, Steps
from doingoai.documents.domain.form import Annex, Cells, Form, Grid, Heading, Para

AT = datetime(2022, 6, 1, 3, tzinfo=UTC)
LONG = "Việc phối hợp giữa các cơ quan đã có nền nếp, thông tin được trao đổi hằng tuần. " * 4
MONTHS = ("12/2021", "01/2022", "02/2022", "03/2022")
TABLE = Grid(
    (1, 5, 1, 1),
    (False, False, True, True),
    ("Số", "Chỉ tiêu", "Quý I", "Cộng"),
    (
        Cells(("I. Thông tin chính thức", "", "", ""), "group"),
        *(Cells((str(n), f"Chỉ tiêu thứ {n}", str(n), str(n * 2))) for n in range(1, 41)),
        Cells(("", "Tất cả", "820", "1.640"), "sum"),
    ),
)


def paper(**changes) -> Form:
    """A report of a department to the province and the ministry; boxes as they are given."""
    boxes = {
        "type_name": "BÁO CÁO",
        "subject": "Kết quả hoạt động thông tin đối ngoại 6 tháng đầu năm 2022",
        "parent_body": "ỦY BAN NHÂN DÂN TỈNH MẪU",
        "issuing_body": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "code": "BC-STTTT",
        "place": "Mẫu",
        "number": "5",
        "day": date(2022, 6, 1),
        "addressees": ("Bộ Thông tin và Truyền thông", "Ủy ban nhân dân tỉnh Mẫu"),
        "legal_bases": ("Căn cứ thứ nhất;", "Căn cứ thứ hai."),
        "signer_authority": ("KT. GIÁM ĐỐC",),
        "signer_title": "Phó Giám đốc",
        "signer_name": "TS. Nguyễn Văn Mẫu",
        "recipients": ("Ban Tuyên giáo Tỉnh ủy",),
        "keep": "Lưu: VT, TTĐN",
        "blocks": (
            Heading(1, "Kết quả thực hiện"),
            Heading(2, "Thông tin chính thức"),
            Heading(3, "Tin, bài trong nước"),
            *[Para(LONG)] * 12,
            Heading(1, "Đề xuất"),
            Para("Lời cuối của văn bản."),
        ),
        "annexes": (
            Annex("Số liệu thực hiện", (TABLE,), landscape=True),
            Annex(
                "Nhịp thực hiện",
                (
                    Bars("Theo cơ quan", (("Báo", 7), ("Đài", 0))),
                    Steps("Theo tháng", MONTHS, (3, 5, 0, 8)),
                    Multiples("Mỗi cơ quan một hình", MONTHS, (("Báo", (1, 4, 0, 2)), ("Đài", (0, 0, 1, 3)))),
                ),
            ),
        ),
    }
    return Form(**(boxes | changes))
