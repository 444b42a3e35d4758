"""A plan written here as an official paper: its parts with their numbers, and its tasks once more as a table.

What is printed is what the importer reads: labelled lines under each task, every body with its whole name.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from doingoai.dates import office
from doingoai.documents.domain.form import Annex, Block, Cells, Form, Grid, Heading, Line, Para, set_out
from doingoai.plan.domain.drafts.outline import CLOSING
from doingoai.plan.domain.drafts.parts import Content, numbers, part_of, standing, tasks_of
from doingoai.plan.domain.titles import brief
from doingoai.text import number

COLUMNS = ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Kinh phí (đồng)", "Sản phẩm")
WIDTHS = (1.2, 6.5, 4, 4.5, 2.8, 2.8, 3)
NUMERIC = (False, False, False, False, False, True, False)
FILED = "Lưu"


def plan_form(content: Content, *, place: str) -> Form:
    """The plan as a paper; number, day and signer stand in it once they are entered."""
    head = content["document"]
    signer = head["signer"] or {"authority": [], "title": "", "name": ""}
    letterhead = list(head["letterhead"]) or [head["issuer"]["text"].upper()]
    filed = [entry for entry in head["recipients"] if entry.startswith(FILED)]
    return Form(
        type_name="KẾ HOẠCH",
        subject=head["title"],
        parent_body=" ".join(letterhead[:-1]),
        issuing_body=letterhead[-1],
        code=head["code"],
        place=place,
        blocks=tuple(_blocks(content)),
        number=head["number"],
        day=date.fromisoformat(head["date"]) if head["date"] else None,
        legal_bases=tuple(basis_line(basis) for basis in standing(content, "legal_bases")),
        signer_authority=tuple(signer["authority"]),
        signer_title=signer["title"],
        signer_name=signer["name"],
        recipients=tuple(entry for entry in head["recipients"] if entry not in filed),
        keep=filed[-1] if filed else f"{FILED}: VT.",
        annexes=(Annex("Danh mục nhiệm vụ", (_table(content),), landscape=True),) if content["tasks"] else (),
    )


def basis_line(basis: Mapping[str, Any]) -> str:
    """A legal basis as it is printed: "Căn cứ Nghị định số … ngày … của … về …"."""
    words = [f"Căn cứ {basis['kind']}"]
    words += [f"số {basis['number']}"] if basis["number"] else []
    words += [f"ngày {office(date.fromisoformat(basis['date']))}"] if basis["date"] else []
    words += [f"của {basis['issuer']}"] if basis["issuer"] else []
    if subject := basis["subject"]:
        words.append(f"về {subject}" if basis["number"] and not subject[:3].casefold().startswith("về") else subject)
    return " ".join(words)


def _blocks(content: Content) -> Iterator[Block]:
    head = content["document"]
    subject = head["title"][:1].lower() + head["title"][1:]
    yield Para(f"Thực hiện nhiệm vụ năm {head['year']}, {head['issuer']['text']} ban hành Kế hoạch {subject} như sau:")
    yield Heading(1, "Mục đích, yêu cầu")
    yield Heading(2, "Mục đích")
    yield from _bullets(part_of(content, "wp")["paragraphs"])
    yield Heading(2, "Yêu cầu")
    yield from _bullets(part_of(content, "wq")["paragraphs"])
    yield Heading(1, "Nội dung thực hiện")
    yield from _tasks(content)
    yield Heading(1, "Tổ chức thực hiện")
    for heading in standing(content, "assignments"):
        yield Heading(2, heading["heading"])
        yield from _bullets(item["text"] for item in heading["items"] if not item.get("gone"))
    if reporting := part_of(content, "wr")["paragraphs"]:
        yield Heading(2, "Chế độ báo cáo")
        yield from (Para(text) for text in reporting)
    yield Heading(1, "Kinh phí")
    yield from _bullets(part_of(content, "wm")["paragraphs"])
    yield from (Para(text) for text in part_of(content, "wz")["paragraphs"] or CLOSING)


def _bullets(texts: Iterable[str]) -> Iterator[Para]:
    return (Para(f"- {text}") for text in texts)


def _tasks(content: Content) -> Iterator[Block]:
    counted = numbers(content)
    for section in standing(content, "sections"):
        tasks = tasks_of(content, section["key"])
        alone = len(tasks) == 1 and counted[tasks[0]["key"]] == counted[section["key"]]
        yield Heading(2, tasks[0]["title"] if alone else section["title"])
        for task in tasks:
            if not alone:
                yield Para(f"{counted[task['key']].partition('.')[2]}. {task['title']}")
            yield from _task(task)


def _task(task: Mapping[str, Any]) -> Iterator[Para]:
    if len(task["content"]) == 1:
        yield Para(f"- Nội dung: {task['content'][0]}")
    elif task["content"]:
        yield Para("- Nội dung:")
        yield from _bullets(task["content"])
    told = (
        ("Cơ quan chủ trì", _named(task["lead"])),
        ("Cơ quan phối hợp", _named(task["coordinate"])),
        ("Thời gian thực hiện", (task["time"] or {}).get("text", "")),
        ("Kinh phí", f"{number(task['budget'])} đồng" if task["budget"] is not None else ""),
        ("Sản phẩm", task["output"] or ""),
    )
    yield from (Para(f"- {label}: {words}") for label, words in told if words)


def _named(parties: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(party["text"] for party in parties)


def _table(content: Content) -> Grid:
    counted = numbers(content)
    rows: list[Cells] = []
    for section in standing(content, "sections"):
        tasks = tasks_of(content, section["key"])
        if not tasks:
            continue
        place = counted[section["key"]].partition(".")[2]
        rows.append(Cells((f"{place}. {section['title']}", *[""] * (len(COLUMNS) - 1)), "group"))
        for task in tasks:
            place = counted[task["key"]].partition(".")[2]
            money = number(task["budget"]) if task["budget"] is not None else ""
            time = (task["time"] or {}).get("text", "")
            told = (_named(task["lead"]), _named(task["coordinate"]), time, money, task["output"] or "")
            rows.append(Cells((place, brief(task["title"]), *told)))
    if spent := [task["budget"] for task in standing(content, "tasks") if task["budget"] is not None]:
        rows.append(Cells(("", "Tổng cộng", "", "", "", number(sum(spent)), ""), "sum"))
    return Grid(WIDTHS, NUMERIC, COLUMNS, tuple(rows))


def plain_text(form: Form) -> str:
    """The paper as lines of text; its table, which lists the tasks once more, has no place there."""
    lines = [*filter(None, (form.parent_body, form.issuing_body)), form.number_line, form.place_and_date]
    lines += [form.type_name, form.subject, *form.basis_lines]
    lines += [laid.text for laid in set_out(form.blocks, end_mark=True) if isinstance(laid, Line)]
    lines += ["Nơi nhận:", *form.recipient_lines, *form.signer_lines, form.signer_line]
    return "\n\n".join(line for line in lines if line) + "\n"
