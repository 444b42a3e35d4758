"""The fields of provincial departments, from which their names are made: "Sở" and "Ngoại vụ"."""

import re

# As the national decrees on provincial bodies name them, before and after 2025.
FIELDS = (
    "Thông tin và Truyền thông", "Văn hóa, Thể thao và Du lịch", "Văn hoá, Thể thao và Du lịch", "Văn hóa và Thể thao",
    "Văn hóa, Thể thao", "Du lịch", "Kế hoạch và Đầu tư", "Tài chính", "Công Thương", "Công thương",
    "Ngoại vụ", "Nội vụ",
    "Giáo dục và Đào tạo", "Y tế", "Tư pháp", "Nông nghiệp và Phát triển nông thôn",
    "Nông nghiệp và Phát triển Nông thôn",
    "Nông nghiệp và Môi trường", "Tài nguyên và Môi trường", "Khoa học và Công nghệ",
    "Lao động - Thương binh và Xã hội",
    "Lao động, Thương binh và Xã hội", "Lao động – Thương binh và Xã hội", "Giao thông vận tải",
    "Giao thông Vận tải", "Xây dựng",
    "Dân tộc và Tôn giáo", "Quy hoạch - Kiến trúc", "Dân tộc", "Tuyên giáo", "Tuyên giáo và Dân vận",
    "Dân vận", "Tổ chức",
    "Liên hiệp Phụ nữ", "Cựu chiến binh", "Nông dân", "Nhà báo", "Văn học nghệ thuật", "Văn học - Nghệ thuật",
    "Nhà báo tỉnh", "Thông tin", "TT&TT", "VHTT&DL", "VHTTDL", "KH&ĐT", "GD&ĐT", "NN&PTNT", "TN&MT", "KH&CN",
    "LĐTB&XH", "GTVT",
    "NV", "TTTT",
)  # fmt: skip
FIELD = re.compile("|".join(re.escape(one) for one in sorted(FIELDS, key=len, reverse=True)))
