"""Money on the record: every table of it is captured, and each column and closed list is told in Vietnamese."""

import pytest
from django.apps import apps
from django.utils.translation import override

from doingoai.audit import registry
from doingoai.ops.words.values import value_name
from tests.audit.test_views import way_of
from tests.audit.writing import settled
from tests.factories import adopted_plan
from tests.plan.budgeting import editor, sent, written
from tests.plan.linking import words

TABLES = (
    *("fundsource", "moneyroute", "costestimate", "estimatehand", "estimatestep", "costline"),
    *("allocation", "allocationshare", "spending", "settlement", "settlementshare"),
)


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_closed_lists_of_money_are_told_in_vietnamese(table):
    model = apps.get_model("plan", table)
    assert f"plan.{table}" in {each.kind for each in registry.watched()}
    with override("vi"):
        fields = [field for field in model._meta.local_concrete_fields if not field.primary_key or field.name == "code"]
        bare = [field.name for field in fields if str(registry.column_name(field)) == field.name.replace("_", " ")]
        assert bare == []
        lists = [(field, str(value)) for field in fields for value, _name in field.flatchoices]
        assert [(field.name, value) for field, value in lists if str(value_name(field, value)) == value] == []


@pytest.mark.django_db(transaction=True)
def test_an_estimate_s_record_is_read_by_whoever_reads_the_estimate(client):
    made = sent(written(adopted_plan()))
    settled()
    client.force_login(editor().person)
    shown = words(client.get(f"/ke-hoach/2022/kinh-phi/du-toan/{made.pk}/"))
    page = words(client.get(way_of(shown)))
    assert "Ký gửi dự toán" in page
    for told in ("Cách cấp kinh phí:", "Bước:", "đã gửi", "Người nộp:"):
        assert told in page
