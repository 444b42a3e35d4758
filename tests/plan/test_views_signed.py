"""The signed paper of a part comes back, with its number and date, and no version is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doingoai.agencies.domain import Role
from doingoai.documents.models import StoredFile
from doingoai.documents.write import write_pdf
from doingoai.plan.models import SignedCopy
from tests.documents.files import word
from tests.documents.papers import AT, paper
from tests.factories import actor, coordinator
from tests.plan.linking import here, part_of, press, words

PART = "/bao-cao/2022/6-thang/phan/so-ngv/"


@pytest.fixture(scope="module")
def pdf():
    return write_pdf(paper(), at=AT)


def brought(client, data, number="45/BC-SNV", day="10/6/2022", name="bc.pdf"):
    return client.post(
        f"{PART}ban-ky/", {"number": number, "dated_on": day, "paper": SimpleUploadedFile(name, data)}, follow=True
    )


@pytest.mark.parametrize("who", [("so-ngv", Role.EDITOR), ("so-tttt", Role.COORDINATOR)], ids=str)
def test_the_agency_or_the_coordinator_for_it_hands_the_paper_in(client, plan, pdf, who):
    client.force_login(actor(*who).person)
    told = words(brought(client, pdf, number="45 / BC-SNV"))
    assert "bản ký: 45/BC-SNV ngày 10/6/2022" in told
    copy = SignedCopy.objects.get()
    assert client.get(f"/tep/{copy.file_id}/").content == pdf


def test_another_agency_neither_hands_it_in_nor_opens_it(client, plan, pdf):
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    brought(client, pdf)
    client.force_login(actor("so-ct", Role.HEAD).person)
    assert brought(client, pdf).status_code == 403
    assert client.get(f"/tep/{SignedCopy.objects.get().file_id}/").status_code == 403
    client.force_login(actor("so-tttt", Role.LEADER).person)
    assert client.get(f"/tep/{SignedCopy.objects.get().file_id}/").status_code == 200


def test_a_new_version_stands_first_and_the_old_one_stays(client, plan, pdf):
    client.force_login(coordinator().person)
    brought(client, pdf)
    brought(client, pdf)
    told = words(brought(client, pdf, number="46/BC-SNV", day="11/6/2022"))
    assert [(copy.version, copy.number) for copy in SignedCopy.objects.all()] == [(2, "46/BC-SNV"), (1, "45/BC-SNV")]
    assert told.index("46/BC-SNV ngày 11/6/2022") < told.index("45/BC-SNV ngày 10/6/2022")
    assert "bản cũ" in told


def test_where_the_copy_is_refused_its_file_does_not_stand_alone(client, plan, pdf):
    client.force_login(coordinator().person)
    brought(client, pdf, number="bốn lăm", name="le.pdf")
    assert not StoredFile.objects.filter(name="le.pdf").exists()


def test_what_is_no_signed_paper_is_told(client, plan, pdf):
    client.force_login(coordinator().person)
    assert "Ghi số và ký hiệu" in words(brought(client, pdf, number="bốn lăm"))
    assert "chưa tới" in words(brought(client, pdf, day="10/6/2099"))
    assert "Bản ký là tệp .pdf" in words(brought(client, word("Báo cáo"), name="bc.docx"))
    assert "độ mật" in words(brought(client, word("TỐI MẬT"), name="bc.docx"))
    assert not SignedCopy.objects.exists()


def test_the_paper_comes_back_through_the_link_once_the_part_is_sent(client, phone, made, pdf):
    given = {"number": "45/BC-SNV", "dated_on": "10/6/2022"}
    answer = press(phone, made, "ban-ky", **given, paper=SimpleUploadedFile("bc.pdf", pdf))
    assert answer.status_code == 422
    press(phone, made, "gui", no_secret="on", revision=str(part_of().revision))
    answer = press(phone, made, "ban-ky", **given, paper=SimpleUploadedFile("bc.pdf", pdf))
    assert answer["Location"] == f"{here(made)}?xong=ban-ky"
    assert "45/BC-SNV ngày 10/6/2022" in words(phone.get(here(made)))
    copy = SignedCopy.objects.get()
    assert (copy.by, copy.via, copy.brought_by) == (None, made.link, "Lý Thị Mỷ, Chuyên viên")
    assert Client().get(f"/tep/{copy.file_id}/").status_code == 302
    client.force_login(coordinator().person)
    page = client.get("/bao-cao/2022/6-thang/")
    assert "bản ký: 45/BC-SNV ngày 10/6/2022" in words(page)
    assert f'href="/tep/{copy.file_id}/"' in words(page)
