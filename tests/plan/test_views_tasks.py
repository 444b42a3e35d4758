"""A task on its page: who leads, how far it has come, what it aims at, and what was decided when."""

from datetime import date

import pytest

from doingoai.agencies.domain import Role
from doingoai.plan.models import Task
from doingoai.plan.queries.task import dossier
from tests.factories import actor, coordinator, done

TASK = "/ke-hoach/2022/nhiem-vu/II.2.3/"


@pytest.fixture
def lead(client, plan):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    return client


def words(answer):
    text = " ".join(answer.content.decode().split())
    return text[text.find("<main") :]


def test_the_lead_sets_the_step_with_a_reason_and_the_page_tells_it(lead):
    told = words(lead.post(f"{TASK}bac/", {"state": "2", "reason": "Đã đón hai đoàn."}, follow=True))
    assert "Đang làm: Đã đón hai đoàn." in told
    assert "Sở Ngoại vụ" in told


def test_a_step_without_a_reason_is_refused_in_words(lead):
    assert "lý do" in words(lead.post(f"{TASK}bac/", {"state": "2", "reason": ""}, follow=True))
    assert Task.objects.get(number="II.2.3").state == 1


def test_on_target_asks_for_a_target_first(lead):
    assert "chưa có mức đặt" in words(lead.post(f"{TASK}bac/", {"state": "3", "reason": "Đủ."}, follow=True))
    lead.post(f"{TASK}muc/", {"target": "10", "measure": "doan", "note": ""})
    assert "Đạt mức: Đủ." in words(lead.post(f"{TASK}bac/", {"state": "3", "reason": "Đủ."}, follow=True))


def test_the_history_tells_what_the_target_was_and_what_it_became(lead):
    lead.post(f"{TASK}muc/", {"target": "10", "measure": "doan", "note": "Theo kế hoạch đoàn ra."})
    told = words(lead.post(f"{TASK}muc/", {"target": "12,5", "measure": "doan", "note": ""}, follow=True))
    assert "<del>10 đoàn</del> <ins>12,5 đoàn</ins>" in told
    assert "<ins>10 đoàn</ins>: Theo kế hoạch đoàn ra." in told


def test_a_target_in_words_is_refused_with_an_example(lead):
    assert "ví dụ 10" in words(lead.post(f"{TASK}muc/", {"target": "mười", "measure": "doan"}, follow=True))


@pytest.mark.parametrize("agency", ["so-ct", "bao-laocai"])
def test_who_does_not_lead_reads_and_changes_nothing(client, plan, agency):
    client.force_login(actor(agency, Role.EDITOR).person)
    page = words(client.get(TASK))
    assert "Đổi bậc" not in page
    client.post(f"{TASK}bac/", {"state": "4", "reason": "x"})
    client.post(f"{TASK}muc/", {"target": "1", "measure": "doan"})
    assert (Task.objects.get(number="II.2.3").state, Task.objects.get(number="II.2.3").target) == (1, None)


def test_a_works_number_counts_once_in_the_total_and_in_its_month(plan):
    done(plan, "II.1.1", key="a", on=date(2022, 3, 1), work="w")
    done(plan, "II.1.1", key="b", on=date(2022, 4, 1), work="w")
    done(plan, "II.1.1", key="c", on=date(2021, 12, 20))
    [total] = dossier(plan.tasks.get(number="II.1.1")).totals
    assert total.quantity == 2
    assert total.by_month[:4] == (1, 0, 1, 0)


def test_three_months_of_work_are_drawn(client, plan):
    client.force_login(coordinator().person)
    for month in (1, 2):
        done(plan, "II.2.3", key=f"{month}", measure="doan", on=date(2022, month, 5), agency="so-ngv")
    assert client.get(TASK).context["charts"] == []
    done(plan, "II.2.3", key="3", measure="doan", on=date(2022, 3, 5), agency="so-ngv")
    [chart] = client.get(TASK).context["charts"]
    assert chart.values[:4] == [1, 1, 1, 0]


def test_a_task_that_the_plan_does_not_have_is_not_found(lead):
    assert lead.get("/ke-hoach/2022/nhiem-vu/II.99/").status_code == 404
    assert lead.get("/ke-hoach/2031/nhiem-vu/II.2.3/").status_code == 404


def test_the_lead_names_whom_an_open_group_means_and_they_get_their_share_and_their_part(lead, plan):
    task = plan.tasks.get(number="II.2.3")
    party = next(p for p in task.parties.select_related("group", "agency") if p.is_open)
    page = f"{TASK}nhom/{party.pk}/"
    assert page in lead.get(TASK).content.decode()
    answer = lead.post(page, {"agencies": ["bao-laocai", "so-ct"]}, follow=True)
    assert "Đã kể tên" in words(answer)
    shares = {share.agency.slug: share for share in dossier(plan.tasks.get(number="II.2.3")).shares}
    assert {"so-ngv", "bao-laocai", "so-ct"} <= shares.keys()
    assert plan.periods.first().report.parts.filter(agency__slug="bao-laocai").exists()
    lead.post(page, {"agencies": ["so-ct"]})
    assert "bao-laocai" not in {s.agency.slug for s in dossier(plan.tasks.get(number="II.2.3")).shares}
    assert party.text in words(lead.get(TASK))


def test_a_body_and_a_closed_group_are_not_named_anew_and_others_name_nobody(client, plan):
    client.force_login(coordinator().person)
    task = plan.tasks.get(number="II.2.3")
    body = next(p for p in task.parties.select_related("group", "agency") if not p.is_open)
    assert client.get(f"{TASK}nhom/{body.pk}/").status_code == 403
    party = next(p for p in task.parties.select_related("group", "agency") if p.is_open)
    client.force_login(actor("so-ct", Role.EDITOR).person)
    assert client.post(f"{TASK}nhom/{party.pk}/", {"agencies": ["so-ct"]}).status_code == 403


def test_those_who_help_and_have_recorded_nothing_are_folded_where_they_are_many(client, plan):
    client.force_login(coordinator().person)
    done(plan, "II.1.1", agency="so-ngv")
    page = words(client.get("/ke-hoach/2022/nhiem-vu/II.1.1/"))
    folded = page[page.index("cơ quan phối hợp khác chưa ghi gì") : page.index("</details>")]
    assert "Báo Lào Cai" in page[: page.index("cơ quan phối hợp khác chưa ghi gì")]
    assert "Sở Tư pháp" in folded
    assert "Báo Lào Cai" not in folded
    assert "Sở Ngoại vụ" not in folded
    assert "cơ quan phối hợp khác" not in words(client.get(TASK))
