"""A paper that takes long to read holds no page: a worker reads it, and a page tells how far it is."""

import os
import socket
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from doingoai.agencies.actions import load_profile
from doingoai.audit.models import Entry
from doingoai.documents.actions import held, let_go
from doingoai.documents.domain import NotReadable
from doingoai.documents.models import StoredFile
from doingoai.jobs.actions import beat, claim
from doingoai.jobs.models import Firing
from doingoai.plan.models import PaperToRead, PlanImport
from doingoai.plan.queries.review.imports import waiting_papers
from doingoai.plan.tasks import LEASE_SECONDS, forget_papers, read_papers
from tests.documents.files import pdf, scan
from tests.factories import NOW, coordinator
from tests.plan.gold import PROFILE

PLAN = pdf(*(PROFILE / "plans" / "2022.txt").read_text().splitlines())
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(client, db):
    load_profile(PROFILE, at=NOW)
    client.force_login(coordinator().person)
    return client


def send(client, name="ke-hoach.pdf", data=PLAN, **more):
    return client.post("/ke-hoach/nhap/", {"file": SimpleUploadedFile(name, data), "no_secret": "on"}, **more)


def sent(client, name="ke-hoach.pdf", data=PLAN) -> PaperToRead:
    answer = send(client, name, data)
    paper = PaperToRead.objects.latest("pk")
    assert answer["Location"] == f"/ke-hoach/nhap/doc/{paper.pk}/"
    return paper


def page(client, paper, query="", **more):
    return client.get(f"/ke-hoach/nhap/doc/{paper.pk}/{query}", **more)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def work() -> None:
    read_papers(timezone.now())


def test_a_paper_that_takes_long_is_not_read_while_the_page_waits(office):
    paper = sent(office)
    assert not PlanImport.objects.exists()
    assert held(paper.key) == PLAN
    assert send(office, headers=HTMX)["HX-Redirect"].startswith("/ke-hoach/nhap/doc/")
    assert DBTaskResult.objects.filter(status="READY").count() == 2
    assert set(Firing.objects.values_list("schedule", flat=True)) == {"plan.read_papers"}


def test_what_is_held_lies_neither_among_the_files_nor_in_the_database(office, data_folder):
    paper = sent(office)
    assert not StoredFile.objects.exists()
    assert not (data_folder / "files").exists()
    assert (data_folder / "held" / paper.key).stat().st_size == len(PLAN)
    assert (data_folder / "held").stat().st_mode & 0o077 == 0


def test_once_read_the_page_leads_to_the_review(office):
    paper = sent(office)
    work()
    made = PlanImport.objects.get()
    assert (made.created_by, made.file.name) == (coordinator().person, "ke-hoach.pdf")
    assert page(office, paper)["Location"] == f"/ke-hoach/nhap/{made.pk}/"
    assert page(office, paper, headers=HTMX)["HX-Redirect"] == f"/ke-hoach/nhap/{made.pk}/"
    with pytest.raises(NotReadable):
        held(paper.key)


@pytest.mark.parametrize(
    ("name", "data", "because"),
    [
        ("quet.pdf", scan(), "chỉ có ảnh"),
        ("hong.pdf", b"%PDF-1.7 " + bytes(900), "hỏng"),
        ("thu-moi.pdf", pdf("Thư mời họp", "Kính gửi các đồng chí."), "kế hoạch"),
        ("mat.pdf", pdf("TỐI MẬT", "KẾ HOẠCH"), "độ mật"),
    ],
)
def test_why_a_paper_is_not_taken_in_is_told_and_nothing_of_it_is_kept(office, data_folder, name, data, because):
    paper = sent(office, name, data)
    work()
    told = words(page(office, paper))
    assert because in told
    assert "Chọn tệp khác" in told
    assert "http-equiv" not in told
    assert because in words(office.get("/ke-hoach/?tat-ca=1"))
    assert not PlanImport.objects.exists()
    assert not StoredFile.objects.exists()
    assert list((data_folder / "held").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data", "because"),
    [
        ("lon.pdf", b"%PDF-" + bytes(20 * 2**20), "lớn hơn 20 MB"),
        ("lon.pdf", b"%PDF-" + bytes(25 * 2**20), "lớn hơn 20 MB"),
        ("anh.docx", b"\x89PNG\r\n\x1a\n" + bytes(9), "khác với đuôi"),
    ],
)
def test_what_can_be_refused_at_once_waits_for_nobody(office, name, data, because):
    answer = send(office, name, data)
    assert answer.status_code == 422
    assert because in answer.content.decode()
    assert not PaperToRead.objects.exists()


def test_the_page_tells_how_far_the_reading_is_with_and_without_scripts(office):
    paper = sent(office)
    beat("worker", "w", host="h", pid=1, at=timezone.now())
    told = words(page(office, paper))
    assert "Tệp đang chờ đến lượt" in told
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in told
    assert 'hx-trigger="every 2s"' in told
    assert "Tiến trình nền không chạy" not in told
    claim(waiting_papers(), worker="w", at=timezone.now(), seconds=60)
    assert "<b> Đang đọc tệp </b>" in words(page(office, paper))
    PaperToRead.objects.update(page=3, pages=14)
    part = page(office, paper, "?da-thay=1-2", headers=HTMX)
    assert "Đang đọc trang 3/14" in words(part)
    assert "<html" not in part.content.decode()
    assert page(office, paper, "?da-thay=1-3", headers=HTMX).status_code == 204


def test_that_no_worker_runs_is_told(office):
    assert "Tiến trình nền không chạy" in words(page(office, sent(office)))


def test_pages_of_a_scan_are_told_as_they_are_turned(office, monkeypatch):
    seen = []
    paper = sent(office)

    def read_in(name, data, *, turned, **more):
        for number in (1, 2):
            turned(number, 2)
            seen.append(PaperToRead.objects.values_list("page", "pages").get())
        raise NotReadable("Hết.")

    monkeypatch.setattr("doingoai.plan.actions.imports.read_in", read_in)
    work()
    assert seen == [(1, 2), (2, 2)]
    paper.refresh_from_db()
    assert paper.refusal == "Hết."


def test_what_a_dead_worker_of_this_machine_held_is_taken_up_at_once(office):
    paper = sent(office)
    gone = f"{socket.gethostname()[:40]}-999999999"
    claim(waiting_papers(), worker=gone, at=timezone.now(), seconds=LEASE_SECONDS)
    told = words(page(office, paper))
    assert "Đang đọc tệp" in told
    work()
    paper.refresh_from_db()
    assert (paper.attempts, paper.made) == (2, PlanImport.objects.get())


def test_what_a_living_worker_holds_is_let_be(office):
    sent(office)
    claim(waiting_papers(), worker=f"{socket.gethostname()[:40]}-{os.getpid()}", at=timezone.now(), seconds=60)
    work()
    assert not PlanImport.objects.exists()


def test_who_was_overtaken_keeps_nothing(office, monkeypatch):
    paper = sent(office)

    def overtaken(name, data):
        PaperToRead.objects.update(attempts=9, leased_by="another")
        return "application/pdf"

    monkeypatch.setattr("doingoai.plan.actions.imports.media_type_of", overtaken)
    work()
    assert not PlanImport.objects.exists()
    assert not Entry.objects.filter(verb="read_plan").exists()
    assert held(paper.key) == PLAN


def test_a_paper_at_which_the_machine_stops_each_time_is_given_up_and_told(office):
    paper = sent(office)
    PaperToRead.objects.update(attempts=3)
    work()
    assert "3 lần dừng giữa chừng" in words(page(office, paper))
    assert not PlanImport.objects.exists()


def test_a_paper_lost_when_the_machine_started_anew_is_told(office):
    paper = sent(office)
    let_go(paper.key)
    work()
    assert "máy đã khởi động lại" in words(page(office, paper))


def test_a_fault_of_the_program_leaves_the_paper_for_another_turn(office, monkeypatch):
    paper = sent(office)

    def broken(*_, **__):
        raise ZeroDivisionError

    with monkeypatch.context() as broken_house:
        broken_house.setattr("doingoai.plan.actions.imports.read_plan", broken)
        with pytest.raises(ZeroDivisionError):
            work()
    paper.refresh_from_db()
    assert (paper.ended_at, paper.leased_by, paper.last_error) == (None, "", "ZeroDivisionError: ")
    assert paper.not_before > timezone.now()
    assert held(paper.key) == PLAN


def test_others_get_their_turn_between_two_papers(office):
    sent(office)
    sent(office)
    Firing.objects.all().delete()
    work()
    assert PlanImport.objects.count() == 1
    assert Firing.objects.count() == 1
    work()
    assert PlanImport.objects.count() == 2
    assert Firing.objects.count() == 1


def test_bytes_that_nobody_waits_for_and_papers_long_settled_are_forgotten(office, data_folder):
    paper = sent(office)
    stray = data_folder / "held" / ("0" * 32)
    stray.write_bytes(b"x")
    forget_papers(timezone.now())
    assert stray.exists()
    forget_papers(timezone.now() + timedelta(hours=2))
    assert not stray.exists()
    assert held(paper.key) == PLAN
    work()
    forget_papers(timezone.now() + timedelta(days=8))
    assert not PaperToRead.objects.exists()
    assert PlanImport.objects.exists()


def test_who_has_lost_the_role_meanwhile_brings_nothing_in(office):
    paper = sent(office)
    coordinator().person.grants.all().delete()
    work()
    paper.refresh_from_db()
    assert "Chỉ điều phối viên" in paper.refusal


@pytest.mark.parametrize("count", [1, 3])
def test_the_papers_being_read_cost_one_query(office, count):
    for _ in range(count):
        sent(office)
    office.get("/ke-hoach/?tat-ca=1")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        told = words(office.get("/ke-hoach/?tat-ca=1"))
    assert told.count("chờ đến lượt") == count
    assert sum("plan_papertoread" in query["sql"] for query in asked) == 1
    assert len(asked) <= 15
