"""The door behind a key link: a whole part without an account; and what it never opens."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doingoai.audit.models import Entry
from doingoai.documents.models import StoredFile
from doingoai.mail.models import Notice
from doingoai.plan.actions import links as acts
from doingoai.plan.domain.links import MOST_MISSES
from doingoai.plan.models import Evidence, KeyLink, KindOfWork, LinkUse, Service
from tests.documents.files import word
from tests.factories import coordinator, done
from tests.plan.linking import NOW, WORDS, WORK, asked, here, part_of, press, words


def test_a_whole_part_is_recorded_written_and_sent_without_an_account(phone, made):
    assert "báo cáo kết quả 6 tháng" in words(phone.get(here(made))).lower()
    assert press(phone, made, "ghi", **WORK)["Location"] == f"{here(made)}?xong=ghi"
    evidence = Evidence.objects.standing().get()
    assert (evidence.agency.slug, evidence.via, evidence.recorded_by) == ("so-ngv", made.link, None)
    page = phone.get(f"{here(made)}?xong=ghi")
    assert "Đoàn Vân Nam" in words(page)
    revision = part_of().revision
    assert press(phone, made, "gui", revision=str(revision)).status_code == 422
    assert part_of().state == "drafting"
    assert press(phone, made, "gui", revision=str(revision), no_secret="on").status_code == 302
    part = part_of()
    assert (part.state, part.sent_via, part.signed_by) == ("sent", made.link, None)
    assert part.figures == [["II.2.3", "doan", "2"]]
    told = words(phone.get(here(made)))
    assert "Đón hai đoàn." in told
    assert "Gửi qua đường liên kết bởi Lý Thị Mỷ, Chuyên viên; chờ xác nhận." in told
    assert 'name="narrative"' not in told


def test_what_was_written_is_kept_by_every_button(phone, made):
    press(phone, made, "ghi", **WORK, narrative="Đang viết dở")
    assert part_of().narrative == "Đang viết dở"
    press(phone, made, f"rut:{Evidence.objects.get().pk}", revision="1", narrative="Đang viết dở, thêm")
    assert part_of().narrative == "Đang viết dở, thêm"
    assert not Evidence.objects.standing().exists()


def test_a_part_refused_leaves_the_boxes_of_the_work_ready_to_be_filled(phone, made):
    page = words(press(phone, made, "gui", revision="0"))
    assert "Chưa ghi ô này." not in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    assert press(phone, made, "ghi", **{**WORK, "token": token}, revision="0").status_code == 302
    assert Evidence.objects.standing().count() == 1


def test_work_that_is_typed_and_not_recorded_holds_the_part_back_and_is_not_lost(phone, made):
    answer = press(phone, made, "gui", **WORK, revision="0", no_secret="on")
    assert answer.status_code == 422
    assert "Việc đang gõ ở mục “Ghi một việc đã làm” chưa được ghi." in words(answer)
    assert f'value="{WORK["title"]}"' in words(answer)
    assert part_of().state != "sent"


def test_keeping_the_draft_keeps_what_is_typed_of_a_work(phone, made):
    answer = press(phone, made, "luu", **WORK, narrative="Đón một đoàn.", revision="0")
    page = words(phone.get(answer["Location"]))
    assert "Đã lưu bản soạn, cả việc đang gõ chưa bấm “Ghi việc này”" in page
    assert part_of().narrative == "Đón một đoàn."
    other = words(Client().get(here(made)))
    for typed in (WORK["title"], WORK["quantity"], WORK["done_on"], WORK["place"]):
        assert f'value="{typed}"' in other
    assert re.search(r'<option value="II.2.3"[^>]* selected', other)
    assert '<option value="doan" selected>' in other
    assert not Evidence.objects.exists()


def test_what_is_typed_of_a_work_is_kept_when_another_work_is_taken_back(phone, made):
    press(phone, made, "ghi", **WORK)
    typed = WORK | {"title": "Đoàn Quảng Tây", "token": "00000000-0000-4000-8000-000000000002"}
    press(phone, made, f"rut:{Evidence.objects.get().pk}", **typed, revision="1")
    assert 'value="Đoàn Quảng Tây"' in words(phone.get(here(made)))


def test_what_was_typed_leaves_its_boxes_once_it_is_recorded_or_emptied(phone, made):
    press(phone, made, "luu", **WORK)
    press(phone, made, "ghi", **WORK, revision="1")
    assert f'value="{WORK["title"]}"' not in words(phone.get(here(made)))
    press(phone, made, "luu", title="Việc khác", revision="1")
    assert 'value="Việc khác"' in words(phone.get(here(made)))
    answer = press(phone, made, "luu", title="", revision="2")
    page = words(phone.get(answer["Location"]))
    assert "Đã lưu bản soạn. Mở lại" in page
    assert "Việc khác" not in page


def test_a_task_brings_its_usual_kind_of_work_along(phone, plan, made):
    [usual] = {kind.measure_id for kind in KindOfWork.objects.filter(pk__in=plan.services.values("kind"))[:1]}
    Service.objects.filter(plan=plan).update(task=plan.tasks.get(number="II.1.1"))
    Service.objects.filter(kind__measure=usual).update(task=plan.tasks.get(number="II.2.3"))
    assert f'<option value="II.2.3" data-measure="{usual}">' in words(phone.get(here(made)))
    assert press(phone, made, "ghi", **WORK | {"measure": ""}).status_code == 302
    assert Evidence.objects.standing().get().measure_id == usual


def test_without_a_usual_kind_of_work_one_is_asked_for(phone, plan, made):
    plan.services.all().delete()
    answer = press(phone, made, "ghi", **WORK | {"measure": ""})
    assert answer.status_code == 422
    assert "Loại việc</a>: Chưa ghi ô này." in words(answer)


def test_letters_that_no_table_holds_are_left_out_of_what_is_kept(phone, made):
    assert press(phone, made, "luu", title="a\x00b").status_code == 302
    assert 'value="ab"' in words(phone.get(here(made)))


def test_a_form_sent_twice_because_the_line_broke_counts_once(phone, made):
    press(phone, made, "ghi", **WORK)
    press(phone, made, "ghi", **WORK, revision="1")
    assert Evidence.objects.standing().count() == 1


def test_a_key_read_out_and_typed_from_paper_opens_too(phone, made):
    typed = made.key.text.upper().replace("0", "O").replace("1", "I").replace("-", " ")
    assert phone.get(f"/lk/{typed}/").status_code == 200


@pytest.fixture
def wrong(phone, made):
    """What answers where nothing opens, by the reason."""

    def answers():
        name, secret = made.key.name, made.key.secret
        yield "no key", phone.get("/lk/x/")
        yield "guessed", phone.get(f"/lk/{'0' * 34}/")
        yield "another secret", phone.get(f"/lk/{name}{secret[::-1]}/")
        KeyLink.objects.update(expires_at=NOW)
        yield "over", phone.get(here(made))
        KeyLink.objects.update(expires_at=NOW + timedelta(days=1))
        acts.revoke_link(made.link, by=coordinator(), at=NOW)
        yield "revoked", phone.get(here(made))
        yield "posted after it was revoked", press(phone, made, "ghi", **WORK)

    return dict(answers())


def test_wrong_expired_revoked_and_guessed_keys_get_one_and_the_same_page(wrong):
    assert {answer.status_code for answer in wrong.values()} == {404}
    assert len({answer.content for answer in wrong.values()}) == 1
    assert "Sở Thông tin và Truyền thông" in words(wrong["revoked"])
    assert not Evidence.objects.exists()


def test_nothing_of_the_page_leaks_or_stays(phone, made):
    for answer in (phone.get(here(made)), press(phone, made, "ghi"), phone.get("/lk/x/")):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies


def test_a_link_reaches_nothing_of_another_agency(phone, plan, made):
    other = done(plan, "II.2.3", key="b", measure="doan", on=date(2022, 5, 1), agency="so-ct")
    assert "Việc b" not in words(phone.get(here(made)))
    assert press(phone, made, f"rut:{other.pk}").status_code == 422
    answer = press(phone, made, "ghi", **WORK | {"task": "II.5"})
    assert answer.status_code == 422
    revision = answer.context["part_form"]["revision"].value()
    press(phone, made, "ghi", **WORK | {"agency": "so-ct", "revision": revision})
    assert Evidence.objects.standing().get(source_kind="link").agency.slug == "so-ngv"
    other.refresh_from_db()
    assert other.retracted_at is None


def test_work_outside_the_days_of_the_part_is_told_listed_and_taken_back_like_any_other(phone, made):
    answer = press(phone, made, "ghi", **WORK | {"done_on": "1/7/2022"})
    page = words(phone.get(answer["Location"]))
    assert "Đã ghi, nhưng ngày làm xong nằm ngoài kỳ" in page
    assert "Việc được tính ngay" not in page
    [row] = re.findall(r"<li>.*?</li>", page.partition("Đã ghi</h2>")[2])
    assert "Đoàn Vân Nam" in row
    assert "ngoài kỳ, không tính vào báo cáo này" in row
    [act] = re.findall(r'value="(rut:\d+)"', row)
    assert press(phone, made, act, revision="1").status_code == 302
    assert not Evidence.objects.standing().exists()


def test_work_within_the_days_of_the_part_bears_no_such_mark(phone, made):
    page = words(phone.get(press(phone, made, "ghi", **WORK)["Location"]))
    assert "Đã ghi. Việc được tính ngay" in page
    assert "ngoài kỳ" not in page


def test_what_the_desk_recorded_for_another_period_is_not_listed(phone, plan, made):
    period = made.link.part.report.period
    type(period).objects.filter(pk=period.pk).update(data_close=date(2022, 4, 30))
    done(plan, "II.2.3", key="b", measure="doan", on=date(2022, 5, 1), agency="so-ngv")
    assert "Việc b" not in words(phone.get(here(made)))


def test_what_the_desk_recorded_is_seen_but_not_taken_back_through_the_link(phone, plan, made):
    own = done(plan, "II.2.3", key="a", measure="doan", on=date(2022, 5, 1), agency="so-ngv")
    assert "Việc a" in words(phone.get(here(made)))
    assert press(phone, made, f"rut:{own.pk}").status_code == 422
    own.refresh_from_db()
    assert own.retracted_at is None


def test_a_link_to_a_task_records_for_that_task_only(phone, plan):
    cache.clear()
    task = plan.tasks.get(number="II.2.3")
    made = acts.make_link(asked("so-ngv", task=task), by=coordinator(), at=NOW)
    assert 'name="narrative"' not in words(phone.get(here(made)))
    assert phone.post(here(made), {"act": "ghi", **WORK, "task": "II.1.1"}).status_code == 422
    assert phone.post(here(made), {"act": "ghi", **WORK}).status_code == 302
    assert phone.post(here(made), {"act": "gui", "no_secret": "on"}).status_code == 422
    assert part_of().state == "unopened"


def test_a_page_of_another_site_cannot_send_through_it(phone, made):
    answer = phone.post(here(made), {"act": "ghi", **WORDS, **WORK}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 404
    assert not Evidence.objects.exists()


def test_who_is_signed_in_adds_nothing_to_what_the_link_may(made):
    desk = Client()
    desk.force_login(coordinator().person)
    press(desk, made, "ghi", **WORK)
    assert Evidence.objects.get().recorded_by is None


def test_html_in_words_stays_words(phone, made):
    bad = "<script>alert(1)</script>"
    press(phone, made, "ghi", **WORK | {"title": bad, "place": bad}, narrative=bad)
    told = words(phone.get(here(made)))
    assert bad not in told
    assert "&lt;script&gt;alert(1)" in told


def test_a_file_is_told_to_be_lost_with_a_work_that_is_refused(phone, made):
    file = SimpleUploadedFile("anh.txt", b"x")
    page = words(press(phone, made, "ghi", **WORK | {"quantity": "hai"}, file=file))
    assert "Tệp anh.txt không giữ lại được. Chọn lại tệp." in page


def test_a_file_that_is_too_large_is_told_and_nothing_is_recorded(phone, made):
    large = SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(22 * 2**20))
    answer = press(phone, made, "ghi", **WORK, file=large, narrative="Đã đón hai đoàn.")
    assert answer.status_code == 422
    assert "20 MB" in words(answer)
    assert WORK["title"] in words(answer)
    assert "Đã đón hai đoàn." in words(answer)
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.filter(name="anh.png").exists()


def test_a_paper_with_a_mark_is_refused_before_it_is_kept(phone, made, data_folder):
    before = set((data_folder / "files").rglob("*"))
    bad = SimpleUploadedFile("viec.docx", word("TỐI MẬT", "Đón đoàn"))
    answer = press(phone, made, "ghi", **WORK, file=bad)
    assert answer.status_code == 422
    assert "độ mật" in words(answer)
    assert set((data_folder / "files").rglob("*")) == before
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"quantity": "NaN"},
        {"quantity": "-1"},
        {"quantity": "9" * 40},
        {"title": "a\x00b"},
        {"title": "x" * 301},
        {"done_on": "31/2/2022"},
        {"done_on": "1/1/2019"},
        {"token": "x"},
        {"measure": "khong-co"},
        {"link": "javascript:alert(1)"},
        {"narrative": "x" * 20_001},
        {"revision": "9" * 40},
        {"revision": ""},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_told_and_never_breaks_the_page(phone, made, said):
    answer = press(phone, made, "ghi", **WORK | said)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_numbers_expected_are_those_of_the_agency_and_never_below_nothing(phone, plan, made):
    period = made.link.part.report.period
    type(period).objects.filter(pk=period.pk).update(data_close=date(2022, 5, 31))
    done(plan, "II.2.3", key="a", measure="doan", on=date(2022, 5, 1), agency="so-ngv")
    assert "estimate:II.2.3:doan" in words(phone.get(here(made)))
    assert press(phone, made, "luu", **{"estimate:II.2.3:doan": "-4"}).status_code == 422
    extra = {"estimate:II.2.3:doan": "4", "estimate:II.1.1:x": "9", "estimate:II.5:tin-bai": "9"}
    assert press(phone, made, "luu", **extra).status_code == 302
    assert [(e.task.number, e.quantity) for e in part_of().estimates.all()] == [("II.2.3", 4)]


def test_the_second_who_saves_sees_the_words_of_the_first_and_loses_nothing(phone, made):
    press(phone, made, "luu", narrative="Của người trước")
    answer = press(phone, made, "luu", narrative="Của người sau")
    assert answer.status_code == 422
    told = words(answer)
    assert "Của người trước" in told
    assert "Của người sau" in told
    assert "Lý Thị Mỷ vừa sửa phần này" in told
    assert press(phone, made, "luu", narrative="Của người sau", revision="1").status_code == 302


def test_after_the_part_is_sent_nothing_more_goes_in_until_it_is_given_back(client, phone, made):
    press(phone, made, "gui", no_secret="on")
    assert press(phone, made, "ghi", **WORK, revision="2").status_code == 422
    assert press(phone, made, "luu", revision="2").status_code == 422
    assert press(phone, made, "gui", revision="2", no_secret="on").status_code == 422
    client.force_login(coordinator().person)
    client.post("/bao-cao/2022/6-thang/phan/so-ngv/tra/", {"reason": "Thiếu số."})
    assert "Thiếu số." in words(phone.get(here(made)))
    revision = str(part_of().revision)
    assert press(phone, made, "gui", revision=revision, no_secret="on").status_code == 302


def test_each_use_is_written_down_and_audited_by_the_name_of_the_officer(phone, made):
    phone.get(here(made))
    press(phone, made, "ghi", **WORK)
    press(phone, made, "gui", revision=str(part_of().revision), no_secret="on")
    assert [use.act for use in LinkUse.objects.order_by("pk")] == ["open", "draft", "record", "send"]
    entry = Entry.objects.get(verb="send_part")
    assert (entry.person, entry.person_name, entry.agency) == (None, "Lý Thị Mỷ, Chuyên viên", "so-ngv")
    assert Entry.objects.get(verb="record_evidence").person_name == "Lý Thị Mỷ, Chuyên viên"
    assert Notice.objects.filter(person=made.link.made_by, subject__contains="đã gửi qua đường liên kết").exists()


def test_a_link_with_one_use_says_so_with_its_last_one_and_opens_no_more(phone, plan):
    cache.clear()
    made = acts.make_link(asked(max_uses=1), by=coordinator(), at=NOW)
    answer = press(phone, made, "gui", no_secret="on")
    assert answer.status_code == 200
    assert "lần dùng cuối" in words(answer)
    assert phone.get(here(made)).status_code == 404


def test_wrong_secrets_on_one_link_are_counted_and_soon_get_no_answer(phone, made):
    bad = f"/lk/{made.key.name}{made.key.secret[::-1]}/"
    for _ in range(MOST_MISSES):
        assert phone.get(bad).status_code == 404
    assert phone.get(bad).status_code == 429
    assert LinkUse.objects.filter(act="miss").count() == MOST_MISSES
    assert phone.get(here(made)).status_code == 200


def test_guessing_without_end_is_slowed_and_a_true_key_still_opens(phone, made):
    answers = [phone.get(f"/lk/{n:034d}/").status_code for n in range(62)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert phone.get(here(made)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_behind_a_link_asks_as_often_for_one_piece_of_work_as_for_many(
    phone, plan, made, django_assert_max_num_queries, rows
):
    for key in range(rows):
        done(plan, "II.2.3", key=str(key), measure="doan", on=date(2022, 5, 1), agency="so-ngv")
    with django_assert_max_num_queries(24):
        assert words(phone.get(here(made))).count("<li>") == rows
