"""Last year's words for another year, what people do to a draft, what it lacks: the pure part."""

from dataclasses import replace
from datetime import date

import pytest

from doingoai.agencies.domain import Body, Directory, Extent, Group, Membership
from doingoai.plan.domain.drafts import edits
from doingoai.plan.domain.drafts.lint import World, lacks, progress, successor
from doingoai.plan.domain.drafts.moving import lunar_name, moved_words, timed
from doingoai.plan.domain.drafts.outline import closing_of, next_year, outlined, paragraphs_under
from doingoai.plan.domain.drafts.parts import empty, numbers, part_of
from doingoai.plan.domain.drafts.wording import Run, compared

TODAY = date(2026, 11, 27)
SO_A = Body("so-a", "Sở A", "Sở A", "so", valid_to=date(2025, 2, 28), successor="so-b")
SO_B = Body("so-b", "Sở B", "Sở B", "so", valid_from=date(2025, 3, 1))
HUYEN = Body("huyen-c", "UBND huyện C", "huyện C", "cap-huyen", valid_to=date(2025, 6, 30))
GROUP = Group("g-huyen", "UBND các huyện", Extent.CLOSED, members=(Membership("huyen-c", valid_to=HUYEN.valid_to),))
WORLD = World(Directory("X", {b.id: b for b in (SO_A, SO_B, HUYEN)}, {"g-huyen": GROUP}), TODAY)


def party(slug, text="Sở A", group=False):
    return {"text": text, "name": text, "agency": slug, "group": group, "related": False}


def plan(*titles, section="s1", year=2027):
    """A plan with one section and tasks with these titles."""
    content, _ = edits.added(empty(year), "s", "", {"title": "Tuyên truyền"})
    for title in titles:
        content, _ = edits.added(content, "t", content["tasks"][-1]["key"] if content["tasks"] else section,
                                 {"title": title})  # fmt: skip
    return content


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Kế hoạch năm 2022", "Kế hoạch năm 2023"),
        ("quý II/2022", "quý II/2023"),
        ("trước ngày 15/6/2022", "trước ngày 15/6/2023"),
        ("đón Tết Nguyên đán Nhâm Dần 2022", "đón Tết Nguyên đán Quý Mão 2023"),
        ("Công văn số 12/2022/CV-UBND", "Công văn số 12/2022/CV-UBND"),
        ("Kế hoạch số 5/KH-UBND ngày 05/01/2022 của UBND tỉnh", "Kế hoạch số 5/KH-UBND ngày 05/01/2022 của UBND tỉnh"),
        ("giai đoạn 2022-2025", "giai đoạn 2022-2025"),
        ("giai đoạn 2021-2022", "giai đoạn 2021-2022"),
        ("(03/02/1930-03/02/2022)", "(03/02/1930-03/02/2023)"),
        ("khoản 120220 đồng", "khoản 120220 đồng"),
    ],
)
def test_years_of_days_and_words_move_and_those_of_papers_and_spans_stay(words, told):
    assert moved_words(words, 2022, 2023)[0] == told


def test_a_count_of_years_is_proposed_and_not_changed():
    words, [mark] = moved_words("Kỷ niệm 115 năm Ngày thành lập tỉnh (12/7/1907-12/7/2022)", 2022, 2027)
    assert words == "Kỷ niệm 115 năm Ngày thành lập tỉnh (12/7/1907-12/7/2027)"
    assert mark.proposal == mark.printed.replace("115", "120")
    assert "Năm tròn" in mark.message
    [plain] = moved_words("Kỷ niệm 31 năm Ngày tái lập tỉnh", 2022, 2023)[1]
    assert "Năm tròn" not in plain.message


def test_spans_of_years_and_years_beside_the_old_one_are_marked():
    assert [m.code for m in moved_words("giai đoạn 2022-2025", 2022, 2023)[1]] == ["period"]
    assert [m.printed for m in moved_words("sơ kết năm 2021 và năm 2022", 2022, 2027)[1]] == ["kết năm 2021"]


def test_lunar_years_have_their_names():
    assert (lunar_name(2022), lunar_name(2027), lunar_name(1968)) == ("Nhâm Dần", "Đinh Mùi", "Mậu Thân")


def test_the_days_of_a_time_are_read_from_its_words():
    assert timed("Quý II/2027", 2027) == {
        "text": "Quý II/2027", "from": "2027-04-01", "to": "2027-06-30", "before": None, "recurrence": None,
    }  # fmt: skip
    assert timed("", 2027) is None


def test_paragraphs_of_an_older_paper_stand_under_their_heading():
    lines = [
        [1, "I. MỤC ĐÍCH, YÊU CẦU"],
        [2, "1. Mục đích"],
        [3, "- Một."],
        [4, "- Hai."],
        [5, "2. Yêu cầu"],
        [6, "Ba."],
    ]
    assert paragraphs_under(lines, "wp") == ["Một.", "Hai."]
    assert paragraphs_under(lines, "wq") == ["Ba."]
    assert closing_of([[1, "Căn cứ kế hoạch, các sở triển khai./."]]) == ["Căn cứ kế hoạch, các sở triển khai."]


def test_the_outline_has_the_parts_that_every_plan_has():
    content = outlined(2027)
    assert all(raw["paragraphs"] for raw in content["words"])
    assert [numbers(content)[section["key"]] for section in content["sections"][:2]] == ["II.1", "II.2"]


def test_numbers_follow_from_places():
    content = plan("Một", "Hai", "Ba")
    assert [numbers(content)[f"t{n}"] for n in (1, 2, 3)] == ["II.1.1", "II.1.2", "II.1.3"]
    content = edits.shifted(content, "t3", -1)
    assert numbers(content)["t3"] == "II.1.2"
    content = edits.taken_out(content, "t1", gone=True)
    assert (numbers(content)["t3"], "t1" in numbers(content)) == ("II.1.1", False)


def test_a_section_that_is_itself_a_task_gives_the_task_its_number():
    content = plan("Sửa chữa cụm")
    part_of(content, "s1")["alone"] = True
    assert numbers(content) == {"s1": "II.1", "t1": "II.1"}


def test_what_is_added_to_an_adopted_plan_comes_behind_every_number_that_was_given():
    content = plan("Một", "Hai", "Ba")
    for number, task in enumerate(content["tasks"][:2], 1):
        task["no"] = f"II.1.{number}"
    content = edits.taken_out(content, "t2", gone=True)
    assert numbers(content)["t3"] == "II.1.3"


def test_a_task_at_the_edge_moves_into_the_next_section():
    content, key = edits.added(plan("Một", "Hai"), "s", "s1", {"title": "Quảng bá"})
    content = edits.shifted(content, "t2", 1)
    assert part_of(content, "t2")["section"] == key
    assert numbers(content)["t2"] == "II.2.1"
    back = edits.shifted(content, "t2", -1)
    assert numbers(back)["t2"] == "II.1.2"
    with pytest.raises(edits.NotSo):
        edits.shifted(content, "t2", 1)


def test_a_section_with_tasks_stays():
    with pytest.raises(edits.NotSo, match="còn nhiệm vụ"):
        edits.taken_out(plan("Một"), "s1", gone=True)
    with pytest.raises(KeyError):
        edits.taken_out(plan("Một"), "d", gone=True)


def undone(before, after):
    return edits.undone(after, edits.step(before, after))


def test_every_change_can_be_undone():
    start = plan("Một", "Hai")
    changed = edits.said(start, "t1", {"title": "Khác", "budget": 5})
    assert undone(start, changed) == start
    moved = edits.shifted(start, "t1", 1)
    assert undone(start, moved) == start
    dropped = edits.taken_out(start, "t1", gone=True)
    assert part_of(undone(start, dropped), "t1")["gone"] is False
    longer, key = edits.added(start, "t", "t1", {"title": "Ba"})
    assert part_of(undone(start, longer), key)["gone"] is True


def test_what_was_changed_again_is_not_undone_over_it():
    start = plan("Một")
    first = edits.said(start, "t1", {"title": "Hai"})
    second = edits.said(first, "t1", {"title": "Ba"})
    with pytest.raises(edits.NotSo, match="sửa tiếp"):
        edits.undone(second, edits.step(start, first))
    other = edits.said(first, "t1", {"budget": 7})
    assert part_of(edits.undone(other, edits.step(start, first)), "t1") | {"marks": []} == part_of(
        edits.said(start, "t1", {"budget": 7}), "t1"
    ) | {"marks": []}


def test_a_mark_is_taken_or_left_and_goes():
    content = edits.said(plan("Kỷ niệm 5 năm Ngày A"), "t1", {})
    part_of(content, "t1")["marks"] = [{"code": "x", "message": "m", "printed": "5 năm", "proposal": "6 năm"}]
    assert part_of(edits.settled(content, "t1", 0, take=True), "t1")["title"] == "Kỷ niệm 6 năm Ngày A"
    left = part_of(edits.settled(content, "t1", 0, take=False), "t1")
    assert (left["title"], left["marks"]) == ("Kỷ niệm 5 năm Ngày A", [])
    rewritten = edits.said(content, "t1", {"title": "Khác"})
    with pytest.raises(edits.NotSo):
        edits.settled(rewritten, "t1", 0, take=True)
    with pytest.raises(edits.NotSo):
        edits.settled(content, "t1", 3, take=False)


def test_a_body_is_replaced_everywhere_and_stands_once():
    content = edits.said(
        plan("Một"), "t1", {"lead": [party("so-a"), party("so-b", "Sở B")], "coordinate": [party("so-a")]}
    )
    found = part_of(edits.replaced(content, "so-a", party("so-b", "Sở B")), "t1")
    assert ([p["agency"] for p in found["lead"]], found["coordinate"]) == (["so-b"], [])


def codes(content, world=WORLD):
    return [lack.code for lack in lacks(content, world)]


def test_an_empty_plan_lacks_an_issuer_and_tasks():
    assert codes(empty(2027)) == ["no-issuer", "no-tasks"]


def test_what_a_task_lacks_is_told():
    content = plan("Tổ chức họp báo")
    part_of(content, "d")["issuer"]["agency"] = "so-b"
    assert codes(content) == ["no-lead", "no-time", "no-frequency", "no-money", "no-output"]
    whole = edits.said(
        content, "t1",
        {"lead": [party("so-b")], "time": timed("hằng quý", 2027), "budget": 0, "output": "04 cuộc"},
    )  # fmt: skip
    assert codes(whole) == []
    assert progress(whole, lacks(whole, WORLD)).is_ready


def test_two_tasks_that_claim_one_kind_of_work_are_both_told():
    content = plan("Một", "Hai", "Ba")
    for key, kinds in (("t1", ["press-conference"]), ("t2", ["press-conference", "visit"]), ("t3", ["news"])):
        content = edits.said(content, key, {"kinds": kinds})
    world = World(WORLD.directory, WORLD.today, {"press-conference": "Họp báo"})
    told = {lack.key: lack.words for lack in lacks(content, world) if lack.code == "shared-kind"}
    assert set(told) == {"t1", "t2"}
    assert told["t1"] == "“Họp báo” đã chọn ở II.1.2. Mỗi loại công việc tính cho một nhiệm vụ."


@pytest.mark.parametrize(
    ("time", "words"), [("trước ngày 15/6/2026", "đã qua"), ("Quý I/2028", "không thuộc năm 2027")]
)
def test_a_day_that_is_past_or_of_another_year_is_told(time, words):
    content = edits.said(plan("Một"), "t1", {"time": timed(time, 2027)})
    assert any(lack.code == "past" and words in lack.words for lack in lacks(content, WORLD))


def test_a_body_that_ends_before_the_year_is_told_with_its_successor():
    content = edits.said(
        plan("Một"), "t1", {"lead": [party("so-a")], "coordinate": [party("g-huyen", "UBND các huyện", True)]}
    )
    ended = [lack for lack in lacks(content, WORLD) if lack.code == "ended"]
    assert "Kế tục: Sở B" in ended[0].words
    assert "không còn thành viên nào" in ended[1].words
    assert successor(WORLD.directory, "so-a", TODAY) == "so-b"
    assert successor(WORLD.directory, "huyen-c", TODAY) == ""
    assert "stranger" in codes(edits.said(content, "t1", {"lead": [party(None, "Sở Lạ")]}))
    alive = replace(WORLD, directory=Directory("X", {"so-a": replace(SO_A, valid_to=None)}, {}))
    assert "ended" not in codes(edits.said(content, "t1", {"coordinate": []}), alive)


def test_two_texts_are_compared_in_whole_words():
    assert compared("Quý II năm 2027", "Quý III năm 2027") == [
        Run("same", "Quý "), Run("gone", "II"), Run("new", "III"), Run("same", " năm 2027"),
    ]  # fmt: skip
    assert compared("một hai ba", "một bốn năm ba") == [
        Run("same", "một "), Run("gone", "hai"), Run("new", "bốn năm"), Run("same", " ba"),
    ]  # fmt: skip
    assert compared("40.000.000 đồng", "60.000.000 đồng") == [
        Run("gone", "40.000.000"), Run("new", "60.000.000"), Run("same", " đồng"),
    ]  # fmt: skip
    assert compared("", "mới") == [Run("new", "mới")]
    assert compared("cũ", "cũ") == [Run("same", "cũ")]


@pytest.mark.parametrize(
    ("last", "today", "year"),
    [
        (2022, date(2026, 11, 27), 2027),
        (2022, date(2026, 9, 30), 2026),
        (2026, date(2026, 3, 1), 2027),
        (2027, date(2026, 11, 27), 2028),
        (None, date(2026, 10, 1), 2027),
        (None, date(2026, 1, 5), 2026),
    ],
)
def test_from_october_on_the_coming_year_is_proposed(last, today, year):
    assert next_year(last, today) == year
