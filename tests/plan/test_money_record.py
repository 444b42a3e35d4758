"""Money on the record: an estimate leads to its own, told in words."""

import pytest

from tests.audit.test_views import way_of
from tests.audit.writing import settled
from tests.factories import adopted_plan
from tests.plan.budgeting import editor, sent, written
from tests.plan.linking import words


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
