"""An amendment that agencies comment on, in a browser: each of its pages fits a phone, and axe finds nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.plan.actions.amend import begin_amendment
from doingoai.plan.actions.draft_comments import ask_comments, say_remark
from doingoai.plan.actions.drafts import drop_part
from doingoai.plan.domain.states import Answer
from doingoai.plan.queries.drafts.comments import parts_by_agency
from doingoai.plan.queries.drafts.screen import book_of_draft
from tests.browser.test_every_page import faults
from tests.factories import NOW, actor, adopted_plan, coordinator
from tests.plan.drafting import now, written
from tests.plan.test_actions_amend import CONG_THUONG, key_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(transactional_db):
    """One task with another lead, one taken out, one assignment with other words; an agency has commented."""
    plan, at = adopted_plan(), timezone.localtime()
    office = actor("so-ct", Role.EDITOR)
    draft = begin_amendment(plan, by=coordinator(), at=NOW)
    written(draft, key_of(plan, "II.2.3"), title="Đón đoàn vào", lead=[CONG_THUONG])
    written(draft, key_of(plan, "II.2.4"), lead=[CONG_THUONG], output="02 hội nghị")
    written(draft, f"i{plan.assignments.first().pk}", text="Đôn đốc, tổng hợp kết quả.")
    drop_part(now(draft), key_of(plan, "II.3.1"), gone=True, by=coordinator(), at=NOW)
    parts = parts_by_agency(now(draft), book_of_draft(draft, "Lào Cai"), at.date())
    ask_comments(now(draft), parts, until=at.date() + timedelta(days=9), by=coordinator(), at=at)
    reader = draft.readers.select_related("draft", "agency").get(agency__slug="so-ct")
    said = {"output": "01 hội nghị"}
    say_remark(
        reader, parts["so-ct"][-1], Answer.PROPOSE, said=said, words="Một là đủ.", mine=parts["so-ct"], by=office, at=at
    )
    return now(draft)


def test_the_pages_of_an_amendment_and_its_comments(watch, enter, draft, base_url):
    here = f"{base_url}/ke-hoach/soan/{draft.pk}/"
    found = []
    for person, paths in (
        (coordinator().person, ("", "dieu-chinh/", "y-kien/", "y-kien/cong-van/")),
        (actor("so-ct", Role.EDITOR).person, ("cua/so-ct/",)),
    ):
        page = enter(person)
        for path in paths:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(here + path)
            found += [f"{path} {fault}" for fault in faults(watch)]
    assert found == []
    assert watch.complaints == []
