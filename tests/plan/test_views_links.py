"""Key links at the desk, and what came through one as it is confirmed and counted."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from doingoai.agencies.domain import Role
from doingoai.plan.actions import links as acts
from doingoai.plan.models import KeyLink
from tests.factories import actor, coordinator
from tests.plan.linking import NOW, TODAY, asked, part_of, press, words


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (("so-tttt", Role.COORDINATOR), True),
        (("so-ngv", Role.HEAD), True),
        (("so-ngv", Role.EDITOR), False),
        (("so-ct", Role.HEAD), False),
        (("so-tttt", Role.LEADER), False),
    ],
    ids=str,
)
def test_links_are_made_by_the_coordinator_or_the_agencys_head(client, plan, who, may):
    client.force_login(actor(*who).person)
    form = {
        "agency": "so-ngv",
        "purpose": "báo cáo",
        "name": "Mỷ",
        "post": "Chuyên viên",
        "telephone": "0214",
        "last_day": f"{TODAY + timedelta(days=3):%d/%m/%Y}",
    }
    answer = client.post("/duong-lien-ket/2022/them/?ky=6-thang&co-quan=so-ngv", form)
    assert answer.status_code == (200 if may else 403)
    assert KeyLink.objects.exists() is may
    if may:
        [address] = re.findall(r"http\S+/lk/[\w-]+/", answer.content.decode())
        assert Client().get(urlsplit(address).path).status_code == 200
        assert client.get(f"/duong-lien-ket/2022/{KeyLink.objects.get().pk}/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_links_asks_the_database_as_often_for_one_as_for_many(
    client, plan, django_assert_max_num_queries, rows
):
    for _ in range(rows):
        acts.make_link(asked(), by=coordinator(), at=NOW)
    client.force_login(coordinator().person)
    with django_assert_max_num_queries(10):
        assert words(client.get("/duong-lien-ket/2022/")).count("Lý Thị Mỷ") == rows


def test_the_coordinator_confirms_what_came_and_the_head_signs_it(client, phone, made):
    press(phone, made, "gui", no_secret="on")
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    client.post("/bao-cao/2022/6-thang/phan/so-ngv/xac-nhan/")
    assert part_of().confirmed_by is None
    client.force_login(coordinator().person)
    page = words(client.get("/bao-cao/2022/6-thang/phan/so-ngv/"))
    assert "gửi qua đường liên kết bởi Lý Thị Mỷ, Chuyên viên; chờ xác nhận" in page
    client.post("/bao-cao/2022/6-thang/phan/so-ngv/xac-nhan/")
    part = part_of()
    assert (part.state, part.confirmed_by) == ("sent", coordinator().person)
    client.force_login(actor("so-ngv", Role.HEAD).person)
    client.post("/bao-cao/2022/6-thang/phan/so-ngv/xac-nhan/")
    part = part_of()
    assert (part.state, part.signed_by.username) == ("submitted", "so-ngv-head")


def test_a_part_that_came_by_link_is_in_with_its_mark(client, phone, made):
    client.force_login(coordinator().person)
    assert "47 trên 47 cơ quan chưa nộp" in words(client.get("/bao-cao/2022/6-thang/"))
    press(phone, made, "gui", no_secret="on")
    page = client.get("/bao-cao/2022/6-thang/")
    assert "46 trên 47 cơ quan chưa nộp" in words(page)
    [part] = [part for part in page.context["figures"].parts if part.is_in]
    assert part.mark == "gửi qua đường liên kết bởi Lý Thị Mỷ, Chuyên viên; chờ xác nhận"
    assert part.narrative == "Đón hai đoàn."


def test_what_waits_for_confirmation_is_on_the_desk_of_the_coordinator_and_the_head(client, phone, made):
    press(phone, made, "gui", no_secret="on")
    client.force_login(coordinator().person)
    assert "1 phần báo cáo 6 tháng đầu năm 2022 gửi qua đường liên kết, chờ xác nhận" in words(client.get("/"))
    client.force_login(actor("so-ngv", Role.HEAD).person)
    assert "chờ người đứng đầu xác nhận và ký" in words(client.get("/"))
    client.force_login(actor("so-ngv", Role.EDITOR).person)
    assert "qua đường liên kết" not in words(client.get("/"))
