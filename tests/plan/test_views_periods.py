"""The pages on which the coordinator sets the days, what goes on, and the figures of the year before."""

import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency
from doingoai.audit.models import Entry
from doingoai.plan.actions.periods import make_periods
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.models import OnwardDue, Period, Plan, Report, SamePeriod, Section, Task
from tests.factories import NOW, PROVINCE, actor, coordinator, done

REPORT = "/bao-cao/2022/6-thang/"
DAYS, SAME = f"{REPORT}ky/", f"{REPORT}cung-ky/"
YEAR_DAYS = "/bao-cao/2022/nam/ky/"
TYPED = {"starts_on": "15/12/2021", "ends_on": "14/6/2022", "data_close": "10/6/2022", "agencies_due": "10/6/2022"}
PAPER = "Báo cáo 178/BC-STTTT ngày 20/6/2021"
NEWS = "II.1.1:tin-bai"


@pytest.fixture
def desk(client, plan):
    client.force_login(coordinator().person)
    return client


@pytest.fixture
def reader(client, plan):
    client.force_login(actor("so-ngv", Role.VIEWER).person)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def test_the_coordinator_changes_the_days(desk):
    assert desk.post(DAYS, TYPED, follow=True).redirect_chain[-1][0] == REPORT
    assert Period.objects.get(plan__year=2022, code="6-thang").data_close == date(2022, 6, 10)


def test_wrong_days_are_told_and_what_was_typed_stays(desk):
    answer = desk.post(DAYS, TYPED | {"data_close": "15/6/2022"})
    assert answer.status_code == 422
    assert "Ngày chốt số liệu phải nằm trong kỳ" in text(answer)
    assert 'value="15/6/2022"' in text(answer)


def test_the_page_names_the_rules_that_days_and_addressees_come_from(desk):
    page = text(desk.get(YEAR_DAYS))
    assert '<a href="/quy-dinh/cdbc-chot-so-lieu-nam/">Điều 12 Nghị định 09/2019/NĐ-CP</a>' in page
    assert 'theo <a href="/quy-dinh/ttdn-bo-bao-cao-3011/">khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT</a>' in page
    assert 'xem <a href="/quy-dinh/ttdn-so-ket-tong-ket/">' in text(desk.get(DAYS))


def test_days_set_by_hand_no_longer_name_the_rule(desk):
    desk.post(DAYS, TYPED | {"starts_on": "01/1/2022"})
    assert "cdbc-chot-so-lieu-6-thang" not in text(desk.get(DAYS))


def test_the_rules_page_names_the_reports_that_stand_on_it(desk):
    page = text(desk.get("/quy-dinh/ttdn-bo-bao-cao-3011/"))
    assert f'href="{YEAR_DAYS}">Báo cáo năm 2022: gửi Bộ Thông tin và Truyền thông, hết 29/11/2022</a>' in page
    assert "Báo cáo năm 2022: kỳ số liệu" in text(desk.get("/quy-dinh/cdbc-chot-so-lieu-nam/"))
    half = text(desk.get("/quy-dinh/ttdn-so-ket-tong-ket/"))
    assert "Báo cáo 6 tháng đầu năm 2022: gửi Bộ Thông tin và Truyền thông</a>" in half


def onward(code="nam", order=1):
    return OnwardDue.objects.get(period__plan__year=2022, period__code=code, order=order)


def said(prefix, **changes):
    typed = {"addressee": "Bộ Thông tin và Truyền thông", "due_on": "05/12/2022", "note": "Công văn 5406"}
    return {f"{prefix}-{name}": value for name, value in (typed | changes).items()}


def test_what_goes_on_is_dashed_until_the_coordinator_has_checked_it(desk):
    row = onward()
    assert text(desk.get("/bao-cao/2022/nam/")).count('<span class="chip stitch">chưa kiểm</span>') == 2
    answer = desk.post(f"{YEAR_DAYS}gui-tiep/{row.pk}/", said(f"o{row.pk}", verified="on"), follow=True)
    assert answer.redirect_chain[-1][0] == f"{YEAR_DAYS}#ho"
    row.refresh_from_db()
    assert (row.due_on, row.note, row.verified) == (date(2022, 12, 5), "Công văn 5406", True)
    page = text(desk.get("/bao-cao/2022/nam/"))
    assert page.count('<span class="chip stitch">chưa kiểm</span>') == 1
    assert "05/12/2022" in page


def test_the_report_page_cites_the_rule_beside_the_day(desk):
    page = text(desk.get("/bao-cao/2022/nam/"))
    assert 'theo <a href="/quy-dinh/ttdn-bo-bao-cao-3011/">khoản 5 Điều 10 Thông tư 02/2019/TT-BTTTT</a>' in page
    assert f'href="{YEAR_DAYS}"' in page
    assert 'href="/bao-cao/2022/nam/cung-ky/"' in page


def test_an_addressee_is_added_and_taken_off(desk):
    desk.post(f"{YEAR_DAYS}gui-tiep/", said("add", addressee="Ban Tuyên giáo", due_on=""))
    row = onward(order=2)
    assert (row.addressee, row.due_on, row.verified) == ("Ban Tuyên giáo", None, False)
    answer = desk.post(f"{YEAR_DAYS}gui-tiep/{row.pk}/bo/", follow=True)
    assert "Đã bỏ nơi nhận: Ban Tuyên giáo." in text(answer)
    assert not OnwardDue.objects.filter(pk=row.pk).exists()


def test_a_slip_is_told_at_its_row_and_nothing_is_kept(desk):
    row = onward()
    for url, prefix in ((f"{YEAR_DAYS}gui-tiep/{row.pk}/", f"o{row.pk}"), (f"{YEAR_DAYS}gui-tiep/", "add")):
        for wrong in ({"due_on": "31/2/2022"}, {"addressee": ""}, {"addressee": "Ủy ban nhân dân tỉnh Lào Cai"}):
            answer = desk.post(url, said(prefix, **wrong))
            assert answer.status_code == 422
            assert f'id="id_{prefix}-{next(iter(wrong))}"' in text(answer)
            assert text(answer).count('aria-invalid="true"') == 1
            assert "Công văn 5406" in text(answer)
    row.refresh_from_db()
    assert (row.due_on, OnwardDue.objects.count()) == (date(2022, 11, 29), 4)


def test_a_row_of_another_report_is_not_reached_from_this_one(desk):
    row = onward()
    for door in ("", "bo/"):
        assert desk.post(f"{DAYS}gui-tiep/{row.pk}/{door}", said(f"o{row.pk}")).status_code == 404
    assert desk.get("/bao-cao/2022/quy/ky/").status_code == 404
    assert desk.get("/bao-cao/1999/nam/cung-ky/").status_code == 404


def test_others_read_the_days_and_what_goes_on_and_change_neither(reader):
    page = text(reader.get(YEAR_DAYS))
    assert "15/12/2021 – 14/12/2022" in page
    assert "Bộ Thông tin và Truyền thông: 29/11/2022" in page
    assert "<textarea" not in page
    row = onward()
    for url in (
        YEAR_DAYS,
        f"{YEAR_DAYS}gui-tiep/",
        f"{YEAR_DAYS}gui-tiep/{row.pk}/",
        f"{YEAR_DAYS}gui-tiep/{row.pk}/bo/",
    ):
        assert reader.post(url, said(f"o{row.pk}")).status_code == 403
    assert OnwardDue.objects.count() == 4


def test_the_days_of_a_frozen_report_are_shown_and_no_longer_asked_for(desk, plan):
    report = Report.objects.get(period__plan=plan, period__code="6-thang")
    freeze_report(report, reason="Hạn gửi.", by=coordinator(), at=NOW)
    page = text(desk.get(DAYS))
    assert "ngày của kỳ không đổi nữa" in page
    assert 'name="starts_on"' not in page
    assert "Thêm nơi nhận" in page


def kept():
    return {(s.task.number, s.measure_id): (s.quantity, s.source) for s in SamePeriod.objects.select_related("task")}


def test_figures_are_typed_line_by_line_with_one_source_for_all(desk):
    typed = {"source": PAPER, f"quantity:{NEWS}": "1.234,5", "quantity:II.2.1.a:hop-bao": "2"}
    answer = desk.post(SAME, typed | {"source:II.2.1.a:hop-bao": "Báo cáo 9"}, follow=True)
    assert "Đã lưu 2 số cùng kỳ." in text(answer)
    assert kept() == {("II.1.1", "tin-bai"): (1234.5, PAPER), ("II.2.1.a", "hop-bao"): (2, "Báo cáo 9")}
    page = text(desk.get(SAME))
    assert f'name="source" value="{PAPER}"' in page
    assert f'name="source:{NEWS}" value' not in page
    assert 'value="1.234,5"' in page
    assert 'value="2"' in page
    assert "Báo cáo 9" in page
    assert Entry.objects.filter(verb="set_same_period").count() == 1


def test_an_emptied_field_takes_the_figure_away(desk):
    desk.post(SAME, {"source": PAPER, f"quantity:{NEWS}": "5", "quantity:II.2.1.a:hop-bao": "2"})
    desk.post(SAME, {"source": PAPER, f"quantity:{NEWS}": "", "quantity:II.2.1.a:hop-bao": "2"})
    assert kept() == {("II.2.1.a", "hop-bao"): (2, PAPER)}
    assert "Không có gì đổi." in text(desk.post(SAME, {"source": PAPER, "quantity:II.2.1.a:hop-bao": "2"}, follow=True))


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ({"source": PAPER, f"quantity:{NEWS}": "mười"}, "Ghi bằng chữ số, ví dụ 10."),
        ({"source": PAPER, f"quantity:{NEWS}": "-1"}, "Ghi số từ 0 trở lên."),
        ({"source": PAPER, f"quantity:{NEWS}": "NaN"}, "Ghi bằng chữ số, ví dụ 10."),
        ({"source": PAPER, f"quantity:{NEWS}": "1,234"}, "Ghi không quá 2 chữ số sau dấu phẩy."),
        ({"source": "", f"quantity:{NEWS}": "5"}, "Ghi văn bản đã lấy số này."),
    ],
)
def test_a_wrong_figure_is_told_at_its_line_and_none_is_kept(desk, typed, because):
    answer = desk.post(SAME, typed | {"quantity:II.2.1.a:hop-bao": "2", "source:II.2.1.a:hop-bao": "Báo cáo 9"})
    assert answer.status_code == 422
    page = text(answer)
    assert because in page
    assert "Báo cáo 9" in page
    assert f"#id_quantity:{NEWS}" in page or f"#id_source:{NEWS}" in page
    assert kept() == {}


def test_others_read_the_figures_and_write_none(reader, plan):
    task, period = plan.tasks.get(number="II.1.1"), plan.periods.get(code="6-thang")
    SamePeriod.objects.create(period=period, task=task, measure_id="tin-bai", quantity=77, source=PAPER)
    page = text(reader.get(SAME))
    assert PAPER in page
    assert "<input" not in page.split("<main")[1]
    assert reader.post(SAME, {"source": PAPER, f"quantity:{NEWS}": "5"}).status_code == 403
    assert kept() == {("II.1.1", "tin-bai"): (77, PAPER)}


@pytest.fixture
def earlier(plan):
    """The plan of 2021: one task as it is now, one that stands elsewhere now; its half-year report is frozen."""
    old = Plan.objects.create(
        year=2021, title="Kế hoạch 2021", issuer=plan.issuer, adopted_at=NOW, reading={"deadlines": []}
    )
    section = Section.objects.create(plan=old, number="II.1", title="Mục", order=0)
    same = plan.tasks.get(number="II.1.1")
    Task.objects.create(plan=old, section=section, number="II.1.1", title=same.title, order=0)
    moved = Task.objects.create(plan=old, section=section, number="II.9", title="Họp báo", order=1)
    plan.tasks.filter(number="II.2.1.a").update(previous=moved)
    make_periods(old)
    at = datetime(2021, 6, 19, 23, 30, tzinfo=PROVINCE)
    done(old, "II.1.1", key="a", quantity=37, on=date(2021, 3, 1), at=at)
    done(old, "II.9", key="b", quantity=2, measure="hop-bao", agency="vp-ubnd", on=date(2021, 3, 1), at=at)
    report = Report.objects.get(period__plan=old, period__code="6-thang")
    freeze_report(report, reason="Đến hạn.", by=coordinator(), at=at)
    return report


SOURCE = "Báo cáo 6 tháng đầu năm 2021 ngày 19/6/2021, bản chốt 1"


def test_the_edition_frozen_a_year_before_proposes_its_figures_dashed(desk, earlier):
    page = text(desk.get(SAME))
    assert f"Đề xuất từ: {SOURCE}." in page
    assert re.search(r'<button class="chip stitch" type="submit" name="take" value="II.1.1:tin-bai"> ?37 ?<', page)
    assert re.search(r'name="take" value="II.2.1.a:hop-bao"> ?2 ?<', page)
    assert page.count('name="take"') == 3
    assert kept() == {}


def test_all_proposals_are_taken_at_once_and_what_was_typed_goes_before_them(desk, earlier):
    desk.post(SAME, {"take": "*", "source": PAPER, f"quantity:{NEWS}": "40"})
    assert kept() == {("II.1.1", "tin-bai"): (40, PAPER), ("II.2.1.a", "hop-bao"): (2, SOURCE)}
    page = text(desk.get(SAME))
    assert 'value="*"' not in page
    assert page.count('name="take"') == 1  # 37 stays on offer beside the 40 that was typed


def test_one_proposal_is_taken_alone(desk, earlier):
    desk.post(SAME, {"take": NEWS})
    assert kept() == {("II.1.1", "tin-bai"): (37, SOURCE)}
    desk.post(SAME, {"take": "II.99:tin-bai", "source": SOURCE, f"quantity:{NEWS}": "37"})
    assert kept() == {("II.1.1", "tin-bai"): (37, SOURCE)}


def test_a_reader_sees_the_proposal_and_has_no_button(reader, earlier):
    page = text(reader.get(SAME))
    assert '<span class="chip stitch">37</span>' in page
    assert 'name="take"' not in page


def test_the_number_and_day_of_the_earlier_report_name_it(desk, earlier):
    Report.objects.filter(pk=earlier.pk).update(number="178/BC-STTTT", dated_on=date(2021, 6, 20))
    assert "Báo cáo số 178/BC-STTTT ngày 20/6/2021, bản chốt 1" in text(desk.get(SAME))


def test_the_plan_of_another_issuer_proposes_nothing(desk, earlier):
    Plan.objects.filter(year=2021).update(issuer=Agency.objects.get(slug="so-ngv"))
    page = text(desk.get(SAME))
    assert "Đề xuất từ" not in page
    assert 'name="take"' not in page


def test_a_frozen_report_says_that_new_figures_wait_for_the_next_edition(desk, plan):
    report = Report.objects.get(period__plan=plan, period__code="6-thang")
    freeze_report(report, reason="Hạn gửi.", by=coordinator(), at=NOW)
    assert "Bản chốt 1, ngày 10/6/2022, giữ nguyên số của nó." in text(desk.get(SAME))
    desk.post(SAME, {"source": PAPER, f"quantity:{NEWS}": "5"})
    assert kept() == {("II.1.1", "tin-bai"): (5, PAPER)}


@pytest.mark.parametrize("url", [SAME, DAYS])
def test_the_pages_ask_no_more_however_many_figures_and_addressees_there_are(desk, plan, earlier, url):
    period = plan.periods.get(code="6-thang")

    def grow(rows):
        for number in rows:
            done(plan, "II.1.1", key=str(number), on=NOW.date())
            SamePeriod.objects.create(
                period=period, task=plan.tasks.all()[number], measure_id="lop", quantity=1, source=PAPER
            )
            OnwardDue.objects.create(
                period=period, addressee=f"Nơi {number}", rule_code="ttdn-bo-bao-cao-3011", order=9
            )

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url).status_code == 200
        return len(queries)

    grow([0])
    with_one = asked()
    grow([1, 2])
    assert asked() == with_one <= 21
