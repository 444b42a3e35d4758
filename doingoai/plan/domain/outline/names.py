"""Who is meant: names of bodies and groups, known and unknown, one by one out of a printed list."""

import re
from collections.abc import Iterator
from datetime import date

from doingoai.agencies.domain import Directory
from doingoai.plan.domain.outline.reading import PartyReading
from doingoai.plan.domain.outline.run_on import is_whole
from doingoai.text import canonical

# Words with which a Vietnamese public body, or a group of bodies, begins its name.
HEADS = (
    "Sở|Ban|Bộ|UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|Văn phòng|VP|VPUBND|Công an|Báo(?!\\s(?:chí|cáo)\\b)|Đài|Tạp chí|"
    "Hội(?!\\s(?:chợ|nghị|thảo)\\b)|Liên hiệp|Liên minh|"
    "Liên đoàn|Trung tâm|Chi cục|Cục|Tổng cục|Vụ|Viện|Trường|Học viện|Bưu điện|Bảo hiểm|Kho bạc|Ngân hàng|Tỉnh ủy|"
    "Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Thị ủy|Đảng ủy|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Thị đoàn|Quận đoàn|Đoàn|"
    "Mặt trận|Tòa án|Toà án|Viện kiểm sát|Thanh tra|"
    "Đại học|Đồn|Hải quan|Bộ Tư lệnh|Nhà hát|Bệnh viện|Cảng|Thường trực|Lực lượng|Phân xã|Hợp tác xã|Trạm|Thuế|"
    "Vườn quốc gia|STTTT|SVHTTDL|SKHĐT|SNgV|CAT|MTTQ|UBMTTQ|"
    "Thủ trưởng|Người đứng đầu|Chủ tịch(?=\\s(?:UBND|Ủy ban|Hội))|Giám đốc(?=\\s(?:các\\s)?[Ss]ở)|"
    "Tổng [Cc]ông ty|"
    "Quỹ|Công ty|Tập đoàn|VNPT|Viettel|Phòng|Chính phủ|Thủ tướng|Quốc hội|Thông tấn xã|TTXVN|Thương vụ|Đại sứ quán|"
    "Tổng Lãnh sự quán|BCH|BQL|BCĐ|BĐBP|Bộ đội|LĐLĐ|Cổng|Nhà xuất bản|Bảo tàng|Thư viện|Hiệp hội|Cơ quan|Đơn vị|"
    "Doanh nghiệp|Địa phương|Chính quyền|cơ quan|đơn vị|những|chính quyền|doanh nghiệp|một số|"
    r"[Cc]ác(?=\s+(?:cơ quan|đơn vị|sở|ban|ngành|phòng|địa phương|tổ chức|doanh nghiệp|huyện|xã|"
    r"trường|hội|đoàn|báo|đài|hãng|nhà|viện|trung tâm|"
    r"đồn|tỉnh|thành|phường|cấp|thị|lực lượng|công ty|chi cục|ủy ban|UBND|Sở|Ban|Hội(?!\\s(?:chợ|nghị|"
    r"thảo)\\b)|Đồn|Phòng|Trường|"
    r"Trung tâm|Cơ quan|Đơn vị|Chi cục|Báo|Đài|Huyện|Xã|Tổ chức|Đoàn))"
)
# Places whose names begin as bodies' names do.
PLACES = "Trạm Tấu|Vụ Bản|Trường Sa|Hội An|Hội Ninh|Báo Đáp|Quỹ Nhất|Đoàn Kết|Đồn Đạc|Bộ Trạch"
HEAD = re.compile(rf"(?!(?:{PLACES})(?!\w))(?:{HEADS})(?![\w])")
SEPARATOR = re.compile(r"\s*;\s*(?:và\s+)?|\s*,\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng|cùng với|với)\s+")
COMPLETE = re.compile(r"\s(?:tỉnh|thành phố)$")
PARENTHESES = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")
TAIL = re.compile(r"(?:\s*[.…,;:]+|\s*\.\./\.?|\s*v\.v\.*)\s*$")
# "các cơ quan", "các sở, ban": a list of kinds that goes on with further kinds, not yet a whole name.
KINDS = "cơ quan|đơn vị|sở|ban|phòng|ngành|đoàn thể|địa phương|tổ chức|doanh nghiệp|cấp|huyện|xã|hội"
KINDS_ONLY = re.compile(rf"(?:các|những)\s+(?:{KINDS})(?:\s*,\s*(?:và\s+)?(?:{KINDS}))*", re.I)
KIND = re.compile(rf"(?:{KINDS})(?!\w)|(?i:{KINDS})(?=\s*[,;.)]|\s(?:và|ngành)\b|$)")  # "các Sở, Ban, ngành"
RELATED = re.compile(r"\s+(?:có\s+)?liên\s+quan(?:\s+(?:khác|trên địa bàn[^,;]*))?$", re.I)
PLURAL = re.compile(r"(?:các|những|một số)\s|(?:cơ quan|đơn vị|doanh nghiệp|địa phương)\b.*liên quan", re.I)
ABBREVIATIONS = (
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("VPUBND", "Văn phòng Ủy ban nhân dân"),
    ("VP", "Văn phòng"),
    ("TT&TT", "Thông tin và Truyền thông"),
    ("TTTT", "Thông tin và Truyền thông"),
    ("KH&ĐT", "Kế hoạch và Đầu tư"),
    ("KHĐT", "Kế hoạch và Đầu tư"),
    ("VHTT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VHTTDL", "Văn hóa, Thể thao và Du lịch"),
    ("VH,TT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VH-TT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("NN&PTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("GDĐT", "Giáo dục và Đào tạo"),
    ("TN&MT", "Tài nguyên và Môi trường"),
    ("KH&CN", "Khoa học và Công nghệ"),
    ("LĐTB&XH", "Lao động - Thương binh và Xã hội"),
    ("LĐTBXH", "Lao động - Thương binh và Xã hội"),
    ("LĐ-TB&XH", "Lao động - Thương binh và Xã hội"),
    ("GTVT", "Giao thông vận tải"),
    ("PT-TH", "Phát thanh - Truyền hình"),
    ("PT&TH", "Phát thanh và Truyền hình"),
    ("PTTH", "Phát thanh - Truyền hình"),
    ("BCHBĐ", "Bộ Chỉ huy Bộ đội"),
    ("BCH", "Bộ Chỉ huy"),
    ("BĐBP", "Bộ đội Biên phòng"),
    ("BCHQS", "Bộ Chỉ huy Quân sự"),
    ("CHQS", "Chỉ huy Quân sự"),
    ("BQL", "Ban Quản lý"),
    ("KKT", "Khu kinh tế"),
    ("TTĐN", "Thông tin đối ngoại"),
    ("TTĐT", "Thông tin điện tử"),
    ("TNCS", "Thanh niên Cộng sản"),
    ("TP", "thành phố"),
    ("TP.", "thành phố"),
    ("TX", "thị xã"),
    ("STTTT", "Sở Thông tin và Truyền thông"),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
    ("SKHĐT", "Sở Kế hoạch và Đầu tư"),
    ("SNgV", "Sở Ngoại vụ"),
    ("CAT", "Công an tỉnh"),
)
SPELLED = dict(ABBREVIATIONS)
ABBREVIATED = re.compile(
    "|".join(rf"(?<![\w&]){re.escape(short)}(?![\w&])" for short in sorted(SPELLED, key=len, reverse=True))
)


def spell_out(name: str) -> str:
    """The name with the office's common abbreviations written in full."""
    return ABBREVIATED.sub(lambda match: SPELLED[match[0]], canonical(name))


def _key(text: str) -> str:
    return canonical(text).casefold().replace("–", "-")


class Names:
    """The names of a directory, ready to be found in text."""

    def __init__(self, directory: Directory, on: date | None = None) -> None:
        self.directory = directory
        self.known: dict[str, tuple[str, bool]] = {}
        for group in directory.groups.values():
            for text in (group.name, *(alias.text for alias in group.aliases)):
                self.known.setdefault(_key(text), (group.id, True))
        for body in sorted(
            directory.bodies.values(), key=lambda b: b.valid_to is not None and on is not None and b.valid_to < on
        ):
            for text in (body.name, body.short, *(alias.text for alias in body.aliases)):
                self.known.setdefault(_key(text), (body.id, False))
                self.known.setdefault(_key(spell_out(text)), (body.id, False))
        self.by_head: dict[str, list[str]] = {}
        for key in sorted(self.known, key=len, reverse=True):
            self.by_head.setdefault(key.split(" ", 1)[0], []).append(key)

    def at(self, text: str) -> int:
        """How many characters of a known name stand at the start of the text; 0 if none does.

        The text must be canonical; a name ends where a word ends.
        """
        low = text.casefold().replace("–", "-")
        if len(low) != len(text):
            return 0
        for key in self.by_head.get(low.split(" ", 1)[0].rstrip(",;.("), ()):
            if low.startswith(key) and not low[len(key) : len(key) + 1].isalnum():
                return len(key)
        return 0

    def party(self, text: str) -> PartyReading:
        """One printed name as a party."""
        printed = TAIL.sub("", text).strip()
        lookup = PARENTHESES.sub("", printed).strip()
        related = bool(RELATED.search(lookup))
        found = self._known(printed) or self._known(lookup)
        if found is None and related:
            bare = RELATED.sub("", lookup)
            found = self.known.get(_key(bare))
        if found is None:
            found = self._with_province(lookup)
        if found is not None:
            agency, group = found
            owner = self.directory.groups[agency] if group else self.directory.bodies[agency]
            return PartyReading(printed, spell_out(owner.name), agency, group, related)
        return PartyReading(printed, spell_out(lookup), None, bool(PLURAL.match(lookup)), related)

    def _known(self, text: str) -> tuple[str, bool] | None:
        return self.known.get(_key(text)) or self.known.get(_key(spell_out(text)))

    def is_unusual(self, party: PartyReading) -> bool:
        """Whether the printed name is known only once its abbreviations are spelled out: nobody else writes it so."""
        lookup = PARENTHESES.sub("", party.text).strip()
        return party.agency is not None and _key(lookup) not in self.known and _key(spell_out(lookup)) in self.known

    def plain(self, text: str) -> str:
        """The name for comparing: abbreviations spelled out, the province's own name and "tỉnh" left out."""
        province = re.escape(canonical(self.directory.province)) if self.directory.province else "(?!)"
        bare = spell_out(PARENTHESES.sub("", text).strip())
        return _key(re.sub(rf"\s+(?:của\s+)?tỉnh(?:\s+{province})?$|\s+{province}$", "", bare, flags=re.I))

    def _with_province(self, text: str) -> tuple[str, bool] | None:
        """A name that only adds or leaves out "tỉnh" or the province's own name."""
        province = re.escape(canonical(self.directory.province)) if self.directory.province else "(?!)"
        bare = re.sub(rf"\s+(?:của\s+)?tỉnh(?:\s+{province})?$|\s+{province}$", "", canonical(text), flags=re.I)
        tries = (bare, f"{bare} tỉnh", f"{bare} tỉnh {self.directory.province}", f"{bare} {self.directory.province}")
        return next((found for one in tries if one != text and (found := self.known.get(_key(one)))), None)

    def split(self, text: str) -> list[PartyReading]:
        """The parties of a printed list, in order: known names whole, unknown ones by how such names are built."""
        chunks = list(self.chunks(text))
        parties = [self.party(chunk) for _, chunk in chunks]
        return _spread_related(text, chunks, parties)

    def chunks(self, text: str) -> Iterator[tuple[int, str]]:
        """Each printed name of the list with the place where it starts."""
        text = canonical(text)
        start = 0
        while start < len(text):
            end = self._name_end(text, start)
            chunk = TAIL.sub("", text[start:end]).strip()
            if chunk:
                yield start + (len(text[start:end]) - len(text[start:end].lstrip())), chunk
            separator = SEPARATOR.match(text, end)
            start = separator.end() if separator and separator.end() > end else end + 1

    def _name_end(self, text: str, start: int) -> int:
        """Where the name that starts here ends: at a separator behind which another name begins."""
        position = start + self.at(text[start:])
        depth = 0
        while position < len(text):
            letter = text[position]
            depth += (letter == "(") - (letter == ")")
            if depth <= 0 and (separator := SEPARATOR.match(text, position)):
                rest = text[separator.end() :]
                if ";" in separator[0] or not rest.strip(" .…"):
                    return position
                goes_on = KIND.match(rest) and KINDS_ONLY.fullmatch(text[start:position].strip())
                ended = COMPLETE.search(text[start:position]) and rest[:1].isupper() and "," in separator[0]
                if not goes_on and (self.at(rest) or HEAD.match(rest) or ended):
                    return position
            elif depth <= 0 and letter == " " and self._goes_over(text[start:position], text[position + 1 :]):
                return position
            position += 1
        return len(text)

    def _goes_over(self, before: str, rest: str) -> bool:
        """Whether another name begins without a mark between the two."""
        return bool(HEAD.match(rest)) and is_whole(before, rest)


def _spread_related(text: str, chunks: list[tuple[int, str]], parties: list[PartyReading]) -> list[PartyReading]:
    """ "A, B có liên quan": what limits the last of a run of groups limits those before it, up to a semicolon."""
    result = list(parties)
    for index in range(len(result) - 1, 0, -1):
        between = text[chunks[index - 1][0] : chunks[index][0]]
        here, before = result[index], result[index - 1]
        if here.related and here.group and before.group and not before.related and ";" not in between:
            result[index - 1] = PartyReading(before.text, before.name, before.agency, before.group, related=True)
    return result
