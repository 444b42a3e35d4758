"""Two people at one reading: the second to save is told who saved what and when, and loses nothing."""

from datetime import datetime

from tests.factories import NOW
from tests.plan.reviewing import by_another, opened, part, said


def test_the_second_of_two_people_is_told_who_saved_what_and_when_and_loses_nothing(desk, url):
    typed = opened(desk, url, "t16") | {"title": "Tên của người thứ hai", "output": "Một cụm đã sửa"}
    seven = datetime(2022, 6, 10, 7, 3, tzinfo=NOW.tzinfo)
    by_another("t16", {"title": "Tên của Bình", "budget": 5}, at=seven)
    answer = desk.post(f"{url}phan/t16/", typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Người binh đã sửa mục này lúc 07:03" in html
    assert "Phần đang viết ở đây vẫn còn nguyên." in html
    assert "đang lưu là “Tên của Bình”" in html
    again = said(answer.context["form"])
    assert (again["title"], again["output"], again["budget"]) == ("Tên của người thứ hai", "Một cụm đã sửa", "5")
    assert part("t16")["title"] == "Tên của Bình"
    assert desk.post(f"{url}phan/t16/", again).status_code == 302
    saved = part("t16")
    assert (saved["title"], saved["output"], saved["budget"]) == ("Tên của người thứ hai", "Một cụm đã sửa", 5)


def test_two_people_at_different_parts_do_not_get_in_each_other_s_way(desk, url):
    typed = opened(desk, url, "t16") | {"title": "Tên mới"}
    by_another("t1", {"budget": 5})
    assert desk.post(f"{url}phan/t16/", typed).status_code == 302
    assert (part("t1")["budget"], part("t16")["title"]) == (5, "Tên mới")


def test_one_s_own_decision_made_beside_an_open_form_is_kept_with_it(desk, url):
    typed = opened(desk, url, "t16") | {"output": "Một cụm đã sửa"}
    desk.post(f"{url}cho/", {"doubt": [4, 5], "choice": "applied"})
    assert desk.post(f"{url}phan/t16/", typed).status_code == 302
    assert part("t16")["title"].startswith("Sửa chữa Cụm")
    assert part("t16")["output"] == "Một cụm đã sửa"


def test_a_form_without_its_revision_is_taken_as_seen_before_everything(desk, url):
    typed = opened(desk, url, "t16") | {"title": "Tên mới"}
    by_another("t16", {"title": "Tên của Bình"})
    del typed["revision"]
    assert desk.post(f"{url}phan/t16/", typed).status_code == 422
