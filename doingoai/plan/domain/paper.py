"""The report as an official paper: from its figures and words to the blocks of a Decree 30 form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from doingoai.dates import office
from doingoai.documents.domain.charts import Multiples, Shares, Stairs, Steps
from doingoai.documents.domain.form import Annex, Block, Cells, Form, Grid, Heading, Para
from doingoai.plan.domain.figures import FigureLine, Figures, FigureSection, PartShare
from doingoai.plan.domain.progress import charts_of
from doingoai.plan.domain.titles import brief
from doingoai.text import number

MOST_NAMED = 5  # agencies named in a sentence; the annex holds them all
NOT_SENT, NO_PART = "chưa gửi báo cáo", "chưa gửi"
STEP_WORDS = ("chưa bắt đầu", "đã giao", "đang làm", "đạt mức", "hoàn thành")
SAMPLE = "Bản xem thử: số liệu có dữ liệu mẫu, không có giá trị báo cáo."


@dataclass(frozen=True)
class Boxes:
    """What stands in the paper's boxes: from the profile, and from what the office entered."""

    parent_body: str
    issuing_body: str
    code: str
    place: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    keep: str
    signer_authority: tuple[str, ...]
    signer_title: str
    signer_name: str
    number: str
    day: date | None
    legal_bases: tuple[str, ...] = ()


def report_form(figures: Figures, boxes: Boxes) -> Form:
    """The merged report as a paper: results, difficulties, proposals, and its tables as annexes."""
    blocks: list[Block] = [Para(SAMPLE, italic=True)] if figures.has_demo else []
    blocks.append(Heading(1, "Kết quả thực hiện"))
    blocks += _paragraphs(figures.words.get("overview", ""))
    blocks.append(Para(_span(figures)))
    for section in figures.sections:
        blocks += _section(section, figures)
    blocks += _effects(figures)
    blocks += _money(figures)
    blocks += _merged(figures, "Khó khăn, vướng mắc", "difficulties")
    blocks += _merged(figures, "Đề xuất, kiến nghị", "proposals")
    if outlook := figures.words.get("outlook", ""):
        blocks += [Heading(1, "Nhiệm vụ thời gian tới"), *_paragraphs(outlook)]
    annexes = [Annex("Số liệu thực hiện", (_grid(figures),), landscape=len(figures.columns) > 2)]
    if figures.agencies:
        annexes.append(Annex("Tiến độ và nhịp thực hiện", tuple(_charts(figures))))
    if figures.places:
        annexes.append(Annex("Kết quả theo nơi", (_places(figures),)))
    if figures.missing:
        annexes.append(Annex("Cơ quan chưa gửi báo cáo", (_missing(figures),)))
    return Form(
        type_name="BÁO CÁO",
        subject=f"Kết quả hoạt động thông tin đối ngoại {figures.period}",
        parent_body=boxes.parent_body,
        issuing_body=boxes.issuing_body,
        code=boxes.code,
        place=boxes.place,
        blocks=tuple(blocks),
        number=boxes.number,
        day=boxes.day,
        addressees=boxes.addressees,
        legal_bases=boxes.legal_bases,
        signer_authority=boxes.signer_authority,
        signer_title=boxes.signer_title,
        signer_name=boxes.signer_name,
        recipients=boxes.recipients,
        keep=boxes.keep,
        annexes=tuple(annexes),
    )


def _effects(figures: Figures) -> list[Block]:
    """What changed, each with its source and its limits; a report frozen before effects were written has none."""
    if not figures.effects:
        return []
    found: list[Block] = [Heading(1, "Hiệu quả")]
    for effect in figures.effects:
        before = f"trước {effect.baseline}" if effect.baseline else "không có mức nền để so"
        source = f"{effect.source}, {office(effect.source_on)}" if effect.source_on else effect.source
        found += [
            Para(f"{effect.what}: {effect.value} ({before}). Nguồn: {source}. {effect.agency_name} ghi."),
            Para(f"Số này chưa nói được: {' '.join(effect.limits.split())}", italic=True),
        ]
    return found


def _money(figures: Figures) -> list[Block]:
    """What was asked for, approved, allocated and spent; a report frozen before money was told has none."""
    if figures.money is None:
        return []
    money = figures.money
    asked = f"các cơ quan đề nghị {number(money.estimated)} đồng"
    return [
        Heading(1, "Kinh phí thực hiện"),
        Para(f"Đến ngày {office(figures.ends_on)}, {asked}, trong đó được duyệt {number(money.approved)} đồng."),
        Para(f"Trong kỳ đã phân bổ {number(money.allocated)} đồng, đã chi {number(money.spent)} đồng."),
    ]


def _span(figures: Figures) -> str:
    words = f"Số liệu tính từ ngày {office(figures.starts_on)} đến hết ngày {office(figures.data_close)}"
    if figures.has_estimate:
        words += f", kèm ước thực hiện đến ngày {office(figures.ends_on)}"
    annex = "Phụ lục I" if figures.missing or figures.agencies else "Phụ lục"
    return f"{words}, cộng từ bằng chứng của từng nhiệm vụ ({annex})."


def _paragraphs(text: str) -> list[Block]:
    return [Para(line.strip()) for line in text.splitlines() if line.strip()]


def _section(section: FigureSection, figures: Figures) -> list[Block]:
    found: list[Block] = [Heading(2, section.title)]
    tasks: dict[str, list[FigureLine]] = {}
    for line in section.lines:
        tasks.setdefault(line.task, []).append(line)
    for lines in tasks.values():
        if not (len(tasks) == 1 and lines[0].title == section.title):
            found.append(Heading(3, brief(lines[0].title).rstrip(".")))
        found.append(Para(_sentence(lines, figures)))
    return found


def _sentence(lines: list[FigureLine], figures: Figures) -> str:
    told = [_told(line, figures) for line in lines if line.total]
    if told:
        return f"{'; '.join(told)}."
    waiting = {part.agency for part in figures.missing}
    silent = [agency for agency in lines[0].silent if agency in waiting]
    return "Chưa có kết quả ghi nhận trong kỳ" + (f"; {len(silent)} cơ quan liên quan {NOT_SENT}." if silent else ".")


def draft_of(figures: Figures) -> str:
    """What an agency did, one line a task, to begin its part with; empty where nothing was recorded."""
    tasks: dict[str, list[FigureLine]] = {}
    for line in figures.lines:
        if line.total:
            tasks.setdefault(line.task, []).append(line)
    return "\n".join(
        f"{task} {brief(lines[0].title)}: {'; '.join(_quantity(line) for line in lines)}."
        for task, lines in tasks.items()
    )


def _quantity(line: FigureLine) -> str:
    return f"{line.measure_name[:1].lower()}{line.measure_name[1:]} {number(line.total)} {line.unit}"


def _told(line: FigureLine, figures: Figures) -> str:
    words = f"{line.measure_name}: {number(line.total)} {line.unit}"
    shown = line.by_part[:MOST_NAMED]
    named = [f"{share.name} {number(share.quantity)}{_within(share)}" for share in shown]
    others = line.total - sum((share.quantity for share in shown), Decimal(0))
    if others:
        named.append(f"cơ quan khác {number(others)}")
    if len(named) > 1 or any(share.within or share.quantity != line.total for share in shown):
        words += f" ({', '.join(named)})"
    if line.same_period is not None:
        words += f"; cùng kỳ {number(line.same_period)}"
    if figures.has_estimate and line.estimate is not None and line.estimate != line.total:
        words += f"; ước thực hiện {number(line.estimate)}"
    return words


def _within(share: PartShare) -> str:
    """What of a number was done by bodies that have gone over into its agency, under their names."""
    told = [f"{number(each.quantity)} do {each.name} thực hiện" for each in share.within]
    return f", trong đó {', '.join(told)}" if told else ""


def _merged(figures: Figures, title: str, name: str) -> list[Block]:
    """The coordinator's words; where there are none, each agency's own, named, and how many have not spoken yet."""
    if own := figures.words.get(name, ""):
        return [Heading(1, title), *_paragraphs(own)]
    said = [(part.name, getattr(part, name)) for part in figures.parts if getattr(part, name).strip()]
    told = [f"{agency}: {' '.join(words.split())}" for agency, words in said]
    if figures.missing:
        some = "đủ " if told else ""
        count = f"{len(figures.missing)} trên {len(figures.asked)} cơ quan"
        told.append(f"Chưa nhận được {some}ý kiến: {count} {NOT_SENT}.")
    return [Heading(1, title), *map(Para, told or ["Không có."])]


def _grid(figures: Figures) -> Grid:
    extra = ["Cùng kỳ", *(["Ước thực hiện"] if figures.has_estimate else [])]
    head = ("Số", "Chỉ tiêu", *figures.columns, "Cộng", *extra)
    rows: list[Cells] = []
    unknown = figures.unknown
    for section in figures.sections:
        rows.append(Cells((f"{section.number}. {section.title}", *[""] * (len(head) - 1)), "group"))
        rows += [_row(line, figures, is_unknown=line in unknown) for line in section.lines]
    numbers = len(head) - 2
    return Grid((1.3, 5.5, *[1.15] * numbers), (False, False, *[True] * numbers), head, tuple(rows))


def _row(line: FigureLine, figures: Figures, *, is_unknown: bool) -> Cells:
    same = "" if line.same_period is None else number(line.same_period)
    estimate = ["" if line.estimate is None else number(line.estimate)] if figures.has_estimate else []
    name = f"{line.measure_name} ({line.unit})"
    done = [number(quantity) for quantity in (*line.by_column, line.total)]
    if is_unknown:
        done = ["" for _column in line.by_column] + [NO_PART]
    return Cells((line.task, name, *done, same, *estimate))


def _charts(figures: Figures) -> Iterator[Block]:
    """By section, by agency, by month, by measure: each with its figures in words for those who do not see it."""
    charts = charts_of(figures)
    rows = tuple((f"{s.number}. {s.title}", s.states, _steps_told(s.counts)) for s in charts.sections)
    yield Stairs(
        "Tiến độ theo mục", rows, "Mỗi cột là một nhiệm vụ, cao bằng số bậc đã lên, từ chưa bắt đầu đến hoàn thành."
    )
    shares = tuple((share.name, share.done, share.planned) for share in charts.shares)
    note = "Số nhiệm vụ cơ quan đã có bằng chứng trên số nhiệm vụ có tên cơ quan; xếp theo tên, không xếp hạng."
    if shares:
        yield Shares("Nhiệm vụ đã có bằng chứng của từng cơ quan", shares, note)
    yield Steps("Số bằng chứng mỗi tháng", charts.months, charts.records, "Đếm số bằng chứng, không cộng các chỉ tiêu.")
    yield _pace(figures)
    if charts.measures:
        by_measure = tuple((f"{m.name} ({m.unit})", m.by_month) for m in charts.measures)
        own = "Mỗi chỉ tiêu một đơn vị tính nên mỗi ô một thước đo riêng."
        yield Multiples("Từng chỉ tiêu mỗi tháng", charts.months, by_measure, own, own_scale=True)


def _steps_told(counts: Sequence[tuple[int, int]]) -> str:
    return ", ".join(f"{count} {STEP_WORDS[state]}" for state, count in counts)


def _places(figures: Figures) -> Grid:
    rows = tuple(Cells((p.name, p.measure_name, number(p.total), p.unit)) for p in figures.places)
    return Grid((4, 4, 1.5, 2), (False, False, True, False), ("Nơi", "Chỉ tiêu", "Số lượng", "Đơn vị tính"), rows)


def _pace(figures: Figures) -> Multiples:
    rows = tuple((agency.short or agency.name, agency.by_month) for agency in figures.agencies)
    note = "Mỗi cột là một tháng, cùng một thước đo; đếm số bằng chứng đã ghi, không cộng các chỉ tiêu với nhau."
    return Multiples("Số bằng chứng mỗi tháng của từng cơ quan", figures.months, rows, note)


def _missing(figures: Figures) -> Grid:
    rows = tuple(Cells((str(index), part.name, NOT_SENT)) for index, part in enumerate(figures.missing, start=1))
    return Grid((1, 6, 3), (False, False, False), ("Số", "Cơ quan", "Tình trạng"), rows)


def boxes_from(profile: Mapping[str, object], entered: Mapping[str, object], place: str) -> Boxes:
    """The boxes: the profile's, with what the office entered for this report in their place."""

    def told(name: str) -> str:
        return str(entered.get(name) or profile.get(name) or "")

    def listed(name: str) -> tuple[str, ...]:
        values = profile.get(name) or ()
        return tuple(str(value) for value in values) if isinstance(values, list | tuple) else ()

    authority = str(entered.get("signer_authority") or "")
    day = entered.get("dated_on")
    return Boxes(
        parent_body=told("parent_body"),
        issuing_body=told("issuing_body"),
        code=told("code"),
        place=place,
        addressees=listed("addressees"),
        recipients=listed("recipients"),
        keep=told("keep"),
        signer_authority=tuple(line.strip() for line in authority.split(";") if line.strip()),
        signer_title=told("signer_title"),
        signer_name=str(entered.get("signer_name") or ""),
        number=str(entered.get("number") or ""),
        day=day if isinstance(day, date) else None,
    )
