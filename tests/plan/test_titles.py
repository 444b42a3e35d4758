"""How plans and tasks are called."""

import pytest

from doingoai.plan.domain.titles import ROOM, brief, plan_name


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("Hoạt động thông tin đối ngoại năm 2022", "Kế hoạch hoạt động thông tin đối ngoại năm 2022"),
        ("KẾ HOẠCH thông tin đối ngoại", "KẾ HOẠCH thông tin đối ngoại"),
        ("Lào Cai hội nhập năm 2023", "Kế hoạch Lào Cai hội nhập năm 2023"),
        ("UBND tỉnh chỉ đạo", "Kế hoạch UBND tỉnh chỉ đạo"),
    ],
)
def test_a_plan_is_called_by_its_kind_and_its_title(printed, said):
    assert plan_name(printed) == said


def test_a_long_name_ends_where_a_clause_ends():
    long = "Nâng cao chất lượng thông tin; " + "quản lý, vận hành ổn định các cụm thông tin đối ngoại " * 4
    assert brief("Tên ngắn") == "Tên ngắn"
    assert brief(long) == "Nâng cao chất lượng thông tin"
    assert len(brief(long)) <= ROOM
