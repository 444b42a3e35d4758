"""The review on the screen: doubts first, both panes linked, every field corrected, given back, added, taken out."""

import re

import pytest

from doingoai.audit.models import Entry
from doingoai.plan.actions.imports import correct, decide, put_aside
from doingoai.plan.domain.review import contract, each
from doingoai.plan.models import PlanImport
from tests.factories import NOW, coordinator
from tests.plan.reviewing import HTMX, by_another, now, opened, part, said


def test_doubts_stand_first_then_the_paper_then_the_structure(desk, url):
    html = desk.get(url).content.decode()
    assert html.index('id="doubts"') < html.index('id="paper"') < html.index('id="found"')
    assert "còn 46 trên 46 chỗ" in html


def test_every_link_within_the_page_leads_somewhere(desk, url):
    html = desk.get(f"{url}?tat-ca=1").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', html)) - {"main"}
    assert {"t16", "o-t16", "i1", "d184", "b1", "d"} <= targets
    assert targets <= set(ids)


def test_a_part_kept_as_it_is_shown_is_no_correction_whatever_its_kind(desk, url):
    for key, _ in each(now().reading):
        if key[0] in "dbsaneham" or key in ("t1", "t5", "t7", "t17", "i1", "i19", "i30"):
            answer = desk.post(f"{url}phan/{key}/", opened(desk, url, key))
            assert answer.status_code == 302, (key, answer.context["form"].errors)
    assert now().revision == 0


@pytest.mark.parametrize(
    ("key", "typed", "field", "value"),
    [
        ("d", {"number": "65/KH-UBND"}, "number", "65/KH-UBND"),
        ("d", {"date": "18/02/2022"}, "date", "2022-02-18"),
        ("d", {"year": "2023"}, "year", 2023),
        ("d", {"recipients": "Bộ Ngoại giao;\nLưu: VT."}, "recipients", ["Bộ Ngoại giao;", "Lưu: VT."]),
        ("d", {"signer_authority": "", "signer_title": "", "signer_name": ""}, "signer", None),
        ("b2", {"date": "19/10/2016"}, "date", "2016-10-19"),
        ("b1", {"subject": ""}, "subject", None),
        ("s1", {"title": "Tên mục mới"}, "title", "Tên mục mới"),
        ("t1", {"no": "II.1.9"}, "no", "II.1.9"),
        ("t1", {"budget": "150.000.000"}, "budget", 150_000_000),
        ("t1", {"content": "Một\nHai"}, "content", ["Một", "Hai"]),
        ("t1", {"first_line": "34"}, "lines", [34, 56]),
        ("a1", {"heading": "1. Ban Tuyên giáo"}, "heading", "1. Ban Tuyên giáo"),
        ("i1", {"role": "lead"}, "role", "lead"),
        ("i1", {"text": "Việc khác"}, "text", "Việc khác"),
        ("n1", {"name": "Ngày thành lập Đảng"}, "name", "Ngày thành lập Đảng"),
        ("n1", {"origin": "03/02/1931"}, "years", 91),
        ("n1", {"origin": ""}, "years", None),
        ("e1", {"text": "lời khác"}, "text", "lời khác"),
        ("h1", {"via": "Sở Ngoại vụ"}, "via", "so-ngv"),
        ("h1", {"who": "Mọi đơn vị"}, "who", "Mọi đơn vị"),
        ("h3", {"before": "20/12/2022"}, "before", "2022-12-20"),
        ("m", {"budget_notes": "Một ghi chú"}, "budget_notes", ["Một ghi chú"]),
    ],
)
def test_every_field_can_be_corrected_and_shows_what_the_machine_read(desk, url, key, typed, field, value):
    machine = part(key)[field]
    answer = desk.post(f"{url}phan/{key}/", opened(desk, url, key) | typed, follow=True)
    assert part(key)[field] == value != machine
    assert "Đã sửa cách đọc" in answer.content.decode()
    again = desk.get(f"{url}phan/{key}/").content.decode()
    assert "máy đọc" in again
    entry = Entry.objects.filter(verb="correct_reading").get()
    assert (entry.before["parts"][key][field], entry.after["parts"][key][field]) == (machine, value)
    desk.post(f"{url}phan/{key}/tra/")
    assert part(key)[field] == machine


def test_the_time_of_a_task_is_corrected_in_words_days_and_rhythm(desk, url):
    typed = {"time_text": "Quý II", "time_from": "01/4/2022", "time_to": "30/6/2022", "time_recurrence": "monthly"}
    desk.post(f"{url}phan/t1/", opened(desk, url, "t1") | typed)
    assert part("t1")["time"] == {
        "text": "Quý II",
        "from": "2022-04-01",
        "to": "2022-06-30",
        "before": None,
        "recurrence": "monthly",
    }
    desk.post(f"{url}phan/t1/", opened(desk, url, "t1") | dict.fromkeys(typed, ""))
    assert part("t1")["time"] is None


def test_a_count_of_years_as_printed_stays_while_only_the_name_is_corrected(desk, url):
    row = now()
    for reading in (row.printed, row.reading):
        reading["anniversaries"][0]["years"] = 90
    row.save()
    desk.post(f"{url}phan/n1/", opened(desk, url, "n1") | {"name": "Ngày khác"})
    assert part("n1")["years"] == 90


def test_the_issuer_is_chosen_from_the_profile_and_keeps_its_printed_words(desk, url):
    typed = {"issuer-body": "Sở Thông tin và Truyền thông"}
    desk.post(f"{url}phan/d/", opened(desk, url, "d") | typed)
    assert part("d")["issuer"] == {
        "text": "UBND tỉnh Lào Cai",
        "name": "Sở Thông tin và Truyền thông",
        "agency": "so-tttt",
        "group": False,
    }


def test_a_body_is_chosen_for_printed_words_that_the_machine_did_not_know(desk, url):
    stranger = {"text": "Sở 4T", "name": "Sở 4T", "agency": None, "group": False, "related": False}
    by_another("t3", {"lead": [stranger]})
    html = desk.get(url).content.decode()
    assert "1 tên chưa có trong hồ sơ, nên chưa giao được cho ai." in html
    assert "chưa có trong hồ sơ: chưa giao cho ai" in html
    desk.post(f"{url}phan/t3/", opened(desk, url, "t3") | {"lead-0-body": "Sở Thông tin và Truyền thông"})
    [lead] = part("t3")["lead"]
    assert (lead["text"], lead["agency"]) == ("Sở 4T", "so-tttt")
    assert "chưa giao được cho ai" not in desk.get(url).content.decode()


def test_a_name_that_the_profile_has_not_is_told_beside_it_and_nothing_is_lost(desk, url):
    typed = opened(desk, url, "t3") | {"lead-1-body": "Hội Không Ai", "title": "Tên đang sửa"}
    answer = desk.post(f"{url}phan/t3/", typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Hồ sơ không có tên này" in html
    assert 'value="Hội Không Ai"' in html
    assert "Tên đang sửa" in html
    assert now().revision == 0


def test_bodies_are_added_taken_off_and_named_in_place_of_an_open_group(desk, url):
    typed = opened(desk, url, "t16")
    last = max(int(name.split("-")[1]) for name in typed if name.startswith("coordinate-") and name.endswith("-text"))
    group = next(i for i, party in enumerate(part("t16")["coordinate"]) if party["group"])
    typed |= {f"coordinate-{group}-text": "", f"coordinate-{group}-body": "", f"coordinate-{last}-body": "Công an tỉnh"}
    desk.post(f"{url}phan/t16/", typed)
    assert [party["agency"] for party in part("t16")["coordinate"]][-1] == "ca-tinh"
    assert not any(party["group"] for party in part("t16")["coordinate"])


def test_more_empty_lines_are_given_without_losing_what_was_typed(desk, url):
    typed = opened(desk, url, "t1") | {"title": "Đang gõ", "more": "lead"}
    answer = desk.post(f"{url}phan/t1/", typed)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert len(form.sets["lead"].forms) == int(typed["lead-TOTAL_FORMS"]) + 3
    assert "Đang gõ" in answer.content.decode()
    assert now().revision == 0


def test_a_group_limited_to_those_concerned_may_be_divided_after_all(desk, url):
    typed = opened(desk, url, "t4")
    index = next(i for i, party in enumerate(part("t4")["coordinate"]) if party.get("related"))
    assert typed.pop(f"coordinate-{index}-related") == "on"
    desk.post(f"{url}phan/t4/", typed)
    assert part("t4")["coordinate"][index]["related"] is False


def test_the_names_to_choose_from_are_those_of_the_plan_s_day(desk, url):
    offered = desk.get(f"{url}phan/t1/").context["offered"]
    assert "Sở Thông tin và Truyền thông" in offered
    assert "Sở Nông nghiệp và Môi trường" not in offered


@pytest.mark.parametrize(
    ("key", "typed", "because"),
    [
        ("t1", {"title": " "}, "Chưa ghi ô này."),
        ("t1", {"time_from": "31/2/2022"}, "Không có ngày 31/2/2022 trong lịch. Xem lại ngày và tháng."),
        ("t1", {"budget": "một trăm triệu"}, "Ghi số tiền, ví dụ 85,5 triệu đồng hoặc 85.500.000."),
        ("t1", {"budget": "-5"}, "Không nhỏ hơn 0"),
        ("t1", {"first_line": "99999"}, "Số dòng phải có trong bản gốc"),
        ("t1", {"time_from": "02/6/2022", "time_to": "01/6/2022"}, "đứng trước ngày bắt đầu"),
        ("d", {"year": "22"}, "Năm kế hoạch phải từ"),
        ("d", {"title": "x" * 501}, "Nhiều nhất 500 chữ cái; đang có 501."),
        ("n1", {"date": ""}, "Chưa ghi ô này."),
        ("a1", {"parties-0-text": "", "parties-0-body": ""}, "ít nhất một cơ quan"),
    ],
)
def test_what_makes_no_sense_is_told_in_words_and_keeps_what_was_typed(desk, url, key, typed, because):
    sent = opened(desk, url, key) | typed
    for headers in ({}, HTMX):
        answer = desk.post(f"{url}phan/{key}/", sent, headers=headers)
        assert answer.status_code == 422
        assert because in answer.content.decode()
    form = answer.context["form"]
    assert {name: form[name].value() for name in typed if name in form.fields} == {
        name: value for name, value in typed.items() if name in form.fields
    }
    assert now().revision == 0


def test_with_a_script_the_form_comes_into_its_part_and_the_part_comes_back(desk, url):
    form = desk.get(f"{url}phan/t16/", headers=HTMX)
    assert (form["HX-Retarget"], form["HX-Reswap"]) == ("#t16-f", "innerHTML")
    assert "<html" not in form.content.decode()
    answer = desk.post(f"{url}phan/t16/", opened(desk, url, "t16") | {"title": "Tên mới"}, headers=HTMX)
    html = answer.content.decode()
    assert html.strip().startswith('<details class="item" id="t16" open>')
    assert "máy đọc: Sửa chữa Cùm" in html
    assert 'id="lints" hx-swap-oob="true"' in html
    left = desk.get(f"{url}phan/b1/?xem=1", headers=HTMX).content.decode()
    assert left.strip().startswith('<li class="row" id="b1">')


def test_a_task_is_added_after_another_taken_out_and_put_back(desk, url):
    form = desk.get(f"{url}them/t/t3/")
    assert "Thêm: Nhiệm vụ" in form.content.decode()
    answer = desk.post(f"{url}them/t/t3/", said(form.context["form"]) | {"no": "II.1.4", "title": "Nhiệm vụ sót"})
    assert answer["Location"] == f"{url}#t18"
    assert [task["no"] for task in contract(now().reading)["tasks"]][3] == "II.1.4"
    desk.post(f"{url}phan/t18/bo/", {"gone": "1"})
    html = desk.get(url).content.decode()
    assert "đã bỏ khỏi bản đọc" in html
    assert len(contract(now().reading)["tasks"]) == 17
    desk.post(f"{url}phan/t18/bo/", {"gone": "1"})  # told twice, still out
    desk.post(f"{url}phan/t18/bo/", {"gone": "0"})
    assert len(contract(now().reading)["tasks"]) == 18
    assert "thêm tay" in desk.get(url).content.decode()


@pytest.mark.parametrize(
    ("letter", "after", "typed", "place"),
    [
        ("b", "b1", {"kind": "Luật", "subject": "báo chí"}, "legal_bases"),
        ("b", "", {"kind": "Luật"}, "legal_bases"),
        ("n", "n1", {"name": "Ngày Báo chí", "origin": "21/6/1925", "date": "21/6/2022"}, "anniversaries"),
        ("e", "e1", {"name": "Hội chợ"}, "events"),
        ("h", "h1", {"what": "Báo cáo quý", "before": "25/3/2022"}, "deadlines"),
        ("a", "a15", {"heading": "16. Báo", "parties-0-text": "Báo Lào Cai"}, "assignments"),
    ],
)
def test_whatever_the_machine_missed_is_added_by_hand(desk, url, letter, after, typed, place):
    there = f"{url}them/{letter}/{after}/" if after else f"{url}them/{letter}/"
    count = len(contract(now().reading)[place])
    answer = desk.post(there, said(desk.get(there).context["form"]) | typed)
    assert answer.status_code == 302
    assert len(contract(now().reading)[place]) == count + 1


def test_an_assignment_is_added_under_its_heading(desk, url):
    there = f"{url}them/i/i3/"
    desk.post(there, said(desk.get(there).context["form"]) | {"text": "Việc thêm", "role": "perform"})
    assert [item["text"] for item in contract(now().reading)["assignments"][0]["items"]][3] == "Việc thêm"


def test_what_was_typed_of_a_new_part_is_kept_when_it_makes_no_sense(desk, url):
    there = f"{url}them/n/n1/"
    answer = desk.post(there, said(desk.get(there).context["form"]) | {"name": "Ngày Báo chí"})
    assert answer.status_code == 422
    assert "Ngày Báo chí" in answer.content.decode()
    more = desk.post(f"{url}them/t/t1/", said(desk.get(f"{url}them/t/t1/").context["form"]) | {"more": "lead"})
    assert len(more.context["form"].sets["lead"].forms) == 4


@pytest.mark.parametrize(
    "address", ["phan/t99/", "phan/x1/", "them/d/", "them/x/", "them/s/s1/", "phan/t99/bo/", "phan/t99/tra/"]
)
def test_what_is_not_there_is_not_found(desk, url, address):
    answer = desk.post(f"{url}{address}") if address.endswith(("bo/", "tra/")) else desk.get(f"{url}{address}")
    assert answer.status_code == 404


def test_nothing_is_added_behind_what_is_not_there(desk, url):
    typed = said(desk.get(f"{url}them/b/b99/").context["form"]) | {"kind": "Luật"}
    assert desk.post(f"{url}them/b/b99/", typed).status_code == 404


def test_what_belongs_to_every_plan_is_not_taken_out(desk, url):
    assert desk.post(f"{url}phan/d/bo/", {"gone": "1"}).status_code == 404


def test_a_part_added_by_hand_is_not_given_back_to_the_machine(desk, url):
    desk.post(f"{url}them/b/", said(desk.get(f"{url}them/b/").context["form"]) | {"kind": "Luật"})
    answer = desk.post(f"{url}phan/b8/tra/", follow=True)
    assert "do người thêm" in answer.content.decode()


def test_what_was_changed_is_told_below_with_the_words_before_and_after(desk, url):
    by_another(
        "t16",
        {"title": "Tên mới", "time": {"text": "Quý II", "from": None, "to": None, "before": None, "recurrence": None}},
    )
    decide(now(), [0], "applied", by=coordinator(), at=NOW)
    html = " ".join(desk.get(url).content.decode().split())
    assert "2 lần sửa bản đọc" in html
    assert "<ins>Tên mới</ins>" in html
    assert "<del>19/10/2012</del> <ins>19/10/2016</ins>" in html


def test_a_reading_that_is_settled_is_shown_but_changed_no_more(desk, url):
    typed = opened(desk, url, "t1") | {"title": "Tên mới"}
    put_aside(now(), aside=True, by=coordinator(), at=NOW)
    html = desk.get(url).content.decode()
    assert "Duyệt tiếp" in html
    assert "Giữ như in" not in html
    answer = desk.post(f"{url}phan/t1/", typed)
    assert answer.status_code == 422
    assert "không sửa được nữa" in answer.content.decode()
    for address in ("phan/t1/bo/", "phan/t1/tra/", "cho/"):
        answer = desk.post(f"{url}{address}", {"gone": "1", "doubt": "0", "choice": "kept"}, follow=True)
        assert "không sửa được nữa" in answer.content.decode()
    assert now().revision == 0


def test_the_paper_beside_a_form_shows_the_lines_it_was_read_from(desk, url):
    numbers = [line.number for block in desk.get(f"{url}phan/t16/").context["blocks"] for line in block.lines]
    assert numbers == [184, 186, 188, 190]
    assert "Máy không đọc mục này từ dòng nào" in desk.get(f"{url}phan/h1/").content.decode()


def test_a_known_body_is_one_line_to_open_and_an_unknown_one_shows_both_its_boxes(desk, url):
    html = desk.get(f"{url}phan/t1/").content.decode()
    form = html.partition('class="correct"')[2].partition("</form>")[0]
    parties = part("t1")["lead"] + part("t1")["coordinate"]
    folded = form.count('<details class="party">')
    assert folded == sum(bool(one["agency"] or one["group"]) for one in parties) > 3
    assert form.count("Thêm cơ quan, nhóm") == 2
    stranger = part("t1")["lead"][0] | {"agency": None, "text": "Báo Một", "name": "Báo Một"}
    correct(PlanImport.objects.get(), "t1", {"lead": [stranger]}, revision=0, by=coordinator(), at=NOW)
    form = desk.get(f"{url}phan/t1/").content.decode().partition('class="correct"')[2]
    open_row = form.partition('<div class="party">')[2].partition("</fieldset>")[0]
    assert "Báo Một" in open_row
    assert "chưa có trong hồ sơ" in open_row


def test_names_the_profile_lacks_come_with_the_way_to_add_a_body(desk, url):
    assert "agencies.yaml" not in desk.get(url).content.decode()
    stranger = part("t1")["lead"][0] | {"agency": None, "text": "Báo Một", "name": "Báo Một"}
    correct(PlanImport.objects.get(), "t1", {"lead": [stranger]}, revision=0, by=coordinator(), at=NOW)
    for page in (url, f"{url}nhan/"):
        html = desk.get(page).content.decode()
        assert "Báo Một" in html
        assert 'href="/co-quan/ke-tuc/moi/"' in html
        assert "agencies.yaml" in html
