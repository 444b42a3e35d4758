"""What a machine misread is read as it must be meant, and told beside its print; what cannot both be true is told."""

import pytest

from doingoai.agencies.domain import Directory
from doingoai.documents.read import read
from doingoai.plan.domain.outline import read_plan
from doingoai.plan.domain.outline.scanned import slips, unslipped

PAPER = """Số: 1O2/KH-UBND
Tỉnh Thử, ngày l0 tháng 3 năm 2023

KẾ HOẠCH
Thông tin đối ngoại tỉnh Thử năm 2023

I. NỘI DUNG
1. Mở chuyên trang tiếng Anh
- Đon vị chủ trì: Sở Ngoại vụ
- Thời gian: trước ngày 3O/8/2023
- Kinh phí: l50 triệu đồng
2. Đón đoàn phóng viên
Giao Sờ Ngoại vụ chủ trì, hoàn thành trước ngày 01/02/2023.
3. Họp báo thứ Hai, ngày 15/6/2023
- Đơn vị chủ trì: Văn phòng UBND tỉnh
4. Đưa tin về biên giới
- Đơn vị chủ trì: Báo tỉnh
- Thời gian: Thưòng xuyên
"""


@pytest.fixture(scope="module")
def reading():
    return read_plan(read("plan.txt", PAPER.encode()), Directory())


def test_letters_among_digits_are_read_as_digits_and_the_print_stays(reading):
    task = reading.tasks[0]
    assert (task.time.before.isoformat(), task.budget) == ("2023-08-30", 150_000_000)
    assert task.time.text == "trước ngày 3O/8/2023"


def test_the_number_and_day_of_the_paper_are_read_through_their_slips(reading):
    assert (reading.head.number, reading.head.date.isoformat()) == ("102/KH-UBND", "2023-03-10")


def test_a_word_that_cannot_be_is_read_as_the_one_it_must_be(reading):
    assert reading.tasks[3].time.recurrence.value == "continuous"
    assert ("Thưòng", "Thường") in {(w.printed, w.proposal) for w in reading.warnings if w.code == "ocr"}


def test_each_slip_is_told_with_its_print_and_a_proposal(reading):
    told = {(w.printed, w.proposal) for w in reading.warnings if w.code == "ocr"}
    assert {("3O/8/2023", "30/8/2023"), ("l50", "150"), ("Đon vị", "Đơn vị"), ("Sờ Ngoại", "Sở Ngoại")} <= told


def test_what_cannot_both_be_true_is_kept_and_told(reading):
    told = [w.message for w in reading.warnings if w.code == "contradiction"]
    assert any("thứ Hai" in message and "thứ Năm" in message for message in told)
    assert any("01/02/2023" in message and "10/3/2023" in message for message in told)
    assert reading.tasks[1].time.before.isoformat() == "2023-02-01"


@pytest.mark.parametrize("words", ["Lưu: VT, TH1, NC1.", "I. MỤC ĐÍCH", "II.1. Nội dung", "Điều I", "20 lít", "5 xã"])
def test_letters_that_are_letters_are_no_slips(words):
    assert list(slips(words)) == []
    assert unslipped(words) == words
