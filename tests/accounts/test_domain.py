from datetime import UTC, datetime, timedelta

import pytest

from doingoai.accounts.domain import ORDINARY, STRICT, leans_on, local_words, machine_of

NAMES = ("Tỉnh Lào Cai", "Thị xã Sa Pa", "Sở Thông tin và Truyền thông", "Huyện Bắc Hà", "Cửa khẩu Kim Thành")
WORDS = local_words(NAMES)
NOON = datetime(2022, 6, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "laocai2022laocai",
        "Lào Cai 2022 Lào Cai",
        "L@0 C@i 2o22! Sa Pa",
        "sapa-sapa-sapa-sapa",
        "SoThongTinVaTruyenThong1",
        "so thong tin truyen thong",
        "DoiNgoai@LaoCai#2026",
        "doingoai doingoai",
        "Bắc Hà mùa 123456789",
        "kimthanh.kimthanh.22",
        "matkhau123456789",
        "P@ssw0rdP@ssw0rd",
        "aaaaaaaaaaaaaaaaaaaa",
        "121212121212121212",
    ],
)
def test_words_of_the_place_are_refused_however_they_are_disguised(password):
    assert leans_on(password, WORDS)


@pytest.mark.parametrize(
    "password",
    [
        "ruong bac thang mua nuoc do",
        "bốn từ dễ nhớ thôi",
        "Sa Pa có tuyết rơi chiều nay",
        "hoa lê trắng bên hiên nhà cũ",
        "839201748392017 4491",
        "k7#Qm2!vTz9@Lp4$",
    ],
)
def test_words_that_nobody_guesses_pass_even_beside_one_of_the_place(password):
    assert not leans_on(password, WORDS)


def test_a_session_ends_when_it_lies_idle_or_lasts_too_long_sooner_where_much_may_be_done():
    def ended(limits, *, begun, seen):
        return limits.has_ended(begun=NOON - begun, seen=NOON - seen, at=NOON)

    hour = timedelta(hours=1)
    assert not ended(STRICT, begun=11 * hour, seen=hour)
    assert ended(STRICT, begun=2 * hour, seen=hour + timedelta(seconds=1))
    assert ended(STRICT, begun=13 * hour, seen=timedelta(0))
    assert not ended(ORDINARY, begun=13 * hour, seen=2 * hour)
    assert ended(ORDINARY, begun=13 * hour, seen=13 * hour)
    assert ended(ORDINARY, begun=timedelta(days=8), seen=timedelta(0))


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Safari/537.36 Edg/141.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.5", ""),
    ],
)
def test_a_session_names_its_machine(user_agent, told):
    assert machine_of(user_agent) == told
