"""A whole plan as a scanner gives it, from the pictures of its pages to its tasks."""

import shutil
import subprocess
from io import BytesIO

import pypdfium2 as pdfium
import pytest
import typst

from doingoai.agencies.domain import Directory
from doingoai.documents.domain import RECOGNISED, Document, NotReadable, Paragraph
from doingoai.documents.read import read
from doingoai.documents.write.faces import face
from doingoai.plan.domain.outline import read_plan

PAPER = """ỦY BAN NHÂN DÂN TỈNH THỬ NGHIỆM
Số: 18/KH-UBND
Thử Nghiệm, ngày 12 tháng 01 năm 2023
KẾ HOẠCH
Hoạt động thông tin đối ngoại tỉnh Thử Nghiệm năm 2023
I. MỤC ĐÍCH, YÊU CẦU
1. Giới thiệu tiềm năng, thế mạnh của tỉnh với bạn bè quốc tế.
2. Bảo đảm chính xác, kịp thời, tiết kiệm.
II. NỘI DUNG THỰC HIỆN
1. Xây dựng chuyên trang tiếng Anh trên Cổng thông tin điện tử của tỉnh
- Đơn vị chủ trì: Sở Ngoại vụ.
- Đơn vị phối hợp: Sở Thông tin và Truyền thông; Báo tỉnh.
- Thời gian thực hiện: quý II năm 2023.
2. Tổ chức hội nghị tập huấn nghiệp vụ thông tin đối ngoại
- Đơn vị chủ trì: Sở Thông tin và Truyền thông.
- Đơn vị phối hợp: Sở Ngoại vụ.
- Thời gian thực hiện: trước ngày 30/9/2023.
3. Đón đoàn phóng viên nước ngoài đến tỉnh đưa tin
- Đơn vị chủ trì: Sở Ngoại vụ.
- Thời gian thực hiện: cả năm 2023.
III. TỔ CHỨC THỰC HIỆN
1. Sở Ngoại vụ theo dõi, đôn đốc việc thực hiện kế hoạch.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Thử"""
TASKS = [
    ("Xây dựng chuyên trang tiếng Anh", "Sở Ngoại vụ", "2023-04-01", "2023-06-30"),
    ("Tổ chức hội nghị tập huấn", "Sở Thông tin và Truyền thông", None, None),
    ("Đón đoàn phóng viên nước ngoài", "Sở Ngoại vụ", "2023-01-01", "2023-12-31"),
]


def languages():
    program = shutil.which("tesseract")
    return subprocess.run([program, "--list-langs"], capture_output=True, text=True).stdout.split() if program else []


def scanned() -> bytes:
    """The paper printed as an office does, then each page a picture at 300 dpi."""
    set_as = '#set page("a4", margin: (x: 3cm, y: 2.5cm))\n#set text(font: sys.inputs.font, size: 14pt)\n'
    words = '#for line in sys.inputs.paper.split("\\n") [#par(line)]'
    inputs = {"font": face().families[0], "paper": PAPER}
    printed = typst.compile((set_as + words).encode(), font_paths=face().fonts, sys_inputs=inputs, format="pdf")
    paper = pdfium.PdfDocument(printed)
    pages = [paper[n].render(scale=300 / 72, grayscale=True).to_pil() for n in range(len(paper))]
    buffer = BytesIO()
    pages[0].save(buffer, "PDF", resolution=300, save_all=True, append_images=pages[1:])
    return buffer.getvalue()


def test_a_scanned_plan_yields_its_tasks_or_the_refusal_says_what_to_install():
    seen = []
    if "vie" not in languages():
        with pytest.raises(NotReadable, match="tesseract-ocr-vie"):
            read("quet.pdf", scanned())
        return
    document = read("quet.pdf", scanned(), turned=lambda page, pages: seen.append((page, pages)))
    assert document.read_by == RECOGNISED
    assert seen == [(n, len(seen)) for n in range(1, len(seen) + 1)]
    reading = read_plan(document, Directory())
    assert (reading.head.number, reading.head.year) == ("18/KH-UBND", 2023)
    assert "read-by" in {warning.code for warning in reading.warnings}
    assert len(reading.tasks) == len(TASKS)
    for task, (title, lead, begins, ends) in zip(reading.tasks, TASKS, strict=True):
        assert title in task.title
        assert [party.name for party in task.lead] == [lead]
        assert (str(task.time.starts_on) if begins else None, str(task.time.ends_on) if ends else None) == (
            begins,
            ends,
        )
    assert str(reading.tasks[1].time.before) == "2023-09-30"


def test_a_heading_whose_number_was_mended_is_told_with_what_was_seen():
    texts = ("KẾ HOẠCH", "II. NỘI DUNG THỰC HIỆN", "1. Mở chuyên trang", "Đơn vị chủ trì: Sở Ngoại vụ.")
    blocks = tuple(Paragraph(line, text) for line, text in enumerate(texts, start=1))
    mended = ((2, "II NỘI DUNG THỰC HIỆN", texts[1]),)
    reading = read_plan(Document("quet.pdf", "pdf", blocks, RECOGNISED, mended), Directory())
    [told] = [warning for warning in reading.warnings if warning.code == "ocr"]
    assert told.line == 2
    assert "“II NỘI DUNG THỰC HIỆN” được đọc là “II. NỘI DUNG THỰC HIỆN”" in told.message
