"""A record of a million links is looked through, read and searched as one of ten."""

import os
import random
import time

import pytest
from django.utils import timezone

from bench.audit import lengthen
from doingoai.agencies.models import Agency
from doingoai.audit.models import Link
from doingoai.audit.queries import pages
from doingoai.audit.queries.pages import Asked
from doingoai.audit.queries.told import told
from doingoai.audit.queries.verify import verify
from tests.audit.writing import settled, sql, unwatched

LINKS = 1_000_000
QUICK = 0.5


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_million_links_are_verified_in_time_and_a_row_changed_among_them_is_named(seed):
    lengthen(LINKS)
    settled()
    assert Link.objects.count() == LINKS
    begun = time.process_time()
    assert verify().faults == []
    # By the clock of this process: whatever else the machine does falls on nobody.
    assert time.process_time() - begun < 5
    assert verify(processes=os.cpu_count() or 1).faults == []
    for asked in (
        Asked(),
        Asked(kind="agencies.agency", before=LINKS // 2),
        Asked(on=timezone.localdate(Link.objects.earliest("pk").at)),
    ):
        begun = time.perf_counter()
        assert len(pages.changes(asked, size=50)[0]) == 50
        assert time.perf_counter() - begun < QUICK
    begun = time.perf_counter()
    assert told(Agency.objects.latest("pk"))
    assert time.perf_counter() - begun < QUICK
    broken = random.Random(seed).randrange(1, LINKS)
    with unwatched():
        sql("UPDATE audit_link SET person_id = 9 WHERE id = %s", broken)
    assert [fault.link for fault in verify().faults] == [broken]
