"""Key links are made for one officer; of the key only the hash stays."""

import hashlib
import logging
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from doingoai.agencies.domain import Role
from doingoai.mail.models import Letter
from doingoai.mail.tasks import deliver
from doingoai.plan.actions import links as acts
from doingoai.plan.domain.links import Masked
from doingoai.plan.models import KeyLink
from tests.factories import actor, coordinator
from tests.plan.linking import NOW, TODAY, asked, here


def test_of_the_key_only_its_hash_is_kept_and_no_table_holds_it(made):
    text = made.key.text
    assert made.link.sha256 == hashlib.sha256(text.encode()).hexdigest()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(made.key.secret in str(cell).replace("-", "") for row in cursor for cell in row), table


def test_the_letter_carries_the_key_only_as_it_leaves_and_then_it_cannot_be_made_again(phone, made, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert made.key.text not in Letter.objects.get().body_text
    assert acts.forget_seeds(at=timezone.now()) == 0
    deliver(timezone.now())
    [letter] = mail.outbox
    address = re.search(r"http\S+/lk/\S+", letter.body)[0]
    assert address == made.address
    assert "0214 3 840 000" in letter.body
    assert phone.get(urlsplit(address).path).status_code == 200
    assert acts.forget_seeds(at=timezone.now()) == 1
    assert KeyLink.objects.get().seed == ""


def test_a_letter_cannot_be_made_to_carry_the_key_of_another_link(made, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    thief = asked("so-ct", purpose=f"{{key:{made.link.name}}}", email="thief@example.vn")
    acts.make_link(thief, by=actor("so-ct", Role.HEAD), at=NOW)
    deliver(timezone.now())
    theirs = next(letter for letter in mail.outbox if letter.to == ["thief@example.vn"])
    assert made.key.secret not in (theirs.subject + theirs.body).replace("-", "")


@pytest.mark.parametrize("days", [-1, 91])
def test_a_link_lives_from_today_for_ninety_days_at_most(plan, days):
    with pytest.raises(acts.NotALink):
        acts.make_link(asked(last_day=TODAY + timedelta(days=days)), by=coordinator(), at=NOW)


def test_no_link_is_made_to_a_task_in_which_the_agency_has_no_share(plan):
    with pytest.raises(acts.NotALink, match="không có phần việc"):
        acts.make_link(asked("so-ngv", task=plan.tasks.get(number="II.5")), by=coordinator(), at=NOW)


def test_the_log_never_holds_a_key(made, caplog):
    line = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", here(made)), None)
    assert Masked().filter(line)
    assert line.getMessage() == "Not Found: /lk/…/"
