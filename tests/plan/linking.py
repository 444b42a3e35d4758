"""A key link as tests make and follow it."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from doingoai.agencies.models import Agency
from doingoai.plan.actions import links as acts
from doingoai.plan.models import Part

NOW = timezone.localtime()
TODAY = NOW.date()
WORDS = {"narrative": "Đón hai đoàn.", "difficulties": "", "proposals": "", "revision": "0"}
WORK = {
    "token": "00000000-0000-4000-8000-000000000001",
    "task": "II.2.3",
    "measure": "doan",
    "title": "Đoàn Vân Nam",
    "quantity": "2",
    "done_on": "31/5/2022",
    "place": "Bắc Hà",
}


def part_of(agency="so-ngv", code="6-thang"):
    return Part.objects.get(report__period__code=code, agency__slug=agency)


def asked(agency="so-ngv", **said):
    given = {
        "agency": Agency.objects.get(slug=agency),
        "purpose": "báo cáo kết quả 6 tháng",
        "name": "Lý Thị Mỷ",
        "post": "Chuyên viên",
        "email": "my@laocai.gov.vn",
        "telephone": "0214 3 840 000",
        "last_day": TODAY + timedelta(days=14),
    } | said
    if "task" not in given:
        given.setdefault("part", part_of(agency))
    return acts.Asked(**given)


def here(made):
    return urlsplit(made.address).path


def words(answer):
    return " ".join(answer.content.decode().split())


def press(phone, made, act, **said):
    return phone.post(here(made), {"act": act, **WORDS, **said})
