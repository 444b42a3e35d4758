"""A plan written here, printed and read back by the product's own importer: the same tasks, bodies, time, money."""

import pytest

from doingoai.agencies.queries import directory
from doingoai.documents.read import read
from doingoai.plan.actions.draft_papers import plan_paper
from doingoai.plan.actions.drafts import add_part, drop_part
from doingoai.plan.domain.contract import to_json
from doingoai.plan.domain.drafts.moving import timed
from doingoai.plan.domain.drafts.paper import basis_line, plan_form
from doingoai.plan.domain.drafts.parts import numbers, standing
from doingoai.plan.domain.outline import read_plan
from tests.factories import coordinator
from tests.plan.drafting import AT, begun, key_of, now, written

TIMES = (
    "Quý II/2027",
    "trước ngày 15/6/2027",
    "hằng quý",
    "Thường xuyên",
    "tháng 7/2027",
    "từ ngày 01/3/2027 đến ngày 30/9/2027",
)
MONEY = (150_000_000, 2_150_000_000, 85_500_000, 0)
KINDS = ("docx", "txt", "pdf")


@pytest.fixture
def draft(plan):
    """A draft with every kind of time and money, a new task and a new section."""
    draft = begun(plan)
    for index, task in enumerate(standing(draft.content, "tasks")):
        said = {"time": timed(TIMES[index % len(TIMES)], 2027), "budget": MONEY[index % len(MONEY)]}
        written(draft, task["key"], **said, output=f"{index + 1:02d} sản phẩm truyền thông")
    lead = {"text": "Sở Văn hóa, Thể thao và Du lịch", "name": "Sở Văn hóa, Thể thao và Du lịch",
            "agency": "so-vhttdl", "group": False, "related": False}  # fmt: skip
    last = now(draft).content["sections"][-1]["key"]
    found, section = add_part(now(draft), "s", last, {"title": "Bồi dưỡng nghiệp vụ"}, by=coordinator(), at=AT)
    filled = {
        "section": section,
        "title": "Mở lớp bồi dưỡng thông tin đối ngoại",
        "lead": [lead],
        "content": ["Một lớp."],
    }
    add_part(found, "t", section, filled, by=coordinator(), at=AT)
    return now(draft)


def read_back(draft, kind):
    data = plan_paper(kind, draft.content, at=AT)
    return to_json(read_plan(read(f"ke-hoach.{kind}", data), directory("Lào Cai")))


def wanted(draft):
    counted = numbers(draft.content)
    return [
        (
            counted[task["key"]],
            task["title"],
            [party["agency"] or party["text"] for party in task["lead"]],
            [party["agency"] or party["text"] for party in task["coordinate"]],
            task["time"],
            task["budget"],
            task["output"],
        )
        for task in standing(draft.content, "tasks")
    ]


def told(reading):
    return [
        (
            task["no"],
            task["title"],
            [party["agency"] or party["text"] for party in task["lead"]],
            [party["agency"] or party["text"] for party in task["coordinate"]],
            task["time"],
            task["budget"],
            task["output"],
        )
        for task in reading["tasks"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_reads_back_to_the_same_tasks(draft, kind):
    assert told(read_back(draft, kind)) == wanted(draft)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_reads_back_to_the_same_assignments_bases_and_deadlines(draft, kind):
    reading = read_back(draft, kind)
    content = draft.content
    assert [a["heading"].partition(". ")[2] for a in reading["assignments"]] == [
        heading["heading"] for heading in content["assignments"]
    ]
    assert [d["before"] for d in reading["deadlines"] if d["before"]] == ["2027-06-15", "2027-11-15"]
    assert [len(a["items"]) for a in reading["assignments"]] == [len(h["items"]) for h in content["assignments"]]
    assert [b["number"] for b in reading["legal_bases"]][:4] == [b["number"] for b in content["legal_bases"]][:4]
    assert len(reading["budget_notes"]) == 3
    head = reading["document"]
    assert (head["title"], head["year"], head["issuer"]["agency"]) == (content["document"]["title"], 2027, "ubnd-tinh")
    assert head["signer"] == content["document"]["signer"]
    assert [one.rstrip(";.") for one in head["recipients"]] == [
        one.rstrip(";.") for one in content["document"]["recipients"]
    ]


def test_the_annex_has_a_row_a_task_a_group_a_section_and_a_total(draft):
    [annex] = plan_form(draft.content, place="Lào Cai").annexes
    [grid] = annex.blocks
    kinds = [row.kind for row in grid.rows]
    assert (kinds.count("group"), kinds.count(""), kinds.count("sum")) == (7, 18, 1)
    assert annex.landscape
    assert grid.rows[-1].cells[5] == f"{sum(t['budget'] or 0 for t in draft.content['tasks']):,}".replace(",", ".")


def test_the_annex_has_no_total_where_no_task_has_money(draft):
    content = draft.content | {"tasks": [task | {"budget": None} for task in draft.content["tasks"]]}
    [annex] = plan_form(content, place="Lào Cai").annexes
    assert "sum" not in [row.kind for row in annex.blocks[0].rows]


def test_no_bracket_of_a_copied_link_is_printed(draft):
    text = plan_paper("txt", draft.content, at=AT).decode()
    assert "http://www.laocai.gov.vn" in text
    assert "<http" not in text


def test_what_was_taken_out_is_not_printed(draft):
    key = key_of(draft, "II.1.2")
    assert "Cung cấp thông tin tình hình thế giới vào" in plan_paper("txt", draft.content, at=AT).decode()
    left = drop_part(draft, key, gone=True, by=coordinator(), at=AT)
    assert "Cung cấp thông tin tình hình thế giới vào" not in plan_paper("txt", left.content, at=AT).decode()


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (
            ("Nghị định", "72/2015/NĐ-CP", "2015-09-07", "Chính phủ", "quản lý hoạt động thông tin đối ngoại"),
            "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại",
        ),
        (("Luật", None, None, None, "bảo vệ bí mật nhà nước"), "Căn cứ Luật bảo vệ bí mật nhà nước"),
    ],
)
def test_a_legal_basis_is_written_out(basis, words):
    names = ("kind", "number", "date", "issuer", "subject")
    assert basis_line(dict(zip(names, basis, strict=True))) == words
