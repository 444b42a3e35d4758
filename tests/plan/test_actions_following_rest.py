"""What else of the year follows a body: parts given back, effects, letters, reminders, charts, filters, lists."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doingoai.agencies.actions import NotDone
from doingoai.agencies.actions.successions import NewBody, Told, record_succession, undo_succession
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Change
from doingoai.documents.write import write_pdf
from doingoai.mail.models import Notice
from doingoai.ops.tasks import refresh_search
from doingoai.plan.actions.amend import Decision, begin_amendment, issue_amendment
from doingoai.plan.actions.drafts import write_part
from doingoai.plan.actions.effects import write_effect
from doingoai.plan.actions.parts import NotReady, PartWords, excuse_part, return_part, save_part, submit_part
from doingoai.plan.actions.requests import Series, ask_agencies
from doingoai.plan.domain.paper import Boxes
from doingoai.plan.domain.progress import charts_of
from doingoai.plan.domain.requests import letter_form
from doingoai.plan.domain.states import PartState
from doingoai.plan.models import Effect, Part, RequestLetter, SignedCopy, Tracking
from doingoai.plan.queries.figures import figures
from doingoai.plan.queries.progress import plan_charts
from doingoai.plan.queries.reminders import due
from doingoai.plan.queries.report import line_of
from doingoai.plan.queries.requests import asking_of
from doingoai.plan.queries.timeline import YearFilters, year_tasks
from tests.documents.papers import AT, paper
from tests.factories import NOW as JUNE
from tests.factories import actor, coordinator, done
from tests.plan.linking import words
from tests.plan.test_actions_effects import SAID
from tests.plan.test_actions_following import HALF, JULY, NOW, body, merge, part, report
from tests.plan.test_views_requests import text_of

AUGUST = date(2022, 8, 1)


def sent(slug="so-ngv", code=HALF, said="Đón hai đoàn."):
    head = actor(slug, Role.HEAD)
    mine = save_part(part(slug, code), PartWords(said, "", ""), {}, revision=0, by=head, at=JUNE)
    return submit_part(mine, figures(mine.report, agency=mine.agency), by=head, at=JUNE)


def rows(*models):
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_signed_part_of_a_body_that_ended_counts_what_is_its_own(plan):
    done(plan, "II.2.3", key="cu", agency="so-ngv", quantity=4, on=date(2022, 3, 1))
    sent()
    merge("so-ngv", "vp-ubnd")
    assert part("so-ngv", HALF).passed_to is None
    own = line_of(figures(report(HALF), agency=body("so-ngv")), "II.2.3", "tin-bai")
    assert (own.total, [share.part for share in own.shares]) == (4, [""])
    assert line_of(figures(report(HALF), agency=body("vp-ubnd")), "II.2.3", "tin-bai") is None


def test_a_signed_part_that_is_given_back_goes_to_the_successor_with_its_reason(plan):
    done(plan, "II.2.3", key="cu", agency="so-ngv", quantity=4, on=date(2022, 3, 1))
    sent()
    heir = actor("vp-ubnd", Role.EDITOR)
    merge("so-ngv", "vp-ubnd")
    return_part(part("so-ngv", HALF), reason="Thiếu số của tháng 5.", by=coordinator(), at=NOW)
    gone, there = part("so-ngv", HALF), part("vp-ubnd", HALF)
    assert (gone.state, gone.passed_to) == (PartState.EXCUSED, heir.agency)
    assert (there.state, there.return_reason) == (PartState.RETURNED, "Sở Ngoại vụ: Thiếu số của tháng 5.")
    assert there.narrative == "Sở Ngoại vụ: Đón hai đoàn."
    assert line_of(figures(report(HALF), agency=heir.agency), "II.2.3", "tin-bai").total == 4
    told = Notice.objects.get(person=heir.person, subject="Phần báo cáo được trả lại")
    assert told.url == "/bao-cao/2022/6-thang/phan/vp-ubnd/"


def test_it_goes_through_every_successor_and_comes_back_step_by_step(plan):
    sent()
    first = merge("so-ngv", "vp-ubnd")
    second = merge("vp-ubnd", "ca-tinh", on=AUGUST)
    before = rows(Part)
    return_part(part("so-ngv", HALF), reason="Thiếu số.", by=coordinator(), at=NOW)
    assert part("ca-tinh", HALF).return_reason == "Sở Ngoại vụ: Thiếu số."
    with pytest.raises(NotDone, match="Hoàn tác việc đó trước"):
        undo_succession(first, by=coordinator(), at=NOW)
    undo_succession(second, by=coordinator(), at=NOW)
    undo_succession(first, by=coordinator(), at=NOW)
    gone = part("so-ngv", HALF)
    assert (gone.state, gone.return_reason, gone.passed_to) == (PartState.RETURNED, "Thiếu số.", None)
    assert part("vp-ubnd", HALF).state == part("ca-tinh", HALF).state == PartState.UNOPENED
    assert len(rows(Part)[0]) == len(before[0])


def test_a_successor_is_asked_for_the_tasks_that_came_to_it_before_anything_was_recorded(plan):
    asked = asking("so-ngv")
    assert asked.lines
    assert asked.duties
    merge("so-ngv", "vp-ubnd", on=date(2023, 3, 1), at=NOW.replace(year=2023))
    letter = asking("vp-ubnd")
    assert {line.task for line in asked.lines} <= {line.task for line in letter.lines}
    assert set(asked.duties) <= set(letter.duties)


def asking(slug):
    return asking_of(report(HALF), body(slug), on=AUGUST, asker="Sở Thông tin và Truyền thông", telephone="0214")


def test_a_letter_to_a_body_without_lines_speaks_of_no_annex(plan):
    merge("so-ngv", "vp-ubnd")
    letter = replace(asking("vp-ubnd"), lines=())
    boxes = Boxes("UBND TỈNH", "SỞ", "S", "Lào Cai", (), (), "VT", (), "GIÁM ĐỐC", "Mẫu", "1", AUGUST)
    told = " ".join(getattr(block, "text", "") for block in letter_form(letter, boxes).blocks)
    assert "Phụ lục" not in told


def test_a_part_that_has_gone_over_is_asked_for_at_the_successor_only(client, plan):
    merge("so-ngv", "vp-ubnd")
    with pytest.raises(NotReady, match="Phần này đã theo về"):
        excuse_part(part("so-ngv"), reason="", by=coordinator(), at=NOW)
    client.force_login(coordinator().person)
    page = words(client.get("/bao-cao/2022/nam/phan/so-ngv/"))
    assert "Cần bổ sung gì thì hỏi cơ quan đang giữ phần này." in page
    assert "Yêu cầu gửi lại" not in page


def test_the_successor_reads_the_old_part_and_brings_its_signed_paper(client, plan):
    sent()
    merge("so-ngv", "vp-ubnd")
    client.force_login(actor("vp-ubnd", Role.EDITOR).person)
    there, data = "/bao-cao/2022/6-thang/phan/so-ngv/", write_pdf(paper(), at=AT)
    assert "Đón hai đoàn." in words(client.get(there))
    file = SimpleUploadedFile("bc.pdf", data)
    said = {"number": "45/BC-SNgV", "dated_on": "10/6/2022", "paper": file}
    assert "bản ký: 45/BC-SNgV ngày 10/6/2022" in words(client.post(f"{there}ban-ky/", said, follow=True))
    copy = SignedCopy.objects.get()
    assert (copy.part.agency.slug, copy.part.state) == ("so-ngv", PartState.SUBMITTED)
    assert client.get(f"/tep/{copy.file_id}/").status_code == 200
    client.force_login(actor("so-ct", Role.HEAD).person)
    assert client.get(there).status_code == 403
    assert client.get(f"/tep/{copy.file_id}/").status_code == 403


def test_an_effect_of_an_open_part_goes_along_and_comes_back(plan):
    editor = actor("so-ngv", Role.EDITOR)
    write_effect(report(), editor.agency, SAID, by=editor, at=JUNE)
    before = rows(Effect)
    row = merge("so-ngv", "vp-ubnd")
    assert [line.agency for line in figures(report(), agency=body("vp-ubnd")).effects] == ["vp-ubnd"]
    undo_succession(row, by=coordinator(), at=NOW)
    assert rows(Effect) == before


def test_an_effect_of_a_signed_part_stays_with_it(plan):
    editor = actor("so-ngv", Role.EDITOR)
    write_effect(report(HALF), editor.agency, SAID, by=editor, at=JUNE)
    sent()
    merge("so-ngv", "vp-ubnd")
    assert Effect.objects.get().agency.slug == "so-ngv"


def letter_to(slug):
    series = Series(5, "STTTT-TTĐN", date(2022, 6, 1), "Giám đốc", "Nguyễn Văn Mẫu", "0214")
    return ask_agencies(report(HALF), [body(slug)], series, by=coordinator(), at=JUNE)


def test_a_letter_keeps_the_name_of_its_day_and_the_successor_is_proposed_for_the_next(client, plan):
    letter_to("so-ngv")
    told = Told(Change.RENAME, AUGUST, (body("so-ngv"),), new_name="Sở Đối ngoại", new_short="SĐN")
    record_succession(told, by=coordinator(), at=NOW)
    merge("so-ngv", "vp-ubnd", on=date(2022, 8, 15))
    client.force_login(coordinator().person)
    page = client.get("/bao-cao/2022/6-thang/cong-van/")
    assert "Sở Ngoại vụ" in words(page)
    assert "vp-ubnd" in page.context["form"].initial["agencies"]
    assert "so-ngv" not in {slug for slug, _name in page.context["form"].fields["agencies"].choices}
    again = client.get(f"/bao-cao/2022/6-thang/cong-van/{RequestLetter.objects.get().pk}.docx")
    assert "Kính gửi: Sở Ngoại vụ" in text_of(again.content)


def test_who_leads_a_task_now_is_reminded_of_its_last_day_and_nobody_else(plan):
    task = plan.tasks.get(number="II.2.3")
    task.ends_on = date(2022, 9, 8)
    task.save()
    task.parties.update(role="lead")
    old, new = actor("so-ngv", Role.EDITOR), actor("vp-ubnd", Role.EDITOR)
    told = Told(
        Change.SPLIT, JULY, (body("so-ngv"),), (body("so-ngv"), body("vp-ubnd")), main="so-ngv",
        choices={f"task:{task.pk}": "vp-ubnd"},
    )  # fmt: skip
    record_succession(told, by=coordinator(), at=NOW)
    items = {who.person: {item.what for item in items} for who, items in due(NOW).items()}
    assert f"task:{task.pk}" in items[new.person.pk]
    assert f"task:{task.pk}" not in items.get(old.person.pk, set())


def test_charts_show_the_agencies_that_have_the_tasks_now_with_all_that_was_done(plan):
    done(plan, "II.2.3", key="cu", agency="so-ngv", on=date(2022, 3, 1))
    before = plan_charts(plan, until=12)
    merge("so-ngv", "vp-ubnd")
    done(plan, "II.2.3", key="moi", agency="vp-ubnd", on=date(2022, 8, 1), at=NOW)
    found = plan_charts(plan, until=12)
    assert "so-ngv" not in {line.agency for line in (*found.shares, *found.agencies)}
    heir = next(line for line in found.agencies if line.agency == "vp-ubnd")
    assert (heir.by_month[2], heir.by_month[7]) == (1, 1)
    assert sum(found.records) == sum(before.records) + 1
    charts = charts_of(figures(report()))
    assert "so-ngv" not in {line.agency for line in (*charts.shares, *charts.agencies)}
    assert next(line for line in charts.agencies if line.agency == "vp-ubnd").records == 2


def test_the_timeline_is_narrowed_to_the_successor_and_names_it_as_leading(client, plan):
    merge("so-ngv", "vp-ubnd")
    found = year_tasks(plan)
    assert "so-ngv" not in dict(found.agencies)
    numbers = {task.number for task in found.passing(YearFilters(agency="vp-ubnd"))}
    assert "II.2.3" in numbers
    leads = {name for told in found.leads.values() for name in told}
    assert "Sở Ngoại vụ" not in leads
    client.force_login(coordinator().person)
    for url in ("/ke-hoach/2022/", "/ke-hoach/2022/dong-thoi-gian/"):
        page = client.get(url)
        assert page.status_code == 200
        assert '<option value="so-ngv"' not in page.content.decode(), url


@pytest.mark.parametrize("code", [HALF, "nam"])
def test_behind_every_number_of_a_part_stand_as_many_rows_as_it_says(client, plan, code):
    for index, (slug, day) in enumerate((("so-ngv", 1), ("so-ngv", 2), ("vp-ubnd", 3), ("ca-tinh", 4))):
        done(plan, "II.2.3", key=str(index), agency=slug, on=date(2022, 3, day))
    done(plan, "II.2.3", key="sau", agency="so-ngv", on=date(2022, 6, 20), at=NOW)
    merge("so-ngv", "vp-ubnd")
    client.force_login(coordinator().person)
    for agency in ("vp-ubnd", "so-ngv", "ca-tinh", ""):
        line = line_of(figures(report(code), agency=body(agency) if agency else None), "II.2.3", "tin-bai")
        asked = f"/bang-chung/2022/?task=II.2.3&measure=tin-bai&agency={agency}&period={code}"
        page = client.get(asked)
        assert page.context["page"].paginator.count == (line.records if line else 0), agency
        assert "Tính vào báo cáo" in words(page)
    drill = client.get(f"/bao-cao/2022/{code}/chi-tiet/?task=II.2.3&measure=tin-bai&agency=vp-ubnd")
    assert f"agency=vp-ubnd&amp;period={code}" in drill.content.decode()


def test_a_list_of_a_report_that_is_not_there_is_the_whole_list(client, plan):
    done(plan, "II.2.3", key="1", agency="so-ngv", on=date(2022, 3, 1))
    client.force_login(coordinator().person)
    for code in ("xx", "a b", "6-thang"):
        assert client.get(f"/bang-chung/2022/?period={code}").context["page"].paginator.count == 1


def test_an_amendment_that_names_a_body_which_ended_gives_its_share_to_the_successor(plan):
    by = coordinator()
    draft = begin_amendment(plan, by=by, at=JUNE)
    key = next(raw["key"] for raw in draft.content["tasks"] if raw["no"] == "II.1.1")
    party = {"text": "Sở Ngoại vụ", "name": "Sở Ngoại vụ", "agency": "so-ngv", "group": False, "related": False}
    raw = next(raw for raw in draft.content["tasks"] if raw["key"] == key)
    named = [*raw["coordinate"], party]
    draft = write_part(draft, key, {"coordinate": named}, revision=draft.revision, by=by, at=JUNE)
    merge("so-ngv", "vp-ubnd")
    draft.refresh_from_db()
    decision = Decision("12/QĐ-UBND", AUGUST, "Bổ sung cơ quan.")
    despite = "Quyết định đã ký trước khi sắp xếp."
    issue_amendment(draft, decision, concerned=[], revision=draft.revision, despite=despite, by=by, at=NOW)
    shares = Tracking.objects.filter(party__task__plan=plan, party__task__number="II.1.1", valid_to=None)
    assert "so-ngv" not in set(shares.values_list("agency__slug", flat=True))
    assert "vp-ubnd" in set(shares.values_list("agency__slug", flat=True))


def test_the_search_for_the_old_name_finds_the_new_body_and_not_after_the_undo(client, plan):
    client.force_login(coordinator().person)
    made = NewBody("Sở Ngoại vụ và Hội nhập", "Sở NV&HN", "so")
    row = record_succession(Told(Change.MERGE, JULY, (body("so-ngv"),), made=(made,)), by=coordinator(), at=NOW)
    refresh_search(NOW)
    page = words(client.get("/tim/?q=so+ngoai+vu"))
    plain = re.sub("</?mark>", "", page)
    assert "Sở NV&amp;HN; trước là Sở Ngoại vụ" in plain
    assert "đến 30/6/2022; nay là Sở Ngoại vụ và Hội nhập" in plain
    undo_succession(row, by=coordinator(), at=NOW)
    refresh_search(NOW)
    assert "nay là" not in words(client.get("/tim/?q=so+ngoai+vu"))
