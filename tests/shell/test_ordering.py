"""The database sorts names as a Vietnamese reader expects, and as the house does."""

import pytest

from doingoai.agencies.models import Agency
from doingoai.shell.ordering import by_name
from doingoai.text import alphabetical
from tests.text.test_order import IN_ORDER

pytestmark = pytest.mark.django_db


def test_rows_stand_in_the_alphabet_s_order_on_either_database():
    Agency.objects.bulk_create(
        Agency(slug=f"co-quan-{place}", name=name, short=name, kind="department")
        for place, name in enumerate(reversed(IN_ORDER))
    )
    rows = Agency.objects.filter(slug__startswith="co-quan-")
    assert [row.name for row in rows] == list(IN_ORDER)
    assert [row.name for row in rows.distinct().order_by(by_name("name"))] == list(IN_ORDER)


def test_the_bodies_of_the_province_stand_alike_in_the_house_and_in_the_database():
    names = [row.name for row in Agency.objects.all()]
    assert names == sorted(names, key=alphabetical)
