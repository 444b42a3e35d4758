"""Papers that bear a mark, in the twelve forms in which marks come; and ordinary prose that bears none."""

import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.documents.files import pdf, pdf_holding, sheet, with_part, word

ROOT = Path(__file__).resolve().parents[2]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Marks as they come out of files: by level, in a hurry, letters apart, without tones, misread, with their companions.
MARKS = (
    "MẬT", "TỐI MẬT", "TUYỆT MẬT", "Mật", "Tối mật", "Tuyệt mật", "MẬT KHẨN", "TỐI MẬT - HỎA TỐC", "HỎA TỐC - MẬT",
    "M Ậ T", "T Ố I  M Ậ T", "T U Y Ệ T   M Ậ T", "M.Ậ.T", "M-Ậ-T", "* MẬT *", "[TỐI MẬT]", "(MẬT)", "— TUYỆT MẬT —",
    "MAT", "TOI MAT", "TUYET MAT", "Tuyet mat", "M A T", "T O I M A T", "MÂT", "TÓI MẬT", "TUYÊT MÂT", "TỐI MẤT",
    "Dấu: TỐI MẬT", "Độ mật: Mật", "Độ mật: Tối mật", "Mức độ mật: A", "ĐỘ MẬT = TUYỆT MẬT", "Do mat: Toi mat",
    "LƯU HÀNH NỘI BỘ", "LUU HANH NOI BO", "XEM XONG TRẢ LẠI", "TÀI LIỆU THU HỒI", "Tai lieu thu hoi",
    "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", "Bản số: 03/05", "BẢN SỐ 02", "Bản sao số: 4", "TÀI LIỆU MẬT", "VĂN BẢN MẬT",
    "Thời hạn bảo vệ bí mật nhà nước: 10 năm", "TOP SECRET", "机密", "ＴỐＩ ＭẬＴ", "M\u200bẬ\u200bT",
)  # fmt: skip
# Letters that the house's own printing has no face for.
UNPRINTED = {"机密", "ＴỐＩ ＭẬＴ", "M\u200bẬ\u200bT"}
PROSE = (
    "Thực hiện nhiệm vụ được giao, cơ quan báo cáo kết quả như sau.",
    "Đề nghị các sở, ban, ngành phối hợp, gửi kết quả trước ngày 15 tháng 6.",
    "Tiếp tục đổi mới nội dung, hình thức tuyên truyền ở xã biên giới.",
)


def boxed(mark: str) -> bytes:
    """A Word paper with the mark in a text box."""
    text = f"<w:p><w:r><w:t>{mark}</w:t></w:r></w:p>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{text}</w:txbxContent></w:pict></w:r></w:p>"
    return with_part(word(*PROSE), "word/footnotes.xml", f"<w:footnotes {W}>{box}</w:footnotes>".encode())


def page(mark: str) -> bytes:
    """A web page with the mark in a cell."""
    prose = "".join(f"<p>{words}</p>" for words in PROSE)
    return f"<html><body><table><tr><td>{mark}</td><td>Số 12</td></tr></table>{prose}</body></html>".encode()


def picture(text: bytes) -> bytes:
    """A picture of one dot with words in its file, packed as editors pack them."""
    parts = (
        (b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"),
        (b"zTXt", b"Title\0\0" + zlib.compress(text)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    chunks = (len(part).to_bytes(4) + kind + part + zlib.crc32(kind + part).to_bytes(4) for kind, part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def photo(text: bytes) -> bytes:
    """What a camera or an editor wrote into a photo."""
    part = b"http://ns.adobe.com/xap/1.0/\0<x><dc:title>" + text + b"</dc:title></x>"
    return b"\xff\xd8\xff\xe1" + (len(part) + 2).to_bytes(2) + part + b"\xff\xd9"


def upright(mark: str) -> bytes:
    """A text whose mark stands upright, where it has letters enough."""
    letters = [letter for letter in mark if letter.isalpha()]
    stands = 2 < len(letters) < 9 and not any(sign in mark for sign in ":=0123456789")
    return "\n".join([PROSE[0], *(letters if stands else [mark]), PROSE[1]]).encode()


FORMS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "a paragraph of Word": ("a.docx", lambda mark: word(PROSE[0], mark, *PROSE)),
    "a header of Word": ("a.docx", lambda mark: word(*PROSE, header=mark)),
    "a cell of Word": ("a.docx", lambda mark: word(*PROSE, cell=mark)),
    "a box of Word": ("a.docx", boxed),
    "a cell of a spreadsheet": ("a.xlsx", lambda mark: sheet(("Việc", "Số"), (mark, "2"))),
    "a printed page": ("a.pdf", lambda mark: pdf(mark if mark not in UNPRINTED else MARKS[0], *PROSE)),
    "a file inside a printed page": ("a.pdf", lambda mark: pdf_holding("b.txt", mark.encode())),
    "a text": ("a.txt", lambda mark: "\n".join([PROSE[0], mark, *PROSE]).encode()),
    "a text with the mark upright": ("a.txt", upright),
    "a web page": ("a.html", page),
    "words packed in a picture": ("a.png", lambda mark: picture(mark.encode())),
    "what a camera wrote": ("a.jpg", lambda mark: photo(mark.encode())),
}


def prose(seed: int, count: int) -> Iterator[str]:
    """Ordinary papers: runs of sentences of plans, how-to pages and the words of the screens."""
    dice, sentences = random.Random(seed), ordinary()
    for _ in range(count):
        begin = dice.randrange(len(sentences))
        yield "\n".join([*sentences[begin : begin + dice.randrange(5, 40)], dice.choice(TRICKY)])


def ordinary() -> list[str]:
    """Every line of the plans, how-to pages and screens that the house holds."""
    papers = [*sorted(ROOT.glob("tests/data/plans/**/*.txt")), *sorted(ROOT.glob("docs/how-to/*.md"))]
    screens = [line for path in sorted(ROOT.glob("doingoai/*/locale/vi/**/*.po")) for line in _translated(path)]
    return [line for path in papers for line in path.read_text(encoding="utf-8").splitlines() if line.strip()] + screens


def _translated(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("msgstr ") and len(line) > len('msgstr ""'):
            yield line[len('msgstr "') : -1]


# Sentences that speak of secrets, and words that look like marks.
TRICKY = (
    "Thực hiện nghiêm quy định về bảo vệ bí mật nhà nước.", "Bảo mật thông tin cá nhân", "BẢO MẬT THÔNG TIN",
    "Mật độ dân số 68 người/km2", "Mật ong bạc hà", "MẬT ONG RỪNG", "Quan hệ thân mật, hữu nghị", "Mật khẩu: 15 ký tự",
    "Không đăng tài liệu mật lên mạng.", "bảo\nmật", "Tối nay mất điện", "toi mat", "Mặt trận Tổ quốc", "MẶT TRẬN",
    "Bản số hóa", "Bản số liệu 2022", "Tài liệu hội nghị", "Cấp mã số", "Mất", "Mắt", "MẶT", "M", "A\nB\nC",
    "Việc lưu hành nội bộ bản tin do cơ quan chủ quản quyết định.", "Thời hạn bảo vệ bí mật nhà nước theo Luật",
    "mat-xcơ-va", "Chè mật", "Hội nghị mật thiết", "Lớp mật mã học", "Ban Cơ yếu, mật mã",
    "Không phổ biến rộng rãi",
)  # fmt: skip
