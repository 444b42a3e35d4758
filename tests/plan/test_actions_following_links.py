"""Open key links follow a body into its successor and say so; where it is divided they are shut with a word."""

from datetime import date

import pytest

from doingoai.agencies.actions import NotDone
from doingoai.agencies.actions.successions import Told, foresee, record_succession, undo_succession
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import Agency
from doingoai.mail.models import Letter, Notice
from doingoai.plan.actions import links as acts
from doingoai.plan.domain.links import NotALink
from doingoai.plan.models import Evidence, KeyLink, Part
from doingoai.plan.queries.links import Subject
from tests.factories import actor, coordinator
from tests.plan.linking import NOW, WORK, asked, here, part_of, press, words

JULY = date(2022, 7, 1)


def body(slug):
    return Agency.objects.get(slug=slug)


def merge(before="so-ngv", after="vp-ubnd"):
    return record_succession(Told(Change.MERGE, JULY, (body(before),), (body(after),)), by=coordinator(), at=NOW)


def divided(**choices):
    heirs = (body("vp-ubnd"), body("ca-tinh"))
    return Told(Change.SPLIT, JULY, (body("so-ngv"),), heirs, main="vp-ubnd", choices=choices)


def split(**choices):
    return record_succession(divided(**choices), by=coordinator(), at=NOW)


def test_the_link_of_an_open_part_works_on_for_the_successor_and_its_log_says_so(client, phone, made):
    merge()
    link = KeyLink.objects.get()
    assert (link.agency.slug, link.part.agency.slug, link.made_of.slug) == ("vp-ubnd", "vp-ubnd", "so-ngv")
    assert "(trước là Sở Ngoại vụ)" in words(phone.get(here(made)))
    assert press(phone, made, "luu", revision=str(link.part.revision)).status_code == 302
    assert part_of("vp-ubnd").narrative == "Đón hai đoàn."
    assert part_of("so-ngv").narrative == ""
    client.force_login(coordinator().person)
    page = words(client.get(f"/duong-lien-ket/2022/{link.pk}/"))
    assert f"Đổi cơ quan: Sở Ngoại vụ → {body('vp-ubnd').short}, từ 01/7/2022" in page
    assert "(trước là Sở Ngoại vụ)" in words(client.get("/duong-lien-ket/2022/"))


def test_what_was_recorded_through_it_before_is_seen_and_can_be_taken_back_after(phone, made):
    press(phone, made, "ghi", **WORK)
    merge()
    evidence = Evidence.objects.get()
    assert evidence.agency.slug == "so-ngv"
    assert "Đoàn Vân Nam" in words(phone.get(here(made)))
    revision = str(part_of("vp-ubnd").revision)
    assert press(phone, made, f"rut:{evidence.pk}", revision=revision).status_code == 302
    assert not Evidence.objects.standing().exists()


def test_the_link_of_a_task_goes_with_the_task_where_the_body_is_divided(phone, plan):
    task = plan.tasks.get(number="II.2.3")
    made = acts.make_link(asked(task=task), by=coordinator(), at=NOW)
    split(**{f"task:{task.pk}": "ca-tinh"})
    link = KeyLink.objects.get()
    assert (link.agency.slug, link.revoked_at) == ("ca-tinh", None)
    assert press(phone, made, "ghi", **WORK).status_code == 302
    assert Evidence.objects.get().agency.slug == "ca-tinh"


def test_the_link_of_a_part_is_shut_where_the_body_is_divided_and_both_ends_are_told(client, phone, made):
    told = {str(moves.label): [row.words for row in moves.rows] for moves in foresee(divided())}
    assert told["Đường liên kết bị đóng"] == [str(made.link)]
    assert told["Đường liên kết tiếp tục mở"] == []
    split()
    assert phone.get(here(made)).status_code == 404
    why = "Sở Ngoại vụ không còn từ 01/7/2022. Phần việc nay thuộc: "
    assert KeyLink.objects.get().revoked_why.startswith(why)
    assert Notice.objects.get(person=made.link.made_by, subject="Đường liên kết không mở nữa").body.endswith(
        "Tạo đường liên kết mới nếu còn cần."
    )
    assert why in Letter.objects.get(to="my@laocai.gov.vn", subject="Đường liên kết không mở nữa").body_text
    client.force_login(coordinator().person)
    assert why in words(client.get(f"/duong-lien-ket/2022/{made.link.pk}/"))


def test_a_link_whose_part_was_sent_stays_with_the_body_that_sent_it(phone, made):
    press(phone, made, "gui", no_secret="on")
    merge()
    link = KeyLink.objects.get()
    assert (link.agency.slug, link.part.agency.slug, link.made_of) == ("so-ngv", "so-ngv", None)
    assert part_of().state == "sent"
    assert "chờ xác nhận" in words(phone.get(here(made)))


def test_a_link_that_was_revoked_or_over_stays_as_it_was(made):
    acts.revoke_link(made.link, by=coordinator(), at=NOW)
    over = acts.make_link(asked(), by=coordinator(), at=NOW)
    KeyLink.objects.filter(pk=over.link.pk).update(expires_at="2022-06-30T00:00:00+07:00")
    before = list(KeyLink.objects.order_by("pk").values())
    merge()
    assert list(KeyLink.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("change", [merge, split])
def test_the_undo_gives_every_link_back(phone, made, plan, change):
    acts.make_link(asked(task=plan.tasks.get(number="II.2.3"), email=""), by=coordinator(), at=NOW)
    KeyLink.objects.update(seed="")
    before, parts = (list(model.objects.order_by("pk").values()) for model in (KeyLink, Part))
    row = change()
    assert list(KeyLink.objects.order_by("pk").values()) != before
    undo_succession(row, by=coordinator(), at=NOW)
    assert [list(model.objects.order_by("pk").values()) for model in (KeyLink, Part)] == [before, parts]
    assert KeyLink.objects.get(pk=made.link.pk).uses.first().words == "hoàn tác việc từ 01/7/2022"
    assert phone.get(here(made)).status_code == 200


def test_a_link_that_somebody_revoked_since_stays_revoked(made):
    row = merge()
    acts.revoke_link(KeyLink.objects.get(), by=coordinator(), at=NOW)
    undo_succession(row, by=coordinator(), at=NOW)
    assert KeyLink.objects.get().revoked_by == coordinator().person


def test_a_link_made_to_a_part_that_came_with_the_succession_stands_against_the_undo(plan):
    new = Agency.objects.create(slug="so-moi", name="Sở Mới", short="Sở Mới", kind="so")
    row = merge("so-ngv", new.slug)
    acts.make_link(asked(new.slug), by=coordinator(), at=NOW)
    with pytest.raises(NotDone, match="1 đường liên kết đã tạo"):
        undo_succession(row, by=coordinator(), at=NOW)
    assert KeyLink.objects.count() == 1


def test_no_link_is_made_for_a_body_whose_share_has_passed_on(plan):
    merge()
    task = plan.tasks.get(number="II.2.3")
    assert "so-ngv" not in Subject.of_task(task).slugs
    assert "vp-ubnd" in Subject.of_task(task).slugs
    with pytest.raises(NotALink, match="không có phần việc"):
        acts.make_link(asked("so-ngv", task=task), by=coordinator(), at=NOW)


def test_the_head_of_the_successor_revokes_the_link(made):
    merge()
    acts.revoke_link(KeyLink.objects.get(), by=actor("vp-ubnd", Role.HEAD), at=NOW)
    assert KeyLink.objects.get().revoked_at is not None
