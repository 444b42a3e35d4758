"""The plan as people look at it: filters, agencies, months, money, the paper, kinds of work."""

from datetime import date

import pytest

from doingoai.agencies.domain import Role
from doingoai.plan.models import Party, Service
from tests.factories import actor, coordinator, done


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    return client


def words(answer):
    text = " ".join(answer.content.decode().split())
    return text[text.find("<main") :]


def shown(answer):
    return [row.task.number for section in answer.context["sections"] for row in section.rows]


def test_the_tree_shows_every_task_of_the_paper_in_its_order(desk):
    numbers = shown(desk.get("/ke-hoach/2022/"))
    assert len(numbers) == 17
    assert numbers[:4] == ["II.1.1", "II.1.2", "II.1.3", "II.2.1.a"]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("agency=so-ngv&role=lead", ["II.2.3", "II.4.2"]),
        ("state=4", []),
        ("agency=ubnd-h-bacha&role=lead", []),
        ("state=hoàn-thành", 17),
        ("months=13-99", 17),
    ],
)
def test_filters_narrow_the_tree_and_nonsense_is_left_out(desk, asked, numbers):
    found = shown(desk.get(f"/ke-hoach/2022/?{asked}"))
    assert found == numbers if isinstance(numbers, list) else len(found) == numbers


def test_tasks_without_evidence_in_the_months_asked_for_are_found(desk, plan):
    done(plan, "II.2.3", measure="doan", on=date(2022, 2, 1), agency="so-ngv")
    assert "II.2.3" not in shown(desk.get("/ke-hoach/2022/?state=silent&months=1-3"))
    assert "II.2.3" in shown(desk.get("/ke-hoach/2022/?state=silent&months=4-6"))


@pytest.mark.parametrize(("role", "there"), [(Role.EDITOR, True), (Role.LEADER, False), (Role.VIEWER, False)])
def test_only_who_may_record_is_offered_to_record(client, plan, role, there):
    client.force_login(actor("so-ngv", role).person)
    assert ("/bang-chung/2022/ghi/" in words(client.get("/ke-hoach/2022/tien-do/"))) is there


def test_with_htmx_only_the_tree_comes(desk):
    answer = desk.get("/ke-hoach/2022/?state=4", headers={"HX-Request": "true", "HX-Target": "tree"})
    assert "<main" not in answer.content.decode()
    assert "Hiện tất cả" in answer.content.decode()


def test_each_agency_stands_with_what_it_leads_helps_with_and_did(desk, plan):
    done(plan, "II.2.3", measure="doan", agency="so-ngv")
    lines = {line.agency.slug: line for line in desk.get("/ke-hoach/2022/theo-co-quan/").context["lines"]}
    ministry = lines["so-ngv"]
    assert (ministry.leading, ministry.evidence, ministry.last_done) == (2, 1, date(2022, 3, 1))
    # A member of a closed group has its own row, though the plan names the group once.
    assert lines["ubnd-h-bacha"].helping > 0


def test_an_agency_sees_what_it_leads_what_it_helps_with_and_what_it_is_told_to_do(client, plan):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    work = client.get("/ke-hoach/2022/viec/").context["work"]
    assert [row.task.number for row in work.leading] == ["II.2.3", "II.4.2"]
    assert "II.6" in [row.task.number for row in work.helping]
    assert any("họp báo quốc tế" in line.text for line in work.performing)
    assert client.get("/ke-hoach/2022/viec/so-ct/").context["work"].agency.slug == "so-ct"
    assert client.get("/ke-hoach/2022/viec/khong-co/").status_code == 404


def test_the_money_page_says_what_the_plan_says_of_money(desk, plan):
    plan.tasks.filter(number="II.5").update(budget=150_000_000)
    told = words(desk.get("/ke-hoach/2022/kinh-phi/"))
    assert "150.000.000" in told
    assert "lập dự toán kinh phí" in told


def test_the_paper_is_kept_line_by_line_with_a_way_to_each_task(desk):
    told = words(desk.get("/ke-hoach/2022/ban-goc/"))
    assert "Các cum thông tin đối ngoại" in told
    assert 'href="/ke-hoach/2022/nhiem-vu/II.5/"' in told


def test_the_coordinator_chooses_again_which_task_a_kind_of_work_serves(desk, plan):
    chosen = {f"kind-{kind}": number for kind, number in Service.objects.values_list("kind", "task__number")}
    desk.post("/ke-hoach/2022/loai-viec/", chosen | {"kind-article": "II.1.3", "kind-report": ""})
    assert Service.objects.get(plan=plan, kind="article").task.number == "II.1.3"
    assert not Service.objects.filter(plan=plan, kind="report").exists()


def test_an_agency_does_not_choose_kinds_of_work(client, plan):
    client.force_login(actor("so-ngv", Role.EDITOR, Role.HEAD).person)
    client.post("/ke-hoach/2022/loai-viec/", {"kind-article": "II.1.3"})
    assert Service.objects.get(plan=plan, kind="article").task.number == "II.1.1"


def test_a_person_without_a_role_is_told_so_and_sees_no_plan(client, plan):
    somebody = actor("so-ngv", name="moi").person
    client.force_login(somebody)
    assert client.get("/ke-hoach/2022/").status_code == 403
    assert client.get("/").status_code == 200


def test_the_first_page_of_plans_opens_the_working_year(desk):
    assert desk.get("/ke-hoach/")["Location"] == "/ke-hoach/2022/"
    assert "Hoạt động thông tin đối ngoại" in words(desk.get("/ke-hoach/?tat-ca=1"))


def test_doubts_are_counted_as_they_were_settled(desk, plan):
    total = len(plan.reading["warnings"])
    assert f"{total} chỗ cần lưu ý, đã xem hết" in desk.get("/ke-hoach/2022/").content.decode()
    left = dict(list(plan.reading["decisions"].items())[3:])
    plan.reading = {**plan.reading, "decisions": left}
    plan.save()
    assert f"{total} chỗ cần lưu ý, chưa xem 3" in desk.get("/ke-hoach/2022/").content.decode()


def test_a_lead_that_the_profile_does_not_know_stands_out_in_the_tree(desk, plan):
    html = desk.get("/ke-hoach/2022/").content.decode()
    assert "chưa có trong hồ sơ" not in html
    lead = plan.tasks.get(number="II.2.3").parties.filter(role="lead").first()
    Party.objects.filter(pk=lead.pk).update(agency=None, group=None, is_group=False, text="Báo Sơn La")
    html = " ".join(desk.get("/ke-hoach/2022/").content.decode().split())
    assert '<span class="chip stitch unknown">Báo Sơn La · chưa có trong hồ sơ</span>' in html
