"""Doubts on the screen: equal ones settled at once, one by one, undone, narrowed, with and without a script."""

import re

from tests.plan.reviewing import HTMX, now


def test_equal_doubts_are_one_row_with_one_button_for_all(desk, url):
    rows = desk.get(f"{url}?loai=open-group").context["doubts"].rows
    [row] = rows
    assert len(row.doubt.indexes) == 10
    html = desk.get(f"{url}?loai=open-group").content.decode()
    assert "Để mở cả 10" in html
    desk.post(f"{url}cho/", {"doubt": row.doubt.indexes, "choice": "noted"})
    assert len(now().decisions) == 10
    everything = desk.get(f"{url}?tat-ca=1").content.decode()
    assert "Hoàn tác cả 10" in everything
    assert "còn 36 trên 46" in everything
    desk.post(f"{url}cho/", {"doubt": row.doubt.indexes, "choice": ""})
    assert now().decisions == {}


def test_one_of_equal_doubts_may_be_settled_alone(desk, url):
    index = desk.get(f"{url}?loai=heading-without-task").context["doubts"].rows[0].doubt.indexes[2]
    desk.post(f"{url}cho/", {"doubt": index, "choice": "noted", "loai": "heading-without-task"})
    assert now().decisions == {str(index): "noted"}
    rows = desk.get(f"{url}?loai=heading-without-task&tat-ca=1").context["doubts"].rows
    assert sorted(len(row.doubt.indexes) for row in rows) == [1, 6]


def test_after_a_decision_the_page_comes_back_to_the_next_row(desk, url):
    answer = desk.post(f"{url}cho/", {"doubt": 0, "choice": "kept"})
    assert answer["Location"] == f"{url}#w1"
    answer = desk.post(f"{url}cho/", {"doubt": 45, "choice": "noted", "loai": "no-money"})
    assert answer["Location"] == f"{url}?loai=no-money#doubts"


def test_with_a_script_only_the_doubts_and_the_parts_they_change_are_sent(desk, url):
    answer = desk.post(f"{url}cho/", {"doubt": [4, 5], "choice": "applied"}, headers=HTMX).content.decode()
    assert "<html" not in answer
    assert 'id="doubts"' in answer
    assert "còn 44 trên 46" in answer
    assert 'id="t16-s" hx-swap-oob="true"' in answer
    assert 'id="t16-v" hx-swap-oob="true"' in answer
    assert "Sửa chữa Cụm thông tin đối ngoại" in answer
    assert 'id="t1-v"' not in answer


def test_the_doubts_alone_are_sent_when_they_alone_are_asked_for(desk, url):
    answer = desk.get(f"{url}?loai=ocr", headers={**HTMX, "HX-Target": "doubts"}).content.decode()
    assert "<html" not in answer
    assert {row.doubt.code for row in desk.get(f"{url}?loai=ocr").context["doubts"].rows} == {"ocr"}


def test_a_proposal_that_is_not_there_is_refused_in_words(desk, url):
    answer = desk.post(f"{url}cho/", {"doubt": 45, "choice": "applied"}, follow=True)
    assert "không có cách đọc đề xuất" in answer.content.decode()
    assert now().decisions == {}
    answer = desk.post(f"{url}cho/", {"doubt": 45, "choice": "applied"}, headers=HTMX)
    assert answer["HX-Refresh"] == "true"


def test_an_open_group_may_be_named_where_it_is_told(desk, url):
    html = "".join(desk.get(f"{url}?loai=open-group").content.decode().split("\n"))
    assert html.count("Kể tên") == 10
    assert re.search(rf'href="{url}phan/t16/">\s*Kể tên', html)
    assert "Kể tên" not in desk.get(f"{url}?loai=no-money").content.decode()
