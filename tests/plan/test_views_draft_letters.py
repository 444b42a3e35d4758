"""Letters ask agencies for their comments on a draft or an amendment: numbered by the office, with their parts."""

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.utils import timezone
from django.utils.translation import override

from doingoai.agencies.domain import Role
from doingoai.audit.models import Entry
from doingoai.dates import office as day_of_a_paper
from doingoai.plan.actions.amend import begin_amendment
from doingoai.plan.domain.drafts.moving import timed
from doingoai.plan.models import CommentLetter, DraftReader
from doingoai.plan.queries.drafts.letters import commenting_of
from doingoai.plan.queries.drafts.screen import book_of_draft
from tests.factories import NOW, actor, coordinator
from tests.plan.drafting import begun, written
from tests.plan.linking import words
from tests.plan.test_actions_amend import CONG_THUONG, key_of
from tests.plan.test_views_requests import asked as asked_for_report
from tests.plan.test_views_requests import text_of

UNTIL = timedelta(days=9)


@pytest.fixture
def office(client, plan):
    client.force_login(coordinator().person)
    return client


def page(draft):
    return f"/ke-hoach/soan/{draft.pk}/y-kien/cong-van/"


def opened(client, draft):
    """The agencies of the draft are asked in the app."""
    client.post(f"/ke-hoach/soan/{draft.pk}/y-kien/", {"until": f"{timezone.localdate() + UNTIL:%d/%m/%Y}"})
    return draft


def asked(client, draft, *agencies, **said):
    given = {
        "agencies": agencies,
        "number": "5",
        "code": "SVHTTDL-TTĐN",
        "dated_on": "1/6/2026",
        "signer_title": "Giám đốc",
        "signer_name": "Nguyễn Văn Mẫu",
        "telephone": "0214 3 840 000",
    }
    return client.post(page(draft), given | said)


def letter_of(client, draft, *agencies):
    """The file of the letter that is asked for."""
    assert asked(client, draft, *agencies).status_code == 302
    return client.get(f"{page(draft)}{CommentLetter.objects.latest('pk').pk}.docx")


def test_letters_wait_until_the_agencies_are_asked(office, plan):
    draft = begun(plan)
    assert "Gửi lấy ý kiến trước" in words(office.get(page(draft), follow=True))
    assert "Công văn" in words(office.get(f"/ke-hoach/soan/{opened(office, draft).pk}/y-kien/"))
    assert office.get(page(draft)).status_code == 200


def test_a_letter_asks_for_comments_on_the_agency_s_own_parts(office, plan):
    draft = opened(office, begun(plan))
    answer = letter_of(office, draft, "so-ngv")
    assert answer["Content-Disposition"] == 'attachment; filename="05-so-ngv.docx"'
    text = text_of(answer.content)
    for told in (
        "Số: 05/SVHTTDL-TTĐN\nV/v góp ý dự thảo kế hoạch năm 2027",
        "Kính gửi: Sở Ngoại vụ",
        "đề nghị Sở Ngoại vụ góp ý",
        f"Gửi trước khi hết ngày {day_of_a_paper(timezone.localdate() + UNTIL)}",
        f"/ke-hoach/soan/{draft.pk}/cua/so-ngv/",
        "bí mật nhà nước",
        "CÁC PHẦN CỦA SỞ NGOẠI VỤ",
        "Chủ trì",
    ):
        assert told.lower() in text.lower(), told
    letter = CommentLetter.objects.get()
    assert Entry.objects.filter(verb="ask_in_writing", agency="so-ngv", summary=f"{letter}: Sở Ngoại vụ").exists()
    again = office.get(f"{page(draft)}{letter.pk}.docx")
    assert text_of(again.content) == text


def test_the_letter_about_an_amendment_shows_what_is_and_what_becomes_of_it(office, plan):
    draft = begin_amendment(plan, by=coordinator(), at=NOW)
    old = plan.tasks.get(number="II.2.3").title
    written(draft, key_of(plan, "II.2.3"), title="Đón đoàn vào", lead=[CONG_THUONG])
    opened(office, draft)
    with override("en"):
        table = docx.Document(BytesIO(letter_of(office, draft, "so-ct").content)).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Số", "Chỗ điều chỉnh", "Hiện nay", "Điều chỉnh thành", "Ý kiến"]
    assert ["II.2.3", "Đón đoàn vào: Tên nhiệm vụ", old, "Đón đoàn vào", ""] in rows


def test_letters_of_every_kind_take_their_numbers_from_one_series(office, plan):
    draft = opened(office, begun(plan))
    asked_for_report(office, "so-ct", code="SVHTTDL-TTĐN", dated_on="1/6/2026")
    answer = asked(office, draft, "so-ngv", "so-ct")
    assert answer.status_code == 422
    assert "Số 05/SVHTTDL-TTĐN đã dùng trong năm 2026" in words(answer)
    shown = office.get(asked(office, draft, "so-ngv", "so-ct", number="6").url)
    assert "Đã tạo 2 công văn, số 06–07/SVHTTDL-TTĐN" in words(shown)
    [path, *_others] = re.findall(rf"{page(draft)}\d+\.zip", shown.content.decode())
    package = zipfile.ZipFile(BytesIO(office.get(path).content))
    assert sorted(name[:2] for name in package.namelist()) == ["06", "07"]
    form = shown.context["form"]
    assert form["code"].value() == "SVHTTDL-TTĐN"
    assert not {"so-ngv", "so-ct"} & set(form["agencies"].value())


def test_a_button_pressed_twice_writes_to_each_agency_once(office, plan):
    draft = opened(office, begun(plan))
    seen = office.get(page(draft)).context["form"]["seen"].value()
    for _press in range(2):
        assert asked(office, draft, "so-ngv", "so-ct", seen=seen, anyway="on").status_code == 302
    assert CommentLetter.objects.count() == 2
    other = asked(office, draft, "so-ngv", seen=seen, number="9")
    assert "Vừa có 2 công văn được tạo, số 05–06/SVHTTDL-TTĐN" in words(other)
    assert CommentLetter.objects.count() == 2


def test_only_the_coordinator_writes_them(client, plan):
    draft = begun(plan)
    client.force_login(actor("so-ngv", Role.HEAD).person)
    assert client.get(page(draft)).status_code == 403
    assert asked(client, draft, "so-ngv").status_code == 403
    assert not CommentLetter.objects.exists()


def test_the_page_of_letters_asks_as_often_for_one_as_for_three(office, plan, django_assert_max_num_queries):
    draft = opened(office, begun(plan))
    [first, *others] = draft.readers.values_list("agency__slug", flat=True)[:3]
    for rows, slugs in ((1, [first]), (3, others)):
        asked(office, draft, *slugs, number=str(rows * 10))
        office.get(page(draft))
        with django_assert_max_num_queries(10):
            assert words(office.get(page(draft))).count(".docx") == rows


def test_each_row_of_the_annex_tells_role_and_time_also_of_a_member_of_a_group(office, plan):
    draft = opened(office, begun(plan))
    written(draft, f"t{plan.tasks.get(number='II.6').pk}", time=timed("trước ngày 15/6/2027", 2027), by=coordinator())
    reader = DraftReader.objects.get(draft=draft, agency__slug="bao-ptth")
    told = commenting_of(
        reader, book_of_draft(reader.draft, "Lào Cai"), timezone.localdate(), asker="Sở", telephone="1"
    )
    row = next(part for part in told.parts if part.number == "II.6")
    assert (row.role, row.time) == ("phối hợp", "trước ngày 15/6/2027")
    assert all(part.role for part in told.parts)
    own = next(reader for reader in draft.readers.all() if reader.agency.slug == "so-ngv")
    told = commenting_of(own, book_of_draft(own.draft, "Lào Cai"), timezone.localdate(), asker="Sở", telephone="1")
    assert {part.time for part in told.parts if part.number.startswith("II.")} == {"chưa ghi"}
