"""Letters ask agencies for their part: numbered by the office, with outline and table, all in one file."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlsplit

import docx
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.plan.actions.links import forget_seeds, revoke_link
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


def letter_of(client, *agencies, **said):
    """The file of the letter that is asked for."""
    assert asked(client, *agencies, **said).status_code == 302
    return client.get(f"{HERE}{RequestLetter.objects.latest('pk').pk}.docx")


def package_of(client):
    """The one file of the letters that were made last, as the page offers it first."""
    [path, *_others] = re.findall(rf"{HERE}\d+\.zip", client.get(HERE).content.decode())
    answer = client.get(path)
    package = zipfile.ZipFile(BytesIO(answer.content))
    return {name: text_of(package.read(name)) for name in package.namelist()}


def text_of(data):
    paper = docx.Document(BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def test_a_letter_bears_number_subject_outline_and_what_is_recorded_already(office, plan):
    done(plan, "II.2.3", key="a", measure="doan", quantity=3, on=date(2022, 5, 1), agency="so-ngv")
    answer = letter_of(office, "so-ngv")
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
        "(Kèm theo Công văn số 05/STTTT-TTĐN ngày 01 tháng 6 năm 2022)",
    ):
        assert words_of_it in text, words_of_it
    table = docx.Document(BytesIO(answer.content)).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert ["Đoàn ra, đoàn vào có tuyên truyền (đoàn)", "3", ""] in [row[2:] for row in rows]


def test_all_letters_of_a_stroke_are_one_file_with_one_number_after_the_other(office):
    asked(office, "so-ngv", "so-ct", "bao-laocai")
    assert sorted(name[:2] for name in package_of(office)) == ["05", "06", "07"]
    assert RequestLetter.objects.count() == 3
    assert f'value="{8}"' in office.get(HERE).content.decode() or date.today().year != 2022


def test_the_page_that_follows_says_what_was_made_and_who_has_a_letter(office):
    page = office.get(asked(office, "so-ngv", "so-ct", "bao-laocai").url)
    assert "Đã tạo 3 công văn, số 05–07/STTTT-TTĐN" in words(page)
    assert "Sở Ngoại vụ (đã có công văn 07/STTTT-TTĐN)" in words(page)
    assert not {"so-ngv", "so-ct", "bao-laocai"} & set(page.context["form"]["agencies"].value())
    form = page.context["form"]
    asked(office, form["agencies"].value()[0], number="9", seen=form["seen"].value())
    assert "Đã tạo 1 công văn, số 09/STTTT-TTĐN" in words(office.get(HERE))


def test_a_button_pressed_twice_makes_the_letters_once(office):
    seen = office.get(HERE).context["form"]["seen"].value()
    for _press in range(2):
        assert asked(office, "so-ngv", "so-ct", seen=seen, anyway="on").status_code == 302
    assert sorted(RequestLetter.objects.values_list("number", flat=True)) == [5, 6]


def test_who_did_not_see_the_letters_of_another_is_told_of_them_before_numbers_are_given(office):
    seen = office.get(HERE).context["form"]["seen"].value()
    asked(office, "so-ngv", seen=seen)
    page = asked(office, "so-ngv", "so-ct", seen=seen, number="6", signer_name="Trần Thị Mẫu")
    assert page.status_code == 422
    assert "Vừa có 1 công văn được tạo, số 05/STTTT-TTĐN" in words(page)
    form = page.context["form"]
    assert (form["signer_name"].value(), form["agencies"].value()) == ("Trần Thị Mẫu", ["so-ct"])
    assert RequestLetter.objects.count() == 1
    again = asked(office, "so-ct", seen=form["seen"].value(), number="6")
    assert again.status_code == 302
    assert RequestLetter.objects.count() == 2


def test_a_number_used_before_is_warned_of_and_may_stand(office):
    asked(office, "so-ngv")
    answer = asked(office, "so-ct", number="4")
    assert answer.status_code == 302
    answer = asked(office, "so-ct", number="5")
    assert answer.status_code == 422
    assert "Số 05/STTTT-TTĐN đã dùng trong năm 2022" in words(answer)
    assert asked(office, "so-ct", number="5", dated_on="1/6/2023").status_code == 302
    assert asked(office, "so-ct", number="5", anyway="on").status_code == 302


def test_a_key_link_stands_in_its_own_letter_and_nowhere_else(office):
    asked(office, "so-ngv", with_links="on")
    assert "Đường liên kết riêng chỉ in trong tệp tải về trước" in words(office.get(HERE))
    [text] = package_of(office).values()
    [address] = [word for word in text.split() if "/lk/" in word]
    link = KeyLink.objects.get()
    assert link.signature == "Người được giao soạn báo cáo, theo Công văn số 05/STTTT-TTĐN"
    assert Client().get(urlsplit(address).path).status_code == 200
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            secret = urlsplit(address).path.split("/")[2].split("-", 1)[1].replace("-", "")
            assert not any(secret in str(cell).replace("-", "") for row in cursor for cell in row), table


def test_the_key_is_printed_for_who_made_it_within_an_hour_and_then_never_again(office):
    asked(office, "so-ngv", with_links="on")
    assert forget_seeds(at=timezone.now()) == 0
    another = Client()
    another.force_login(actor("so-tttt", Role.COORDINATOR, name="khac").person)
    for text in package_of(another).values():
        assert "/lk/" not in text
    assert "Đường liên kết riêng chỉ in" not in words(another.get(HERE))
    assert forget_seeds(at=timezone.now() + timedelta(hours=1, minutes=1)) == 1
    [text] = package_of(office).values()
    assert "/lk/" not in text
    assert "Số: 05/STTTT-TTĐN" in text
    assert "Đường liên kết riêng chỉ in" not in words(office.get(HERE))


def test_a_key_that_was_revoked_is_printed_no_more(office):
    asked(office, "so-ngv", with_links="on")
    revoke_link(KeyLink.objects.get(), by=coordinator(), at=timezone.now())
    [text] = package_of(office).values()
    assert "/lk/" not in text


def test_a_letter_names_the_unit_that_drafted_it_where_its_code_does(office):
    assert "- Lưu: VT, TTĐN." in text_of(letter_of(office, "so-ngv", code="SVHTTDL-TTĐN", dated_on="1/6/2026").content)
    assert "- Lưu: VT." in text_of(letter_of(office, "so-ct", code="SVHTTDL", dated_on="1/6/2026").content)


def test_the_page_warns_where_the_day_that_the_letters_name_is_past(office, plan):
    assert "Công văn ghi hạn gửi là 14/6/2022, đã qua." in words(office.get(HERE))
    plan.periods.update(agencies_due=timezone.localdate())
    assert "Công văn ghi hạn gửi" not in words(office.get(HERE))


def test_the_office_does_not_ask_itself_unless_it_chooses_to(office):
    form = office.get(HERE).context["form"]
    assert "so-tttt" in {slug for slug, _name in form.fields["agencies"].choices}
    assert "so-tttt" not in form["agencies"].value()
    silent = office.get("/bao-cao/2022/6-thang/").content.decode()
    boxes = dict(re.findall(r'name="agency" value="(so-tttt|so-ngv)"[^>]*?(checked)?>', silent))
    assert boxes == {"so-tttt": "", "so-ngv": "checked"}


def test_a_letter_without_a_signer_is_not_made(office):
    page = asked(office, "so-ngv", signer_name="")
    assert page.status_code == 422
    assert "công văn không có người ký thì không phát hành được" in words(page)
    assert not RequestLetter.objects.exists()


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
