"""Letters ask agencies for their part: numbered by the office, with outline and table, all in one file."""

import zipfile
from datetime import date
from io import BytesIO
from urllib.parse import urlsplit

import docx
import pytest
from django.test import Client

from doingoai.agencies.domain import Role
from doingoai.plan.models import KeyLink, RequestLetter
from tests.factories import actor, coordinator, done
from tests.plan.linking import words

HERE = "/bao-cao/2022/6-thang/cong-van/"


@pytest.fixture
def office(client, plan):
    client.force_login(coordinator().person)
    return client


def asked(client, *agencies, **said):
    given = {
        "agencies": agencies,
        "number": "5",
        "code": "STTTT-TTĐN",
        "dated_on": "1/6/2022",
        "signer_title": "Giám đốc",
        "signer_name": "Nguyễn Văn Mẫu",
        "telephone": "0214 3 840 000",
    }
    return client.post(HERE, given | said)


def text_of(data):
    paper = docx.Document(BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def test_a_letter_bears_number_subject_outline_and_what_is_recorded_already(office, plan):
    done(plan, "II.2.3", key="a", measure="doan", quantity=3, on=date(2022, 5, 1), agency="so-ngv")
    answer = asked(office, "so-ngv")
    assert answer["Content-Disposition"] == 'attachment; filename="05-so-ngv.docx"'
    text = text_of(answer.content)
    for words_of_it in (
        "Số: 05/STTTT-TTĐN\nV/v báo cáo kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2022",
        "Kính gửi: Sở Ngoại vụ",
        "Lào Cai, ngày 01 tháng 6 năm 2022",
        "năm 2022 của Ủy ban nhân dân tỉnh Lào Cai, Sở Thông tin và Truyền thông đề nghị Sở Ngoại vụ báo cáo",
        "1. Nội dung báo cáo",
        "- II.2.3 Quảng bá hình ảnh Lào Cai qua các đoàn ra, đoàn vào",
        "Tính từ ngày 15/12/2021 đến hết ngày 14/6/2022",
        "Gửi trước khi hết ngày 14/6/2022",
        "/bao-cao/2022/6-thang/phan/so-ngv/",
        "bí mật nhà nước",
        "GIÁM ĐỐC",
        "Nguyễn Văn Mẫu",
        "SỐ LIỆU CỦA SỞ NGOẠI VỤ",
    ):
        assert words_of_it in text, words_of_it
    table = docx.Document(BytesIO(answer.content)).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert ["Đoàn ra, đoàn vào có tuyên truyền (đoàn)", "3", ""] in [row[2:] for row in rows]


def test_all_letters_of_a_stroke_are_one_file_with_one_number_after_the_other(office):
    answer = asked(office, "so-ngv", "so-ct", "bao-laocai")
    names = zipfile.ZipFile(BytesIO(answer.content)).namelist()
    assert sorted(name[:2] for name in names) == ["05", "06", "07"]
    assert RequestLetter.objects.count() == 3
    assert f'value="{8}"' in office.get(HERE).content.decode() or date.today().year != 2022


def test_a_number_used_before_is_warned_of_and_may_stand(office):
    asked(office, "so-ngv")
    answer = asked(office, "so-ct", number="4")
    assert answer.status_code == 200
    answer = asked(office, "so-ct", number="5")
    assert answer.status_code == 422
    assert "Số 05/STTTT-TTĐN đã dùng trong năm 2022" in words(answer)
    assert asked(office, "so-ct", number="5", dated_on="1/6/2023").status_code == 200
    assert asked(office, "so-ct", number="5", anyway="on").status_code == 200


def test_a_key_link_stands_in_its_own_letter_and_nowhere_else(office):
    text = text_of(asked(office, "so-ngv", with_links="on").content)
    [address] = [word for word in text.split() if "/lk/" in word]
    link = KeyLink.objects.get()
    assert link.signature == "Người được giao soạn báo cáo, theo Công văn số 05/STTTT-TTĐN"
    assert Client().get(urlsplit(address).path).status_code == 200
    again = office.get(f"{HERE}{RequestLetter.objects.get().pk}.docx")
    assert "/lk/" not in text_of(again.content)
    assert "Số: 05/STTTT-TTĐN" in text_of(again.content)


def test_only_the_coordinator_writes_letters(client, plan):
    client.force_login(actor("so-ngv", Role.HEAD).person)
    assert client.get(HERE).status_code == 403
    assert asked(client, "so-ngv").status_code == 403
    assert not RequestLetter.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_letters_asks_as_often_for_one_as_for_many(office, django_assert_max_num_queries, rows):
    asked(office, *("so-ngv", "so-ct", "bao-laocai")[:rows])
    with django_assert_max_num_queries(10):
        assert words(office.get(HERE)).count(".docx") == rows
