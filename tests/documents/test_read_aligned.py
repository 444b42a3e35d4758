"""Tables of a plain text whose columns are only spaces."""

from doingoai.documents.domain import Paragraph, Table
from doingoai.documents.read import read

TEXT = """II. NHIỆM VỤ

TT   Nội dung                      Chủ trì               Phối hợp              Thời gian      Kinh phí
                                                                                          (triệu đồng)
I    Thông tin, tuyên truyền
1    Sản xuất phóng sự tiếng       Đài Phát thanh và     Sở Ngoại vụ; Công     Quý II              150
     Anh, tiếng Trung              Truyền hình tỉnh      an tỉnh
2    Họp báo thường kỳ             Văn phòng UBND tỉnh   Sở TT&TT              Hằng quý           85,5
3    Bản tin đối ngoại             Sở TT&TT                                    Hằng tháng
II   Hợp tác quốc tế
1    Hội đàm thông tin biên giới   Sở Ngoại vụ           Bộ Chỉ huy Bộ đội     Trước 15/8        1.250
                                                         Biên phòng tỉnh
     Cộng                                                                                      1.485,5

III. TỔ CHỨC THỰC HIỆN
Sở Tài chính bố trí kinh phí.

Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
- Bộ TT&TT;                        CHỦ TỊCH
"""


def blocks(text):
    return read("a.txt", text.encode()).blocks


def test_columns_of_spaces_are_columns_and_broken_cells_are_whole():
    (table,) = (block for block in blocks(TEXT) if isinstance(block, Table))
    assert table.line == 3
    assert table.rows[0] == ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Kinh phí (triệu đồng)")
    assert table.rows[1] == ("I", "Thông tin, tuyên truyền", "", "", "", "")
    assert table.rows[2] == (
        "1", "Sản xuất phóng sự tiếng Anh, tiếng Trung", "Đài Phát thanh và Truyền hình tỉnh",
        "Sở Ngoại vụ; Công an tỉnh", "Quý II", "150",
    )  # fmt: skip
    assert table.rows[4] == ("3", "Bản tin đối ngoại", "Sở TT&TT", "", "Hằng tháng", "")
    assert table.rows[-1] == ("", "Cộng", "", "", "", "1.485,5")


def test_what_stands_around_the_table_stays_as_it_is():
    told = [block.text for block in blocks(TEXT) if isinstance(block, Paragraph)]
    assert told[:3] == ["II. NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN", "Sở Tài chính bố trí kinh phí."]
    assert told[3].startswith("Nơi nhận:")


def test_two_columns_of_a_letterhead_and_running_text_are_no_table():
    head = "UBND TỈNH THỬ       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND       Độc lập - Tự do - Hạnh phúc\n"
    words = (
        "Ủy ban nhân dân tỉnh ban hành kế hoạch thông tin đối ngoại năm nay như sau, các sở, ngành thực hiện nghiêm.\n"
    )
    assert not any(isinstance(block, Table) for block in blocks(head * 4 + words * 12))
